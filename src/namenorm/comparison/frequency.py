"""How common a name part is in the world outside the registry, by `tables/names/frequency.tsv`.

A part is looked up by its sounds: one row serves all the spellings of its name.

>>> world = load(locate.shipped())
>>> ivanou, piarloza = (features.shipped().part(Part(text, Role.SURNAME))
...                     for text in ("IVANOU", "Пярлоза"))
>>> world.surname(ivanou, apart=0, near=False) > 10 * world.surname(piarloza, apart=0, near=False)
True
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from namenorm.comparison import features
from namenorm.comparison.features import Analyst, Features
from namenorm.names.given import GivenNames
from namenorm.names.model import Part, Role
from namenorm.sounds.signs import SAME, Signs, without_one
from namenorm.tables import kept, locate, read

COLUMNS: Final = ("text", "lang", "role", "per_100k")
AS_NEAR: Final = 3
"""Signs of distance within which another surname is as near as the one that is weighed."""
_FARTHEST: Final = 40
"""Signs beyond which nobody asks."""
_MEMO: Final = 50_000

_Row = tuple[str, tuple[bytes, ...], float]
"""A surname's spelling, its codes, the share of people who bear it."""


@dataclass(frozen=True)
class World:
    """Shares of people, 0 to 1, by surname and given name; `people` is what they count for.

    `rare_surname` and `rare_given` are the shares of a name that the table does not list.
    """

    people: float
    rare_surname: float
    rare_given: float
    surnames: dict[int, list[_Row]]
    near: dict[int, list[_Row]]
    given: dict[str, float]
    names: GivenNames
    signs: Signs
    _memo: dict[tuple[str, bool], tuple[list[int], list[float]]] = field(default_factory=dict)

    def surname(self, part: Features, *, apart: int, near: bool) -> float:
        """The share of people whose surname is `apart` signs from `part`, or nearer.

        `near` looks also at surnames that have one consonant more, less, or another.
        """
        memo = (part.text, near)
        listed = self._memo.get(memo)
        if listed is None:
            if len(self._memo) > _MEMO:
                self._memo.clear()
            listed = self._memo[memo] = self._listed(part, near)
        signs, shares = listed
        return self.rare_surname * (1 + apart) + shares[bisect_right(signs, apart + AS_NEAR)]

    def lists(self, part: Features) -> bool:
        """Whether the table has this surname, in any spelling."""
        rows = (row for key in part.keys for row in self.surnames.get(key, ()))
        return any(self.signs.apart(part.codes, codes, SAME) <= SAME for _, codes, _ in rows)

    def _listed(self, part: Features, near: bool) -> tuple[list[int], list[float]]:
        """(signs, shares) of the surnames of the table that share a key with `part`, by signs.

        The n-th share is that of the n nearest together.
        """
        keys: Iterable[int] = part.keys
        if near:
            keys = {key for pattern in part.patterns for key, _ in without_one(pattern)}
        rows = self.near if near else self.surnames
        met = {row[0]: row for key in keys for row in rows.get(key, ())}
        apart = self.signs.apart
        found = [(apart(part.codes, codes, _FARTHEST), share) for _, codes, share in met.values()]
        found.sort()
        return [signs for signs, _ in found], [0.0, *accumulate(share for _, share in found)]

    def forename(self, ids: Iterable[str]) -> float:
        """The share of people who bear one of these given names."""
        return self.rare_given + sum(self.given.get(name, 0.0) for name in ids)

    def initial(self, letter: str) -> float:
        """The share of people whose given name may have the initial `letter`, or begins so."""
        short = self.names.shortened(letter)
        if short:
            return min(1.0, self.forename(short))
        wanted = self.names.first_signs(letter)
        fitting = (name for name in self.given if wanted & self.names.firsts[name])
        return min(1.0, self.forename(fitting))


@cache
def load(folder: Path) -> World:
    """The shares by the tables in `folder`. Raises `TableError`."""
    costs = kept.toml(folder, "compare/costs.toml")["background"]
    analyst = features.load(folder)
    listed = kept.values(folder, "frequency", lambda: _values(folder, analyst, costs["countries"]))
    rows: list[_Row] = [
        (text, tuple(map(bytes.fromhex, codes)), share) for text, codes, share in listed["surnames"]
    ]
    return World(
        costs["people"],
        costs["rare_surname"],
        costs["rare_given"],
        {int(key): [rows[n] for n in numbers] for key, numbers in listed["keys"].items()},
        {int(key): [rows[n] for n in numbers] for key, numbers in listed["near"].items()},
        listed["given"],
        analyst.parser.given,
        analyst.signs,
    )


def _values(folder: Path, analyst: Analyst, countries: Mapping[str, float]) -> dict[str, Any]:
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
            ids = analyst.parser.given.find(row["text"]).ids
            if not ids:
                raise row.error(f"{row['text']!r} is no given name of given.tsv")
            for name in ids:
                given[name] = given.get(name, 0.0) + share / len(ids)
        elif row["role"] == "surname" and row["lang"] in countries:
            part = analyst.part(Part(row["text"], Role.SURNAME))
            for key in part.keys:
                keys.setdefault(key, []).append(len(surnames))
            for shorter in {key for pattern in part.patterns for key, _ in without_one(pattern)}:
                near.setdefault(shorter, []).append(len(surnames))
            codes = [code.hex() for code in part.codes]
            surnames.append((part.text, codes, share * countries[row["lang"]]))
        else:
            raise row.error(f"role is surname or given; lang is one of {', '.join(countries)}")
    return {"surnames": surnames, "keys": keys, "near": near, "given": given}


def shipped() -> World:
    """The shares by the tables that ship."""
    return load(locate.shipped())
