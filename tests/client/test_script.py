"""The JavaScript client: served, typed, and tried by Node."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from namenorm.faces.api import create_app
from namenorm.faces.api.script import FILE
from namenorm.faces.middleware.access import hashed
from namenorm.faces.settings import Settings
from tests.support.server import running

HERE = Path(__file__).parent
KEYS = (("desk", hashed("secret")),)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running() as address:
        yield address


def run(*command: str, **environ: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environ})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.needs("node")
def test_node_asks_the_live_service(server: str) -> None:
    told = run("node", "--test", str(HERE / "namenorm.test.mjs"), SERVICE=server, SCRIPT=str(FILE))
    assert "fail 0" in told and "skipped 0" in told


@pytest.mark.needs("node")
def test_its_types_hold() -> None:
    checks = ["--allowJs", "--checkJs", "--strict", "--noEmit", "--target", "es2022"]
    libraries = ["--module", "nodenext", "--lib", "es2022,dom,dom.iterable,dom.asynciterable"]
    run("npx", "--yes", "-p", "typescript@5", "--", "tsc", *checks, *libraries, str(FILE))


def test_it_is_served_to_all_without_a_key() -> None:
    client = create_app(Settings(api_keys=KEYS)).test_client()
    found = client.get("/namenorm.js")
    assert found.data == FILE.read_bytes()
    assert found.content_type == "text/javascript; charset=utf-8"
    assert found.headers["Cache-Control"] == "public, max-age=3600"
    again = client.get("/namenorm.js", headers={"If-None-Match": found.headers["ETag"]})
    assert again.status_code == 304
