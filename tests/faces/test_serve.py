"""The real server, started by the command and stopped by a signal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from namenorm.registry.importing import import_file
from namenorm.registry.sources.jsonl import jsonl
from tests.server import ask, running

DATA = Path(__file__).parent.parent / "data" / "import"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server, alive for the tests of this module."""
    with running() as address:
        yield address


def test_healthz(server: str) -> None:
    assert ask(f"{server}/healthz")["status"] == "ok"


@pytest.mark.parametrize("name", ["Tsikhanouskaya", "Ціханоўская"])
def test_resolve(server: str, name: str) -> None:
    found = ask(f"{server}/v1/resolve?q={quote(name)}")
    assert found["matches"][0]["identity"]["id"] == "cichanouskaja-sviatlana"


def test_a_registry_of_ones_own_is_served(tmp_path: Path) -> None:
    path = tmp_path / "own.nnx"
    import_file(jsonl(DATA / "people.jsonl"), path)
    with running("--registry", str(path)) as address:
        found = ask(f"{address}/v1/resolve?q={quote('Hanna Šulha')}")
        assert found["matches"][0]["identity"]["id"] == "a"
        assert ask(f"{address}/v1/resolve?q=Tsikhanouskaya")["decision"] == "none"


def test_a_broken_registry_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "own.nnx"
    path.write_text("id\tbe\n")
    command = [sys.executable, "-m", "namenorm.faces.cli", "serve", "--registry", str(path)]
    stopped = subprocess.run(command, capture_output=True, text=True)
    assert stopped.returncode == 2 and "no compiled registry" in stopped.stderr
