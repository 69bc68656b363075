"""What is measured: the first answer, absent people, calibration."""

from __future__ import annotations

import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.evaluation.questions import Question, Record, indexed
from namenorm import Registry, Resolver


@dataclass(frozen=True)
class Answer:
    """What came first for a question; `present` says whether its person was in the index."""

    question: Question
    present: bool
    first: str | None
    score: float
    decision: str
    seconds: float

    @property
    def right(self) -> bool:
        """Whether the person meant came first."""
        return self.present and self.first == self.question.meant


def resolver(
    people: list[Record], others: list[Record], crowd: list[Record], seed: int
) -> Resolver:
    """An index of one spelling each, shuffled: a stable order would win ties."""
    draw = random.Random(seed)
    records = [{**person, "names": [indexed(person)]} for person in people]
    records += [{**other, "names": [draw.choice(other["names"])]} for other in others]
    records += crowd
    draw.shuffle(records)
    return Resolver(Registry.from_records(records))


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


def calibration(answers: list[Answer]) -> tuple[list[tuple[float, float, int]], float, float]:
    """(mean score, share right, count) in ten bins; the mean error; the Brier score."""
    bins: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        bins[min(int(answer.score * 10), 9)].append(answer)
    rows = [
        (
            statistics.mean(a.score for a in bins[tenth]),
            statistics.mean(a.right for a in bins[tenth]),
            len(bins[tenth]),
        )
        for tenth in sorted(bins)
    ]
    error = sum(abs(said - true) * count for said, true, count in rows) / len(answers)
    brier = statistics.mean((a.score - a.right) ** 2 for a in answers)
    return rows, error, brier
