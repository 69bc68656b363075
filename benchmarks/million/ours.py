"""Time, memory and recall of namenorm, each measured in fresh processes."""

from __future__ import annotations

import json
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.million import questions
from benchmarks.million.processes import milliseconds, python, told, watched
from benchmarks.million.questions import KINDS, Scene

REPEATS: Final = 3
_PROBE: Final = "benchmarks.million.probe"
_STARTS: Final = 9
"""How many interpreters are started to time an import."""


@dataclass
class Figures:
    """The measured values of one registry by name, one for each repeat; times in ms."""

    size: int
    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        """One more repeat."""
        self.values.setdefault(name, []).append(value)

    def median(self, name: str) -> float:
        """The median of the repeats."""
        return statistics.median(self.values[name])


@dataclass(frozen=True)
class Built:
    """A registry with its questions and the names of its list, as files, and its figures."""

    registry: Path
    asked: Path
    listed: Path
    names: int
    figures: Figures

    def repeat(self, cores: int) -> None:
        """Repeat the measurements that are cheap."""
        found = self.figures
        _ask(found, self.registry, self.asked)
        bare = told(_PROBE, "bare")
        found.add("worker MB", told(_PROBE, "working", self.registry, self.listed, 1000) - bare)
        found.add("many a second", _rate(self.registry, self.listed, self.names, cores))


def built(scene: Scene, folder: Path, size: int) -> Built:
    """Build the registry of a scene."""
    found = Figures(size)
    registry, listed = folder / f"people-{size}.nnx", folder / f"listed-{size}.json"
    command = python("namenorm.faces.cli", "import", "jsonl", scene.people, "-o", registry)
    seconds, peak = watched([*command, "--fresh"])
    found.add("build s", seconds)
    found.add("build MiB", peak)
    found.add("file MB", registry.stat().st_size / 1e6)
    asked = questions.save(folder / f"questions-{size}.json", scene.questions)
    listed.write_text(json.dumps(scene.listed, ensure_ascii=False), encoding="utf-8")
    return Built(registry, asked, listed, len(scene.listed), found)


def _ask(found: Figures, registry: Path, asked: Path) -> None:
    """One process that asks all questions."""
    said = told(_PROBE, "asking", registry, asked)
    found.add("open ms", said["open"])
    found.add("first ms", said["first"])
    for kind in KINDS:
        rows = [row for row in said["times"] if row[0] == kind]
        times = sorted(row[1] for row in rows)
        for share in (50, 90, 99):
            found.add(f"{kind} p{share}", times[len(times) * share // 100])
        if kind == "absent":
            found.add("absent matched", sum(row[3] == "match" for row in rows) / len(rows))
        else:
            found.add(f"{kind} recall", sum(row[2] for row in rows) / len(rows))
    present = sorted(row[1] for row in said["times"] if row[0] != "absent")
    found.add("present p50", statistics.median(present))
    right = [row[2] for row in said["times"] if row[0] != "absent"]
    found.add("present recall", sum(right) / len(right))


def _rate(registry: Path, listed: Path, names: int, cores: int) -> float:
    """Names a second of `resolve_many`, each core with its share of the list."""
    commands = [python(_PROBE, "listing", registry, listed, n, cores) for n in range(cores)]
    workers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for command in commands
    ]
    for worker in workers:
        assert worker.stdout
        worker.stdout.readline()
    spans: list[tuple[float, float]] = []
    for worker in workers:
        assert worker.stdin
        worker.stdin.close()
    for worker in workers:
        assert worker.stdout
        spans.append(json.loads(worker.stdout.read()))
        worker.stdout.close()
        worker.wait()
    return names / (max(end for _, end in spans) - min(start for start, _ in spans))


def starting() -> Figures:
    """The import, and the first answer of the registry that ships; it is compiled before."""
    found = Figures(0)
    told(_PROBE, "shipped")
    for _ in range(_STARTS):
        found.add("import ms", milliseconds("import namenorm") - milliseconds("pass"))
        found.add("shipped ms", told(_PROBE, "shipped"))
    return found
