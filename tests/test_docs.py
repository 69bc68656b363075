"""The README's examples run as they stand: Python, the shell, curl against the real server."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import running

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_python_examples() -> None:
    examples = doctest.DocTestParser().get_examples("".join(blocks("python")))
    assert examples
    parsed = doctest.DocTest(examples, {}, "README", "README.md", 0, README)
    assert doctest.DocTestRunner().run(parsed).failed == 0


@pytest.mark.parametrize("line", [b for b in blocks("sh") if "bin/namenorm" in b])
def test_shell_example(line: str) -> None:
    command = [sys.executable, "-m", "namenorm.faces.cli", *shlex.split(line)[1:]]
    out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    answers = [json.loads(line) for line in out.stdout.splitlines()]
    assert [answer["decision"] for answer in answers] == ["match"] * 3


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
    for command in ("resolve", "transliterate", "compare", "keys", "schemes", "check", "serve"):
        assert command in out
