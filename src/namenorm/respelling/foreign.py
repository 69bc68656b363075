"""Foreigners: how likely a name is not from Belarus, Russia or Ukraine, and how it is spelt then.

Belarusian spells foreign names by rules of their own: т and д stay hard (Байдэн), е does not
become я. Who is one, is told by the given name (`tables/names/foreign.tsv`), or by letters that
names of the region do not have.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.respelling import letters, likelihood, stress
from namenorm.respelling.likelihood import Likelihood
from namenorm.respelling.speller import WordSpeller
from namenorm.tables import locate, read

COLUMNS: Final = ("id", "note")
_BY_GIVEN: Final = 0.97
"""The chance where only foreigners bear the given name."""
_EVEN: Final = 3.1
_STEEP: Final = 4.0
"""The cost of a letter at which both are as likely, and how fast it turns."""
_AT_MOST: Final = 0.6
"""Letters alone are not believed beyond this."""


@dataclass(frozen=True)
class Foreign:
    """The rules for foreigners of one pair of languages."""

    speller: WordSpeller
    ids: frozenset[str]
    looks: Likelihood

    def chance(self, given: Iterable[str], surname: str) -> float:
        """The chance for a bearer of these given names (ids) and this surname."""
        known = set(given)
        if known:
            return _BY_GIVEN if known <= self.ids else 0.0
        if not surname:
            return 0.0
        apiece = self.looks.cost(surname) / (len(surname) + 1)
        return _AT_MOST / (1 + math.exp(_STEEP * (_EVEN - apiece)))


@cache
def load(folder: Path, source: str, target: str) -> Foreign | None:
    """The rules `respell/foreign-<source>-<target>.toml`, or None. Raises `TableError`."""
    if not locate.files(folder, f"respell/foreign-{source}-{target}.toml"):
        return None
    table = letters.load(folder, source, target, "foreign-")
    ids = frozenset(row["id"] for row in read.tsv(folder / "names" / "foreign.tsv", COLUMNS))
    return Foreign(WordSpeller(table, stress.load(folder)), ids, likelihood.load(folder, source))
