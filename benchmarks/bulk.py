"""A table killed in the middle and gone on with: `python -m benchmarks.bulk`.

A million rows (`--rows`) through the registry that ships, once without a break and once with
`kill -9` after a third and after two thirds; the two outputs are compared byte by byte. The rows
are as an archive has them: a few thousand names that come again and again, most of them somebody's
of the registry in one of its spellings, and names of nobody.
"""

from __future__ import annotations

import argparse
import csv
import filecmp
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.evaluation import report
from benchmarks.million.people import Crowd, Person
from benchmarks.million.processes import python, watched
from namenorm import Registry

_ABSENT: Final = 30_000
"""People who are not in the registry."""
_SHARE: Final = 0.1
"""Rows that name one of them."""
_PER_CHUNK: Final = 1_000
_PATIENCE: Final = 0.2


def names(draw: random.Random) -> Iterator[str]:
    """Names without end; the n-th likeliest comes a share of 1/n as often as the likeliest."""
    listed = [name.text for one in Registry.shipped().identities for name in one.names]
    crowd = Crowd(draw.randrange(1 << 30))
    absent = [one for one in (crowd.person() for _ in range(_ABSENT)) if isinstance(one, Person)]
    others = [f"{one.given} {one.surname}" for one in absent]
    for some in (listed, others):
        draw.shuffle(some)
    while True:
        some = others if draw.random() < _SHARE else listed
        yield some[int(len(some) ** draw.random()) - 1]


def table(path: Path, rows: int, seed: int) -> Path:
    """A table of so many rows; one in a thousand has no name."""
    draw = random.Random(seed)
    coming = names(draw)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("story", "name"))
        for number in range(rows):
            out.writerow((number, "" if number % 1000 == 999 else next(coming)))
    return path


def killed(command: list[str], folder: Path, chunks: int) -> None:
    """Run until so many chunks are done, then kill."""
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        while process.poll() is None and len(list(folder.glob("*.done"))) < chunks:
            time.sleep(_PATIENCE)
        process.kill()
    if process.returncode != -9:
        raise RuntimeError("it ended before it was killed")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = table(Path(folder, "in.csv"), given.rows, given.seed)
        whole, broken = Path(folder, "whole.csv"), Path(folder, "broken.csv")

        def command(output: Path) -> list[str]:
            chosen = ("--column", "name", "-o", output, "--chunk-rows", _PER_CHUNK)
            return python("namenorm.faces.cli", "bulk", source, *chosen)

        seconds, peak = watched(command(whole), fine=(0, 1))  # 1: some rows were rejected
        parts = broken.with_name(broken.name + ".parts")
        for third in (1, 2):
            killed(command(broken), parts, given.rows // _PER_CHUNK * third // 3)
        watched(command(broken), fine=(0, 1))
        listings = [one.with_name(one.name + ".rejects.jsonl") for one in (whole, broken)]
        same = filecmp.cmp(whole, broken, shallow=False) and filecmp.cmp(*listings, shallow=False)
        print(
            report.table(
                ("rows", "seconds", "rows a second", "peak MiB", "killed twice, gone on with"),
                [
                    (
                        f"{given.rows:,}",
                        f"{seconds:.0f}",
                        f"{given.rows / seconds:,.0f}",
                        f"{peak:.0f}",
                        "the same bytes" if same else "OTHER BYTES",
                    )
                ],
            )
        )


if __name__ == "__main__":
    main()
