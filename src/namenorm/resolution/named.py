"""Candidates among what is named by words in any order: places, organisations, mononyms."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import score
from namenorm.comparison.features import Features, is_acronym
from namenorm.comparison.frequency import World
from namenorm.comparison.score import USUAL, Explanation, Judge, PartEvidence
from namenorm.names.model import Part, Role
from namenorm.registry import NameForm, Registry
from namenorm.registry.model import TYPES
from namenorm.registry.segment import Segment
from namenorm.resolution.bearers import Bearers, Numbers, meet, turns
from namenorm.resolution.pool import Pool
from namenorm.sounds.signs import SAME

LEFT_OUT: Final = "left out"
NOT_THERE: Final = "not in the name"
INFLECTED: Final = "inflected form"
_MOST_ROWS: Final = 100_000
"""Rows of one word that are looked at, those of the nearest spellings first."""
_NEAR_KEPT: Final = 256
"""Words whose neighbours are remembered, as long as one query asks for them again."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A word of the registry that sounds like the word `said` of the query, or like its `base`."""

    said: int
    base: Features | None
    segment: int
    number: int
    signs: int
    weight: float
    same: bool


_Found = tuple[list[_Heard], list[tuple[Numbers, Numbers]]]
"""What is heard, and rows with the entry of that for each."""


@dataclass(frozen=True, slots=True)
class _Hits:
    """Words of rows that answer words of the query, by row; one entry a pair.

    `row` numbers the rows of all segments; `heard` is an entry of the list beside it. The pairs
    of the k-th row begin at `starts[k]`.
    """

    heard: list[_Heard]
    which: Numbers
    row: Numbers
    starts: NDArray[np.int64]


@dataclass(frozen=True)
class Named:
    """Finds and weighs the places, the organisations and the mononyms of a registry."""

    registry: Registry
    judge: Judge
    world: World
    _near: dict[tuple[int, str, bool], tuple[Numbers, Numbers]] = field(default_factory=dict)
    _heard: dict[tuple[str, ...], _Found] = field(default_factory=dict)

    @property
    def count(self) -> float:
        """How many the shares count with: the registry, and the world beside it."""
        return len(self.registry) + self.world.people

    def candidates(
        self,
        words: list[Features],
        type: str | None,
        *,
        near: bool,
        declined: bool = False,
        floor: float = -math.inf,
    ) -> Pool | None:
        """Those that share a word with the query; `declined` also reads each as a case.

        None where no weight can come up to `floor`.
        """
        words = list({word.text: word for word in words}.values())
        if not declined and self._most(words, near) < floor:
            return None
        hits = self._hits(words, near, declined)
        if hits is None:
            return None
        identities = self._identities(hits.row[hits.starts])
        if type is not None:
            kept = self.registry.types(identities) == TYPES.index(type)
            hits, identities = _only(hits, kept), identities[kept]
            if not len(identities):
                return None
        typed = type not in (None, "person")
        weights = self._weights(words, hits, identities, typed)
        return Pool(identities, weights, True, _Reasons(self, words, hits, typed))

    def are_heard(self, words: Iterable[str]) -> bool:
        """Whether each of `words` sounds like one of the registry's."""
        analyst = self.registry.analyst
        return all(self._is_heard(analyst.word(word), False, USUAL) for word in words)

    def _most(self, words: list[Features], near: bool) -> float:
        """More than any row can weigh: every word that is heard at all is so in one row."""
        farthest = int(self.judge.weights["farthest"])
        heard = [word for word in words if self._is_heard(word, near, farthest)]
        most = sum(math.log(self.count / max(self._bearers(word), 1.0)) for word in heard)
        if len(heard) < len(words):
            return most + (len(words) - len(heard)) * self.judge.weights["unmatched_word"]
        return max(most, math.log(self.count)) + self.judge.prominent(1.0)

    def _is_heard(self, word: Features, near: bool, farthest: int) -> bool:
        """Whether a word of the registry is near enough to `word`."""
        nearest = (self._nearest(at, word, near)[1] for at in range(len(self.registry.segments)))
        return any(len(signs) and signs[0] <= farthest for signs in nearest)

    def _hits(self, words: list[Features], near: bool, declined: bool) -> _Hits | None:
        """The rows that share a word with the query, each word answered once."""
        heard, found = self._as_said(words, near)
        if declined:
            heard, found = list(heard), list(found)
            for said in range(len(words)):
                self._hear_bases(words, said, heard, found)
        if not heard:
            return None
        row = np.concatenate([rows for rows, _ in found])
        which = np.concatenate([entries for _, entries in found])
        # What is written letter for letter goes before what only sounds so.
        same = np.array([one.same for one in heard])
        weight = np.array([one.weight for one in heard])[which]
        # The strongest answer to each word of the query, then that of each word of a row.
        said_of = np.array([one.said for one in heard], np.int32)[which]
        kept = _strongest(row, said_of, weight, same[which])
        which, row, weight = which[kept], row[kept], weight[kept]
        if len(words) > 1:
            number = np.array([one.number for one in heard], np.int32)[which]
            kept = _strongest(row, number, weight, same[which])
            which, row = which[kept], row[kept]
        return _Hits(heard, which, row, np.flatnonzero(turns(row)))

    def _as_said(self, words: list[Features], near: bool) -> _Found:
        """The words that sound like those of the query, and their rows.

        The same query is asked for twice in a row, as it is and for cases, no other again.
        """
        said = (*(word.text for word in words), "near" if near else "")
        known = self._heard.get(said)
        if known is None:
            known = ([], [])
            for at in range(len(words)):
                self._hear(words, at, near, *known)
            self._heard.clear()
            self._heard[said] = known
        return known

    def _hear(
        self,
        words: list[Features],
        said: int,
        near: bool,
        heard: list[_Heard],
        found: list[tuple[Numbers, Numbers]],
        base: Features | None = None,
        cost: float = 0.0,
    ) -> None:
        """Add the words that sound like a word of the query, or like what it is a case of.

        To `found` go their rows, with the entry of `heard` of each. Those who bear the word of
        the query as it stands count as well.
        """
        word = base or words[said]
        segments = self.registry.segments
        nearest = [self._nearest(at, word, near) for at in range(len(segments))]
        if not any(len(numbers) for numbers, _ in nearest):
            return
        met = [self._met(segment, *found) for segment, found in zip(segments, nearest, strict=True)]
        namesakes = max(self._bearers(word), self._bearers(words[said]) if base else 0.0)
        counts = np.sum([bearers.counts for bearers in met], axis=0).tolist()
        by_signs = {
            apart: cost - math.log((counts[apart] + namesakes) / self.count)
            for apart in {apart for _, signs in nearest for apart in signs.tolist()}
        }
        folded = word.text.casefold()
        for at, ((numbers, signs), bearers) in enumerate(zip(nearest, met, strict=True)):
            segment = segments[at]
            first = len(heard)
            left_out = []
            lengths = segment.words.lengths(numbers).tolist()
            for entry, (number, apart) in enumerate(
                zip(numbers.tolist(), signs.tolist(), strict=True)
            ):
                known = segment.words.text(number)
                same = known.casefold() == folded
                if not same and is_acronym(known) != word.acronym:
                    left_out.append(entry)  # CEC is no spelling of Zając
                weight = by_signs[apart]
                if apart > SAME:
                    weight -= self.judge.cost(word.length, lengths[entry], apart)
                heard.append(_Heard(said, base, at, number, apart, weight, same))
            rows = segment.word_rows[bearers.rows] + np.int32(self.registry.named_firsts[at])
            which = bearers.which
            if left_out:
                kept = ~np.isin(which, left_out)
                rows, which = rows[kept], which[kept]
            found.append((rows, which + np.int32(first)))

    def _hear_bases(
        self,
        words: list[Features],
        said: int,
        heard: list[_Heard],
        found: list[tuple[Numbers, Numbers]],
    ) -> None:
        """Add the words that sound like what a word of the query may be a case of."""
        word, weights = words[said], self.judge.weights
        bases = self.registry.analyst.bases(word.text)
        if not bases:
            return
        cost = weights["inflected_word"]
        if self.world.lists(self.registry.analyst.part(Part(word.text, Role.SURNAME))):
            cost += weights["own_surname"]  # Иванова is a surname rather than Иваново
        for base in bases:
            self._hear(words, said, False, heard, found, self.registry.analyst.word(base), cost)

    def _met(self, segment: Segment, numbers: Numbers, signs: Numbers) -> Bearers:
        """The rows of words of a segment, each so many signs away."""
        farthest = int(self.judge.weights["farthest"])
        return meet(
            *(segment.word_row_starts, segment.word_identity, segment.hidden, numbers, signs),
            most=_MOST_ROWS,
            farthest=farthest,
        )

    def _nearest(self, at: int, word: Features, near: bool) -> tuple[Numbers, Numbers]:
        """The words of a segment that are near enough, the nearest first; signs to each."""
        found = self._near.get((at, word.text, near))
        if found is None:
            farthest, known = int(self.judge.weights["farthest"]), self.registry.segments[at].words
            keys = known.near if near else known.exact
            query = (word.patterns if near else word.keys, word.codes, 0, 0)
            found = self.judge.signs.nearest(known.codes, keys, (query,), farthest)
            if len(self._near) > _NEAR_KEPT:
                self._near.clear()
            self._near[at, word.text, near] = found
        return found

    def _identities(self, rows: Numbers) -> Numbers:
        return self.registry.of_named(rows, lambda s, own: s.named_identity[own] + s.first)

    def _weights(
        self, words: list[Features], hits: _Hits, identities: Numbers, typed: bool
    ) -> NDArray[np.float64]:
        """The sums of the explanations' weights, of every row."""
        weights, heard, starts = self.judge.weights, hits.heard, hits.starts
        summed = np.add.reduceat(np.array([one.weight for one in heard])[hits.which], starts)
        pairs = np.diff(starts, append=len(hits.row))
        sizes = self.registry.of_named(hits.row[starts], lambda s, own: s.sizes_of(own))
        lost, extra = sizes - pairs, len(words) - pairs
        total = summed + lost * weights["missing_word"] + extra * weights["unmatched_word"]
        full = np.flatnonzero((lost == 0) & (extra == 0))
        for at in full.tolist():
            met = [heard[n] for n in hits.which[starts[at] : starts[at] + pairs[at]].tolist()]
            known = self.known(int(identities[at]), met)
            total[at] += self.whole(words, met, typed) + known
        found: NDArray[np.float64] = total
        return found

    def whole(self, words: list[Features], met: list[_Heard], typed: bool) -> float:
        """What a name that is said in full weighs beyond its words, where they are common.

        A name of one word shares it with the people who bear the word, unless the query is said
        to be no person (`typed`): Романов is no Romania.
        """
        if any(one.signs > SAME for one in met):
            return 0.0  # how many names are as near as this, the words alone say
        alone = len(met) == 1 and not typed
        people = self._bearers(words[met[0].said], whole=True) if alone else 0.0
        whole = math.log(self.count / (1 + people))
        return max(whole - sum(one.weight for one in met), 0.0)

    def known(self, identity: int, met: list[_Heard]) -> float:
        """What the prominence of a place or an organisation adds where it is named as it is.

        Another spelling may be another place: Вейна is a village, and Vienna does not take it.
        """
        if not all(one.same for one in met):
            return 0.0
        segment, number = self.registry.identities.place(identity)
        return self.judge.prominent(segment.identities[number].prominence)

    def _bearers(self, word: Features, *, whole: bool = False) -> float:
        """How many people bear `word`: Уладзімір is more often a man, and Раманаў, too.

        Where it is the `whole` name of a place, it is a given name only as that is written:
        Миоры is no Мария.
        """
        analyst, world = self.registry.analyst, self.world
        if word.acronym:
            return world.people * world.rare_surname
        found = analyst.parser.given.find(word.text)
        ids = found.ids if found.exact or not whole else frozenset()
        given = sum(self.registry.given_counts[one] for one in ids)
        surname = analyst.part(Part(word.text, Role.SURNAME))
        share = world.surname(surname, apart=0, near=False)
        return given + world.people * (share + (world.forename(ids) if ids else 0.0))


@dataclass(frozen=True, slots=True)
class _Reasons:
    """What stands behind each row of a pool."""

    named: Named
    words: list[Features]
    hits: _Hits
    typed: bool

    def settled(self, at: int) -> bool:
        """Whether the row has all words of the query and no others, as they sound."""
        segment, row, met = self._met(at)
        return len(met) == len(self.words) == len(segment.words_of(row)) and all(
            one.signs <= SAME for one in met
        )

    def explain(self, at: int) -> tuple[NameForm, Explanation]:
        """The name of one row, and why it weighs what it does."""
        named, words = self.named, self.words
        weights, analyst = named.judge.weights, named.registry.analyst
        segment, row, met = self._met(at)
        identity = int(segment.named_identity[row])
        met.sort(key=lambda one: -one.weight)
        evidence = []
        for one in met:
            said = words[one.said]
            known = analyst.word(segment.words.text(one.number))
            how = INFLECTED if one.base else score.relation(said, known, one.signs)
            evidence.append(PartEvidence(said.text, known.text, "word", how, one.weight))
        answered = {one.number for one in met}
        lost = [n for n in segment.words_of(row) if n not in answered]
        said_words = {one.said for one in met}
        extra = [word for n, word in enumerate(words) if n not in said_words]
        evidence += [
            PartEvidence("", segment.words.text(n), "word", LEFT_OUT, weights["missing_word"])
            for n in lost
        ]
        evidence += [
            PartEvidence(w.text, "", "word", NOT_THERE, weights["unmatched_word"]) for w in extra
        ]
        if not lost and not extra:
            whole = named.whole(words, met, self.typed)
            known_for = named.known(identity + segment.first, met)
            if whole:
                evidence.append(PartEvidence("", "", "name", "is whole", whole))
            if known_for:
                evidence.append(PartEvidence("", "", "name", "is well known", known_for))
        name = segment.identities.name(identity, int(segment.named_name[row]))
        return name, Explanation(tuple(evidence))

    def _met(self, at: int) -> tuple[Segment, int, list[_Heard]]:
        """(segment, row, what answers the words of the query there) of one entry."""
        starts, rows = self.hits.starts, self.hits.row
        start = int(starts[at])
        stop = int(starts[at + 1]) if at + 1 < len(starts) else len(rows)
        firsts, row = self.named.registry.named_firsts, int(rows[start])
        which = int(np.searchsorted(firsts, row, side="right")) - 1
        met = [self.hits.heard[n] for n in self.hits.which[start:stop].tolist()]
        return self.named.registry.segments[which], row - int(firsts[which]), met


def _strongest(
    row: Numbers, mark: Numbers, weight: NDArray[np.float64], same: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Which entries are the strongest of their row and mark, by row; where equal, the `same`."""
    order = np.lexsort((~same, -weight, mark, row))
    found: NDArray[np.int64] = order[turns(row[order]) | turns(mark[order])]
    return found


def _only(hits: _Hits, kept: NDArray[np.bool_]) -> _Hits:
    """The hits of the rows that are kept."""
    sizes = np.diff(hits.starts, append=len(hits.row))
    here = np.repeat(kept, sizes)
    row = hits.row[here]
    return _Hits(hits.heard, hits.which[here], row, np.flatnonzero(turns(row)))
