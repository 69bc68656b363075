"""The weights of all given names and patronymics of a segment beside one of a query."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from namenorm.comparison.features import Features
from namenorm.comparison.frequency import World
from namenorm.comparison.score import Judge, Shares
from namenorm.names.model import Role
from namenorm.registry import Registry
from namenorm.registry.analysis import part_of
from namenorm.registry.compiling import EXACT, INITIAL, PATRONYMIC
from namenorm.registry.segment import Segment
from namenorm.resolution.bearers import Numbers, Weights, unknown
from namenorm.sounds.signs import SAME

_MOST_KEPT: Final = 16_000_000
"""Bytes of weights that are remembered."""


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
        self._memo: dict[tuple[str, bool, Role], Weights] = {}

    def weights(self, query: Features | None, rows: Numbers, role: Role, shares: Shares) -> Weights:
        """The weights of the parts of the segment beside the query's, in `role`.

        Of the parts that `rows` have; those of others may be NaN. The last one is for none.
        """
        if query is None:
            return self._absent
        known = self._remembered(query, role)
        segment = self._segment
        column = segment.given_of if role is Role.GIVEN else segment.father_of
        numbers = unknown(rows, column, known)
        if len(numbers):
            self._learn(query, role, shares, known, numbers)
        return known

    def _remembered(self, query: Features, role: Role) -> Weights:
        """Weights beside each part of the segment, and last beside none; NaN: not known yet."""
        key = (query.text, bool(query.initial), role)
        known = self._memo.get(key)
        if known is None:
            while len(self._memo) >= self._kept:
                self._memo.pop(next(iter(self._memo)), None)  # the oldest
            known = np.full(len(self._segment.forenames) + 1, math.nan)
            known[-1] = self._judge.weights["missing"]
            self._memo[key] = known
        return known

    def _learn(
        self,
        query: Features,
        role: Role,
        shares: Shares,
        known: Weights,
        numbers: Numbers,
    ) -> None:
        """Weigh the parts `numbers`.

        Two names that the table has, and has as different ones, need no looking at; and all
        spellings of a name of the table weigh alike.
        """
        if not query.initial:
            kinds = self._segment.found[numbers]
            sharing = np.zeros(len(self._bearers), np.bool_)
            for given in query.given.ids | query.given.short:
                sharing[self._sharing.get(given, [])] = True
            full = self._segment.forename_flags[numbers] & INITIAL == 0
            alike = full & sharing[kinds]
            for kind in np.unique(kinds[alike]).tolist():
                here = numbers[alike & (kinds == kind)]
                known[here] = self._weigh(query, int(here[0]), role, shares)
            others = numbers[full & ~alike]
            known[others] = self._others(query, others, role)
            numbers = numbers[~full]
        for number in numbers.tolist():
            known[number] = self._weigh(query, number, role, shares)

    def _others(self, query: Features, numbers: Numbers, role: Role) -> Weights:
        """The weights of names that the table does not know as the query's, as `Judge` gives them.

        By their sounds, unless the table has both and knows better.
        """
        segment, weights = self._segment, self._judge.weights
        contradicted = weights["contradicted"]
        found = np.full(len(numbers), contradicted)
        near = np.ones(len(numbers), np.bool_)
        if query.given.exact:
            near = segment.forename_flags[numbers] & EXACT == 0
        numbers = numbers[near]
        if not len(numbers):
            return found
        apart = self._judge.signs.distances(
            query.codes, segment.forenames.codes, numbers, int(weights["farthest"])
        )
        lengths = np.maximum(segment.forenames.lengths(numbers), query.length)
        beyond = np.maximum(apart - SAME, 0)
        cost = weights["slip"] * (beyond > 0) + weights["cost"] * beyond * np.sqrt(8 / lengths)
        by_sound = -np.log(self._share(query, segment.found[numbers], role)) - 1.5 * cost
        found[near] = np.maximum(by_sound, contradicted)
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
