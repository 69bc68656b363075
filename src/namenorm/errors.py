"""Every exception that namenorm raises on purpose.

    NamenormError
    ├── InputError          the text or an option that was handed in
    │   ├── EmptyName       no letter to work with
    │   ├── NameTooLong     longer than a name can be
    │   ├── BadText         not Unicode text: a lone surrogate
    │   ├── UnknownScheme   no such romanisation system
    │   ├── UnknownLetter   a Cyrillic letter without a rule, where that is asked for
    │   ├── UnknownLanguage no such language tag
    │   ├── UnknownIdentity no such id in the registry
    │   ├── UnknownFormat   no such format of documents
    │   ├── DocumentTooLong longer than a document can be
    │   └── NotReplaceable  a stretch of a document that cannot be written anew
    ├── TableError          a row of a table, with file, line and reason
    └── FileFault           a file, with path and reason
        ├── BrokenSource    imported: it ends early, or is not of its format
        ├── BrokenDocument  a .docx that is none, or is damaged
        └── BrokenRegistry  a compiled registry: it is damaged, or of another version

Each says in one sentence what was met and what is accepted; `argument` names the argument.

>>> error = EmptyName("the name is empty; give at least one letter", argument="q")
>>> error.argument, str(error)
('q', 'the name is empty; give at least one letter')
"""

from __future__ import annotations


class NamenormError(Exception):
    """The root of the tree; catch this to catch them all."""

    def __init__(self, message: str, *, argument: str = "text") -> None:
        super().__init__(message)
        self.argument = argument


class InputError(NamenormError):
    """What the caller handed in cannot be used."""


class EmptyName(InputError):
    """There is no letter in the name."""


class NameTooLong(InputError):
    """The name is longer than a name can be."""


class BadText(InputError):
    """The text holds something that is no Unicode character."""


class UnknownScheme(InputError):
    """No scheme has this id or alias."""


class UnknownLetter(InputError):
    """The scheme has no rule for a letter, and the last resort was switched off."""


class UnknownLanguage(InputError):
    """The language tag is not one of the house's."""


class UnknownIdentity(InputError):
    """No identity has this id."""


class UnknownFormat(InputError):
    """Documents have no such format."""


class DocumentTooLong(InputError):
    """The document is longer than one can be."""


class NotReplaceable(InputError):
    """A change of a document that would touch its markup: `start` and `end` in its source."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message, argument="changes")
        self.start = start
        self.end = end


class TableError(NamenormError):
    """A table cannot be read: `file`, `line` (from 1; 0: the whole file) and `reason`."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}", argument="tables")
        self.file = file
        self.line = line
        self.reason = reason


class FileFault(NamenormError):
    """A file cannot be used: `path` and `reason`."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}", argument="path")
        self.path = path
        self.reason = reason


class BrokenSource(FileFault):
    """A file that is imported ends early, is not of its format, or holds nothing to take."""


class BrokenDocument(FileFault):
    """A file that is no document of its format, or is damaged."""


class BrokenRegistry(FileFault):
    """A compiled registry is not one, is of another version, or is damaged."""
