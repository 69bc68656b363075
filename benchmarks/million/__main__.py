"""Make a million identities, build and ask them, ours and the peers': see `--help`.

Needs Linux (`/proc`). A million identities take about an hour, 2 GB of disk, and for some peers
3 GB of memory; what is done stands on the terminal.
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from benchmarks.million import goals, ours, report
from benchmarks.million.peers import PEERS
from benchmarks.million.processes import told
from benchmarks.million.questions import Scene, save, scene

Both = tuple[ours.Figures, ours.Figures]
_SMALL: Final = 10_000
_LISTED: Final = 20_000
"""Names of a list for `resolve_many`."""


def say(what: str) -> None:
    """Print what is being done to the terminal."""
    print(what, file=sys.stderr, flush=True)


def mine(small: Scene, whole: Scene, folder: Path, sizes: tuple[int, int], cores: int) -> Both:
    """Measure namenorm at both sizes in turns, so that a slow minute affects both."""
    made = []
    for source, size in zip((small, whole), sizes, strict=True):
        say(f"namenorm, building {size:,} identities")
        made.append(ours.built(source, folder, size))
    for turn in range(1, ours.REPEATS + 1):
        say(f"namenorm, asking, {turn} of {ours.REPEATS}")
        for one in made:
            one.repeat(cores)
    few, many = (one.figures for one in made)
    goals.grown(few, many)
    return few, many


def others(
    made: Scene, folder: Path, names: list[str], seed: int, seconds: float
) -> dict[str, dict[str, Any]]:
    """The peers one after the other, each with the same questions in the same order."""
    asked = [question for question in made.questions if question.meant]
    random.Random(seed).shuffle(asked)
    path = save(folder / "questions-peers.json", asked)
    found = {}
    for name in names:
        say(PEERS[name])
        arguments = (name, made.people, path, "--seconds", seconds)
        try:
            found[name] = told("benchmarks.million.peers", *arguments)
        except RuntimeError as error:
            found[name] = {"missing": f"it failed: {error}"}
    return found


def main() -> None:
    """Write the report."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.million", description="A million identities, and the peers."
    )
    parser.add_argument(
        "--size", type=int, default=1_000_000, help="Identities, four times the questions or more."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--queries", type=int, default=1_000, help="Questions of each kind.")
    parser.add_argument("--peers", choices=list(PEERS), nargs="*", default=list(PEERS))
    parser.add_argument("--seconds", type=float, default=60, help="How long each peer is asked.")
    parser.add_argument("--work", type=Path, help="A folder that keeps what is made.")
    parser.add_argument("--output", type=Path, help="A file to write; else the terminal.")
    options = parser.parse_args()
    small_size = min(_SMALL, options.size // 2)
    if small_size < 2 * options.queries:
        parser.error("--size must be four times --queries or more")
    cores = len(os.sched_getaffinity(0))
    with ExitStack() as stack:
        if options.work:
            options.work.mkdir(parents=True, exist_ok=True)
        name = options.work or stack.enter_context(tempfile.TemporaryDirectory(prefix="namenorm-"))
        folder = Path(name)
        say("making people and questions")
        small, whole = (
            scene(folder, size, options.seed, options.queries, _LISTED)
            for size in (small_size, options.size)
        )
        start = ours.starting()
        few, many = mine(small, whole, folder, (small_size, options.size), cores)
        beside = others(whole, folder, options.peers, options.seed, options.seconds)
    command = shlex.join(["python", "-m", "benchmarks.million", *_told(options)])
    text = report.text(report.Measured(command, cores, whole.surnames, few, many, start, beside))
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


def _told(options: argparse.Namespace) -> list[str]:
    """The options that influence the figures, as text."""
    said = ["--size", options.size, "--seed", options.seed, "--queries", options.queries]
    peers = ["--peers", *options.peers] if options.peers != list(PEERS) else []
    return [*map(str, said), *peers]


if __name__ == "__main__":
    main()
