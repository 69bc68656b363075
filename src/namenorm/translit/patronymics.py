"""Make patronymics of fathers' names, by `tables/names/patronymic_rules.tsv`.

>>> from namenorm.tables import locate
>>> load(locate.shipped(), "be").of("Юрый")
[('юр’евіч', 'юр’еўна')]
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from namenorm.tables import read
from namenorm.text import vowels

COLUMNS: Final = ("lang", "ending", "m", "f")
_NONE: Final = "#"


class Patronymics:
    """The rules of one language, longest ending first; equal endings in the table's order."""

    def __init__(self, rules: list[tuple[str, str, str]]) -> None:
        self._rules = sorted(rules, key=lambda rule: -len(rule[0]))

    def of(self, father: str) -> list[tuple[str, str]]:
        """The son's and the daughter's patronymics in small letters, the usual ones first.

        Empty if no rule fits.
        """
        father = father.lower()
        found: list[tuple[str, str]] = []
        longest = -1
        for ending, son, daughter in self._rules:
            if len(ending) < longest:
                break
            if father.endswith(ending) and (ending or father[-1:] not in vowels.cyrillic()):
                longest = len(ending)
                stem = father.removesuffix(ending)
                found.append((stem + son, stem + daughter))
        return found


@cache
def load(folder: Path, lang: str) -> Patronymics:
    """The rules of `lang` (be, ru, uk). Raises `TableError`."""
    rows = read.tsv(folder / "names" / "patronymic_rules.tsv", COLUMNS)
    return Patronymics(
        [
            (row["ending"].removeprefix(_NONE), row["m"], row["f"])
            for row in rows
            if row["lang"] == lang
        ]
    )
