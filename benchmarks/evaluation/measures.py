"""Measures: recall of the first answer, false matches of absent people, calibration."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.evaluation.questions import Question
from namenorm import Resolver

BINS = 10
NEAR_NINE = (0.85, 0.95)
"""A score of about 0.9."""


@dataclass(frozen=True)
class Answer:
    """The first answer to a question; `present`: its person was in the index."""

    question: Question
    present: bool
    first: str | None
    score: float
    decision: str
    seconds: float

    @property
    def right(self) -> bool:
        """Whether the person who was meant came first."""
        return self.present and self.first == self.question.meant


@dataclass(frozen=True)
class Calibration:
    """`rows` of (mean score, share right, count) in ten bins of the score.

    `error` is the mean distance between the two, weighted by count; `nine` is the share right
    and the count of the answers whose score is about 0.9.
    """

    rows: list[tuple[float, float, int]]
    error: float
    brier: float
    nine: tuple[float, int]


def ask(index: Resolver, questions: Iterable[Question], *, present: bool) -> list[Answer]:
    """The first answer to each question."""
    found = []
    for question in questions:
        start = time.perf_counter()
        answer = index.resolve(question.text, limit=1)
        seconds = time.perf_counter() - start
        first = answer.matches[0] if answer.matches else None
        found.append(
            Answer(
                question,
                present,
                first.identity.id if first else None,
                first.score if first else 0.0,
                answer.decision,
                seconds,
            )
        )
    return found


def recall(answers: list[Answer]) -> dict[str, tuple[int, int]]:
    """Right first answers and questions by kind, with `all`."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for answer in answers:
        for kind in (answer.question.kind, "all"):
            counts[kind][0] += answer.right
            counts[kind][1] += 1
    return {kind: (right, asked) for kind, (right, asked) in sorted(counts.items())}


def recall_at(present: list[Answer], absent: list[Answer], share: float) -> tuple[float, float]:
    """(recall, threshold) where `share` of the questions about absent people score higher."""
    scores = sorted((answer.score for answer in absent), reverse=True)
    at = scores[min(int(len(scores) * share), len(scores) - 1)]
    return sum(a.right and a.score > at for a in present) / len(present), at


def calibration(answers: list[Answer]) -> Calibration:
    """How far the scores of the first answers differ from the share of right answers."""
    bins: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        bins[min(int(answer.score * BINS), BINS - 1)].append(answer)
    rows = [
        (
            statistics.mean(a.score for a in bins[at]),
            statistics.mean(a.right for a in bins[at]),
            len(bins[at]),
        )
        for at in sorted(bins)
    ]
    error = sum(abs(said - true) * count for said, true, count in rows) / len(answers)
    brier = statistics.mean((a.score - a.right) ** 2 for a in answers)
    low, high = NEAR_NINE
    nine = [a.right for a in answers if low <= a.score < high]
    return Calibration(rows, error, brier, (statistics.mean(nine) if nine else 0.0, len(nine)))


def wrongly_matched(answers: list[Answer]) -> int:
    """How many decisions were `match` with another identity."""
    return sum(a.decision == "match" and not a.right for a in answers)
