"""The examples of docs/running-text.md run as they stand."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.support.paths import DOCS, ROOT

TEXT = (DOCS / "running-text.md").read_text("utf-8")


def blocks(language: str) -> str:
    """The fenced blocks of one language, joined."""
    return "".join(re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL))


def test_python_examples() -> None:
    examples = doctest.DocTestParser().get_examples(blocks("python"))
    parsed = doctest.DocTest(examples, {}, "running-text", "running-text.md", 0, TEXT)
    assert examples and doctest.DocTestRunner().run(parsed).failed == 0


def test_shell_examples() -> None:
    command = f"{shlex.quote(sys.executable)} -m namenorm.faces.cli"
    for line in blocks("sh").splitlines():
        ran = line.replace(".venv/bin/namenorm", command)
        out = subprocess.run(ran, shell=True, capture_output=True, text=True, check=True, cwd=ROOT)
        assert out.stdout, line


def test_the_house_style_of_the_example(tmp_path: Path) -> None:
    from namenorm import restyle

    path = tmp_path / "house.toml"
    path.write_text(blocks("toml"), encoding="utf-8")
    assert restyle("Łukašenka in Homyel.", path).text == "Aleksandr Lukashenko in Homiel."
