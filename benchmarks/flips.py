"""Which decisions a change flips: `python -m benchmarks.flips BASE` (or `make flips BASE=rev`).

The questions of the evaluation (alone and amid 20,000 more), and every spelling of the shipped
registry, are decided by the code and tables of BASE and by those of the working tree; what
differs is listed. Without evaluation data only the registry's spellings are asked.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.evaluation import questions, setting
from benchmarks.evaluation.crowd import crowd
from namenorm import Registry

ROOT = Path(__file__).resolve().parents[1]
CROWD = 20_000

# Public names only: an older revision has no other in common with this one.
DECIDE = """
import json, sys
import namenorm
from namenorm import Registry, Resolver

for job in json.load(open(sys.argv[1], encoding="utf-8")):
    records = job["records"]
    registry = Registry.shipped() if records is None else Registry.from_records(records)
    resolver = Resolver(registry)
    for text in job["asked"]:
        answer = resolver.resolve(text, limit=1)
        best = answer.matches[0] if answer.matches else None
        print(json.dumps([job["name"], text, answer.decision, best and best.identity.id,
                          best and round(best.score, 3)], ensure_ascii=False))
"""

_Row = tuple[str, str]
_Decided = dict[_Row, tuple[str, str | None, float | None]]


def jobs(folder: Path, seed: int) -> list[dict[str, Any]]:
    """What is asked of which records; `records` is None for the shipped registry."""
    spellings = sorted({n.text for i in Registry.shipped().identities for n in i.names})
    found: list[dict[str, Any]] = [{"name": "registry", "records": None, "asked": spellings}]
    if not (folder / "dev_people.jsonl").is_file():
        return found
    data = setting.read(folder)
    asked = sorted({q.text for some in data.questions(seed).values() for q in some})
    held = [{**p, "names": [questions.indexed(p)]} for p in data.people]
    beside = [{**p, "names": p["names"][:1]} for p in data.others]
    around = crowd([*data.people, *data.others], CROWD, seed)
    found.append({"name": "alone", "records": held + beside, "asked": asked})
    found.append({"name": "crowd", "records": held + beside + around, "asked": asked})
    return found


def decide(checkout: Path, work: Path) -> _Decided:
    """The decisions by the code and the tables of a checkout."""
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    done = subprocess.run(
        [sys.executable, "-c", DECIDE, str(work)],
        env=environment,
        cwd=work.parent,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    rows = map(json.loads, done.stdout.splitlines())
    return {(job, text): (decision, best, score) for job, text, decision, best, score in rows}


def main() -> None:
    """Print what flips; exit status 0 whatever is found."""
    parser = argparse.ArgumentParser(description="Decisions that a change flips.")
    parser.add_argument("base", help="A git revision to compare with, such as HEAD~1 or main.")
    parser.add_argument("folder", type=Path, nargs="?", default=setting.FOLDER)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=100, help="Rows to print at most.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        base = Path(place) / "base"
        added = subprocess.run(
            ["git", "worktree", "add", "--detach", "--quiet", str(base), options.base], cwd=ROOT
        )
        if added.returncode:
            parser.error(f"git knows no revision {options.base!r}")
        try:
            work = Path(place) / "jobs.json"
            work.write_text(json.dumps(jobs(options.folder, options.seed)), encoding="utf-8")
            before, after = decide(base, work), decide(ROOT, work)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(base)], cwd=ROOT)
    flips = [(row, before[row], now) for row, now in after.items() if before[row][:2] != now[:2]]
    counts = Counter((row[0], was[0], now[0]) for row, was, now in flips)
    print(f"{len(flips)} of {len(after)} decisions differ from {options.base}")
    for (job, was, now), count in sorted(counts.items()):
        print(f"  {job}: {was} -> {now}: {count}")
    for (job, text), was, now in flips[: options.most]:
        print(f"{job}\t{text}\t{was[0]} {was[1]} {was[2]}\t{now[0]} {now[1]} {now[2]}")
    if len(flips) > options.most:
        print(f"({len(flips) - options.most} more; --most prints them)")


if __name__ == "__main__":
    main()
