"""The weights of all given names and patronymics of a segment beside one of a query."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from namenorm.comparison.features import Analyst, Features
from namenorm.comparison.score import Judge, Shares
from namenorm.names.model import Role
from namenorm.registry.analysis import part_of
from namenorm.registry.compiling import EXACT, INITIAL, PATRONYMIC
from namenorm.registry.segment import Segment
from namenorm.resolution.bearers import Numbers, Weights, unknown

_MOST_KEPT: Final = 16_000_000
"""Bytes of weights that are remembered."""


class Forenames:
    """Weighs the given names and patronymics of a segment, each once for a name of a query.

    Given names are few and come again; the shares of theirs do not hang on the surname.
    """

    def __init__(self, segment: Segment, analyst: Analyst, judge: Judge) -> None:
        self._segment, self._analyst, self._judge = segment, analyst, judge
        self._sharing: dict[str, list[int]] = {}
        for number, (ids, short) in enumerate(segment.directory["found"]):
            for given in {*ids, *short}:
                self._sharing.setdefault(given, []).append(number)
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
                del self._memo[next(iter(self._memo))]
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
            sharing = np.zeros(len(self._segment.directory["found"]), np.bool_)
            for given in query.given.ids | query.given.short:
                sharing[self._sharing.get(given, [])] = True
            flags = self._segment.forename_flags[numbers]
            full, alike = flags & INITIAL == 0, sharing[kinds]
            if query.given.exact:
                other = (flags & EXACT != 0) & full & ~alike
                known[numbers[other]] = self._judge.weights["contradicted"]
                numbers, kinds, full, alike = (a[~other] for a in (numbers, kinds, full, alike))
            same = full & alike
            for kind in np.unique(kinds[same]).tolist():
                here = numbers[same & (kinds == kind)]
                known[here] = self._weigh(query, int(here[0]), role, shares)
            numbers = numbers[~same]
        for number in numbers.tolist():
            known[number] = self._weigh(query, number, role, shares)

    def _weigh(self, query: Features, number: int, role: Role, shares: Shares) -> float:
        part = self.part(number)
        fits = self._analyst.initial_fits
        return self._judge.forename(query, part, role, shares, fits).weight

    def part(self, number: int) -> Features:
        """A given name or a patronymic of the segment."""
        patronymic = self._segment.forename_flags[number] & PATRONYMIC
        role = Role.PATRONYMIC if patronymic else Role.GIVEN
        part = part_of(self._segment.forenames.text(number), role)
        assert part
        return self._analyst.part(part)
