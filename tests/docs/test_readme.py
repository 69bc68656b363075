"""The README's examples run as they stand: Python, the shell, curl against the real server."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys

import pytest

from tests.support.paths import ROOT
from tests.support.server import running

README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_python_examples() -> None:
    examples = doctest.DocTestParser().get_examples("".join(blocks("python")))
    assert examples
    parsed = doctest.DocTest(examples, {}, "README", "README.md", 0, README)
    assert doctest.DocTestRunner().run(parsed).failed == 0


LINES = [line for b in blocks("sh") if "bin/namenorm" in b for line in b.splitlines()]


@pytest.mark.parametrize("line", LINES)
def test_shell_example(line: str) -> None:
    """As written, with the command of this Python in place of the one in `.venv`."""
    command = f"{shlex.quote(sys.executable)} -m namenorm.faces.cli"
    line = line.replace(".venv/bin/namenorm", command)
    out = subprocess.run(line, shell=True, capture_output=True, text=True, check=True, cwd=ROOT)
    if " resolve " in line:
        answers = [json.loads(line) for line in out.stdout.splitlines()]
        assert [answer["decision"] for answer in answers] == ["match"] * 3
    else:
        assert out.stdout or "/dev/null" in line


@pytest.mark.needs("curl")
@pytest.mark.parametrize("line", [b for b in blocks("sh") if "curl" in b])
def test_curl_example(line: str) -> None:
    with running() as address:
        command = shlex.split(line.replace("http://127.0.0.1:8000", address))
        out = subprocess.run(command, capture_output=True, text=True, check=True)
    answer = json.loads(out.stdout)
    assert answer["matches"][0]["identity"]["id"] == "cichanouskaja-sviatlana"


def test_every_command_is_documented_by_its_help() -> None:
    out = subprocess.run(
        [sys.executable, "-m", "namenorm.faces.cli", "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    from namenorm.faces.cli import cli

    assert all(command in out for command in cli.commands)
