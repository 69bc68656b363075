"""One form for what only looks different: NFC, spaces, apostrophes, invisible characters.

>>> clean("  Мар'яна\\u200b  Ковaль ")
'Мар’яна Коваль'
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from namenorm.errors import BadText, EmptyName, NameTooLong
from namenorm.text.confusables import unmix
from namenorm.text.letters import (
    APOSTROPHE,
    APOSTROPHES,
    HYPHENS,
    LATIN,
    word,
)
from namenorm.text.marks import bare
from namenorm.text.ocr import undigit

LONGEST_NAME: Final = 300
"""Code points; the longest names of people and bodies in public registers stay well below."""

_TABLE: Final = dict.fromkeys(map(ord, APOSTROPHES), APOSTROPHE) | dict.fromkeys(
    map(ord, HYPHENS), "-"
)
_UNSEEN: Final = frozenset({"Cf", "Co", "Cn"})
"""Unicode's categories of what is invisible or unknown."""
_MARKS: Final = frozenset({"Mn", "Me"})
"""Those of marks, of any script, that are not one with their letters."""
_UNMARKED: Final = re.compile(r"[\0-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u20cf]*")
"""Text of the common blocks, of which none has marks."""
_CYRILLIC: Final = (
    r"\u0401-\u040c\u040e-\u044f\u0451-\u045c\u045e-\u0475\u0478-\u0481\u048a-\u04c0\u04c3-\u04cf"
    r"\u04d4\u04d5\u04d8\u04d9\u04e0\u04e1\u04e8\u04e9\u04f6\u04f7\u04fa-\u052f"
)
"""`CYRILLIC` without marks, and without `MARKED` letters."""
_CLEAN: Final = re.compile("|".join(word(f"[{script}]", " ’-") for script in (LATIN, _CYRILLIC)))
"""Words of one script, with nothing to clean."""
_SPACES: Final = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text in NFC with one apostrophe, one hyphen, single spaces, nothing invisible, and
    without marks that make no other letter (`marks.bare`).

    Latin letters that stand in for Cyrillic ones in a word, and the reverse, are repaired.
    Cleaning twice is cleaning once.
    """
    return text if _CLEAN.fullmatch(text) else _cleaned(text)


def _cleaned(text: str) -> str:
    if not text.isascii():
        text = _without(text, _UNSEEN)
        text = unicodedata.normalize("NFC", bare(text))
        if not _UNMARKED.fullmatch(text):
            text = bare(_without(text, _MARKS))
        text = unicodedata.normalize("NFC", text.translate(_TABLE))
        text = unmix(text)
    else:
        text = bare(text).translate(_TABLE)
    text = "".join(c if c.isprintable() or c.isspace() else " " for c in text)
    return _SPACES.sub(" ", text).strip()


def _without(text: str, categories: frozenset[str]) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in categories)


def refuse_surrogates(text: str, *, argument: str) -> None:
    """Raise `BadText` where `text` is not text, or holds half of a surrogate pair."""
    if not isinstance(text, str):
        raise BadText(f"{argument} must be text, not {type(text).__name__}", argument=argument)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadText(
            f"{argument} holds U+{ord(text[error.start]):04X} at {error.start}, half of a "
            "surrogate pair and no character; send valid Unicode",
            argument=argument,
        ) from None


def clean_name(text: str, *, argument: str = "text") -> str:
    """`clean`, for a name, with digits in words mended.

    Raises `BadText`, `NameTooLong`, `EmptyName`, naming `argument`.
    """
    refuse_surrogates(text, argument=argument)
    if len(text) > LONGEST_NAME:
        raise NameTooLong(
            f"{argument} has {len(text)} characters; a name has at most {LONGEST_NAME}",
            argument=argument,
        )
    cleaned = undigit(clean(text))
    if not any(c.isalpha() for c in cleaned):
        raise EmptyName(f"{argument} holds no letter; a name needs at least one", argument=argument)
    return cleaned
