"""Candidates among what is named by words in any order: places, organisations, mononyms."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

import numpy as np

from namenorm.comparison.analyzer import CodedPart
from namenorm.comparison.background import Background
from namenorm.comparison.explanation import Explanation, PartEvidence
from namenorm.comparison.features import (
    INFLECTED_WORD,
    KNOWN,
    MISSING_WORD,
    UNMATCHED_WORD,
    WHOLE,
    relation,
)
from namenorm.comparison.scorer import Numbers, Scorer, Weights
from namenorm.names.model import Part, Role
from namenorm.registry import NameForm, Registry
from namenorm.registry.model import TYPES
from namenorm.registry.segment import Segment
from namenorm.resolution.answers import Answers, WordMatch, alike, answered
from namenorm.resolution.pool import Pool
from namenorm.resolution.postings import collect
from namenorm.resolution.sums import weigh_near
from namenorm.sounds.phonetics import SAME

_CACHED: Final = 256
"""Words of which is cached what is near and who bears them: a query asks for each again."""


class Words:
    """The words of a registry's places, organisations and mononyms.

    `count` is how many the shares count with: the registry, and the background.
    """

    def __init__(self, registry: Registry, scorer: Scorer, background: Background) -> None:
        self.registry, self.scorer, self.background = registry, scorer, background
        self.count = len(registry) + background.people
        self.near = lru_cache(_CACHED)(self._near)
        self.bearers = lru_cache(_CACHED)(self._bearers)

    def search(self, words: Sequence[CodedPart], type: str | None) -> WordSearch:
        """The search for those who have words of a query, each of which stands there once."""
        return WordSearch(self, words, type)

    def has_all(self, words: Iterable[str]) -> bool:
        """Whether each of `words` sounds like one of the registry's."""
        word, usual = self.registry.analyst.word, self.scorer.usual
        return all(self.has(word(text), False, usual) for text in words)

    def has(self, word: CodedPart, near: bool, farthest: int) -> bool:
        """Whether a word of the registry is near enough to `word`."""
        nearest = (self.near(at, word, near)[1] for at in range(len(self.registry.segments)))
        return any(len(distances) and distances[0] <= farthest for distances in nearest)

    def _near(self, at: int, word: CodedPart, near: bool) -> tuple[Numbers, Numbers]:
        """The words of a segment that are near enough, the nearest first; symbols to each."""
        known = self.registry.segments[at].words
        query = (word.patterns if near else word.keys, word.codes, 0, 0)
        keys = known.near if near else known.exact
        return self.scorer.signs.nearest(known.codes, keys, (query,), self.scorer.farthest)

    def _bearers(self, word: CodedPart, whole: bool = False) -> float:
        """How many people bear `word`: Уладзімір is more often a man, and Раманаў, too.

        Where it is the `whole` name of a place, it is a given name only as that is written:
        Миоры is no Мария.
        """
        analyzer, background = self.registry.analyst, self.background
        if word.acronym:
            return background.people * background.rare_surname
        found = analyzer.parser.given.find(word.text)
        ids = found.ids if found.exact or not whole else frozenset()
        given = sum(self.registry.given_counts[one] for one in ids)
        share = float(background.surname(analyzer.part(Part(word.text, Role.SURNAME)))[0])
        return given + background.people * (share + (background.forename(ids) if ids else 0.0))

    def matches(
        self,
        words: Sequence[CodedPart],
        number: int,
        near: bool = False,
        lemma: CodedPart | None = None,
        cost: float = 0.0,
    ) -> Iterator[WordMatch]:
        """The words that are near one of a query, or its `lemma`, and the rows that have them.

        Those who bear the word of the query as it stands count as well.
        """
        word, scorer, segments = lemma or words[number], self.scorer, self.registry.segments
        nearest = [self.near(at, word, near) for at in range(len(segments))]
        if not any(len(numbers) for numbers, _ in nearest):
            return
        found = [
            collect(
                *(segment.word_row_starts, segment.word_identity, segment.hidden, *one),
                farthest=scorer.farthest,
            )
            for segment, one in zip(segments, nearest, strict=True)
        ]
        namesakes = max(self.bearers(one) for one in (word, words[number]))
        counts = np.sum([one.counts for one in found], axis=0) if found[1:] else found[0].counts
        shares: Weights = np.asarray(counts + namesakes, np.float64) / self.count
        firsts = self.registry.named_firsts.tolist()
        for segment, one, first in zip(segments, found, firsts, strict=True):
            numbers, distances, rows, entries = one.numbers, one.distances, one.rows, one.entries
            if not len(numbers):
                continue
            known = segment.words
            values = weigh_near(scorer, shares, distances, word.sixths, known, numbers)
            if cost:
                values = values + cost
            same, possible = alike(word, known, numbers)
            if np.count_nonzero(possible) < len(possible):
                chosen = possible[entries] != 0
                rows, entries = rows[chosen], entries[chosen]
            rows = segment.word_rows[rows] + np.int32(first)
            yield WordMatch(number, lemma, numbers, distances, values, same, rows, entries)

    def lemmas(self, words: Sequence[CodedPart], number: int) -> Iterator[WordMatch]:
        """The words that are near what a word of the query may be a case of."""
        word, weights, analyzer = words[number], self.scorer.weights, self.registry.analyst
        lemmas = analyzer.lemmas(word.text)
        if not lemmas:
            return
        cost = weights["inflected_word"]
        if self.background.lists(analyzer.part(Part(word.text, Role.SURNAME))):
            cost += weights["own_surname"]  # Иванова is a surname rather than Иваново
        for lemma in lemmas:
            yield from self.matches(words, number, False, analyzer.word(lemma), cost)


class _Evidence(NamedTuple):
    """What is said of rows beside their answers: words without one, and the whole name."""

    missing: Numbers
    unmatched: Numbers
    whole: Weights
    known: Weights


@dataclass(frozen=True)
class WordSearch:
    """What is named by `words` of a query; `type` is what the caller knows of it."""

    index: Words
    words: Sequence[CodedPart]
    type: str | None

    @cached_property
    def _typed(self) -> list[WordMatch]:
        """The words that sound like those of the query, as they stand."""
        return self._matches(near=False)

    def _matches(self, near: bool) -> list[WordMatch]:
        numbers = range(len(self.words))
        return [one for at in numbers for one in self.index.matches(self.words, at, near)]

    def candidates(
        self, *, near: bool = False, inflected: bool = False, floor: float = -math.inf
    ) -> Pool | None:
        """Those that share a word with the query; `inflected` also reads each as a case.

        `near` allows for a typo. None where no weight can come up to `floor`.
        """
        if not self.words or (not inflected and self._most(near) < floor):
            return None
        matches = self._matches(near) if near else self._typed
        if inflected:
            numbers = range(len(self.words))
            matches = [*matches, *(m for n in numbers for m in self.index.lemmas(self.words, n))]
        if not matches:
            return None
        answers, registry = answered(matches), self.index.registry
        entries = np.arange(len(answers.rows), dtype=np.int32)
        identities = self._identities(answers.rows)
        if self.type is not None:
            chosen = registry.types(identities) == TYPES.index(self.type)
            entries, identities = entries[chosen], identities[chosen]
        if not len(identities):
            return None
        weights = self._weights(answers, entries)
        return Pool(identities, weights, True, _WordReasons(self, answers, entries))

    def _most(self, near: bool) -> float:
        """More than any row can weigh: every word that is near one at all is so in one row."""
        index, scorer = self.index, self.index.scorer
        heard = [word for word in self.words if index.has(word, near, scorer.farthest)]
        most = sum(math.log(index.count / max(index.bearers(word), 1.0)) for word in heard)
        if len(heard) < len(self.words):
            return most + (len(self.words) - len(heard)) * scorer.weights[UNMATCHED_WORD.key]
        return max(most, math.log(index.count)) + float(scorer.prominent(1.0))

    def _identities(self, rows: Numbers) -> Numbers:
        registry = self.index.registry
        return registry.of_named(rows, lambda s, own: s.named_identity[own] + s.first)

    def _weights(self, answers: Answers, entries: Numbers) -> Weights:
        """What rows of the answers weigh: their words, and the evidence beside them."""
        found, weights = self.evidence(answers, entries), self.index.scorer.weights
        total = answers.summed[entries] + found.missing * weights[MISSING_WORD.key]
        total += found.unmatched * weights[UNMATCHED_WORD.key]
        whole: Weights = total + (found.whole + found.known)
        return whole

    def evidence(self, answers: Answers, entries: Numbers) -> _Evidence:
        """What speaks for rows beside the answers that they have.

        A name that is said in full, as it sounds, is worth more than its words where they are
        common. A name of one word shares that with the people who bear the word, unless the query
        is said to be no person: Романов is no Romania. Prominence adds to it where the name is
        written as it is: Вейна is a village, and Vienna does not take it.
        """
        index, rows = self.index, answers.rows[entries]
        pairs = answers.starts[entries + 1] - answers.starts[entries]
        missing = index.registry.of_named(rows, lambda s, own: s.sizes_of(own)) - pairs
        unmatched = len(self.words) - pairs
        whole, known = np.zeros(len(rows)), np.zeros(len(rows))
        full = (missing + unmatched == 0) & (answers.farthest[entries] <= SAME)
        # All words of a long name do not make up for one that is another's: the Academy of Arts is
        # no Academy.
        at = unmatched.nonzero()[0]
        whole[at] = np.minimum(math.log(index.count) - answers.summed[entries[at]], 0.0)
        at = full.nonzero()[0]
        if len(at):
            alone = len(self.words) == 1 and self.type in (None, "person")
            people = index.bearers(self.words[0], True) if alone else 0.0
            most = math.log(index.count / (1 + people))
            whole[at] = np.maximum(most - answers.summed[entries[at]], 0.0)
            at = at[answers.same[entries[at]] != 0]
            prominence = index.registry.prominence(self._identities(rows[at]))
            known[at] = index.scorer.prominent(prominence)
        return _Evidence(missing, unmatched, whole, known)


@dataclass(frozen=True, slots=True)
class _WordReasons:
    """What stands behind each row of a pool."""

    search: WordSearch
    answers: Answers
    entries: Numbers

    def settled(self, at: int) -> bool:
        """Whether the row has all words of the query and no others, as they sound."""
        near = self.answers.farthest[int(self.entries[at])] <= SAME
        return bool(near) and self.complete(at)

    def complete(self, at: int) -> bool:
        """Whether the row has all words of the query and no others."""
        entry = int(self.entries[at])
        segment, row = self._row(int(self.answers.rows[entry]))
        pairs = int(self.answers.starts[entry + 1] - self.answers.starts[entry])
        return pairs == len(self.search.words) == len(segment.words_of(row))

    def name(self, at: int) -> NameForm:
        """The name of one row."""
        segment, row = self._row(int(self.answers.rows[self.entries[at]]))
        identity = int(segment.named_identity[row])
        return segment.identities.name(identity, int(segment.named_name[row]))

    def explain(self, at: int) -> tuple[NameForm, Explanation]:
        """The name of one row, and why it weighs what it does."""
        index, words = self.search.index, self.search.words
        entries = self.entries[at : at + 1]
        segment, row = self._row(int(self.answers.rows[entries[0]]))
        answers = sorted(self.answers.answers(int(entries[0])), key=lambda one: -one.value)
        parts = []
        for one in answers:
            mine, theirs = words[one.word].text, segment.words.text(one.number)
            said = relation(mine, theirs, one.distance, index.scorer.usual)
            said = INFLECTED_WORD if one.inflected else said
            parts.append(PartEvidence(mine, theirs, "word", said, one.value))
        answering, answered_words = ({one[n] for one in answers} for n in (2, 0))
        parts += [
            MISSING_WORD.told(index.scorer, name=segment.words.text(number))
            for number in segment.words_of(row)
            if number not in answering
        ]
        parts += [
            UNMATCHED_WORD.told(index.scorer, word.text)
            for number, word in enumerate(words)
            if number not in answered_words
        ]
        found = self.search.evidence(self.answers, entries)
        for said, weight in ((WHOLE, found.whole[0]), (KNOWN, found.known[0])):
            if weight:
                parts.append(PartEvidence("", "", "name", said, float(weight)))
        return self.name(at), Explanation(tuple(parts))

    def _row(self, row: int) -> tuple[Segment, int]:
        """(segment, its own row) of one of the rows, which are numbered through all segments."""
        registry = self.search.index.registry
        firsts: list[int] = registry.named_firsts.tolist()
        which = bisect_right(firsts, row) - 1
        return registry.segments[which], row - firsts[which]
