"""`docs/benchmarks.md`: figures beside goals, ours beside the peers'."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.evaluation import report
from benchmarks.million.goals import GOALS, Where, number
from benchmarks.million.ours import REPEATS, Figures
from benchmarks.million.peers import PEERS
from benchmarks.million.questions import KINDS
from namenorm.comparison.scorer import ALGORITHM
from namenorm.tables import locate

ABOUT = f"""\
Each figure comes from processes started for it, {REPEATS} times where nothing else is said: the
median, and the lowest to the highest. Every question is asked once, the first time that process
sees it; nothing is asked before to warm up. The file lies in the page cache.

- **People** are made: given names by their frequency, common surnames by theirs, the others built
  of real stems and endings; the people, places and organisations of the tables are among them.
  Each has a name in Cyrillic letters and a further one. No two people share a given name and a
  surname that sounds alike, for nobody could tell them apart: fewer namesakes than in life.
- **Spellings** are the names by another scheme, in another of the three languages, or both; none
  is in the registry. **Typos** are spellings with one slip in the surname. **Absent** people are
  made alike and not in the registry.
- Schemes and respelling are namenorm's own, so the questions follow rules that it has, and the
  peers have not. `docs/evaluation.md` has real spellings.
- **Build** is `namenorm import jsonl` with all cores: reading, staging and compiling. Its memory
  is that of all its processes, looked at ten times a second, shared pages once. **A worker's own
  memory** is what it has written to after 1,000 answers, beyond an interpreter that has imported
  numpy, rapidfuzz and unidecode; the pages of the file that it has read lie in the page cache, once
  for all processes, and are not in it. **resolve_many** runs in a process a core.
"""


@dataclass(frozen=True)
class Measured:
    """All that a run has found."""

    command: str
    cores: int
    surnames: int
    small: Figures
    whole: Figures
    start: Figures
    peers: dict[str, dict[str, Any]]

    def figures(self, where: Where) -> Figures:
        """Those of one registry, or of a fresh start."""
        return {"small": self.small, "whole": self.whole, "start": self.start}[where]


def text(run: Measured) -> str:
    """The Markdown."""
    parts = [*_head(run), *_goals(run), *_kinds(run), *_peers(run)]
    return "\n".join(parts).rstrip() + "\n"


def _head(run: Measured) -> Iterator[str]:
    yield f"# {run.whole.size:,} identities\n"
    yield (
        f"Made by `{run.command}` on {run.cores} cores ({_processor()}), "
        f"Python {platform.python_version()}, algorithm {ALGORITHM}, "
        f"tables {locate.version(locate.shipped())}.\n"
    )
    yield (
        f"{run.whole.size:,} identities have {2 * run.whole.size:,} names; the surnames of the "
        f"people sound in {run.surnames:,} different ways.\n"
    )
    yield ABOUT


def _goals(run: Measured) -> Iterator[str]:
    yield "## Goals\n"
    yield (
        f"The whole registry has {run.whole.size:,} identities, the small one "
        f"{run.small.size:,}; the goals are meant for 1,000,000 and 10,000.\n"
    )
    rows = []
    for goal in GOALS:
        figures = run.figures(goal.where)
        value = figures.median(goal.figure)
        met = "yes" if goal.met(value) else "no"
        rows.append([goal.title, goal, number(value), _spread(figures, goal.figure), met])
    yield report.table(["what", "goal", "median", "lowest to highest", "met"], rows)
    yield ""


def _kinds(run: Measured) -> Iterator[str]:
    yield "## Kinds of questions\n"
    rows = []
    for figures in (run.small, run.whole):
        for kind in KINDS:
            times = [number(figures.median(f"{kind} p{share}")) for share in (50, 90, 99)]
            found = "–" if kind == "absent" else f"{figures.median(f'{kind} recall'):.3f}"
            matched = f"{figures.median('absent matched'):.3f}" if kind == "absent" else "–"
            rows.append([f"{figures.size:,}", kind, *times, found, matched])
    head = ["identities", "kind", "ms, median", "90th percentile", "99th", "first is right"]
    yield report.table([*head, "wrongly a match"], rows)
    yield ""


def _peers(run: Measured) -> Iterator[str]:
    if not run.peers:
        return
    yield "## Beside what else one would pick\n"
    yield (
        "The same identities and the same spellings and typos. A slow peer is asked as many of "
        "them as fit its time; the spread is that of the medians of three parts of the questions. "
        "Peers get the names by `unidecode` in small letters (logic-v2 judges them as written); "
        "50 are reranked by the sum of WRatio and token_sort_ratio.\n"
    )
    whole = run.whole
    ours = whole.median("present p50")
    recall = [f"{whole.median(f'{kind} recall'):.3f}" for kind in ("spelling", "typo")]
    build = number(whole.median("build s"))
    rows = [["namenorm", "all", number(ours), _spread(whole, "present p50"), "1", *recall, build]]
    for name, found in run.peers.items():
        if "missing" not in found:
            shares = [_share(found["recall"][kind]) for kind in ("spelling", "typo")]
            low, high = map(number, found["spread"])
            times, build = number(found["p50"] / ours), number(found["build"])
            p50 = number(found["p50"])
            rows.append(
                [PEERS[name], found["asked"], p50, f"{low} to {high}", times, *shares, build]
            )
    head = ["method", "questions", "ms, median", "lowest to highest", "times ours"]
    yield report.table([*head, "spellings right", "typos right", "build, s"], rows)
    yield ""
    for name, found in run.peers.items():
        if "missing" in found:
            yield f"Not measured: {PEERS[name]} ({found['missing']}).\n"


def _share(counts: list[int]) -> str:
    right, asked = counts
    return f"{right / asked:.3f}" if asked else "–"


def _spread(figures: Figures, name: str) -> str:
    values = figures.values[name]
    return f"{number(min(values))} to {number(max(values))}" if len(values) > 1 else "once"


def _processor() -> str:
    """What the machine calls its processor."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
