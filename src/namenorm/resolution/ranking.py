"""Candidates with their probabilities, best first, by one or several ways to read a query."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.explanation import Explanation, PartEvidence
from namenorm.comparison.scorer import Scorer, Weights
from namenorm.registry import NameForm
from namenorm.resolution.context import NOTHING_WRITTEN, SpelledAlike
from namenorm.resolution.pool import Candidates, Pool, pooled
from namenorm.resolution.query import Query


def _nothing(_: int) -> Iterator[PartEvidence]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Ranked:
    """What each of `found` weighs, its probability, and the order of the rows, best first.

    `beside` tells the evidence for a row that is not in the sounds of its name.
    """

    query: Query
    found: Candidates
    weights: Weights
    scores: Weights
    order: NDArray[np.integer[Any]]
    written: SpelledAlike = NOTHING_WRITTEN
    beside: Callable[[int], Iterator[PartEvidence]] = _nothing

    @property
    def best(self) -> float:
        """The highest score, 0 where there is no candidate."""
        return float(self.scores[self.order[0]]) if len(self.order) else 0.0

    @property
    def numbers(self) -> NDArray[np.int32]:
        """The candidates by their numbers, best first."""
        found: NDArray[np.int32] = self.found.identities[self.order]
        return found

    def told(self, *more: PartEvidence) -> Ranked:
        """The same with `more` in each explanation: what weighs nothing, but is to be seen."""
        return replace(self, beside=lambda row: iter((*self.beside(row), *more)))

    @property
    def first(self) -> int:
        """The number of the best candidate, -1 where there is none."""
        return int(self.found.identities[self.order[0]]) if len(self.order) else -1

    def rivals(self, within: float) -> Weights:
        """The scores of the best and of those at least `within` times as probable."""
        scores = self.scores[self.order]
        found: Weights = scores[scores >= self.best * within]
        return found

    def listed(self, floor: float, nobody: float, within: float) -> int:
        """How many of the candidates, best first, are probable enough to be listed.

        None where the best and its rivals are less than `nobody` together; else the rivals, and
        whoever has a score of `floor`.
        """
        rivals = self.rivals(within)
        if rivals.sum() < nobody:
            return 0
        return max(len(rivals), int((self.scores[self.order] >= floor).sum()))

    @property
    def bare(self) -> bool:
        """Whether nothing but a surname was asked, as the best candidate has it."""
        return bool(self.found.bare[self.order[0]])

    def explain(self, row: int) -> tuple[NameForm, Explanation]:
        """The name that matched, and why."""
        name, why = self.found.explain(row, self.query.unlike)
        return name, Explanation((*why.parts, *self.beside(row)))


def rank(
    query: Query,
    found: Candidates,
    weights: Weights,
    scorer: Scorer,
    people: float,
    written: SpelledAlike = NOTHING_WRITTEN,
    beside: Callable[[int], Iterator[PartEvidence]] = _nothing,
) -> Ranked:
    """The candidates in their order; who weighs -inf is none."""
    scores = scorer.probabilities(weights, people)
    order = np.lexsort((found.identities, -scores))
    order = order[np.isfinite(weights[order])]
    return Ranked(query, found, weights, scores, order, written, beside)


def best_of(query: Query, ways: Sequence[Ranked], scorer: Scorer, people: float) -> Ranked:
    """Each identity by the way to read the query that speaks most for it."""
    pools = []
    for way in ways:
        if len(way.order):
            rows = way.order
            bare = bool(way.found.bare[rows[0]])
            reasons = _WayReasons(way, rows)
            pools.append(Pool(way.found.identities[rows], way.weights[rows], bare, reasons))
    found = pooled(pools)
    return rank(query, found, found.weights, scorer, people)


@dataclass(frozen=True, slots=True)
class _WayReasons:
    """The reasons of those who are candidates by one way."""

    way: Ranked
    rows: NDArray[np.integer[Any]]

    def name(self, at: int) -> NameForm:
        return self.explain(at)[0]

    def explain(self, at: int) -> tuple[NameForm, Explanation]:
        return self.way.explain(int(self.rows[at]))

    def settled(self, at: int) -> bool:
        return self.way.found.settled(int(self.rows[at]))

    def complete(self, at: int) -> bool:
        return self.way.found.complete(int(self.rows[at]))
