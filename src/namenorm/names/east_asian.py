"""Names of the Korean, Chinese and Vietnamese order: a surname, then syllables of a given name.

>>> names = load(locate.shipped())
>>> names.parted("Kim Yo Jong".split()), names.parted("Jong-un Kim".split())
((0, 1, 3), (1, 0, 1))
>>> names.parted("Kim Philby".split()) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.names.endings import folded
from namenorm.tables import locate, read
from namenorm.text.scripts import has_cyrillic

COLUMNS: Final = ("lang", "Latn", "Cyrl", "note")
_LANGS: Final = frozenset({"ko", "zh", "vi"})
_VOWELS: Final = "[aeiouyаоуыэиіеёюяєї]+"
_SYLLABLE: Final = re.compile(rf"[^\W\d_aeiou]{{0,3}}{_VOWELS}(?:ng|нг|нь|[^\W\d_])?")
_CHINESE: Final = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcswy]|[zcs]h)?[aeiou]+(?:ng|n)?){2}"
    r"|(?:(?:[бпмфдтнлгкхжшсцч]|цз|чж|дз|дж)?[аоуыэиіеёюяє]+(?:нь|нг|н|й)?){2}"
)
"""Two syllables that are written as one word: Jinping, Цзіньпін."""
_LONGEST: Final = 7
_MOST: Final = 3
"""Syllables of a given name."""
_FEWEST: Final = 2

Parted = tuple[int, int, int]
"""Which word is the surname, and from where to where the given name goes."""


@dataclass(frozen=True)
class EastAsian:
    """The surnames of the table, in small letters: all, and the Chinese ones."""

    surnames: frozenset[str]
    chinese: frozenset[str]

    def parted(self, words: Sequence[str]) -> Parted | None:
        """The surname and the given name of the words of a name; None where it is no such name.

        The given name has two syllables at least, apart or with a hyphen.
        """
        count = len(words)
        if not _FEWEST <= count <= 1 + _MOST:
            return None
        small = [_plain(word) for word in words]
        for at, start, end in ((0, 1, count), (count - 1, 0, count - 1)):
            if small[at] in self.surnames and is_given("-".join(small[start:end])):
                return at, start, end
        return None

    def may_be(self, words: Sequence[str]) -> bool:
        """Whether two words may be a Chinese name, its given name written as one word."""
        if len(words) != _FEWEST:
            return False
        first, second = map(_plain, words)
        return first in self.chinese and bool(_CHINESE.fullmatch(second))


def is_given(text: str) -> bool:
    """Whether a text is two or three syllables with hyphens between.

    >>> is_given("Чен-Ын"), is_given("Чен")
    (True, False)
    """
    syllables = text.lower().split("-")
    return _FEWEST <= len(syllables) <= _MOST and all(map(_is_syllable, syllables))


def _plain(word: str) -> str:
    lower = word.lower()
    return lower if lower.isascii() or has_cyrillic(lower) else folded(lower)


def _is_syllable(word: str) -> bool:
    return len(word) <= _LONGEST and bool(_SYLLABLE.fullmatch(word))


@cache
def load(folder: Path) -> EastAsian:
    """The surnames of the table in `folder`. Raises `TableError`."""
    found: set[str] = set()
    chinese: set[str] = set()
    for row in read.tsv(folder / "names" / "east_asian.tsv", COLUMNS):
        if row["lang"] not in _LANGS:
            raise row.error(f"lang is {row['lang']!r}; it is one of {', '.join(sorted(_LANGS))}")
        forms = {form.lower() for script in ("Latn", "Cyrl") for form in row.forms(script)}
        found |= forms
        chinese |= forms if row["lang"] == "zh" else set()
    return EastAsian(frozenset(found), frozenset(chinese))


def shipped() -> EastAsian:
    """The surnames of the table that ships."""
    return load(locate.shipped())
