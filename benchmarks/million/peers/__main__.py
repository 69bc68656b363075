"""One peer in a process of its own: `python -m benchmarks.million.peers NAME PEOPLE QUESTIONS`.

It prints one JSON object: what was measured, or why nothing was.
"""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.million import questions
from benchmarks.million.peers import PEERS
from benchmarks.million.peers.peer import Names, Peer, Unavailable, plain
from benchmarks.million.questions import Question

_PARTS = 3
"""Parts of the questions whose medians show the spread."""


def read(path: Path) -> Names:
    """The names of a source."""
    names = Names([], [], [])
    with path.open(encoding="utf-8") as file:
        for record in map(json.loads, file):
            for name in record["names"]:
                names.ids.append(record["id"])
                names.texts.append(name["text"])
                names.plain.append(plain(name["text"]))
    return names


def measured(peer: Peer, asked: list[Question], seconds: float) -> dict[str, Any]:
    """As many answers as come in so many seconds: how long they take, how many are right."""
    times: list[float] = []
    right: dict[str, list[bool]] = {"spelling": [], "typo": []}
    start = time.perf_counter()
    answers = peer.ask_all([question.text for question in asked])
    for question, (id, taken) in zip(asked, answers, strict=False):
        times.append(taken)
        right[question.kind].append(id == question.meant)
        if time.perf_counter() - start > seconds:
            break
    ends = [len(times) * part // _PARTS for part in range(_PARTS + 1)]
    parts = [statistics.median(times[a:b] or times) for a, b in pairwise(ends)]
    return {
        "asked": len(times),
        "p50": statistics.median(times),
        "spread": [min(parts), max(parts)],
        "recall": {kind: [sum(found), len(found)] for kind, found in right.items()},
    }


def run(name: str, people: Path, asked: list[Question], seconds: float) -> dict[str, Any]:
    """What one peer does, or `missing`: why it cannot be had."""
    peer: Peer = importlib.import_module(f"benchmarks.million.peers.{name}").PEER(read(people))
    with closing(peer):
        try:
            start = time.perf_counter()
            peer.build()
            built = time.perf_counter() - start
        except (ImportError, Unavailable) as error:
            return {"missing": str(error)}
        return {"build": built, **measured(peer, asked, seconds)}


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description="Measure one peer.")
    parser.add_argument("name", choices=list(PEERS))
    parser.add_argument("people", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    asked = questions.load(options.questions)
    print(json.dumps(run(options.name, options.people, asked, options.seconds)))


if __name__ == "__main__":
    main()
