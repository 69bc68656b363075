"""The weights of all given names and patronymics of a segment beside one of a query."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.features import Features
from namenorm.comparison.frequency import World
from namenorm.comparison.score import Judge, Shares
from namenorm.names.given import Found
from namenorm.names.model import Role
from namenorm.registry import Registry
from namenorm.registry.analysis import part_of
from namenorm.registry.compiling import INITIAL, PATRONYMIC
from namenorm.registry.segment import Segment
from namenorm.resolution.bearers import Numbers, Spread, Weights, by_sound, sift

_MOST_KEPT: Final = 16_000_000
"""Bytes of weights that are remembered."""
_MOST_JUDGED: Final = 100_000
"""Pairs of given names whose weights are."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What each part of a segment weighs, and last what none does; NaN: not known yet.

    `sharing` marks the kinds that have a name of the tables in common with the query's.
    """

    weights: Weights
    sharing: NDArray[np.uint8]


class Forenames:
    """Weighs the given names and patronymics of a segment, each once for a name of a query.

    Given names are few and come again; the shares of theirs do not hang on the surname.
    """

    def __init__(
        self, segment: Segment, registry: Registry, judge: Judge, world: World, people: float
    ) -> None:
        self._segment, self._judge, self._world, self._people = segment, judge, world, people
        self._analyst, self._counts = registry.analyst, registry.given_counts
        counts = self._counts
        self._sharing: dict[str, list[int]] = {}
        kinds: list[list[list[str]]] = segment.directory["found"]
        for number, (ids, short) in enumerate(kinds):
            for given in {*ids, *short}:
                self._sharing.setdefault(given, []).append(number)
        bearers = [float(sum(counts[one] for one in ids)) if ids else -1.0 for ids, _ in kinds]
        self._bearers = np.array(bearers, np.float64)
        self._shares = np.array([world.forename(ids) for ids, _ in kinds]) - world.rare_given
        self._kept = max(1, _MOST_KEPT // (8 * len(segment.forenames) + 8))
        self._absent = np.full(len(segment.forenames) + 1, judge.weights["missing"])
        self._absent[-1] = 0.0
        self._memo: dict[tuple[str, bool, Role], _Known] = {}
        self._judgements: dict[tuple[Found, int, Role], float] = {}

    def weights(self, query: Features | None, rows: Numbers, role: Role, shares: Shares) -> Weights:
        """The weights of the parts of the segment beside the query's, in `role`.

        Of the parts that `rows` have; those of others may be NaN. The last one is for none.
        """
        if query is None:
            return self._absent
        segment, known = self._segment, self._remembered(query, role)
        column = segment.given_of if role is Role.GIVEN else segment.father_of
        # Two names that the table has, and has as different ones, need no looking at.
        contradicted = self._judge.weights["contradicted"] if query.given.exact else None
        judged, heard = sift(segment, rows, column, known.sharing, known.weights, contradicted)
        if len(judged):
            self._judged(query, role, shares, known.weights, judged)
        if len(heard):
            known.weights[heard] = self._heard(query, heard, role)
        return known.weights

    def _remembered(self, query: Features, role: Role) -> _Known:
        """What is known of the parts of the segment beside a part of a query."""
        key = (query.text, bool(query.initial), role)
        known = self._memo.get(key)
        if known is None:
            while len(self._memo) >= self._kept:
                self._memo.pop(next(iter(self._memo)), None)  # the oldest
            weights = np.full(len(self._segment.forenames) + 1, math.nan)
            weights[-1] = self._judge.weights["missing"]
            sharing = np.full(len(self._bearers), bool(query.initial), np.uint8)
            for given in query.given.ids | query.given.short:
                sharing[self._sharing.get(given, [])] = True
            known = self._memo[key] = _Known(weights, sharing)
        return known

    def _judged(
        self, query: Features, role: Role, shares: Shares, known: Weights, numbers: Numbers
    ) -> None:
        """Weigh initials, and names of the table; all spellings of one weigh alike."""
        kinds, flags = self._segment.found, self._segment.forename_flags
        for number in numbers.tolist():
            if query.initial or flags[number] & INITIAL:
                known[number] = self._weigh(query, number, role, shares)
                continue
            pair = query.given, int(kinds[number]), role
            weight = self._judgements.get(pair)
            if weight is None:
                if len(self._judgements) > _MOST_JUDGED:
                    self._judgements.clear()
                weight = self._judgements[pair] = self._weigh(query, number, role, shares)
            known[number] = weight

    def _heard(self, query: Features, numbers: Numbers, role: Role) -> Weights:
        """The weights of names that the table does not know as the query's, by their sounds."""
        segment, weights = self._segment, self._judge.weights
        apart = self._judge.signs.distances(
            query.codes, segment.forenames.codes, numbers, int(weights["farthest"])
        )
        world, ids = self._world, query.given.ids
        spread = Spread(
            *(self._shares, self._bearers),
            *(world.forename(ids), float(sum(self._counts[one] for one in ids))),
            *(world.people, self._people),
            *(bool(ids), role is Role.GIVEN),
        )
        return by_sound(
            *(segment, numbers, apart, spread, query.length),
            *(weights["cost"], weights["slip"], weights["contradicted"]),
        )

    def _weigh(self, query: Features, number: int, role: Role, shares: Shares) -> float:
        part = self.part(number)
        fits = self._analyst.initial_fits
        return self._judge.forename(query, part, role, shares, fits).weight

    def part(self, number: int) -> Features:
        """A given name or a patronymic of the segment."""
        patronymic = self._segment.forename_flags[number] & PATRONYMIC
        role = Role.PATRONYMIC if patronymic else Role.GIVEN
        part = part_of(self._segment.forenames.text(number), role)
        if part is None:
            raise ValueError("the index is damaged")
        return self._analyst.part(part)
