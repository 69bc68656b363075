"""What `namenorm check` says of files of a house: line and reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from namenorm.checking import check
from namenorm.errors import InputError
from namenorm.faces.cli import cli
from namenorm.registry.sources.table import COLUMNS
from tests.support.small_registry import small_registry

STYLE = 'form = "en"\n[exceptions]\nminsk = "Miensk"\n'


def told(path: Path, content: str) -> list[tuple[int, str]]:
    path.write_text(content, "utf-8")
    return [(finding.line, finding.reason) for finding in check(path)]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["check", *map(str, arguments)])


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ('form = "en"\n\nfroms = 1', 3, "unknown 'froms'; known are base"),
        ('# base\nbase = "nobody"', 2, "base 'nobody' is none of be, be-tarask"),
        ('form = "en"\nforms = { BY = "be-Cyrl" }', 2, "form 'be-Cyrl' is none of be,"),
        ('form = "en"\nschemes = { BY = "be-lacinca" }', 2, "no scheme 'be-lacinca'; did you mean"),
        (STYLE + 'minks = "Minsk"', 4, "exceptions: no identity 'minks' in the registry; did you "),
        (STYLE + 'moscow = "Москва"', 4, "exceptions: moscow is written in en, and 'Москва' holds"),
        (STYLE + 'moscow = " "', 4, "exceptions: moscow has no form"),
        ('form = "en"\nsamples = [["In Miensk", "x"]]', 2, "sample 'In Miensk' gives 'In Minsk',"),
        ('form = "en"\ntitle = x', 2, "not TOML: Invalid value"),
    ],
)
def test_styles(tmp_path: Path, content: str, line: int, reason: str) -> None:
    found = told(tmp_path / "house.toml", content)
    assert [(at, text[: len(reason)]) for at, text in found] == [(line, reason)]


def test_a_style_that_is_right(tmp_path: Path) -> None:
    content = f'base = "lacinka"\nsamples = [["In Miensk", "In Miensk"]]\n{STYLE[11:]}'
    assert told(tmp_path / "house.toml", content) == []


def row(*cells: str) -> str:
    return "\t".join([*cells, *[""] * (len(COLUMNS) - len(cells))])


HEADER = "\t".join(COLUMNS)
ALSO = [""] * 6


@pytest.mark.parametrize(
    ("name", "lines", "line", "reason"),
    [
        ("people.tsv", [HEADER, row("a", "Янка Jonas")], 2, "be form 'Янка Jonas' holds letters"),
        ("people.tsv", [HEADER, "a\tЯнка"], 2, "2 cells where the header has 14"),
        ("people.tsv", [HEADER, row("a", "Ян"), row("a", "Юры")], 3, "the id 'a' stands in line 2"),
        ("people.tsv", [HEADER, row("a", "Ян", *ALSO, "xx:Jan")], 2, "also 'xx:Jan': no language"),
        ("own.tsv", ["id\tbe\tru", "a\tЯн\tЯн", "b\tЮры"], 3, "2 cells, where the header has 3"),
        ("own.tsv", ["id\tbe\tru", "a\tЯн\tJan"], 2, "ru form 'Jan' holds letters of Latn"),
        ("own.tsv", ["id\tbe\talso", "a\tЯн\tpl:Ян"], 2, "pl form 'Ян' holds letters of Cyrl"),
        ("own.csv", ["id,name:be,name:en", "a,Ян,Ян"], 2, "en form 'Ян' holds letters of Cyrl"),
        ("own.csv", ["id,be", "a,Янкoвіч"], 2, "be form 'Янкoвіч' holds letters of Latn"),
        ("own.csv", ["id,be", "a,Ян", "a,Юры"], 3, "the id 'a' stands in line 2 already"),
        ("own.csv", ["id,be,born", "a,Ян,soon"], 2, "born 'soon' is no year such as 1982"),
    ],
)
def test_identities(tmp_path: Path, name: str, lines: list[str], line: int, reason: str) -> None:
    found = told(tmp_path / name, "\n".join([*lines, ""]))
    assert [(at, text[: len(reason)]) for at, text in found if at] == [(line, reason)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.tsv", f"# Ours.\n{HEADER}\n{row('a', 'Зміцер Гжэгжулка')}\n"),
        ("own.tsv", "id\tbe\tru\tnote\na\tЯн Чачот\tЯн Чечот\tJan Чачот\n"),
        ("own.csv", 'id,be,en\na,"Чачот, Ян",\n'),
    ],
)
def test_identities_that_are_right(tmp_path: Path, name: str, content: str) -> None:
    assert told(tmp_path / name, content) == []


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'story\.txt' is no folder of tables, and no file in"):
        told(tmp_path / "story.txt", "Ян")


def test_the_command_tells_lines_and_objects(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("id,be\na,Ян\n", "utf-8")
    bad.write_text("id,be\na,Jan\n", "utf-8")
    lines = run(good, bad)
    assert lines.exit_code == 1
    assert lines.stdout == (f"{good}, no findings\n{bad}:2: be form 'Jan' holds letters of Latn\n")
    objects = run("--format", "json", good, bad)
    assert objects.exit_code == 1
    reason = "be form 'Jan' holds letters of Latn"
    assert json.loads(objects.stdout) == {"file": str(bad), "line": 2, "reason": reason}
    assert run(good).exit_code == 0
    assert run(tmp_path / "no.csv").exit_code == 2


def test_exceptions_are_ids_of_the_registry_asked(tmp_path: Path) -> None:
    registry, style = small_registry(tmp_path), tmp_path / "house.toml"
    style.write_text('form = "en"\n[exceptions]\np2 = "Jan Czeczot"\n', "utf-8")
    assert "no identity 'p2'" in run(style).stdout
    assert run(style, "--registry", registry).exit_code == 0
