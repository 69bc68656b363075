"""How common a name part is among the people outside the registry, by `names/frequency.tsv`.

A part is looked up by its sounds: one row serves all the spellings of its name.

>>> ivanou, piarloza = (analyzer.shipped().part(Part(text, Role.SURNAME))
...                     for text in ("IVANOU", "Пярлоза"))
>>> of = shipped().surname
>>> bool(of(ivanou)[0] > 10 * of(piarloza)[0])
True
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import analyzer
from namenorm.comparison.analyzer import Analyzer, CodedPart
from namenorm.names.model import Part, Role
from namenorm.sounds.phonetics import SAME, without_one
from namenorm.tables import cached, locate, read

COLUMNS: Final = ("text", "lang", "role", "per_100k")
_FARTHEST: Final = 40
"""Symbols of distance beyond which nobody asks."""
_CACHED: Final = 50_000

_Row = tuple[str, tuple[bytes, ...], float]
"""A surname's spelling, its codes, the share of people who bear it."""


class Background:
    """Shares of people, 0 to 1, by surname and given name; `people` is what they count for.

    `costs` are those of the table `background` of costs.toml, `listed` is what `_values` finds.
    `nearer` says for each number of symbols how far away still counts as near as that.
    """

    def __init__(
        self, costs: Mapping[str, Any], listed: Mapping[str, Any], analyzer: Analyzer
    ) -> None:
        self.people: float = costs["people"]
        self.as_near: int = costs["as_near"]
        self.rare_surname: float = costs["rare_surname"]
        self._rare_given: float = costs["rare_given"]
        self._neighbours = tuple(costs["neighbours"][name] for name in ("share", "symbol", "sound"))
        self.nearer = np.arange(_FARTHEST + 1) + self.as_near
        self._analyzer = analyzer
        rows: list[_Row] = [
            (text, tuple(map(bytes.fromhex, codes)), share)
            for text, codes, share in listed["surnames"]
        ]
        self.exact, self.near = (
            {int(key): [rows[n] for n in numbers] for key, numbers in listed[name].items()}
            for name in ("keys", "near")
        )
        self.given: dict[str, float] = listed["given"]
        self.surname = lru_cache(_CACHED)(self._surname)
        self.initial = lru_cache(_CACHED)(self._initial)

    def lists(self, part: CodedPart) -> bool:
        """Whether the table has this surname, in any spelling."""
        rows = (row for key in part.keys for row in self.exact.get(key, ()))
        apart = self._analyzer.signs.apart
        return any(apart(part.codes, codes, SAME) <= SAME for _, codes, _ in rows)

    def _surname(self, part: CodedPart, near: bool = False) -> NDArray[np.float64]:
        """The share of people whose surname is n symbols from `part` or nearer, for each n.

        `near` looks also at surnames that have one consonant more, less, or another.
        """
        keys: Iterable[int] = part.keys
        if near:
            keys = {key for pattern in part.patterns for key, _ in without_one(pattern)}
        rows = self.near if near else self.exact
        met = {row[0]: row for key in keys for row in rows.get(key, ())}
        apart = self._analyzer.signs.apart
        found = [(apart(part.codes, codes, _FARTHEST), share) for _, codes, share in met.values()]
        unlisted = self._unlisted(part.sounds)
        if not found:
            return unlisted
        found.sort()
        shares = np.array([0.0, *accumulate(share for _, share in found)])
        nearer = np.array([n for n, _ in found]).searchsorted(self.nearer, side="right")
        whole: NDArray[np.float64] = np.minimum(unlisted + shares[nearer], 1.0)
        return whole

    def _unlisted(self, sounds: float) -> NDArray[np.float64]:
        """The share of people who have an unlisted surname n symbols away or nearer, for each n.

        What has the same sounds is rare. Of others there are the more, the further they may be and
        the shorter the surname is: one of four sounds has many neighbours, one of nine few.
        """
        share, symbol, sound = self._neighbours
        symbols = np.arange(_FARTHEST + 1)
        beyond = np.where(symbols > SAME, symbols + self.as_near - SAME, 0)
        crowd = share * np.expm1(symbol * beyond) * math.exp(-sound * sounds)
        found: NDArray[np.float64] = np.minimum(self.rare_surname + crowd, 1.0)
        return found

    def forename(self, ids: Iterable[str]) -> float:
        """The share of people who bear one of these given names."""
        return self._rare_given + sum(self.given.get(name, 0.0) for name in ids)

    def _initial(self, letter: str) -> float:
        """The share of people whose given name may have the initial `letter`, or begins so."""
        names = self._analyzer.parser.given
        short = names.shortened(letter)
        if short:
            return min(1.0, self.forename(short))
        wanted = names.first_signs(letter)
        return min(1.0, self.forename(name for name in self.given if wanted & names.firsts[name]))


@cache
def load(folder: Path) -> Background:
    """The shares by the tables in `folder`. Raises `TableError`."""
    costs = cached.toml(folder, "compare/costs.toml")["background"]
    how = analyzer.load(folder)
    listed = cached.values(folder, "frequency", lambda: _values(folder, how, costs["countries"]))
    return Background(costs, listed, how)


def _values(folder: Path, how: Analyzer, countries: Mapping[str, float]) -> dict[str, Any]:
    """What the table in `folder` says, as JSON values; `countries` weighs the languages.

    `surnames`: spelling, codes and share of each; `keys` and `near`: their numbers by key, and by
    key with one consonant left out; `given`: shares by id.
    """
    surnames: list[tuple[str, list[str], float]] = []
    keys: dict[int, list[int]] = {}
    near: dict[int, list[int]] = {}
    given: dict[str, float] = {}
    for row in read.tsv(folder / "names" / "frequency.tsv", COLUMNS):
        if not row["per_100k"].isdecimal():
            raise row.error(f"per_100k is {row['per_100k']!r}; it must be a whole number")
        share = int(row["per_100k"]) / 100_000
        if row["role"] == "given":
            ids = how.parser.given.find(row["text"]).ids
            if not ids:
                raise row.error(f"{row['text']!r} is no given name of given.tsv")
            for name in ids:
                given[name] = given.get(name, 0.0) + share / len(ids)
        elif row["role"] == "surname" and row["lang"] in countries:
            part = how.part(Part(row["text"], Role.SURNAME))
            for key in part.keys:
                keys.setdefault(key, []).append(len(surnames))
            for shorter in {key for pattern in part.patterns for key, _ in without_one(pattern)}:
                near.setdefault(shorter, []).append(len(surnames))
            codes = [code.hex() for code in part.codes]
            surnames.append((part.text, codes, share * countries[row["lang"]]))
        else:
            raise row.error(f"role is surname or given; lang is one of {', '.join(countries)}")
    return {"surnames": surnames, "keys": keys, "near": near, "given": given}


def shipped() -> Background:
    """The shares by the tables that ship."""
    return load(locate.shipped())
