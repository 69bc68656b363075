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
from namenorm.names.model import Role
from namenorm.registry import Registry
from namenorm.registry.analysis import part_of
from namenorm.registry.compiling import INITIAL, PATRONYMIC
from namenorm.registry.segment import Segment
from namenorm.resolution.bearers import Numbers, Weights, sift
from namenorm.sounds.signs import SAME

_MOST_KEPT: Final = 16_000_000
"""Bytes of weights that are remembered."""


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
        self._bearers = np.array([sum(counts[one] for one in ids) for ids, _ in kinds], float)
        self._shares = np.array([world.forename(ids) for ids, _ in kinds]) - world.rare_given
        self._empty = np.array([not ids for ids, _ in kinds], np.bool_)
        self._kept = max(1, _MOST_KEPT // (8 * len(segment.forenames) + 8))
        self._absent = np.full(len(segment.forenames) + 1, judge.weights["missing"])
        self._absent[-1] = 0.0
        self._memo: dict[tuple[str, bool, Role], _Known] = {}

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
        alike: dict[int, float] = {}
        kinds, flags = self._segment.found, self._segment.forename_flags
        for number in numbers.tolist():
            if query.initial or flags[number] & INITIAL:
                known[number] = self._weigh(query, number, role, shares)
                continue
            kind = int(kinds[number])
            if kind not in alike:
                alike[kind] = self._weigh(query, number, role, shares)
            known[number] = alike[kind]

    def _heard(self, query: Features, numbers: Numbers, role: Role) -> Weights:
        """The weights of names that the table does not know as the query's, by their sounds."""
        segment, weights = self._segment, self._judge.weights
        apart = self._judge.signs.distances(
            query.codes, segment.forenames.codes, numbers, int(weights["farthest"])
        )
        lengths = np.maximum(segment.forenames.lengths(numbers), query.length)
        beyond = np.maximum(apart - SAME, 0)
        cost = weights["slip"] * (beyond > 0) + weights["cost"] * beyond * np.sqrt(8 / lengths)
        by_sound = -np.log(self._share(query, segment.found[numbers], role)) - 1.5 * cost
        found: Weights = np.maximum(by_sound, weights["contradicted"])
        return found

    def _share(self, query: Features, kinds: Numbers, role: Role) -> Weights:
        """The share of people who bear the query's name or one of these, as `Shares` gives it."""
        world, ids = self._world, query.given.ids
        share = world.forename(ids) + self._shares[kinds]
        if role is Role.PATRONYMIC:
            return share
        people = self._people
        bearers = sum(self._counts[one] for one in ids) + self._bearers[kinds]
        counted = np.minimum(1.0, (bearers + world.people * share) / people)
        return np.where(self._empty[kinds] & (not ids), share, counted)

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
