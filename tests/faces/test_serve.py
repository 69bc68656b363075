"""The real server, started by the command and stopped by a signal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from namenorm.registry import Identity, NameForm
from namenorm.registry.build import write
from namenorm.registry.importing import import_file
from namenorm.registry.sources.jsonl import jsonl
from tests.support.paths import LISTS
from tests.support.server import ask, running
from tests.support.waiting import until


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
    import_file(jsonl(LISTS / "people.jsonl"), path)
    with running("--registry", str(path)) as address:
        found = ask(f"{address}/v1/resolve?q={quote('Hanna Šulha')}")
        assert found["matches"][0]["identity"]["id"] == "a"
        assert ask(f"{address}/v1/resolve?q=Tsikhanouskaya")["decision"] == "none"


def one_person(path: Path, id: str) -> None:
    """A registry of one person, put where another one may be served from."""
    new = path.with_name("new.nnx")
    write(new, [Identity(id, "person", (NameForm("Зміцер Гжэгжулка", "be"),))], {})
    new.replace(path)


def answers(address: str, last: str) -> list[str]:
    """Who is found, asked again and again until it is `last`; no request may fail."""
    found: list[str] = []

    def asked() -> bool:
        answer = ask(f"{address}/v1/resolve?q={quote('Зміцер Гжэгжулка')}")
        found.append(answer["matches"][0]["identity"]["id"])
        return found[-1] == last

    until(asked, f"{last} is found")
    return found


def test_a_registry_that_is_replaced_is_taken_up_and_a_broken_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "own.nnx"
    one_person(path, "first")
    with running("--registry", str(path), "--registry", "shipped") as address:
        assert answers(address, "first") == ["first"]
        one_person(path, "second")
        assert answers(address, "second")[-1] == "second"
        broken = tmp_path / "broken.nnx"
        broken.write_bytes(path.read_bytes()[:-1])
        broken.replace(path)
        until(lambda: ask(f"{address}/readyz")["status"] == "stale", "the service has looked")
        assert answers(address, "second") == ["second"]
        one_person(path, "third")
        assert answers(address, "third")[-1] == "third"


def test_a_broken_registry_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "own.nnx"
    path.write_text("id\tbe\n")
    command = [sys.executable, "-m", "namenorm.faces.cli", "serve", "--registry", str(path)]
    stopped = subprocess.run(command, capture_output=True, text=True)
    assert stopped.returncode == 2 and "no compiled registry" in stopped.stderr
