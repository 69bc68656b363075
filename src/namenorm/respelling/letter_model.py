"""A letter model of the names of a language: how likely a letter is after those before it.

An n-gram model with back-off, pruned by relative entropy (A. Stolcke, 1998). It is learnt by
`benchmarks/learning` and stands in `tables/respell/letters-<lang>.tsv`.

>>> from namenorm.tables import locate
>>> russian = load(locate.shipped(), "ru")
>>> russian.cost("бобров") < russian.cost("бабров")
True
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from namenorm.tables import read

COLUMNS: Final = ("letters", "cost", "more")
START: Final = "^"
END: Final = "$"
_UNSEEN: Final = 8.0
"""The cost of a letter that the model does not have: −ln of its probability."""


class LetterModel:
    """−ln of the probability of letters, given at most `reach` letters before each."""

    def __init__(self, costs: dict[str, float], more: dict[str, float]) -> None:
        """`costs` of the last letter of each n-gram; `more`: the back-off cost of a context."""
        self._costs = costs
        self._more = more
        self.reach = max(map(len, costs)) - 1

    def step(self, before: str, letter: str) -> float:
        """The cost of `letter` after `before`, of which the last `reach` letters count."""
        paid = 0.0
        before = before[-self.reach :]
        while True:
            cost = self._costs.get(before + letter)
            if cost is not None:
                return paid + cost
            if not before:
                return paid + _UNSEEN
            paid += self._more.get(before, 0.0)
            before = before[1:]

    def cost(self, word: str) -> float:
        """The cost of a whole small-letter word, including its end."""
        total, before = 0.0, START
        for letter in word + END:
            total += self.step(before, letter)
            before += letter
        return total


@cache
def load(folder: Path, lang: str) -> LetterModel:
    """The letter model of `lang` (be, ru, uk). Raises `TableError`."""
    costs: dict[str, float] = {}
    more: dict[str, float] = {}
    for row in read.tsv(folder / "respell" / f"letters-{lang}.tsv", COLUMNS):
        try:
            if row["cost"]:
                costs[row["letters"]] = float(row["cost"])
            if row["more"]:
                more[row["letters"]] = float(row["more"])
        except ValueError:
            raise row.error("cost and more must be numbers") from None
    return LetterModel(costs, more)
