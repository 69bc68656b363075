"""The README's examples run as they stand: Python, the shell, curl against the real server."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys

import pytest

from namenorm.faces.cli import cli
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
MATCHES = r'({"query": .*"decision": "match".*\n){3}'
SAID = {  # a line that holds the first prints, from its beginning, what the second fits
    "resolve --limit 1 'Лукашенко": MATCHES,
    "respell 'Светлана": r'{"name": "Светлана .*"Святлана Ціханоўская".*\n.*"Ціханоўская"',
    "respell --to ru": r'{"name": .*"text": "Александр Григорьевич Лукашенко"',
    "card --on": r'{"name": "Сяргей Каўшоў".*"text": "Сергей Ковшов"',
    "transliterate --scheme": r"# namenorm\n(.*\n)*.*Śviatłana Cichanoŭskaja",
    "schemes --on": r'({"id": "be-.*\n){10,}',
    "origin 'Svetlana": r'{"name": "Svetlana Tsikhanouskaya", .*"lang": "ru".*"lang": "be"',
    "import csv -": r'{"registry": .*"read": 1, "taken": 1,',
    "build tables": r'{.*"identities": \d{4}',
    "info": r'{.*"identities": \d{4}',
    "--registry /tmp/all.nnx 'Hže": MATCHES,
    "--silence minsk": r'{.*"identities": 1\b',
    "--registry shipped 'Hže": MATCHES,
    "bulk /tmp/a.csv": r"no,name,decision.*\n1,Łukaszenka,match,lukashenka-alaksandar,",
    "export synonyms": r"# namenorm .*\n(.+,.+\n){3000,}",
    "export template": r'{\s+"settings": {',
    "add --be": r"hzehzulka-zmicier\tЗміцер Гжэгжулка\t",
    "why ": r"decision: match\nfirst: cichanouskaja-sviatlana, (.*\n)+This is what was expected",
    "fmt --check": "all tables are in order",
    "check": r"\d+ tables, no findings",
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each line prints, run one after the other with the command of this Python."""
    command = f"{shlex.quote(sys.executable)} -m namenorm.faces.cli"
    folder = tmp_path_factory.mktemp("readme")
    found = {}
    for line in LINES:
        ran = line.replace("/tmp/", f"{folder}/").replace(".venv/bin/namenorm", command)
        ran = ran.replace(" > /dev/null", "")
        out = subprocess.run(ran, shell=True, capture_output=True, text=True, cwd=ROOT)
        assert out.returncode == 0, (line, out.stderr)
        found[line] = out.stdout
    return found


@pytest.mark.parametrize("line", LINES)
def test_shell_example(line: str, printed: dict[str, str]) -> None:
    expected = next(said for held, said in SAID.items() if held in line)
    assert re.match(expected, printed[line]), printed[line][:2000]


def test_each_expected_output_is_that_of_a_line() -> None:
    first = [next(held for held in SAID if held in line) for line in LINES]
    assert sorted(first) == sorted(SAID)


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
    assert len(cli.commands) > 10
    assert [command for command in cli.commands if command not in out] == []
