"""Run fresh processes: their output, their time, the memory of them and their children."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_EVERY: Final = 0.1
"""Seconds between two looks at the memory."""


def python(module: str, *arguments: object) -> list[str]:
    """The command that runs a module with this interpreter."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def told(module: str, *arguments: object) -> Any:
    """The JSON that a module prints last. Raises `RuntimeError` with its last words."""
    done = subprocess.run(python(module, *arguments), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2] or f"ended {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


def milliseconds(code: str) -> float:
    """How long an interpreter takes that runs `code`, from its start to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - start) * 1000


def watched(command: list[str], *, fine: Container[int] = (0,)) -> tuple[float, float]:
    """(seconds, peak memory in MiB of the process and its children, what they share once).

    Raises `RuntimeError` where it ends otherwise than with a code that is `fine`.
    """
    start, peak = time.perf_counter(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(memory, family(process.pid))))
            time.sleep(_EVERY)
    if process.returncode not in fine:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - start, peak / 1024


def family(process: int) -> Iterator[int]:
    """A process and its descendants."""
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from family(int(child))


def memory(process: int) -> int:
    """KiB of a process, pages shared by n processes counted as 1/n; 0 where it has ended."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0
