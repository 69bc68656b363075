"""Word files (.docx): read the text of their paragraphs, change it, keep the formatting.

python-docx (the extra `docx`) opens the package. All members are copied as they are, except those
whose text changed.
"""

from __future__ import annotations

import copy
import io
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from namenorm.errors import BrokenDocument, DocumentTooLong, InputError, NotReplaceable
from namenorm.files import atomic, file_faults
from namenorm.markup.building import PassageBuilder
from namenorm.markup.document import Document, Replacement
from namenorm.markup.reading import LONGEST_DOCUMENT
from namenorm.markup.verbatim import MASK

if TYPE_CHECKING:
    from docx.document import Document as Package

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_LARGEST: Final = 512 * 2**20
"""The most bytes of a package when unpacked."""
_MEMBERS: Final = 10_000
_KINDS: Final = ("document.main", "header", "footer", "footnotes", "endnotes", "comments")
"""The ends of the content types of parts with running text, in the order of reading."""
_CODE: Final = frozenset(
    ("html code", "html preformatted", "code", "source code", "verbatim", "verbatim char")
)
"""Styles of code; their text is left out."""
_PASSED: Final = frozenset(_W + name for name in ("del", "moveFrom", "pPr", "rPr", "instrText"))
"""Elements whose text was deleted or is not shown."""
_BORDERS: Final = frozenset(
    _W + name for name in ("hyperlink", "ins", "moveTo", "sdt", "smartTag", "fldSimple", "fldChar")
)
"""No change extends across the borders of these elements."""
_SIGNS: Final = {
    _W + "tab": "\t",
    _W + "ptab": "\t",
    _W + "br": "\u2028",
    _W + "cr": "\u2028",
    _W + "noBreakHyphen": "\u2011",
    _W + "softHyphen": "\u00ad",
}
_OBJECTS: Final = frozenset(
    _W + name
    for name in ("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "p")
)
"""Elements that show something other than the text of the paragraph."""
_UNSEEN: Final = frozenset(_W + name for name in ("lang", "noProof", "rPrChange"))
"""Properties of a run without effect on its look; they are ignored in comparing runs."""
_BREAKAGE: Final = (
    BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    TypeError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
"""What python-docx and its libraries raise for a file that is damaged or no package."""


class _TextElement(NamedTuple):
    start: int
    element: Any
    member: str


class WordFile:
    """A .docx file: `document` has its paragraphs, one a line; `write` makes changes.

    The body, tables, text boxes, headers, footers, footnotes, endnotes and comments are read.
    Deleted text of tracked changes, field codes and text in a style for code are left out. A change
    may extend across runs that look the same, but not across a change of formatting.
    """

    def __init__(self, path: Path, contents: bytes, roots: dict[str, Any], code: set[str]) -> None:
        reader = _Reader(code)
        self.path = path
        self.document: Document = reader.read(roots)
        self._contents = contents
        self._roots = roots
        self._texts = reader.texts
        self._starts = array("q", [texts.start for texts in reader.texts])

    @classmethod
    def open(cls, path: Path) -> WordFile:
        """Read a file.

        Raises `BrokenDocument`, `FileFault`, `DocumentTooLong`; `InputError` if the extra `docx` is
        not installed.
        """
        try:
            import docx
            from docx.opc.exceptions import PackageNotFoundError
            from lxml.etree import XMLSyntaxError
        except ImportError:
            reason = "Word files need python-docx: pip install 'namenorm[docx]'"
            raise InputError(reason, argument="format") from None
        with file_faults(path):
            contents = path.read_bytes()
        try:
            _bounded(path, contents)
            package = docx.Document(io.BytesIO(contents))
            roots, code = _roots(package), _code_styles(package)
        except (*_BREAKAGE, PackageNotFoundError, XMLSyntaxError) as error:
            reason = f"this is no Word file (.docx), or it is damaged: {error}"
            raise BrokenDocument(str(path), reason[:200]) from None
        return cls(path, contents, roots, code)

    def write(self, changes: Iterable[tuple[int, int, str]], output: Path) -> None:
        """Write the file with the changes to `output`, whole or not at all.

        Offsets are those of `document`. Raises `NotReplaceable`, `BadText`, `BrokenDocument`,
        `FileFault`; `output` then stays as it was.
        """
        ordered = self.document.checked(changes)
        with self._changed(ordered) as members:
            from docx.opc.oxml import serialize_part_xml

            blobs = {name: serialize_part_xml(self._roots[name]) for name in members}
        try:
            with atomic(output) as file, ZipFile(io.BytesIO(self._contents)) as old:
                _rewrite(old, file, blobs)
        except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
            raise BrokenDocument(str(self.path), f"a member is damaged: {error}") from None

    @contextmanager
    def _changed(self, changes: list[Replacement]) -> Iterator[set[str]]:
        """Make the changes in the elements while the block runs; gives the members that changed."""
        before: list[tuple[Any, str, str | None]] = []
        members = set()
        try:
            for change in reversed(changes):
                for number, start, end in self._covered(change):
                    texts = self._texts[number]
                    element, text = texts.element, texts.element.text
                    before.append((element, text, element.get(_SPACE)))
                    new = change.text if start == change.start - texts.start else ""
                    try:
                        element.text = text[:start] + new + text[end:]
                    except ValueError:
                        reason = f"the change of {change.start} to {change.end} has a control sign"
                        raise NotReplaceable(reason, change.start, change.end) from None
                    if element.text != element.text.strip():
                        element.set(_SPACE, "preserve")
                    members.add(texts.member)
            yield members
        finally:
            for element, text, space in reversed(before):
                element.text = text
                if space is None:
                    element.attrib.pop(_SPACE, None)
                else:
                    element.set(_SPACE, space)

    def _covered(self, change: Replacement) -> Iterator[tuple[int, int, int]]:
        """The elements that a change touches: (number, start, end within its text)."""
        number = bisect_right(self._starts, change.start) - 1
        while number < len(self._texts) and self._starts[number] < change.end:
            at, text = self._starts[number], self._texts[number].element.text
            yield number, max(change.start - at, 0), min(change.end - at, len(text))
            number += 1


class _Reader:
    """Joins the texts of a package, and records which element holds which part."""

    def __init__(self, code: set[str]) -> None:
        self._code = code
        self._gathering = PassageBuilder("")
        self._texts: list[str] = []
        self._at = 0
        self.texts: list[_TextElement] = []

    def read(self, roots: dict[str, Any]) -> Document:
        for member, root in roots.items():
            for paragraph in root.iter(_W + "p"):
                self._paragraph(paragraph, member)
                self._add("\n")
                self._gathering.close()
                if self._at > LONGEST_DOCUMENT:
                    raise DocumentTooLong(f"a document has at most {LONGEST_DOCUMENT} characters")
        self._gathering.source = "".join(self._texts)
        return self._gathering.document()

    def _paragraph(self, paragraph: Any, member: str) -> None:
        from lxml.etree import iterwalk

        if self._is_code(paragraph, "p"):
            return
        look: bytes | None = None
        walk = iterwalk(paragraph, events=("start", "end"))
        next(walk)
        for event, element in walk:
            tag = element.tag
            if tag in _BORDERS:
                self._gathering.cut()
            if event == "end":
                continue
            if tag in _PASSED:
                walk.skip_subtree()
            elif tag in _OBJECTS:
                self._gap()
                walk.skip_subtree()
            elif tag == _W + "r":
                if self._is_code(element, "r"):
                    self._gap()
                    walk.skip_subtree()
                elif (now := _look(element)) != look:
                    look = now
                    self._gathering.cut()
            elif tag in _SIGNS:
                start = self._add(_SIGNS[tag])
                self._gathering.text(start, self._at, "fixed", _SIGNS[tag])
            elif tag == _W + "t" and element.text:
                start = self._add(element.text)
                self.texts.append(_TextElement(start, element, member))
                self._gathering.text(start, self._at, "plain", element.text)

    def _gap(self) -> None:
        start = self._add(MASK)
        self._gathering.gap(start, self._at)

    def _add(self, text: str) -> int:
        start = self._at
        self._texts.append(text)
        self._at += len(text)
        return start

    def _is_code(self, element: Any, kind: str) -> bool:
        style = element.find(f"{_W}{kind}Pr/{_W}{kind}Style")
        return style is not None and style.get(_W + "val") in self._code


def _roots(package: Package) -> dict[str, Any]:
    """The parts with running text, by member name, in the order of reading."""
    from docx.opc.oxml import parse_xml

    found = []
    for part in package.part.package.iter_parts():
        kind = part.content_type.removesuffix("+xml").rpartition("wordprocessingml.")[2]
        if kind in _KINDS:
            root: Any = getattr(part, "element", None)
            if root is None:  # python-docx does not parse this part
                root = parse_xml(part.blob)
            found.append((_KINDS.index(kind), part.partname.membername, root))
    return {member: root for _, member, root in sorted(found, key=lambda one: one[:2])}


def _code_styles(package: Package) -> set[str]:
    """The ids of the styles whose text is left out."""
    return {style.style_id for style in package.styles if (style.name or "").lower() in _CODE}


def _look(run: Any) -> bytes:
    """The look of a run: its properties, as bytes to compare."""
    from lxml.etree import tostring

    properties = run.find(_W + "rPr")
    if properties is None:
        return b""
    seen = (tostring(one, method="c14n") for one in properties if one.tag not in _UNSEEN)
    return b"".join(sorted(seen))


def _bounded(path: Path, contents: bytes) -> None:
    """Refuse a package that is too large. Raises `BrokenDocument`, `BadZipFile`."""
    with ZipFile(io.BytesIO(contents)) as package:
        members = package.infolist()
        size = sum(member.file_size for member in members)
    if size > _LARGEST or len(members) > _MEMBERS:
        reason = f"{len(members)} members of {size} bytes; {_MEMBERS} of {_LARGEST} are the most"
        raise BrokenDocument(str(path), reason)


def _rewrite(old: ZipFile, file: Any, blobs: dict[str, bytes]) -> None:
    """Copy a package; `blobs` replace the members of their names."""
    with ZipFile(file, "w") as new:
        new.comment = old.comment
        for member in old.infolist():
            contents = blobs.get(member.filename)
            if contents is None:
                contents = old.read(member)
            new.writestr(copy.copy(member), contents, compress_type=member.compress_type)
