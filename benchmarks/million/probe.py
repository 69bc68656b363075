"""Measurements inside one fresh process: `python -m benchmarks.million.probe WHAT …`.

It prints one JSON value. Times are in milliseconds, memory in MB. The file of the registry lies
in the page cache, as it does on a machine that serves.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

_LIBRARIES: Final = ("numpy", "rapidfuzz", "unidecode")


def private() -> float:
    """The memory that this process has written to, which no other can share.

    The pages of the registry's file are not in it: they lie in the page cache, once for all.
    """
    gc.collect()
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    held = {key: int(value.split()[0]) for key, _, value in (line.partition(":") for line in lines)}
    return held["Private_Dirty"] * 1024 / 1e6


def bare() -> float:
    """The private memory of an interpreter that has imported the libraries and does nothing."""
    for name in _LIBRARIES:
        importlib.import_module(name)
    return private()


def asking(registry: str, path: str) -> dict[str, Any]:
    """Open a registry and ask each question once.

    `open`, `first` (the first query), `times` ([kind, milliseconds, right, decision] each),
    `memory` (private, after the last answer).
    """
    started = time.perf_counter()
    from namenorm import Registry, Resolver

    imported = time.perf_counter()
    resolver = Resolver(Registry.open(registry))
    opened = time.perf_counter()
    from benchmarks.million import questions

    asked = questions.load(Path(path))
    first = asked.pop(0)
    began = time.perf_counter()
    resolver.resolve(first.text, limit=1)
    answered = time.perf_counter()
    times = []
    for question in asked:
        start = time.perf_counter()
        answer = resolver.resolve(question.text, limit=1)
        taken = (time.perf_counter() - start) * 1000
        best = answer.matches[0].identity.id if answer.matches else ""
        times.append([question.kind, taken, best == question.meant, answer.decision])
    return {
        "import": (imported - started) * 1000,
        "open": (opened - imported) * 1000,
        "first": (answered - began) * 1000,
        "times": times,
        "memory": private(),
    }


def working(registry: str, path: str, queries: str) -> float:
    """The private memory of a worker that has answered so many queries."""
    from namenorm import Registry, Resolver

    resolver = Resolver(Registry.open(registry))
    for name in json.loads(Path(path).read_text(encoding="utf-8"))[: int(queries)]:
        resolver.resolve(name)
    return private()


def listing(registry: str, path: str, part: str, parts: str) -> tuple[float, float]:
    """Resolve every `parts`-th name of a list; gives start and end by the clock of the machine.

    Begins when standard input ends, so that several processes can begin at once.
    """
    from namenorm import Registry, Resolver

    names = json.loads(Path(path).read_text(encoding="utf-8"))[int(part) :: int(parts)]
    resolver = Resolver(Registry.open(registry))
    resolver.resolve("Аб Вг")
    print("ready", flush=True)
    sys.stdin.read()
    start = time.monotonic()
    for _ in resolver.resolve_many(names, limit=1):
        pass
    return start, time.monotonic()


def shipped() -> float:
    """The first answer of the registry that ships, all that it loads included."""
    import namenorm

    start = time.perf_counter()
    namenorm.resolve("Tsikhanouskaya")
    return (time.perf_counter() - start) * 1000


PROBES: Final[dict[str, Callable[..., Any]]] = {
    probe.__name__: probe for probe in (bare, asking, working, listing, shipped)
}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]](*sys.argv[2:])))
