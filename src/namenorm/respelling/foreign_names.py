"""Names of foreigners: how likely a name is one, and the rules by which it is respelled then.

Belarusian spells names from outside Belarus, Russia and Ukraine by rules of their own: т and д stay
hard (Байдэн), е does not become я. A given name of `tables/names/foreign.tsv` shows a foreigner, or
letter sequences that names of the region do not have.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.respelling import letter_model, letters, stress
from namenorm.respelling.letter_model import LetterModel
from namenorm.respelling.word_respeller import WordSpeller
from namenorm.tables import locate, read

COLUMNS: Final = ("id", "note")
_BY_GIVEN: Final = 0.97
"""The chance if only foreigners bear the given name."""
_EVEN: Final = 3.1
_STEEP: Final = 4.0
"""The mean cost of a letter at which the chance is half its maximum, and how steep it rises."""
_AT_MOST: Final = 0.6
"""The greatest chance that letters alone can give."""


@dataclass(frozen=True)
class ForeignNames:
    """The rules for names of foreigners, from one language to another."""

    speller: WordSpeller
    ids: frozenset[str]
    looks: LetterModel

    def chance(self, given: Iterable[str], surname: str) -> float:
        """The probability that a bearer of these given names (ids) and this surname is foreign."""
        known = set(given)
        if known:
            return _BY_GIVEN if known <= self.ids else 0.0
        if not surname:
            return 0.0
        apiece = self.looks.cost(surname) / (len(surname) + 1)
        return _AT_MOST / (1 + math.exp(_STEEP * (_EVEN - apiece)))


@cache
def load(folder: Path, source: str, target: str) -> ForeignNames | None:
    """The rules of `respell/foreign-<source>-<target>.toml`, or None. Raises `TableError`."""
    if not locate.files(folder, f"respell/foreign-{source}-{target}.toml"):
        return None
    table = letters.load(folder, source, target, "foreign-")
    ids = frozenset(row["id"] for row in read.tsv(folder / "names" / "foreign.tsv", COLUMNS))
    return ForeignNames(
        WordSpeller(table, stress.load(folder)), ids, letter_model.load(folder, source)
    )
