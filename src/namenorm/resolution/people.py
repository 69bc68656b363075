"""Candidates among people: those whose surname is near the query's, and what their names weigh."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import person
from namenorm.comparison.analyzer import CodedPart, ParsedName
from namenorm.comparison.background import Background
from namenorm.comparison.explanation import Explanation, PartEvidence
from namenorm.comparison.features import (
    ACRONYM,
    FLAGS,
    GENDERS,
    OBLIQUE,
    OWN_SURNAME,
    Rows,
    by_flags,
    relation,
)
from namenorm.comparison.forenames import Columns, Forenames, Shares
from namenorm.comparison.scorer import Numbers, Scorer, Weights
from namenorm.names.given import PossibleGiven
from namenorm.names.model import Role
from namenorm.registry import NameForm, Registry
from namenorm.registry.segment import Segment
from namenorm.resolution.pool import Pool
from namenorm.resolution.postings import Postings, collect
from namenorm.resolution.sums import near_best, weigh_near
from namenorm.sounds.phonetics import SAME

_ACRONYM: Final = 3
"""So many capitals alone are an organisation rather than a surname: UN is not Kim Jong Un."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Names of one segment that come near the best of them, and what each weighs.

    `entries` are the places of their surnames among `numbers` and `distances`; `surnames` has what
    each of these says, and `leaning` whether it is mostly of the other gender than the query's.
    """

    segment: Segment
    forenames: Forenames
    numbers: Numbers
    distances: Numbers
    surnames: Weights
    leaning: NDArray[np.bool_]
    rows: Numbers
    entries: Numbers
    weights: Weights


class People:
    """Finds and weighs the people of a registry.

    `count` is how many the shares count with: the registry, and the background.
    """

    def __init__(self, registry: Registry, scorer: Scorer, background: Background) -> None:
        self.registry, self.scorer, self.background = registry, scorer, background
        self.count = len(registry) + background.people
        names = registry.analyst.parser.given
        shares = Shares(background, registry.given_counts, self.count)
        self._forenames = [
            Forenames(_columns(segment), scorer, names, shares) for segment in registry.segments
        ]

    def candidates(
        self,
        query: ParsedName,
        *,
        near: bool = False,
        inflected: bool = False,
        more: tuple[PartEvidence, ...] = (),
    ) -> Pool | None:
        """Those whose surname sounds like the query's; `near` allows for a typo.

        `more` is evidence that the parse itself brings. Where it is a guess at a nominative, the
        query being `inflected`, only spellings that conventions explain are near enough.
        """
        last, scorer = query.surname, self.scorer
        if last is None:
            return None
        farthest = scorer.usual if inflected else scorer.farthest
        segments = self.registry.segments
        nearest = [self._near(segment, last, near, farthest) for segment in segments]
        if not any(len(numbers) for numbers, _ in nearest):
            return None
        found = [
            collect(segment.starts, segment.identity, segment.hidden, *one, farthest=farthest)
            for segment, one in zip(segments, nearest, strict=True)
        ]
        if not any(len(one.rows) for one in found):
            return None
        shares = self._shares(last, found, near)
        own = self.own_surname(last) if near else None
        more = (*self._alone(query, last, more), *more)
        scored = [
            self._score(query, last, *one, shares, own, sum(part.weight for part in more))
            for one in zip(segments, self._forenames, found, strict=True)
        ]
        identities = [one.segment.identity[one.rows] for one in scored]
        weights = [one.weights for one in scored]
        if len(scored) > 1:
            identities = [
                found + np.int32(one.segment.first)
                for found, one in zip(identities, scored, strict=True)
            ]
            identities, weights = [np.concatenate(identities)], [np.concatenate(weights)]
        ends = list(accumulate(len(one.rows) for one in scored))
        reasons = _PersonReasons(self, query, scored, ends, own, more)
        return Pool(identities[0], weights[0], query.given is None, reasons)

    def _alone(
        self, query: ParsedName, last: CodedPart, more: tuple[PartEvidence, ...]
    ) -> tuple[PartEvidence, ...]:
        """What a surname says by itself: it ends as a case does, or may be an acronym."""
        found: list[PartEvidence] = []
        if not more and self.registry.analyst.inflection.is_oblique(last.text):
            found.append(OBLIQUE.told(self.scorer, last.text))
        if query.given is None and last.text.isupper() and len(last.text) <= _ACRONYM:
            found.append(ACRONYM.told(self.scorer, last.text))
        return tuple(found)

    def _near(
        self, segment: Segment, last: CodedPart, near: bool, farthest: int
    ) -> tuple[Numbers, Numbers]:
        """The surnames of a segment that are near enough, the nearest first; symbols to each."""
        how, known, costs = self.scorer.signs, segment.surnames, self.scorer.distance
        if not near:
            query = (last.keys, last.codes, 0, 0)
            return how.nearest(known.codes, known.exact, (query,), farthest)
        query = (last.patterns, last.codes, 0, int(costs["second_typo"]))
        numbers, distances = how.nearest(known.codes, known.near, (query,), farthest)
        typo, mended = int(costs["typo_symbols"]), self.registry.analyst.without_typo(last)
        queries = tuple((keys, codes, typo, 0) for codes, keys, _ in mended)
        more, further = how.nearest(known.codes, known.exact, queries, farthest)
        if not len(more):
            return numbers, distances
        numbers, distances = np.concatenate([numbers, more]), np.concatenate([distances, further])
        order = np.lexsort((numbers, distances))
        numbers, distances = numbers[order], distances[order]
        _, first = np.unique(numbers, return_index=True)  # a surname that two ways have met
        first.sort()
        return numbers[first], distances[first]

    def _shares(self, last: CodedPart, found: list[Postings], near: bool) -> Weights:
        """The share of people whose surname is n symbols away or nearer, for each n.

        As the registry counts them, and the background.
        """
        counts = (
            found[0].counts if len(found) == 1 else np.sum([one.counts for one in found], axis=0)
        )
        known, size = self.background, len(counts)
        others = np.maximum(counts - 1, 0).take(known.nearer[:size], mode="clip")
        shares: Weights = (others + known.people * known.surname(last, near)[:size]) / self.count
        return shares

    def _score(
        self,
        query: ParsedName,
        last: CodedPart,
        segment: Segment,
        forenames: Forenames,
        found: Postings,
        shares: Weights,
        own: PartEvidence | None,
        more: float,
    ) -> _Rows:
        """What each row weighs, of those that come near the best of the segment."""
        scorer, numbers, distances = self.scorer, found.numbers, found.distances
        surnames = weigh_near(scorer, shares, distances, last.sixths, segment.surnames, numbers)
        by_surname = surnames + more
        if own:
            by_surname += own.weight * (distances > scorer.usual)
        rows, entries = found.rows, found.entries
        given, patronymic = person.forenames_of(
            query, forenames, segment.given_of[rows], segment.father_of[rows]
        )
        by_row = by_flags(scorer, GENDERS[query.gender], query.swapped, query.inflected)
        flags = segment.flags[rows]
        leaning = np.zeros(len(numbers), np.bool_)
        if last.leans is not None:
            leans = segment.leans[numbers]
            leaning = (leans != 0) & (leans != GENDERS[last.leans])
            if np.count_nonzero(leaning):
                flags = flags + np.uint8(FLAGS) * leaning[entries]
        kept, weights = near_best(
            [(by_surname, entries), (given, None), (patronymic, None), (by_row, flags)],
            scorer.beyond,
        )
        if len(kept) < len(rows):
            rows, entries = rows[kept], entries[kept]
        return _Rows(
            segment, forenames, numbers, distances, surnames, leaning, rows, entries, weights
        )

    def own_surname(self, last: CodedPart) -> PartEvidence | None:
        """Evidence against a typo or a case: what stands there is a surname that people have."""
        return OWN_SURNAME.told(self.scorer, last.text) if self.background.lists(last) else None


@dataclass(frozen=True, slots=True)
class _PersonReasons:
    """What stands behind each entry of a pool; those of a segment end at its `ends`."""

    people: People
    query: ParsedName
    scored: list[_Rows]
    ends: list[int]
    own: PartEvidence | None
    more: tuple[PartEvidence, ...]

    def name(self, at: int) -> NameForm:
        """The name that was met."""
        found, row, _ = self._row(at)
        segment = found.segment
        return segment.identities.name(int(segment.identity[row]), int(segment.name_of[row]))

    def explain(self, at: int) -> tuple[NameForm, Explanation]:
        """The name that was met, and why it weighs what it does."""
        found, row, entry = self._row(at)
        segment, query, scorer, name = found.segment, self.query, self.people.scorer, self.name(at)
        last, distance = query.surname, int(found.distances[entry])
        assert last is not None
        text = segment.surnames.text(int(found.numbers[entry]))
        said = relation(last.text, text, distance, scorer.usual)
        weight = float(found.surnames[entry])
        surname = PartEvidence(last.text, text, Role.SURNAME.value, said, weight)
        flags, leaning = segment.flags[row : row + 1], found.leaning[entry : entry + 1]
        parts = person.explained(
            *(scorer, query, found.forenames),
            *(int(segment.given_of[row]), int(segment.father_of[row])),
            *(
                Rows(GENDERS[query.gender], query.swapped, flags, leaning, query.inflected),
                name.text,
            ),
        )
        own = [self.own] if self.own and distance > scorer.usual else []
        return name, Explanation((surname, *parts, *own, *self.more))

    def settled(self, at: int) -> bool:
        """Whether all parts of the name sound like those of the query, none being a guess."""
        found, row, entry = self._row(at)
        if found.distances[entry] > SAME:
            return False
        if any(part.relation == OBLIQUE.relation for part in self.more):
            return False
        columns, only_sounds = found.segment, found.forenames.only_sounds
        return not (
            only_sounds(self.query.given, Role.GIVEN, int(columns.given_of[row]))
            or only_sounds(self.query.patronymic, Role.PATRONYMIC, int(columns.father_of[row]))
        )

    def complete(self, at: int) -> bool:
        """Always: whom a part of the query speaks against is no candidate."""
        return True

    def _row(self, at: int) -> tuple[_Rows, int, int]:
        """(where an entry stands, its row of the segment, the entry of its surname)."""
        which = bisect_right(self.ends, at)
        found, place = self.scored[which], at - (self.ends[which - 1] if which else 0)
        return found, int(found.rows[place]), int(found.entries[place])


def _columns(segment: Segment) -> Columns:
    """The given names and patronymics of a segment."""
    known = segment.forenames
    found = [
        PossibleGiven(frozenset(ids), frozenset(short)) for ids, short in segment.directory["found"]
    ]
    flags = segment.forename_flags
    return Columns(known.text, known.codes, known.sixths, segment.found, flags, found)
