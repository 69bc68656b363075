"""Starts the real server for a test, and stops it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.support.waiting import PATIENCE, until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ask(address: str) -> dict[str, Any]:
    with urlopen(address, timeout=PATIENCE) as response:
        found: dict[str, Any] = json.load(response)
        return found


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until `process` answers at `address`."""

    def answers() -> bool:
        assert process.poll() is None, "the server left before it answered"
        try:
            ask(address)
        except (URLError, ConnectionError):
            return False
        return True

    until(answers, f"an answer from {address}")


@contextmanager
def started(
    *options: str,
    workers: int = 1,
    environ: Mapping[str, str] | None = None,
    behind: Sequence[str] = (),
) -> Iterator[tuple[str, int]]:
    """The address of a server and the number of its first process, inside the with block.

    `behind` are words of the command before its own.
    """
    port = free_port()
    command = [*behind, sys.executable, "-m", "namenorm.faces.cli", "serve"]
    command += ["--workers", str(workers)]
    command += [*options, "--port", str(port)]
    with subprocess.Popen(
        command, env={**os.environ, **(environ or {})}, start_new_session=True
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)  # its processes, too
    assert process.returncode == 0, "the server did not stop when it was told to"


@contextmanager
def running(*options: str) -> Iterator[str]:
    """The address of a server with one worker, alive inside the with block."""
    with started(*options) as (address, _):
        yield address
