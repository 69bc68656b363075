"""Letters misread by a scanner, by `tables/text/ocr.tsv`.

>>> undigit("Lukashenk0, Г-20")
'Lukashenko, Г-20'
>>> undigit("AIexander")
'Alexander'
>>> "Kalesnikawa" in misread("Kalesnikavva")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from namenorm.tables import locate, read
from namenorm.text.letters import LETTER
from namenorm.text.scripts import has_cyrillic

COLUMNS: Final = ("read", "meant", "script")
_WORD: Final = re.compile(r"\w+")
_WITHIN: Final = re.compile(rf"(?<={LETTER})I(?=[a-z])")
_LETTERS_BESIDE: Final = 3
"""A word with so many letters has a digit by mistake; Б52 and G20 have not."""


@cache
def _pairs(cyrillic: bool) -> tuple[dict[int, str], tuple[tuple[str, str], ...]]:
    """Digits to letters, and letters to letters, of one script."""
    digits: dict[str, str] = {}
    letters = []
    for row in read.tsv(locate.shipped() / "text" / "ocr.tsv", COLUMNS):
        if (row["script"] == "Cyrl") is not cyrillic:
            continue
        if row["read"].isdecimal():
            digits[row["read"]] = row["meant"]
        else:
            letters.append((row["read"], row["meant"]))
    return str.maketrans(digits), tuple(letters)


def _mend(match: re.Match[str]) -> str:
    word = match.group()
    letters = sum(c.isalpha() for c in word)
    digits = sum(c.isdecimal() for c in word)
    if not digits or letters < _LETTERS_BESIDE or digits > letters // 2:
        return word
    mended = word.translate(_pairs(has_cyrillic(word))[0])
    return mended.upper() if word.isupper() else mended


def undigit(text: str) -> str:
    """`text` with the digits inside words read as the letters that they look like.

    A capital I before small letters within a word is an l, too.
    """
    if "I" in text:
        text = _WITHIN.sub("l", text)
    return _WORD.sub(_mend, text) if any("0" <= c <= "9" for c in text) else text


def misread(word: str) -> Iterator[str]:
    """`word` with one group of letters read as what it looks like, each place in turn."""
    lower = word.lower()
    for seen, meant in _pairs(has_cyrillic(word))[1]:
        at = lower.find(seen)
        while at >= 0:
            yield word[:at] + meant + word[at + len(seen) :]
            at = lower.find(seen, at + 1)
