"""Tables are data: what an editor adds is found, what an editor breaks is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from namenorm import Registry, Resolver
from namenorm.checking import check
from namenorm.errors import TableError
from tests.support.small_tables import small_tables


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the shipped tables that a test may change."""
    return small_tables(tmp_path / "tables")


def append(path: Path, *cells: str) -> int:
    """Add a row; gives its line number."""
    lines = path.read_text("utf-8").rstrip("\n").split("\n")
    path.write_text("\n".join([*lines, "\t".join(cells)]) + "\n", "utf-8")
    return len(lines) + 1


def test_a_new_identity_is_found_in_other_spellings(tables: Path) -> None:
    append(tables / "identities" / "people.tsv", "zz-new", "Зміцер Гжэгжулка", *[""] * 12)
    resolver = Resolver(Registry.from_tables(tables))
    assert resolver.resolve("Дмитрий Гжегжулко").matches[0].identity.id == "zz-new"
    assert resolver.resolve("Dzmitry Hzhehzhulka").decision == "match"


def test_a_new_given_name_is_an_equivalent(tables: Path) -> None:
    people = tables / "identities" / "people.tsv"
    append(people, "zz-new", "Жвір Гжэгжулка", *[""] * 12)
    before = Resolver(Registry.from_tables(tables)).resolve("Gravel Hzhehzhulka")
    assert before.decision == "none"
    other = Path(shutil.copytree(tables, tables.parent / "changed"))
    append(other / "names" / "given.tsv", "zhvir", "m", "Жвір", "", "Гравий", "", "", "Gravel", "")
    after = Resolver(Registry.from_tables(other)).resolve("Gravel Hzhehzhulka")
    assert after.decision == "match"
    assert after.version["tables"] != before.version["tables"]


@pytest.mark.parametrize(
    ("file", "cells", "reason"),
    [
        ("identities/people.tsv", ["zz"], "needs an id and a Belarusian form"),
        ("identities/people.tsv", ["zz", "Ян Ян", *[""] * 7, "soon"], "born is a year"),
        ("identities/people.tsv", ["zz", "Ян Ян", *[""] * 6, "xx:Jan"], "no language 'xx'"),
        ("identities/people.tsv", ["zz"] * 20, "20 cells"),
        ("names/given.tsv", ["zz", "x", "Ян"], "gender is 'x'"),
        ("names/short_forms.tsv", ["zz", "Янка"], "no id of given.tsv"),
    ],
)
def test_a_broken_row_is_named(tables: Path, file: str, cells: list[str], reason: str) -> None:
    line = append(tables / file, *cells)
    with pytest.raises(TableError, match=reason) as caught:
        Registry.from_tables(tables)
    assert caught.value.file.endswith(file) and caught.value.line == line
    assert any(f"{file}:{line}:" in str(finding) for finding in check(tables))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("zz\tЯн Янoвіч", "holds letters of Latn"),
        ("minsk\tЯн Янавіч", "stands in"),
        ("aa\tЯн Янавіч", "sorted by id"),
    ],
)
def test_check_names_a_doubtful_row(tables: Path, line: str, reason: str) -> None:
    append(tables / "identities" / "places.tsv", *line.split("\t"))
    assert any(reason in finding.reason for finding in check(tables))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Алены Пазняк", "the given name 'Алены', which is a case of one"),
        ("Ян Бжысевіч Важа", "the surname 'Важа' and the patronymic 'Бжысевіч'"),
    ],
)
def test_check_names_a_row_that_is_misread(tables: Path, name: str, reason: str) -> None:
    line = append(tables / "identities" / "people.tsv", "zz", name)
    assert any(f.line == line and reason in f.reason for f in check(tables))


def test_a_wrong_sample_is_named(tables: Path) -> None:
    path = tables / "schemes" / "be-lacinka.toml"
    path.write_text(
        path.read_text("utf-8").replace("samples = [", 'samples = [["Ян", "Jann"],'), "utf-8"
    )
    assert any("gives 'Jan', not 'Jann'" in finding.reason for finding in check(tables))


def test_a_missing_folder_of_tables_is_named(tmp_path: Path) -> None:
    assert "no tables here" in check(tmp_path)[0].reason
