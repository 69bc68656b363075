"""What a query costs as the registry grows: candidates and time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from benchmarks.evaluation import report
from benchmarks.evaluation.crowd import crowd
from benchmarks.evaluation.setting import Data, resolver

SIZES = (1_000, 10_000, 100_000)


def section(data: Data, seed: int) -> Iterator[str]:
    """The Markdown of part 9."""
    sets = data.questions(seed)
    rows = []
    for size in SIZES:
        held = data.people + data.others
        around = crowd(held, max(size - len(held), 0), seed)
        index = resolver(data.people, data.others, around, seed)
        for name, questions in sets.items():
            texts = [question.text for question in questions]
            candidates = [index.candidates(text) for text in texts]  # fills the caches
            times = []
            for text in texts:
                start = time.perf_counter()
                index.resolve(text, limit=1)
                times.append((time.perf_counter() - start) * 1000)
            times.sort()
            rows.append(
                [
                    f"{len(index.registry):,}",
                    name,
                    f"{statistics.median(candidates):.0f}",
                    f"{statistics.mean(candidates):.0f}",
                    f"{statistics.median(times):.2f}",
                    f"{times[int(len(times) * 0.95)]:.2f}",
                ]
            )
    yield "## 10. Cost\n"
    yield "A Python process, one thread, each question asked once before it is timed. Candidates"
    yield "are those who come near the best.\n"
    head = [
        "identities",
        "questions",
        "candidates, median",
        "mean",
        "ms, median",
        "95th percentile",
    ]
    yield report.table(head, rows)
    yield ""
