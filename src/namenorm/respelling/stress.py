"""Which vowel of a name is stressed: probabilities by the letters around each vowel.

A conditional logit over the vowels of a word, with features of its ending, beginning and length.
The weights stand in `tables/respell/stress.tsv`, learnt from stressed Russian, Ukrainian and
Belarusian names (`benchmarks/learning`).

>>> chances = shipped().chances("шевченко")
>>> max(chances, key=chances.get)
4
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.tables import locate, read
from namenorm.text.vowels import cyrillic

COLUMNS: Final = ("around", "weight")
_FOLD: Final = str.maketrans("ёэыіїєўґъ’'ʼ", "ееиииевгьььь")
_MASCULINE: Final = (
    *(("ова", "ов"), ("ева", "ев"), ("ина", "ин"), ("ая", "ий")),
    *(("ово", "ов"), ("ево", "ев"), ("ино", "ин")),
)
"""Feminine endings and those of villages do not move the stress; the masculine is used."""
_LEAST: Final = 1e-3


def fold(word: str) -> str:
    """A small-letter word of any of the three languages in one common alphabet.

    >>> fold("ціханоўская")
    'цихановская'
    """
    return word.translate(_FOLD)


@cache
def folded_vowels() -> frozenset[str]:
    """The vowels that are left once `fold` has brought three alphabets to one."""
    return frozenset(fold(cyrillic()))


def plain(word: str) -> str:
    """A folded word with the masculine ending in place of a feminine one."""
    for ending, instead in _MASCULINE:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word


def features(word: str, at: int) -> Iterator[str]:
    """The features of the vowel at `at`: the letters around it, and the rest of the word."""
    vowels = folded_vowels()
    after = sum(letter in vowels for letter in word[at + 1 :])
    total = sum(letter in vowels for letter in word)
    yield f"{after} of {min(total, 5)}"
    edged = f"^{word}$"
    at += 1
    for size in range(1, 7):
        if at + size <= len(edged):
            yield f"{edged[at]}-{edged[at + 1 : at + size]}"
    for size in range(1, 5):
        if at >= size:
            yield f"{edged[at - size : at]}-{edged[at]}"
    for left, right in ((1, 1), (1, 2), (2, 1), (2, 2)):
        if at >= left and at + right < len(edged):
            yield f"{edged[at - left : at]}-{edged[at]}-{edged[at + 1 : at + 1 + right]}"
    for size in range(1, 6):
        if size <= len(word):
            yield f"{after} before {word[-size:]}"
    for size in range(2, 5):
        if size <= len(word):
            yield f"{after} of {min(total, 5)} before {word[-size:]}"


class StressModel:
    """The probabilities of the stress."""

    def __init__(self, weights: dict[str, float]) -> None:
        self._weights = weights

    def chances(self, word: str, until: int | None = None) -> dict[int, float]:
        """The probability of the stress at each index of a small-letter word.

        {-1: 1} if no vowel can be stressed. ё always is; vowels from `until` on are not.
        """
        if "ё" in word:
            return {word.rindex("ё"): 1.0}
        folded = plain(fold(word))
        ends = len(folded) if until is None else until
        vowels = folded_vowels()
        places = [at for at, letter in enumerate(folded[:ends]) if letter in vowels]
        if not places:
            return {-1: 1.0}
        sums = [sum(self._weights.get(f, 0.0) for f in features(folded, at)) for at in places]
        most = max(sums)
        chances = [math.exp(value - most) for value in sums]
        total = sum(chances)
        return {
            at: chance / total
            for at, chance in zip(places, chances, strict=True)
            if chance / total >= _LEAST
        }


@cache
def load(folder: Path) -> StressModel:
    """The model of the table in `folder`. Raises `TableError`."""
    weights = {}
    for row in read.tsv(folder / "respell" / "stress.tsv", COLUMNS):
        try:
            weights[row["around"]] = float(row["weight"])
        except ValueError:
            raise row.error(f"weight is {row['weight']!r}; it must be a number") from None
    return StressModel(weights)


def shipped() -> StressModel:
    """The model of the table that ships."""
    return load(locate.shipped())
