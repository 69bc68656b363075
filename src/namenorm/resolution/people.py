"""Candidates among people: surnames that share a key, weighed by arrays over their bearers."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import score
from namenorm.comparison.features import Features, Reading
from namenorm.comparison.frequency import AS_NEAR, World
from namenorm.comparison.score import SIMILAR, SLIP, USUAL, Explanation, Judge, PartEvidence, Shares
from namenorm.names.model import Gender, Part, Role
from namenorm.registry import NameForm, Registry
from namenorm.registry.analysis import part_of
from namenorm.registry.compiling import GENDERS, PARTIAL, SWAPPED
from namenorm.registry.segment import Segment
from namenorm.resolution.bearers import GENDER, Bearers, Numbers, Said, by_distance, meet, weigh
from namenorm.resolution.forenames import Forenames
from namenorm.resolution.pool import Pool
from namenorm.sounds.signs import SAME

_MOST_ROWS: Final = 100_000
"""Rows of a registry that one query compares at most, the nearest surnames first."""
_ACRONYM: Final = 3
"""So many capitals alone are an organisation rather than a surname: UN is not Kim Jong Un."""
OBLIQUE: Final = "ends as no nominative"
_GENDER_OF: Final[tuple[Gender | None, ...]] = tuple(GENDERS)


@dataclass(frozen=True, slots=True)
class _Met:
    """The surnames of one segment that are near, the nearest first, and their bearers.

    `rows`, `weights` and `places` have an entry an identity: its strongest row.
    """

    segment: Segment
    surnames: Numbers
    apart: Numbers
    bearers: Bearers


class People:
    """Finds and weighs the people of a registry."""

    def __init__(self, registry: Registry, judge: Judge, world: World) -> None:
        self.registry = registry
        self.judge = judge
        self.world = world
        self._forenames = [
            Forenames(segment, registry, judge, world, self.count) for segment in registry.segments
        ]

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
        if not any(len(one.bearers.rows) for one in met):
            return None
        shares = self._shares(met, near)
        own = self.own_surname(last) if near else None
        beside = (*self._alone(query, last, beside), *beside)
        more = sum(part.weight for part in beside)
        found = [
            self._weigh(query, one, shares, forenames, own, more)
            for one, forenames in zip(met, self._forenames, strict=True)
        ]
        if len(found) == 1:
            identities, weights, places = found[0]
        else:
            identities, weights, places = map(np.concatenate, zip(*found, strict=True))
        ends = list(accumulate(len(one[0]) for one in found))
        reasons = _Reasons(self, query, met, ends, places, shares, own, beside)
        return Pool(identities, weights, query.given is None, reasons)

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
        bearers = meet(
            *(segment.starts, segment.identity, segment.hidden, surnames, apart),
            most=_MOST_ROWS,
            farthest=farthest,
        )
        return _Met(segment, surnames, apart, bearers)

    def _near(
        self, segment: Segment, last: Features, near: bool, farthest: int
    ) -> tuple[Numbers, Numbers]:
        """The surnames of a segment that are near enough, the nearest first; signs to each."""
        how, known, weights = self.judge.signs, segment.surnames, self.judge.weights
        if not near:
            query = (last.keys, last.codes, 0, 0)
            return how.nearest(known.codes, known.exact, (query,), farthest)
        query = (last.patterns, last.codes, 0, int(weights["second_slip"]))
        numbers, signs = how.nearest(known.codes, known.near, (query,), farthest)
        slip = int(weights["slip_signs"])
        slips = [(keys, codes, slip, 0) for codes, keys, _ in self.registry.analyst.slips(last)]
        more, further = how.nearest(known.codes, known.exact, tuple(slips), farthest)
        if not len(more):
            return numbers, signs
        numbers, signs = np.concatenate([numbers, more]), np.concatenate([signs, further])
        order = np.lexsort((numbers, signs))
        numbers, signs = numbers[order], signs[order]
        _, first = np.unique(numbers, return_index=True)  # a surname that two ways have met
        first.sort()
        return numbers[first], signs[first]

    def _weigh(
        self,
        query: Reading,
        met: _Met,
        shares: Shares,
        forenames: Forenames,
        own: PartEvidence | None,
        more: float,
    ) -> tuple[Numbers, NDArray[np.float64], Numbers]:
        """(identities, log odds, entries of the bearers' rows) of one segment.

        What is explained of a row sums to the same.
        """
        last, weights, segment = query.surname, self.judge.weights, met.segment
        assert last is not None
        by_surname = self._surnames(last, met, shares) + more
        if own:
            by_surname += own.weight * (met.apart > USUAL)
        if last.leans is None:
            apart_by = np.zeros(len(met.surnames), np.bool_)
        else:
            leans = segment.leans[met.surnames]
            apart_by = (leans != 0) & (leans != GENDERS[last.leans])
        rows = met.bearers.rows
        identities, total, places = weigh(
            segment,
            met.bearers,
            by_surname,
            apart_by.view(np.uint8),
            forenames.weights(query.given, rows, Role.GIVEN, shares),
            forenames.weights(query.patronymic, rows, Role.PATRONYMIC, shares),
            Said(
                query.given is not None and query.patronymic is not None,
                GENDERS[query.gender],
                query.swapped,
                weights["gender"],
                weights[self.judge.leaning(query)],
                weights["swapped"],
            ),
        )
        if segment.first:
            identities = identities + np.int32(segment.first)
        return identities, total, places

    def _surnames(self, last: Features, met: _Met, shares: Shares) -> NDArray[np.float64]:
        """The weight of each surname, as `Judge.surname` gives it."""
        weights = self.judge.weights
        by_signs = np.zeros(int(weights["farthest"]) + 1)
        for signs in set(met.apart.tolist()):
            by_signs[signs] = -math.log(shares(last, last, Role.SURNAME, signs))
        return by_distance(
            *(met.segment, met.surnames, met.apart, by_signs, last.length),
            *(weights["cost"], weights["slip"]),
        )

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
        counted = [one.bearers.counts for one in met]
        summed = counted[0] if len(counted) == 1 else np.sum(counted, axis=0)
        nearer: list[int] = summed.tolist()

        def shares(query: Features, name: Features, role: Role, apart: int) -> float:
            if role is Role.SURNAME:
                met = nearer[min(apart + AS_NEAR, len(nearer) - 1)]
                outside = world.surname(query, apart=apart, near=near)
                return (max(met - 1, 0) + world.people * outside) / people
            if query.initial:
                return world.initial(query.initial)
            common = query.given.common(name.given) or query.given.ids | name.given.ids
            if common and role is Role.GIVEN:
                bearers = sum(counts[given] for given in common)
                return min(1.0, (bearers + world.people * world.forename(common)) / people)
            return world.forename(common)

        return shares


@dataclass(frozen=True, slots=True)
class _Reasons:
    """What stands behind each entry of a pool; those of a segment end at its `ends`."""

    people: People
    query: Reading
    met: list[_Met]
    ends: list[int]
    places: Numbers
    shares: Shares
    own: PartEvidence | None
    beside: tuple[PartEvidence, ...]

    def explain(self, at: int) -> tuple[NameForm, Explanation]:
        """The name that was met, and why it weighs what it does."""
        segment, row, surname, signs = self._row(at)
        name = segment.identities.name(int(segment.identity[row]), int(segment.name_of[row]))
        judge, fits = self.people.judge, self.people.registry.analyst.initial_fits
        reading = self._reading(segment, row, surname)
        why = score.evidence(judge, self.query, reading, signs, self.shares, fits)
        more = list(self.beside)
        if self.own and signs > USUAL:
            more.insert(0, self.own)
        if segment.flags[row] & PARTIAL:
            said = "is double; one half is named"
            weight = judge.weights["swapped"]
            more.insert(0, PartEvidence("", name.text, "surname", said, weight))
        return name, Explanation((*why.parts, *more))

    def settled(self, at: int) -> bool:
        """Whether all parts of the name sound like those of the query, none being a guess."""
        segment, row, _, signs = self._row(at)
        if signs > SAME or any(part.relation == OBLIQUE for part in self.beside):
            return False
        pairs = (
            (self.query.given, segment.given_of, Role.GIVEN),
            (self.query.patronymic, segment.father_of, Role.PATRONYMIC),
        )
        return not any(
            said is not None and self._only_sounds(segment, said, int(column[row]), role)
            for said, column, role in pairs
        )

    def _only_sounds(self, segment: Segment, said: Features, number: int, role: Role) -> bool:
        """Whether a given name is no name of the table's that the query has, but sounds so."""
        part = part_of(segment.forenames.text(number), role) if number >= 0 else None
        if part is None or part.initial or said.initial:
            return False
        known = self.people.registry.analyst.part(part)
        if said.given.common(known.given) or (said.given.exact and known.given.exact):
            return False
        fits = self.people.registry.analyst.initial_fits
        evidence = self.people.judge.forename(said, known, role, self.shares, fits)
        return evidence.relation in (SIMILAR, SLIP)

    def _row(self, at: int) -> tuple[Segment, int, int, int]:
        """(segment, row, surname, signs to it) of an entry."""
        place = int(self.places[at])
        one = self.met[bisect_right(self.ends, at)]
        which = int(one.bearers.which[place])
        row = int(one.bearers.rows[place])
        return one.segment, row, int(one.surnames[which]), int(one.apart[which])

    def _reading(self, segment: Segment, row: int, surname: int) -> Reading:
        """A row as it was read."""
        analyst, flags = self.people.registry.analyst, int(segment.flags[row])
        parts: list[Features | None] = []
        for column, role in (
            (segment.given_of, Role.GIVEN),
            (segment.father_of, Role.PATRONYMIC),
        ):
            number = int(column[row])
            part = part_of(segment.forenames.text(number), role) if number >= 0 else None
            parts.append(analyst.part(part) if part else None)
        last = analyst.part(Part(segment.surnames.text(surname), Role.SURNAME))
        gender = _GENDER_OF[flags & GENDER]
        return Reading(parts[0], parts[1], last, (), bool(flags & SWAPPED), gender)
