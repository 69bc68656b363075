"""The examples of docs/running-text.md run as they stand."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

from namenorm import restyle
from tests.support.paths import DOCS, ROOT

TEXT = (DOCS / "running-text.md").read_text("utf-8")
SAID = {  # what the lines of the shell print, in their order
    "annotate": r'{"file": "README.md", "line": .*"text": "Святлана Ціханоўская", "identity"',
    "restyle": r"--- a/README.md\n\+\+\+ b/README.md\n(.*\n)*-(.*Lukashenko.*)\n",
    "lint": r"README.md:\d+:\d+: style: Святлана Ціханоўская is printed Sviatlana Tsikhanouskaya\n",
    "export": r"<\?xml (.*\n)*<rules lang=\"en\">\n(.*\n)*.*<suggestion>",
}


def blocks(language: str) -> str:
    """The fenced blocks of one language, joined."""
    return "".join(re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL))


def test_python_examples() -> None:
    examples = doctest.DocTestParser().get_examples(blocks("python"))
    parsed = doctest.DocTest(examples, {}, "running-text", "running-text.md", 0, TEXT)
    assert examples and doctest.DocTestRunner().run(parsed).failed == 0


def test_shell_examples() -> None:
    command = f"{shlex.quote(sys.executable)} -m namenorm.faces.cli"
    for line, (verb, said) in zip(blocks("sh").splitlines(), SAID.items(), strict=True):
        assert line.split()[1] == verb
        ran = line.replace(".venv/bin/namenorm", command)
        out = subprocess.run(ran, shell=True, capture_output=True, text=True, check=True, cwd=ROOT)
        assert re.match(said, out.stdout), out.stdout[:2000]


def test_the_house_style_of_the_example(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(blocks("toml"), encoding="utf-8")
    assert restyle("Łukašenka in Homyel.", path).text == "Aleksandr Lukashenko in Homiel."
