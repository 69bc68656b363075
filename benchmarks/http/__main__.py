"""The HTTP service under load: `python -m benchmarks.http --output docs/benchmarks-http.md`.

Two processes of `namenorm serve`, and two of a bare Flask view that returns a constant JSON of the
same size under the same server, asked by wrk in turn. Without `--soak` it takes ten minutes.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import urlopen

from benchmarks.evaluation.report import table
from benchmarks.http import queries
from benchmarks.http.load import WORKERS, Run, asked, served
from benchmarks.million.processes import family, memory
from tests.support.refused import REFUSED

REPEATS: Final = 3
_CONNECTIONS: Final = 32
_DISTINCT: Final = 5_000
"""Names of a day's mix."""
_MIXED: Final = 100_000
_BATCH: Final = 100
_SETTLED: Final = 60
"""Seconds after which memory does not grow any more."""
_EVERY: Final = 5
_FILLED: Final = 4
"""Runs until both processes have seen the mix."""
_FASTEST: Final = 2_000
"""Unseen queries a second, for which there are texts enough."""
_REST: Final = 2
"""Seconds after a run, for what wrk left unanswered."""
_REFUSALS: Final = 5
_ABOUT: Final = f"""\
{WORKERS} processes each, {_CONNECTIONS} connections, `wrk` on the same machine. Each figure is the
median of {REPEATS} repeats, which take turns with the bare view, and the lowest to the highest; of
queries never seen, of all runs that it took to ask so many.

- **bare**: a Flask view that returns a constant JSON of the size of a median answer.
- **unseen**: names of the registry that ships, by any scheme of their language, a third and more
  with a slip; none twice, none as the registry has it, so that no answer is remembered.
- **mix**: {_DISTINCT:,} such names, the n-th asked as often as 1/n, with the memory for answers as
  it is by default, full from runs before.
- **half load**: each connection waits at random before it asks, as long as makes half the rate
  of the run before. A late answer delays the next question of its connection, but of no other.
- **batch**: {_BATCH:,} names a call, {4 * WORKERS} calls at a time, brief: of the mix, whose rows
  are remembered in the same way, and of names never seen before.
- **refused**: bodies that every endpoint refuses, among them 10 MB, to `/v1/resolve`; the slowest
  kind by its median of {_REFUSALS}, and the slowest of all.
"""


def main() -> None:
    """Measure, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.http", description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000, help="Queries never seen before.")
    parser.add_argument("--seconds", type=float, default=10, help="How long each repeat takes.")
    parser.add_argument("--soak", type=int, default=0, help="Seconds of soak; 600 are meant.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, help="A file to write; else the terminal.")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="namenorm-") as folder:
        lines = list(_measured(options, Path(folder)))
    command = f"python -m benchmarks.http --requests {options.requests}"
    command += f" --seconds {options.seconds:g} --soak {options.soak} --seed {options.seed}"
    head = [
        "# The HTTP service under load\n",
        f"Made by `{command}` on {os.cpu_count()} cores, Python {platform.python_version()};",
        f"load of the machine before: {load:.2f}.\n",
        _ABOUT,
    ]
    text = "\n".join([*head, *lines]) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        print(text)


def _measured(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    spare = round(_FASTEST * options.seconds) * 2 * REPEATS  # of the last runs, and at half load
    texts = queries.unseen(_DISTINCT + options.requests + spare, options.seed)
    unseen = [queries.path(text) for text in texts[_DISTINCT:]]
    mixed = queries.mix(texts[:_DISTINCT], _MIXED, options.seed)
    mix = [queries.path(text) for text in mixed]
    with served("namenorm.faces.cli", "serve", "--workers", WORKERS, "--port", "{port}") as (
        us,
        pid,
    ):
        sizes = [len(urlopen(us + path).read()) for path in mix[:200]]
        refused = list(_refused(us))
        body = folder / "body.json"
        body.write_text(json.dumps("a" * (int(statistics.median(sizes)) - 2)), encoding="utf-8")
        with served("benchmarks.http.bare", "{port}", WORKERS, body) as (bare, _):

            def ask(
                where: str, lines: Sequence[str], count: int = _CONNECTIONS, pause: float = 0
            ) -> Run:
                run = asked(where, lines, folder, options.seconds, count, pause)
                time.sleep(_REST)
                return run

            def ask_unseen(count: int, pause: float = 0) -> Iterator[Run]:
                """Runs until so many of the unseen were asked, which are then no more unseen."""
                while count > 0:
                    run = ask(us, unseen, pause=pause)
                    del unseen[: run.asked]
                    count -= run.asked
                    yield run

            for _ in range(_FILLED):
                ask(us, mix)
                ask(us, _batches(mixed, "mix")["batch, JSON, mix"], 4 * WORKERS)
            found: dict[str, list[Run]] = {}
            runs = found.setdefault
            for _ in range(REPEATS):  # first: names never seen push the mix out of the memory
                runs("bare", []).append(ask(bare, ["/"]))
                runs("mix", []).append(ask(us, mix))
                pause = 2_000 * _CONNECTIONS / found["mix"][-1].rate
                runs("mix, half load", []).append(ask(us, mix, pause=pause))
            for _ in range(REPEATS):
                runs("bare", []).append(ask(bare, ["/"]))
                runs("unseen", []).extend(ask_unseen(options.requests // REPEATS))
                pause = 2_000 * _CONNECTIONS / found["unseen"][-1].rate
                runs("unseen, half load", []).extend(ask_unseen(1, pause))
            unasked = texts[: -len(unseen) - 1 : -1]
            for n in range(REPEATS):  # last: what wrk leaves unanswered is long work
                batches = {**_batches(mixed, "mix"), **_batches(unasked[n::REPEATS], "unseen")}
                for kind, lines in batches.items():
                    found.setdefault(kind, []).append(ask(us, lines, 4 * WORKERS))
        yield from _rates(found, int(statistics.median(sizes)))
        yield from refused
        if options.soak:
            yield from _soaked(us, pid, mix, folder, options.soak)


def _batches(texts: Sequence[str], kind: str) -> dict[str, list[str]]:
    """The requests of `requests.lua` with a body, half of the texts in each way."""
    cut = [texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH)]
    path = "/v1/resolve/batch?detail=brief"
    return {
        f"batch, JSON, {kind}": [
            f"{path}\tapplication/json\t{json.dumps({'names': names})}" for names in cut[::2]
        ],
        f"batch, NDJSON, {kind}": [
            f"{path}\tapplication/x-ndjson\t{chr(30).join(map(json.dumps, names))}"
            for names in cut[1::2]
        ],
    }


def _spread(runs: Sequence[Run], of: Callable[[Run], float], digits: int = 0) -> str:
    values = sorted(map(of, runs))
    low, high = f"{values[0]:,.{digits}f}", f"{values[-1]:,.{digits}f}"
    return f"{statistics.median(values):,.{digits}f} ({low} to {high})"


def _rates(found: dict[str, list[Run]], size: int) -> Iterator[str]:
    bare = statistics.median(run.rate for run in found["bare"])
    goals = {"unseen": 0.4, "mix": 0.7}
    yield f"## Requests a second\n\nThe constant has {size:,} bytes.\n"
    rows = []
    for kind, runs in found.items():
        if kind.startswith("batch"):
            continue
        share = statistics.median(run.rate for run in runs) / bare
        again = sum(max(0, run.asked - run.lines) for run in runs) if "unseen" in kind else 0
        rows.append(
            (
                kind,
                _spread(runs, lambda run: run.rate),
                f"{share:.0%}",
                f"{goals[kind]:.0%}" if kind in goals else "",
                _spread(runs, lambda run: run.p50, 2),
                _spread(runs, lambda run: run.p99, 2),
                "15" if "half" in kind else "",
                f"{sum(run.asked for run in runs):,}",
                f"{again:,}",
                sum(run.errors for run in runs),
            )
        )
    head = ["", "a second", "of bare", "goal", "median ms", "p99 ms", "goal"]
    yield table([*head, "asked", "asked twice", "errors"], rows)
    yield "\n## Batch\n"
    rows = [
        (kind, _spread(runs, lambda run: run.rate * _BATCH), "15,000", sum(r.errors for r in runs))
        for kind, runs in found.items()
        if kind.startswith("batch")
    ]
    yield table(["", "names a second", "goal", "errors"], rows)


def _refused(address: str) -> Iterator[str]:
    took: dict[str, list[float]] = {}
    for _ in range(_REFUSALS):
        for kind, body in REFUSED.items():
            connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
            began = time.perf_counter()
            connection.request("POST", "/v1/resolve", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            took.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
            connection.close()
            if not 400 <= response.status < 500:
                raise RuntimeError(f"{kind}: {response.status}")
    slowest = max(took, key=lambda kind: statistics.median(took[kind]))
    yield "\n## Refused\n"
    most = max(map(max, took.values()))
    row = (slowest, f"{statistics.median(took[slowest]):.1f}", f"{most:.1f}", "100")
    yield table(["slowest kind", "its median ms", "slowest of all, ms", "goal"], [row])


def _soaked(
    address: str, pid: int, mix: Sequence[str], folder: Path, seconds: int
) -> Iterator[str]:
    """Memory of each process under the mix, from the first minute to the end."""
    workers = list(family(pid))[1:]
    samples: list[tuple[float, list[int]]] = []
    ended = threading.Event()

    def sample() -> None:
        began = time.monotonic()
        while not ended.wait(_EVERY):
            samples.append((time.monotonic() - began, [memory(one) for one in workers]))

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        run = asked(address, mix, folder, seconds, _CONNECTIONS, 0)
    finally:
        ended.set()
        sampler.join()
    first = next((kept for at, kept in samples if at >= _SETTLED), samples[0][1])
    last = samples[-1][1]
    yield f"\n## Soak\n\n{seconds} s of the mix, {run.requests:,} requests, {run.errors} errors.\n"
    rows = [
        (n, f"{a / 1024:.1f}", f"{b / 1024:.1f}", f"{(b - a) / 1024:+.1f}")
        for n, (a, b) in enumerate(zip(first, last, strict=True), 1)
    ]
    yield table(["process", f"MiB after {_SETTLED} s", "at the end", "more"], rows)


if __name__ == "__main__":
    main()
