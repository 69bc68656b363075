"""Load by wrk (the Debian package), and the servers that it is put on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.server import free_port, wait_for

WORKERS: Final = 2
_SCRIPT: Final = Path(__file__).with_name("requests.lua")


@dataclass(frozen=True, slots=True)
class Run:
    """What wrk met; times in milliseconds."""

    requests: int
    seconds: float
    errors: int
    p50: float
    p99: float
    asked: int
    lines: int

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


@contextmanager
def served(*command: object) -> Iterator[tuple[str, int]]:
    """The address and the process of a server; `{port}` in the command stands for its port."""
    port = free_port()
    words = [sys.executable, "-m", *(str(word).replace("{port}", str(port)) for word in command)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, stdout=quiet, stderr=quiet) as process:
        try:
            path = "" if "benchmarks.http.bare" in words else "healthz"
            wait_for(f"http://127.0.0.1:{port}/{path}", process)
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()


def asked(
    address: str, lines: Iterable[str], folder: Path, seconds: float, connections: int, pause: float
) -> Run:
    """Ask the lines in turn for so long; `pause` is the mean of each connection's, in ms."""
    file = folder / "requests.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "10s"]
    command += ["-s", str(_SCRIPT), address, "--", str(file), str(pause)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Run(**json.loads(done.stdout.splitlines()[-1]))
