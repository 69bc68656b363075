"""The real server, started by the command and stopped by a signal."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.server import ask, running


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
