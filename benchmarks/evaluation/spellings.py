"""Real spellings, plain and changed, in a small index and in a crowd."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from rapidfuzz import fuzz, process
from unidecode import unidecode

from benchmarks.evaluation import measures, report
from benchmarks.evaluation.measures import Answer
from benchmarks.evaluation.questions import Question
from benchmarks.evaluation.setting import Data, Scene, scene

SHARES = (0.001, 0.01)

_Asked = dict[str, tuple[list[Answer], list[Answer]]]


def answers(where: Scene, sets: dict[str, list[Question]]) -> _Asked:
    """The answers to each set: with the person in the index, and without."""
    return {name: where.ask(asked) for name, asked in sets.items()}


def peer(where: Scene, asked: list[Question]) -> int:
    """How many the baseline finds first: rapidfuzz over names in unidecode's letters."""
    held = {
        unidecode(identity.names[0].text).lower(): identity.id
        for identity in where.index.registry.identities
    }
    names = list(held)
    right = 0
    for question in asked:
        best = process.extractOne(unidecode(question.text).lower(), names, scorer=fuzz.WRatio)
        right += held[best[0]] == question.meant
    return right


def sections(data: Data, crowd: int, seed: int) -> Iterator[str]:
    """The Markdown of parts 1 to 4."""
    sets = data.questions(seed)
    alone = scene(data, 0, seed)
    found = {"alone": answers(alone, sets)}
    index = len(alone.index.registry)
    peers = {name: peer(alone, asked) for name, asked in sets.items()}
    del alone
    found[f"amid {crowd:,} more"] = answers(scene(data, crowd, seed), sets)
    for number, (name, asked) in enumerate(sets.items(), 1):
        title = "Plain questions" if name == "plain" else "As a desk gets them"
        yield f"## {number}. {title}\n"
        yield (
            f"{len(asked)} questions, {index} identities in the index. The plain way, rapidfuzz "
            f"over unidecode, finds {peers[name] / len(asked):.3f} first (alone).\n"
        )
        by_place = {place: measures.recall(sets[name][0]) for place, sets in found.items()}
        kinds = next(iter(by_place.values()))
        yield report.table(
            ["recall@1", *by_place],
            [[kind, *(report.share(*by[kind]) for by in by_place.values())] for kind in kinds],
        )
        yield ""
        rows = []
        for share in SHARES:
            row = [f"recall at {share:.1%} false matches"]
            for sets_here in found.values():
                kept, at = measures.recall_at(*sets_here[name], share)
                row.append(f"{kept:.4f} (score above {at:.3f})")
            rows.append(row)
        for said, count in (("decided `match`", False), ("of them wrong", True)):
            row = [said]
            for present, absent in (sets_here[name] for sets_here in found.values()):
                wrong = measures.wrongly_matched(present + absent)
                right = sum(a.decision == "match" and a.right for a in present)
                row.append(str(wrong if count else right + wrong))
            rows.append(row)
        times = [
            sorted(a.seconds * 1000 for both in sets_here[name] for a in both)
            for sets_here in found.values()
        ]
        rows.append(["median ms a query", *(f"{statistics.median(t):.2f}" for t in times)])
        rows.append(["95th percentile", *(f"{t[int(len(t) * 0.95)]:.2f}" for t in times)])
        yield report.table(["each asked with its person in the index and without", *found], rows)
        yield ""
    yield "## 3. Calibration\n"
    yield (
        "First answers of both sets, each with its person in the index and without, in ten bins "
        "of the score.\n"
    )
    for place, asked_here in found.items():
        both = [a for present, absent in asked_here.values() for a in (*present, *absent)]
        figures = measures.calibration(both)
        right, count = figures.nine
        yield f"**{place}**: mean calibration error {figures.error:.4f}, Brier score "
        yield f"{figures.brier:.4f}; scores from 0.85 to 0.95 are right {right:.3f} of the time"
        yield f"({count} answers).\n"
        rows = [[f"{said:.3f}", f"{true:.3f}", n] for said, true, n in figures.rows]
        yield report.table(["mean score", "share right", "answers"], rows)
        yield ""
