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
from namenorm.text.letters import APOSTROPHE, APOSTROPHES, HARD_SIGNS, HYPHENS, LATIN, word
from namenorm.text.ocr import undigit

LONGEST_NAME: Final = 300
"""Code points; the longest names of people and bodies in public registers stay well below."""

_TABLE: Final = dict.fromkeys(map(ord, APOSTROPHES), APOSTROPHE) | dict.fromkeys(
    map(ord, HYPHENS), "-"
)
_HARD_SIGN: Final = re.compile(rf"(?<=\w)[{HARD_SIGNS}](?=\w)")
_CYRILLIC: Final = r"\u0400-\u0481\u048a-\u052f"
"""`CYRILLIC` without the marks of Old Slavonic, which NFC may put in another order."""
_CLEAN: Final = re.compile("|".join(word(f"[{script}]", " ’-") for script in (LATIN, _CYRILLIC)))
"""Words of one script, with nothing to clean."""
_SPACES: Final = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text in NFC with one apostrophe, one hyphen, single spaces, nothing invisible.

    Latin letters that stand in for Cyrillic ones in a word, and the reverse, are repaired.
    Cleaning twice is cleaning once.
    """
    return text if _CLEAN.fullmatch(text) else _cleaned(text)


def _cleaned(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Co", "Cn"))
        text = unicodedata.normalize("NFC", _HARD_SIGN.sub(APOSTROPHE, text.translate(_TABLE)))
        text = unmix(text)
    else:
        text = text.translate(_TABLE)
    text = "".join(c if c.isprintable() or c.isspace() else " " for c in text)
    return _SPACES.sub(" ", text).strip()


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
