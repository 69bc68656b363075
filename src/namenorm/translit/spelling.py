"""How likely letters follow one another in a language, learnt from the names in the tables.

A trigram model with Witten-Bell smoothing (I. Witten, T. Bell, 1991): what was seen after two
letters counts, as far as it was seen; then what was seen after one; then the letter alone.

>>> belarusian = learn(locate.shipped(), "be")
>>> belarusian.surprise("ар", "ы") < belarusian.surprise("ар", "і")
True
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.tables import locate, read

_WORD: Final = re.compile(r"[\u0400-\u052f]+(?:[’ʼ'][\u0400-\u052f]+)*")
EDGE: Final = "#"
"""Stands before and behind each word."""
_COLUMNS: Final = {"be": ("be", "patronymic"), "ru": ("ru",), "uk": ("uk",)}
FORBIDDEN: Final = 30.0
"""What a pair costs that the orthography does not have: more than any that it has."""


class Spelling:
    """Counts of one to three letters in a row, and the pairs that the orthography forbids."""

    def __init__(self, words: Iterable[str], never: Iterable[tuple[str, str]] = ()) -> None:
        """`words` in small letters, U+02BC for the apostrophe; `never` as (letter, next)."""
        self._never = frozenset(never)
        self._seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for word in words:
            padded = EDGE * 2 + word + EDGE
            for at in range(2, len(padded)):
                for size in (0, 1, 2):
                    self._seen[padded[at - size : at]][padded[at]] += 1
        self._known: dict[tuple[str, str], float] = {}

    def surprise(self, before: str, letters: str) -> float:
        """−ln of the chance that `letters` follow `before` (its last two letters count)."""
        total = 0.0
        for letter in letters:
            before = (EDGE * 2 + before)[-2:]
            known = self._known.get((before, letter))
            if known is None:
                known = -math.log(self._chance(before, letter))
                known += FORBIDDEN * ((before[-1], letter) in self._never)
                self._known[before, letter] = known
            total += known
            before += letter
        return total

    def _chance(self, before: str, letter: str) -> float:
        lower = self._chance(before[1:], letter) if before else 1 / 64
        seen = self._seen.get(before)
        if not seen:
            return lower
        kinds = len(seen)
        return (seen[letter] + kinds * lower) / (seen.total() + kinds)


@cache
def learn(folder: Path, lang: str) -> Spelling:
    """The spelling of `lang` (be, ru, uk) in the tables of `folder`."""
    words: set[str] = set()
    paths = [*locate.files(folder, "identities/*.tsv"), *locate.files(folder, "names/given.tsv")]
    for path in paths:
        for row in read.tsv(path):
            for column in _COLUMNS[lang]:
                words.update(_WORD.findall(row.get(column).lower()))
    never = [
        (first, second)
        for row in read.tsv(folder / "text" / "orthography.tsv", ["lang", "after", "never", "why"])
        if row["lang"] == lang
        for first in row["after"]
        for second in row["never"]
    ]
    spelt = (word.replace("’", "ʼ").replace("'", "ʼ") for word in words)
    return Spelling(sorted(spelt), never)
