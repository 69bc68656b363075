"""Candidates among what is named by words in any order: places, organisations, mononyms."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import score
from namenorm.comparison.features import Features
from namenorm.comparison.frequency import World
from namenorm.comparison.score import USUAL, Explanation, Judge, PartEvidence
from namenorm.names.model import Part, Role
from namenorm.registry import NameForm, Registry
from namenorm.registry.model import TYPES
from namenorm.registry.segment import Segment
from namenorm.resolution.bearers import Bearers, Numbers, meet
from namenorm.resolution.hearing import Answer, Heard, Hits, Price, answered, hear
from namenorm.resolution.pool import Pool
from namenorm.sounds.phonetics import SAME

LEFT_OUT: Final = "left out"
NOT_THERE: Final = "not in the name"
INFLECTED: Final = "inflected form"
_MOST_ROWS: Final = 100_000
"""Rows of one word that are looked at, those of the nearest spellings first."""
_NEAR_KEPT: Final = 256
"""Words of which is remembered what is near and who bears them: a query asks for each again."""


@dataclass(frozen=True)
class Named:
    """Finds and weighs the places, the organisations and the mononyms of a registry."""

    registry: Registry
    judge: Judge
    world: World
    _near: dict[tuple[int, str, bool], tuple[Numbers, Numbers]] = field(default_factory=dict)
    _borne: dict[tuple[str, bool], float] = field(default_factory=dict)
    _heard: dict[tuple[str, ...], list[Heard]] = field(default_factory=dict)

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
        heard = self._as_said(words, near)
        if declined:
            heard = [*heard, *(one for n in range(len(words)) for one in self._bases(words, n))]
        if not heard:
            return None
        hits = answered(heard)
        identities = self._identities(hits.rows)
        typed = type not in (None, "person")
        weights = self._weights(words, hits, identities, typed)
        entries = np.arange(len(identities))
        if type is not None:
            entries = np.flatnonzero(self.registry.types(identities) == TYPES.index(type))
            identities, weights = identities[entries], weights[entries]
        reasons = _Reasons(self, words, hits, entries, typed)
        return Pool(identities, weights, True, reasons) if len(identities) else None

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
        for at in range(len(self.registry.segments)):
            signs = self._nearest(at, word, near)[1]
            if len(signs) and signs[0] <= farthest:
                return True
        return False

    def _as_said(self, words: list[Features], near: bool) -> list[Heard]:
        """The words that sound like those of the query, as it stands.

        The same query is asked for twice in a row, as it is and for cases, no other again.
        """
        said = (*(word.text for word in words), "near" if near else "")
        known = self._heard.get(said)
        if known is None:
            known = [one for at in range(len(words)) for one in self._hear(words, at, near)]
            self._heard.clear()
            self._heard[said] = known
        return known

    def _hear(
        self,
        words: list[Features],
        said: int,
        near: bool,
        base: Features | None = None,
        cost: float = 0.0,
    ) -> Iterator[Heard]:
        """The words that sound like a word of the query, or like what it is a case of.

        Those who bear the word of the query as it stands count as well.
        """
        word = base or words[said]
        segments, weights = self.registry.segments, self.judge.weights
        nearest = [self._nearest(at, word, near) for at in range(len(segments))]
        if not any(len(numbers) for numbers, _ in nearest):
            return
        met = [self._met(segment, *found) for segment, found in zip(segments, nearest, strict=True)]
        namesakes = max(self._bearers(word), self._bearers(words[said]) if base else 0.0)
        counts = sum(bearers.counts for bearers in met) + namesakes
        by_signs = cost - np.log(counts / self.count)
        price = Price(by_signs, weights["cost"], weights["slip"])
        firsts = self.registry.named_firsts.tolist()
        for at, ((numbers, signs), bearers) in enumerate(zip(nearest, met, strict=True)):
            if len(numbers):
                found = hear(segments[at], word, numbers, signs, bearers, price, firsts[at])
                yield Heard(said, base, at, numbers, signs, *found)

    def _bases(self, words: list[Features], said: int) -> Iterator[Heard]:
        """The words that sound like what a word of the query may be a case of."""
        word, weights = words[said], self.judge.weights
        bases = self.registry.analyst.bases(word.text)
        if not bases:
            return
        cost = weights["inflected_word"]
        if self.world.lists(self.registry.analyst.part(Part(word.text, Role.SURNAME))):
            cost += weights["own_surname"]  # Иванова is a surname rather than Иваново
        for base in bases:
            yield from self._hear(words, said, False, self.registry.analyst.word(base), cost)

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
        self, words: list[Features], hits: Hits, identities: Numbers, typed: bool
    ) -> NDArray[np.float64]:
        """The sums of the explanations' weights, of every row."""
        weights = self.judge.weights
        pairs = np.diff(hits.starts)
        sizes = self.registry.of_named(hits.rows, lambda s, own: s.sizes_of(own))
        lost, extra = sizes - pairs, len(words) - pairs
        total = hits.summed + lost * weights["missing_word"] + extra * weights["unmatched_word"]
        # How many names are as near as one that only comes near, the words alone say.
        full = np.flatnonzero((lost == 0) & (extra == 0) & (hits.farthest <= SAME))
        for at in full.tolist():
            met = hits.answers(at)
            total[at] += self.whole(words, met, typed) + self.known(int(identities[at]), met)
        found: NDArray[np.float64] = total
        return found

    def whole(self, words: list[Features], met: list[Answer], typed: bool) -> float:
        """What a name that is said in full weighs beyond its words, where they are common.

        A name of one word shares it with the people who bear the word, unless the query is said
        to be no person (`typed`): Романов is no Romania.
        """
        if any(one.signs > SAME for one in met):
            return 0.0
        alone = len(met) == 1 and not typed
        people = self._bearers(words[met[0].said], whole=True) if alone else 0.0
        whole = math.log(self.count / (1 + people))
        return max(whole - sum(one.weight for one in met), 0.0)

    def known(self, identity: int, met: list[Answer]) -> float:
        """What the prominence of a place or an organisation adds where it is named as it is.

        Another spelling may be another place: Вейна is a village, and Vienna does not take it.
        """
        if not all(one.same for one in met):
            return 0.0
        prominence = self.registry.prominence(np.array([identity], np.int32))
        return self.judge.prominent(float(prominence[0]))

    def _bearers(self, word: Features, *, whole: bool = False) -> float:
        """How many people bear `word`: Уладзімір is more often a man, and Раманаў, too.

        Where it is the `whole` name of a place, it is a given name only as that is written:
        Миоры is no Мария.
        """
        found = self._borne.get((word.text, whole))
        if found is None:
            if len(self._borne) > _NEAR_KEPT:
                self._borne.clear()
            found = self._borne[word.text, whole] = self._counted(word, whole)
        return found

    def _counted(self, word: Features, whole: bool) -> float:
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
    hits: Hits
    entries: NDArray[np.int64]
    typed: bool

    def settled(self, at: int) -> bool:
        """Whether the row has all words of the query and no others, as they sound."""
        entry = int(self.entries[at])
        if self.hits.farthest[entry] > SAME:
            return False
        segment, row = self._row(entry)
        said = int(self.hits.starts[entry + 1] - self.hits.starts[entry])
        return said == len(self.words) == len(segment.words_of(row))

    def explain(self, at: int) -> tuple[NameForm, Explanation]:
        """The name of one row, and why it weighs what it does."""
        named, words = self.named, self.words
        weights, analyst = named.judge.weights, named.registry.analyst
        entry = int(self.entries[at])
        segment, row = self._row(entry)
        met = self.hits.answers(entry)
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

    def _row(self, entry: int) -> tuple[Segment, int]:
        """(segment, its row) of one entry of the hits."""
        registry, row = self.named.registry, int(self.hits.rows[entry])
        firsts: list[int] = registry.named_firsts.tolist()
        which = bisect_right(firsts, row) - 1
        return registry.segments[which], row - firsts[which]
