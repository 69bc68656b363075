"""The commands for registries and tables: what is written where, and the exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from namenorm.faces.cli import cli
from namenorm.registry.stored import Stored
from namenorm.tables import locate
from tests.support.paths import LISTS
from tests.support.small_tables import small_tables

NAMENORM = [sys.executable, "-m", "namenorm.faces.cli"]


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), input=stdin)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the shipped tables that a test may change."""
    return small_tables(tmp_path / "tables")


@pytest.mark.parametrize(
    ("arguments", "taken", "exit_code"),
    [
        (["wikidata", "wikidata.json", "--class", "Q5", "--country", "by"], 1, 1),
        (["geonames", "geonames.txt", "--names", str(LISTS / "alternateNames.txt")], 8, 1),
        (["geonames", "geonames.txt", "--feature", "P.PPLC"], 2, 1),
        (["ftm", "entities.ftm.json"], 3, 1),
        (["popolo", "popolo.json"], 3, 1),
        (["jsonl", "people.jsonl"], 2, 1),
        (["csv", "people.csv", "--map", "No=id", "--map", "Full name=name"], 2, 1),
        (["tsv", "people.tsv"], 1, 1),
    ],
)
def test_import(arguments: list[str], taken: int, exit_code: int, tmp_path: Path) -> None:
    format, file, *options = arguments
    path = tmp_path / "x.nnx"
    result = run("import", format, LISTS / file, "-o", path, *options)
    assert result.exit_code == exit_code, result.stderr
    told = json.loads(result.stdout)
    assert told["taken"] == taken and told["registry"] == str(path)
    assert told["read"] == told["taken"] + told["refused"] + sum(told["passed"].values())
    assert f"what was refused, and why, is in {told['refusals']}" in result.stderr
    assert len(Stored.open(path)) == told["identities"]


@pytest.mark.parametrize("format", ["csv", "popolo", "jsonl"])
def test_import_reads_standard_input(format: str, tmp_path: Path) -> None:
    content = {
        "csv": "id,name\n1,Ян Чачот\n",
        "popolo": '{"persons": [{"id": "1", "name": "Ян Чачот"}]}',
        "jsonl": '{"id": "1", "names": [{"text": "Ян Чачот"}]}',
    }[format]
    path = tmp_path / "x.nnx"
    result = run("import", format, "-", "-o", path, stdin=content.encode())
    assert result.exit_code == 0, result.stderr
    assert Stored.open(path).get("1").names[0].text == "Ян Чачот"
    assert os.listdir(tmp_path) == ["x.nnx"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["jsonl", "no.jsonl"], "there is no file no.jsonl"),
        (["jsonl", "-"], "say where to write"),
        (["jsonl", str(LISTS / "people.jsonl"), "-o", "no/x.nnx"], "there is no folder no"),
        (["csv", str(LISTS / "people.csv"), "--map", "No"], "write COLUMN=FIELD"),
        (["csv", str(LISTS / "people.csv"), "--map", "No=sex"], "no field 'sex'"),
        (["jsonl", str(LISTS / "people.csv")], "nothing could be taken of"),
        (["popolo", str(LISTS / "people.csv")], "not a whole JSON document"),
    ],
)
def test_an_import_that_cannot_be(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("import", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr and result.stdout == ""
    assert not list(tmp_path.glob("*.nnx"))


def test_an_import_spares_what_is_no_registry(tmp_path: Path) -> None:
    source = tmp_path / "people.csv"
    source.write_text("id,name\n1,Ян Чачот\n", encoding="utf-8")
    result = run("import", "csv", source, "-o", source)
    assert result.exit_code == 2 and "is no registry" in result.stderr
    assert source.read_text(encoding="utf-8").startswith("id,name")


def test_an_interrupted_import_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from namenorm.registry import importing

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "_take", stop)
    result = run("import", "jsonl", LISTS / "people.jsonl", "-o", tmp_path / "x.nnx")
    assert result.exit_code == 130
    assert "the same command goes on from here" in result.stderr


@pytest.mark.needs("terminal")
def test_a_bar_is_shown_on_a_terminal_only(tmp_path: Path) -> None:
    command = [*NAMENORM, "import", "jsonl", str(LISTS / "people.jsonl"), "-o", "x.nnx"]
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert "%" not in piped.stderr and "\r" not in piped.stderr
    line = "stty cols 100 rows 30; " + " ".join(command)
    shown = subprocess.run(
        ["script", "-qec", line, "/dev/null"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "people.jsonl: 100%" in shown.stdout and "2 taken, 7 refused" in shown.stdout
    assert "registry" in shown.stdout and "{" not in shown.stdout


def test_build_info_and_a_registry_of_ones_own(tmp_path: Path) -> None:
    own, all_ = tmp_path / "own.nnx", tmp_path / "all.nnx"
    assert run("import", "jsonl", LISTS / "people.jsonl", "-o", own).exit_code == 1
    assert run("build", locate.shipped(), own, "-o", all_).exit_code == 0
    told = json.loads(run("info", own).stdout)
    assert told["identities"] == 2 and told["about"]["files"] == ["people.jsonl"]
    rows = list(csv.reader(io.StringIO(run("info", own, "--format", "csv").stdout)))
    assert [str(own), "types person", "1"] in rows
    assert json.loads(run("info", own, "--id", "a").stdout)["id"] == "a"
    query = ("resolve", "--format", "csv", "--limit", "1", "Hanna Šulha")
    for registry in (own, all_):
        assert ",match,a," in run(*query, "--registry", registry).stdout
    card = run("card", "--registry", own, "Hanna Šulha")
    assert json.loads(card.stdout)["identity"] == "a"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["info", "no.nnx"], "no.nnx: No such file"),
        (["info", str(LISTS / "people.csv")], "no compiled registry"),
        (["resolve", "--registry", str(LISTS / "people.csv"), "Ян"], "no compiled registry"),
        (["build", "-o", "no/x.nnx"], "no/x.nnx"),
        (["build", str(LISTS / "people.csv"), "-o", "x.nnx"], "no compiled registry"),
    ],
)
def test_a_registry_that_cannot_be_read(arguments: list[str], told: str, tmp_path: Path) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_add_proposes_and_writes(tables: Path) -> None:
    path = tables / "identities" / "people.tsv"
    before = path.read_text(encoding="utf-8")
    asked = ("add", "--be", "Зміцер Гжэгжулка", "--born", "1950", "--tables", tables)
    shown = run(*asked)
    assert shown.exit_code == 0, shown.stderr
    assert shown.stdout.startswith("hzehzulka-zmicier\tЗміцер Гжэгжулка\t")
    assert "by rule, no cell needed: be-Latn Źmicier Hžehžułka" in shown.stderr
    assert path.read_text(encoding="utf-8") == before
    written = run(*asked, "--write")
    assert written.exit_code == 0 and f"written to {path}" in written.stderr
    assert shown.stdout in path.read_text(encoding="utf-8")
    assert run("check", tables).exit_code == 0


def test_add_stops_at_a_namesake_until_told(tables: Path) -> None:
    asked = ("add", "--be", "Святлана Ціханоўская", "--born", "1999", "--tables", tables, "--write")
    stopped = run(*asked)
    assert stopped.exit_code == 2 and "give --namesake" in stopped.stderr
    assert "near: cichanouskaja-sviatlana, of the same full name" in stopped.stderr
    assert run(*asked, "--namesake").exit_code == 0
    rows = (tables / "identities" / "people.tsv").read_text(encoding="utf-8").splitlines()
    both = [row for row in rows if "\tСвятлана Ціханоўская\t" in row]
    assert len(both) == 2 and all(row.endswith("\tnamesake") for row in both)


def test_fmt_checks_shows_and_changes(tables: Path) -> None:
    path = tables / "identities" / "places.tsv"
    good = path.read_bytes()
    assert run("fmt", "--check", tables).exit_code == 0
    path.write_bytes(good.replace(b"\n", b"\r\n"))
    checked = run("fmt", "--check", tables)
    assert checked.exit_code == 1 and "would change" in checked.stdout
    assert run("fmt", "--diff", tables).exit_code == 1
    assert run("fmt", tables).exit_code == 0
    assert path.read_bytes() == good


def test_why_shows_the_row_and_writes_it(tables: Path) -> None:
    asked = ("why", "Цапля Гжэгжулка", "--expected", "minsk", "--tables", tables)
    shown = run(*asked)
    assert shown.exit_code == 1 and "decision: none" in shown.stdout
    assert "+ minsk\tМінск" in shown.stdout and "be:Цапля Гжэгжулка" in shown.stdout
    assert run(*asked, "--write").exit_code == 0
    copy = Path(shutil.copytree(tables, tables.parent / "mended"))
    right = run("why", "Цапля Гжэгжулка", "--expected", "minsk", "--tables", copy)
    assert right.exit_code == 0 and "This is what was expected." in right.stdout


def test_why_names_an_unknown_id(tables: Path) -> None:
    result = run("why", "Мінск", "--expected", "minks", "--tables", tables)
    assert result.exit_code == 2 and "did you mean minsk" in result.stderr
