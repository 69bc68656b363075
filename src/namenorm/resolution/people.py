"""Candidates among people: surnames that share a key, weighed by arrays over their bearers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import score
from namenorm.comparison.features import Features, Reading
from namenorm.comparison.frequency import AS_NEAR, World
from namenorm.comparison.score import USUAL, Explanation, Judge, PartEvidence, Shares
from namenorm.names.model import Gender, Part, Role
from namenorm.registry import NameForm, Registry
from namenorm.registry.analysis import part_of
from namenorm.registry.compiling import GENDERS, PARTIAL, SWAPPED
from namenorm.registry.segment import Segment
from namenorm.resolution.forenames import Forenames
from namenorm.resolution.pool import Pool
from namenorm.sounds.signs import SAME

_MOST_ROWS: Final = 100_000
"""Rows of a registry that one query compares at most, the nearest surnames first."""
_ACRONYM: Final = 3
"""So many capitals alone are an organisation rather than a surname: UN is not Kim Jong Un."""
OBLIQUE: Final = "ends as no nominative"
_GENDER_OF: Final[tuple[Gender | None, ...]] = tuple(GENDERS)
_GENDER: Final = 3
"""The bits of a row's flags that hold a gender."""

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Met:
    """The bearers of near surnames in one segment; one entry a row, the nearest first.

    `surnames` with the signs of each and the number of its rows stand beside.
    """

    segment: Segment
    surnames: Numbers
    apart: Numbers
    sizes: NDArray[np.int64]
    rows: NDArray[np.int64]
    signs: Numbers
    identities: Numbers


class People:
    """Finds and weighs the people of a registry."""

    def __init__(self, registry: Registry, judge: Judge, world: World) -> None:
        self.registry = registry
        self.judge = judge
        self.world = world
        self._forenames = [Forenames(s, registry.analyst, judge) for s in registry.segments]

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
        met = [self._met(segment, last, near, farthest) for segment in self.registry.segments]
        if not any(len(one.rows) for one in met):
            return None
        shares = self._shares(met, near)
        own = self.own_surname(last) if near else None
        weights = [
            self._weights(query, one, shares, forenames, near, own)
            for one, forenames in zip(met, self._forenames, strict=True)
        ]
        beside = (*self._alone(query, last, beside), *beside)
        total = np.concatenate(weights) + sum(part.weight for part in beside)
        explain = partial(self._explain, query, met, shares, own, beside)
        identities = np.concatenate([one.identities for one in met])
        return Pool(identities, total, query.given is None, explain)

    def _alone(
        self, query: Reading, last: Features, beside: tuple[PartEvidence, ...]
    ) -> tuple[PartEvidence, ...]:
        """What a surname says by itself: it ends as a case does, or may be an acronym."""
        weights = self.judge.weights
        found: list[PartEvidence] = []
        if not beside and self.registry.analyst.inflection.is_oblique(last.text):
            weight = weights["oblique_ending"]
            found.append(PartEvidence(last.text, "", "case", OBLIQUE, weight))
        if query.given is None and last.text.isupper() and len(last.text) <= _ACRONYM:
            reason = "may be an acronym"
            found.append(PartEvidence(last.text, "", "surname", reason, weights["acronym"]))
        return tuple(found)

    def _met(self, segment: Segment, last: Features, near: bool, farthest: int) -> _Met:
        surnames, apart = self._near(segment, last, near, farthest)
        rows, signs, sizes = segment.rows_of(surnames, apart)
        rows, signs = rows[:_MOST_ROWS], signs[:_MOST_ROWS]
        sizes = np.diff(np.minimum(np.cumsum(sizes), _MOST_ROWS), prepend=0)
        identities = segment.identity[rows]
        if len(segment.hidden) and len(rows):
            shown = ~np.isin(identities, segment.hidden)
            ends = np.concatenate([[0], np.cumsum(shown)])
            stops = np.cumsum(sizes)
            sizes = ends[stops] - ends[stops - sizes]
            rows, signs, identities = rows[shown], signs[shown], identities[shown]
        if segment.first:
            identities = identities + np.int32(segment.first)
        return _Met(segment, surnames, apart, sizes, rows, signs, identities)

    def _near(
        self, segment: Segment, last: Features, near: bool, farthest: int
    ) -> tuple[Numbers, Numbers]:
        """The surnames of a segment that are near enough, the nearest first; signs to each."""
        how, known, weights = self.judge.signs, segment.surnames, self.judge.weights
        if not near:
            query = (last.keys, last.codes, 0, 0)
            return how.nearest(known.codes, known.exact, (query,), farthest)
        query = (last.keys, last.codes, 0, int(weights["second_slip"]))
        numbers, signs = how.nearest(known.codes, known.near, (query,), farthest)
        slip = int(weights["slip_signs"])
        slips = [(keys, codes, slip, 0) for codes, keys in self.registry.analyst.slips(last)]
        more, further = how.nearest(known.codes, known.exact, tuple(slips), farthest)
        if not len(more):
            return numbers, signs
        numbers, signs = np.concatenate([numbers, more]), np.concatenate([signs, further])
        order = np.lexsort((numbers, signs))
        numbers, signs = numbers[order], signs[order]
        _, first = np.unique(numbers, return_index=True)  # a surname that two ways have met
        first.sort()
        return numbers[first], signs[first]

    def _weights(
        self,
        query: Reading,
        met: _Met,
        shares: Shares,
        forenames: Forenames,
        near: bool,
        own: PartEvidence | None,
    ) -> NDArray[np.float64]:
        """The log odds of each row; what `_explain` says of a row sums to the same."""
        last, weights, segment = query.surname, self.judge.weights, met.segment
        assert last is not None
        if not len(met.rows):
            return np.zeros(0)
        by_surname = self._surnames(last, met, shares)
        if own:
            by_surname = by_surname + own.weight * (met.apart > USUAL)
        flags = segment.flags[met.rows]
        gender, said = flags & _GENDER, GENDERS[query.gender]
        if last.leans:
            leans = segment.leans[met.surnames]
            apart_by = np.repeat((leans != 0) & (leans != GENDERS[last.leans]), met.sizes)
        total = np.repeat(by_surname, met.sizes)
        given, father = segment.given_of[met.rows], segment.father_of[met.rows]
        first = forenames.weights(query.given, given, Role.GIVEN, shares)
        second = forenames.weights(query.patronymic, father, Role.PATRONYMIC, shares)
        if query.given and query.patronymic:
            second[(first < 0) & (given >= 0) & (father >= 0) & (second > 0)] = 0.0
        total += first + second
        if said:
            total[(gender != 0) & (gender != said)] += weights["gender"]
        if last.leans:
            total[apart_by & ((gender == 0) | (said == 0))] += weights["gender_leans"]
        total[(flags & SWAPPED != 0) != query.swapped] += weights["swapped"]
        total[flags & PARTIAL != 0] += weights["swapped"]
        return total

    def _surnames(self, last: Features, met: _Met, shares: Shares) -> NDArray[np.float64]:
        """The weight of each surname, as `Judge.surname` gives it."""
        by_signs = {
            signs: -math.log(shares(last, last, Role.SURNAME, signs))
            for signs in set(met.apart.tolist())
        }
        weight = np.array([by_signs[signs] for signs in met.apart.tolist()])
        lengths = np.maximum(self._lengths(met), last.length)
        beyond = np.maximum(met.apart - SAME, 0)
        costs = self.judge.weights["cost"] * beyond * np.sqrt(8 / lengths)
        found: NDArray[np.float64] = weight - costs - self.judge.weights["slip"] * (beyond > 0)
        return found

    def _lengths(self, met: _Met) -> NDArray[np.float64]:
        """The length of each surname, in sounds."""
        how, codes = self.judge.signs, met.segment.surnames.codes
        lengths = [how.length(codes.of(number)[0]) / 6 for number in met.surnames.tolist()]
        return np.maximum(lengths, 1.0)

    def _explain(
        self,
        query: Reading,
        met: list[_Met],
        shares: Shares,
        own: PartEvidence | None,
        beside: tuple[PartEvidence, ...],
        at: int,
    ) -> tuple[NameForm, Explanation]:
        """The name of one row, and why it weighs what it does."""
        which = 0
        while at >= len(met[which].rows):
            at -= len(met[which].rows)
            which += 1
        one, segment = met[which], met[which].segment
        row, signs = int(one.rows[at]), int(one.signs[at])
        surname = int(np.searchsorted(segment.starts, row, side="right")) - 1
        name = segment.identities.name(int(segment.identity[row]), int(segment.name_of[row]))
        fits = self.registry.analyst.initial_fits
        reading = self._reading(segment, row, surname)
        why = score.evidence(self.judge, query, reading, signs, shares, fits)
        more = list(beside)
        if own and signs > USUAL:
            more.insert(0, own)
        if segment.flags[row] & PARTIAL:
            said = "is double; one half is named"
            weight = self.judge.weights["swapped"]
            more.insert(0, PartEvidence("", name.text, "surname", said, weight))
        return name, Explanation((*why.parts, *more))

    def _reading(self, segment: Segment, row: int, surname: int) -> Reading:
        """A row as it was read."""
        analyst, flags = self.registry.analyst, int(segment.flags[row])
        parts: list[Features | None] = []
        for column, role in (
            (segment.given_of, Role.GIVEN),
            (segment.father_of, Role.PATRONYMIC),
        ):
            number = int(column[row])
            part = part_of(segment.forenames.text(number), role) if number >= 0 else None
            parts.append(analyst.part(part) if part else None)
        last = analyst.part(Part(segment.surnames.text(surname), Role.SURNAME))
        gender = _GENDER_OF[flags & _GENDER]
        return Reading(parts[0], parts[1], last, (), bool(flags & SWAPPED), gender)

    def own_surname(self, last: Features) -> PartEvidence | None:
        """Evidence against a slip or a case: what stands there is a surname of the world."""
        if not self.world.lists(last):
            return None
        reason = "is a surname of its own"
        weight = self.judge.weights["own_surname"]
        return PartEvidence(last.text, "", Role.SURNAME.value, reason, weight)

    def _shares(self, met: list[_Met], near: bool) -> Shares:
        """Shares of people as the registry counts them, and beside it the world outside."""
        world, people, counts = self.world, self.count, self.registry.given_counts
        nearest = np.sort(np.concatenate([_nearest(one) for one in met]))

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


def _nearest(met: _Met) -> Numbers:
    """The signs to the nearest surname of each identity."""
    _, firsts = np.unique(met.identities, return_index=True)
    return met.signs[firsts]
