"""People who are not the one asked for: relatives, namesakes, neighbours by one letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.evaluation import report
from namenorm import Registry, Resolution, Resolver
from namenorm.text.scripts import has_cyrillic
from tests.support.spec_table import spec


def ask(listed: str, asked: str, tables: Path | None = None) -> Resolution:
    """The answer where the names of `listed` (with ` | ` between) are the whole registry."""
    records = [
        {
            "id": str(number),
            "names": [{"text": text, "lang": "be" if has_cyrillic(text) else "und-Latn"}],
        }
        for number, text in enumerate(listed.split(" | "))
    ]
    return Resolver(Registry.from_records(records, tables=tables)).resolve(asked)


def answers(tables: Path | None = None) -> Iterator[Resolution]:
    """The answer to each case."""
    return (ask(case["listed"], case["asked"], tables) for case in spec("hard_negatives"))


def section() -> Iterator[str]:
    """The Markdown of part 6."""
    cases = spec("hard_negatives")
    decisions: Counter[str] = Counter()
    wrong = []
    for case, answer in zip(cases, answers(), strict=True):
        decisions[answer.decision] += 1
        if answer.decision == "match":
            best = answer.matches[0]
            wrong.append([case["listed"], case["asked"], f"{best.score:.2f}", case["why"]])
    yield "## 7. Hard negatives\n"
    said = ", ".join(f"{count} `{decision}`" for decision, count in sorted(decisions.items()))
    yield f"{len(cases)} rows of `tests/spec/hard_negatives.tsv`: {said}.\n"
    if wrong:
        yield report.table(["listed", "asked", "score", "why it is somebody else"], wrong)
        yield ""
