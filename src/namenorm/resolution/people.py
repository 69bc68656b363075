"""Candidates among people: surnames that share a key, weighed by arrays over their bearers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import score
from namenorm.comparison.features import Features, Reading
from namenorm.comparison.frequency import AS_NEAR, World
from namenorm.comparison.score import USUAL, Explanation, Judge, PartEvidence, Shares
from namenorm.names.model import Role
from namenorm.registry import NameForm, Registry
from namenorm.registry.columns import GENDERS
from namenorm.resolution.pool import Pool

_MOST_ROWS: Final = 100_000
"""Rows that one query compares at most, the nearest surnames first."""
_MEMO: Final = 64
_ACRONYM: Final = 3
"""So many capitals alone are an organisation rather than a surname: UN is not Kim Jong Un."""
OBLIQUE: Final = "ends as no nominative"


@dataclass(frozen=True)
class People:
    """Finds and weighs the people of a registry."""

    registry: Registry
    judge: Judge
    world: World
    _memo: dict[tuple[str, bool, Role], NDArray[np.float64]] = field(default_factory=dict)

    @property
    def count(self) -> float:
        """How many the shares count with: the registry, and the world beside it."""
        return len(self.registry) + self.world.people

    def candidates(
        self,
        query: Reading,
        *,
        near: bool = False,
        declined: bool = False,
        beside: tuple[PartEvidence, ...] = (),
    ) -> Pool | None:
        """Those whose surname sounds like the query's; `near` allows for a slip.

        `beside` is evidence that the reading itself brings. Where it is `declined`, a guess at
        a nominative, only spellings that conventions explain are near enough.
        """
        last = query.surname
        if last is None:
            return None
        farthest = USUAL if declined else int(self.judge.weights["farthest"])
        apart = self._apart(last, near, farthest)
        if not apart:
            return None
        registry, weights = self.registry, self.judge.weights
        columns = registry.columns
        rows, signs, sizes = columns.rows_of([n for _, n in apart], [s for s, _ in apart])
        rows, signs = rows[:_MOST_ROWS], signs[:_MOST_ROWS]
        shares = self._shares(columns.identity[rows], signs, near)
        by_surname = [
            self.judge.surname(
                last, registry.surnames[n], s, shares(last, registry.surnames[n], Role.SURNAME, s)
            ).weight
            for s, n in apart
        ]
        own = self.own_surname(last) if near else None
        if own:
            by_surname = [
                weight + own.weight * (s > USUAL)
                for weight, (s, _) in zip(by_surname, apart, strict=True)
            ]
        total = np.repeat(by_surname, sizes)[:_MOST_ROWS]
        given, father = columns.given[rows], columns.patronymic[rows]
        first = self._forenames(query.given, given, Role.GIVEN, shares)
        second = self._forenames(query.patronymic, father, Role.PATRONYMIC, shares)
        if query.given and query.patronymic:
            second[(first < 0) & (given >= 0) & (father >= 0) & (second > 0)] = 0.0
        total += first + second
        gender, said = columns.gender[rows], GENDERS[query.gender]
        if said:
            total[(gender != 0) & (gender != said)] += weights["gender"]
        if last.leans:
            leans = [self.judge.leans_apart(last, registry.surnames[n]) for _, n in apart]
            apart_by = np.repeat(leans, sizes)[:_MOST_ROWS]
            total[apart_by & ((gender == 0) | (said == 0))] += weights["gender_leans"]
        total[columns.swapped[rows] != query.swapped] += weights["swapped"]
        total[columns.partial[rows]] += weights["swapped"]
        if not beside and registry.analyst.inflection.is_oblique(last.text):
            beside = (PartEvidence(last.text, "", "case", OBLIQUE, weights["oblique_ending"]),)
        if query.given is None and last.text.isupper() and len(last.text) <= _ACRONYM:
            reason = "may be an acronym"
            acronym = PartEvidence(last.text, "", "surname", reason, weights["acronym"])
            beside = (*beside, acronym)
        total += sum(part.weight for part in beside)

        def explain(at: int) -> tuple[NameForm, Explanation]:
            row = registry.people[int(rows[at])]
            fits = registry.analyst.initial_fits
            why = score.evidence(self.judge, query, row.reading, int(signs[at]), shares, fits)
            more = list(beside)
            if own and signs[at] > USUAL:
                more.insert(0, own)
            if row.partial:
                said = "is double; one half is named"
                more.insert(0, PartEvidence("", row.name.text, "surname", said, weights["swapped"]))
            return row.name, Explanation((*why.parts, *more))

        return Pool(columns.identity[rows], total, query.given is None, explain)

    def _apart(self, last: Features, near: bool, farthest: int) -> list[tuple[int, int]]:
        """(signs, number) of the surnames that are near enough, the nearest first."""
        registry, judge = self.registry, self.judge
        keys, surnames = registry.surname_keys, registry.surnames
        if not near:
            found = {n: judge.apart(last, surnames[n]) for n in keys.find(last)}
        else:
            found = {n: judge.slipped(last, surnames[n]) for n in keys.find_near(last)}
            slip = int(judge.weights["slip_signs"])
            for before in registry.analyst.slips(last):
                for n in keys.find(before):
                    apart = slip + judge.apart(before, surnames[n])
                    found[n] = min(apart, found.get(n, farthest + 1))
        return sorted((s, n) for n, s in found.items() if s <= farthest)

    def own_surname(self, last: Features) -> PartEvidence | None:
        """Evidence against a slip or a case: what stands there is a surname of the world."""
        if not self.world.lists(last):
            return None
        reason = "is a surname of its own"
        weight = self.judge.weights["own_surname"]
        return PartEvidence(last.text, "", Role.SURNAME.value, reason, weight)

    def _shares(
        self, identities: NDArray[np.int32], signs: NDArray[np.int32], near: bool
    ) -> Shares:
        """Shares of people as the registry counts them, and beside it the world outside.

        `identities` come with the nearest first.
        """
        world, people, counts = self.world, self.count, self.registry.given_counts
        _, firsts = np.unique(identities, return_index=True)
        nearest = np.sort(signs[firsts])

        def shares(query: Features, name: Features, role: Role, apart: int) -> float:
            if role is Role.SURNAME:
                nearer = int(np.searchsorted(nearest, apart + AS_NEAR, side="right"))
                outside = world.surname(query, apart=apart, near=near)
                return (max(nearer - 1, 0) + world.people * outside) / people
            if query.initial:
                return world.initial(query.initial)
            common = query.given.common(name.given) or query.given.ids | name.given.ids
            if common and role is Role.GIVEN:
                bearers = sum(counts[given] for given in common)
                return min(1.0, (bearers + world.people * world.forename(common)) / people)
            return world.forename(common)

        return shares

    def _forenames(
        self, query: Features | None, parts: NDArray[np.int32], role: Role, shares: Shares
    ) -> NDArray[np.float64]:
        """The weight of each given name or patronymic of `parts` (-1: none) beside the query's."""
        missing = self.judge.weights["missing"]
        if query is None:
            return np.where(parts < 0, 0.0, missing)
        known = self._remembered(query, role)
        wanted = np.unique(parts)
        fits = self.registry.analyst.initial_fits
        for number in wanted[np.isnan(known[wanted])].tolist():
            part = self.registry.columns.parts[number] if number >= 0 else None
            known[number] = self.judge.forename(query, part, role, shares, fits).weight
        found: NDArray[np.float64] = known[parts]
        return found

    def _remembered(self, query: Features, role: Role) -> NDArray[np.float64]:
        """Weights beside each part of the registry, and last beside none; NaN: not known yet.

        Given names are few and come again; the shares of theirs do not hang on the surname.
        """
        key = (query.text, bool(query.initial), role)
        known = self._memo.get(key)
        if known is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            known = self._memo[key] = np.full(len(self.registry.columns.parts) + 1, math.nan)
        return known
