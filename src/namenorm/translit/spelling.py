"""A trigram model of the letters of a language, counted in the names of the tables.

With Witten-Bell smoothing (I. Witten, T. Bell, 1991): trigrams are interpolated with bigrams, and
these with single letters, by how many continuations were seen.

>>> belarusian = learn(locate.shipped(), "be")
>>> belarusian.surprise("ар", "ы") < belarusian.surprise("ар", "і")
True
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.tables import locate, read
from namenorm.text.letters import CYRILLIC_WORD, lettered
from namenorm.translit import patronymics

_WORD: Final = re.compile(CYRILLIC_WORD)
EDGE: Final = "#"
"""Stands before and behind each word."""
_COLUMNS: Final = {"be": ("be", "patronymic"), "ru": ("ru",), "uk": ("uk",)}
_STRANGE: Final = "?"
_KEPT: Final = 3
"""The most letters whose cost is cached; rules of schemes have no more."""
_LEAST: Final = 1e-300
FORBIDDEN: Final = 30.0
"""The cost of a pair of letters that the orthography forbids: more than any other."""


class SpellingModel:
    """Counts of one to three letters, and the pairs that the orthography forbids."""

    def __init__(self, words: Iterable[str], never: Iterable[tuple[str, str]] = ()) -> None:
        """`words` in small letters, U+02BC for the apostrophe; `never` as (letter, next)."""
        self._never = frozenset(never)
        self.words = frozenset(words)
        self._seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for word in sorted(self.words):
            padded = EDGE * 2 + word + EDGE
            for at in range(2, len(padded)):
                for size in (0, 1, 2):
                    self._seen[padded[at - size : at]][padded[at]] += 1
        self._letters = frozenset(self._seen[""]) | {EDGE}
        self._known: dict[tuple[str, str], float] = {}

    def cost(self, word: str) -> float:
        """−ln of the probability of a small-letter word; half of it is reserved for known words."""
        spelt = math.exp(-self.surprise("", word + EDGE)) / 2
        return -math.log(spelt + (word in self.words) / (2 * len(self.words) + 1) or _LEAST)

    def surprise(self, before: str, letters: str) -> float:
        """−ln of the probability of `letters` after `before`, whose last two letters count."""
        known = self._known.get((before[-2:], letters))
        return self._sum(before[-2:], letters) if known is None else known

    def _sum(self, before: str, letters: str) -> float:
        total = 0.0
        context = EDGE * 2 + "".join(map(self._familiar, before))
        for letter in map(self._familiar, letters):
            context = context[-2:]
            total -= math.log(self._chance(context, letter))
            total += FORBIDDEN * ((context[-1], letter) in self._never)
            context += letter
        if len(letters) <= _KEPT and self._letters.issuperset(before + letters):
            self._known[before, letters] = total
        return total

    def _familiar(self, letter: str) -> str:
        """The letter, or one symbol for all unknown letters, so that memory stays bounded."""
        return letter if letter in self._letters else _STRANGE

    def _chance(self, before: str, letter: str) -> float:
        lower = self._chance(before[1:], letter) if before else 1 / 64
        seen = self._seen.get(before)
        if not seen:
            return lower
        kinds = len(seen)
        return (seen[letter] + kinds * lower) / (seen.total() + kinds)


@cache
def learn(folder: Path, lang: str) -> SpellingModel:
    """The model of `lang` (be, ru, uk) by the tables of `folder`."""
    given = folder / "names" / "given.tsv"
    found: list[str] = []
    for path in [*locate.files(folder, "identities/*.tsv"), given]:
        for row in read.tsv(path):
            for column in _COLUMNS[lang]:
                found += _WORD.findall(row.get(column))
    found += _patronymics(folder, lang, given)
    never = [
        (first, second)
        for row in read.tsv(folder / "text" / "orthography.tsv", ["lang", "after", "never", "why"])
        if row["lang"] == lang
        for first in row["after"]
        for second in row["never"]
    ]
    return SpellingModel((lettered(word.lower()) for word in found), never)


def _patronymics(folder: Path, lang: str, given: Path) -> Iterator[str]:
    """The patronymics that the rules make of the men's names in the table."""
    rules = patronymics.load(folder, lang)
    for row in read.tsv(given):
        for name in row.forms(lang) if row["gender"] == "m" else ():
            for pair in rules.of(name)[:1]:
                yield from pair
