"""Help for editors: rows in order, rows proposed, answers mended."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from namenorm import Registry, Resolver
from namenorm.checking import check
from namenorm.editing import files
from namenorm.editing.mending import diagnose
from namenorm.editing.proposal import propose
from namenorm.editing.rows import tidy
from namenorm.errors import InputError, TableError, UnknownIdentity
from namenorm.registry.sources.table import columns
from namenorm.tables import locate, read

PEOPLE = [  # (be, ru, also, born)
    ("bondar-jan", "Ян Бондар", "Ян Бондарь", "", "1950"),
    ("hzehzulka-zmicier", "Зміцер Гжэгжулка", "Дмитрий Гжегжулко", "", ""),
    ("krumkac-ruzana", "Ружана Крумкач", "Ружана Крумкач", "ru:Ружа Ворон", "1980"),
]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """The shipped rules with three people of the tests' own."""
    without = shutil.ignore_patterns("styles")  # they name identities that are left out
    folder = Path(shutil.copytree(locate.shipped(), tmp_path / "tables", ignore=without))
    for path in (folder / "identities").iterdir():
        head = [line for line in path.read_text("utf-8").split("\n") if line.startswith("#")]
        path.write_text("\n".join([*head, "\t".join(columns(path.stem)), ""]), encoding="utf-8")
    rows = {
        id: {"id": id, "be": be, "ru": ru, "also": also, "born": born}
        for id, be, ru, also, born in PEOPLE
    }
    files.rewritten(folder / "identities" / "people.tsv", rows).write()
    return folder


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"be": " Ян  Чачот "}, {"be": "Ян Чачот"}),
        ({"be": "Мар'яна"}, {"be": "Мар’яна"}),
        ({"be": "Ян Чачот", "be-Latn": "Jan Čačot"}, {"be": "Ян Чачот"}),
        ({"be": "Ян Чачот", "pl": "Jan Czaczot"}, {"be": "Ян Чачот"}),
        ({"be": "Ян Чачот", "pl": "Jan Czeczot"}, {"be": "Ян Чачот", "pl": "Jan Czeczot"}),
        ({"be": "Ян", "also": "ru:Ян| ru:Ян |be:Ян"}, {"be": "Ян", "also": "ru:Ян"}),
        ({"be": "Ян", "also": "ru:Ян#birth|ru:Ян"}, {"be": "Ян", "also": "ru:Ян#birth"}),
        ({"be": "Ян", "country": "by"}, {"be": "Ян", "country": "BY"}),
        ({"be": "И\u0306ян"}, {"be": "Йян"}),
    ],
)
def test_a_row_is_tidied(before: dict[str, str], after: dict[str, str]) -> None:
    assert tidy(before) == after
    assert tidy(after) == after


def test_the_shipped_tables_are_in_order() -> None:
    assert files.in_order(locate.shipped()) == []


def test_tables_are_brought_into_order(tables: Path) -> None:
    path = tables / "identities" / "people.tsv"
    good = read.raw(path)
    lines = good.rstrip("\n").split("\n")
    count = next(n for n, line in enumerate(lines) if line.startswith("id\t")) + 1
    head, rows = lines[:count], lines[count:]
    untidy = "\r\n".join(["# Ours. ", *head, *(f"{row} " for row in reversed(rows))])
    path.write_text("\ufeff" + untidy, encoding="utf-8", newline="")
    (change,) = files.in_order(tables)
    change.write()
    assert read.raw(path) == "# Ours.\n" + good
    assert files.in_order(tables) == []


def test_no_row_is_lost_where_an_id_stands_twice(tables: Path) -> None:
    path = tables / "identities" / "people.tsv"
    doubled = read.raw(path) + "bondar-jan\tЯн Другі\n"
    path.write_text(doubled, encoding="utf-8")
    with pytest.raises(TableError, match="stands twice"):
        files.in_order(tables)
    assert read.raw(path) == doubled


@pytest.mark.parametrize(
    ("given", "type", "cells"),
    [
        (
            {"be": "Таццяна Караткевіч", "born": "1977"},
            "person",
            {"id": "karatkievic-tacciana", "be": "Таццяна Караткевіч", "born": "1977"},
        ),
        ({"ru": "Татьяна Короткевич"}, "person", {"be": "Таццяна Караткевіч"}),
        ({"be": "Ян Бондар"}, "person", {"id": "bondar-jan-2"}),
        ({"be": "Ян Бондар", "born": "1990"}, "person", {"id": "bondar-jan-1990"}),
        ({"be": "Гальшаны", "pl": "Holszany"}, "place", {"id": "halsany", "pl": "Holszany"}),
        ({"be": "Гальшаны", "pl": "Halszany"}, "place", {"id": "halsany"}),
        ({"be": "Жвір", "also": "en:Gravel"}, "organisation", {"also": "en:Gravel"}),
    ],
)
def test_a_row_is_proposed(
    tables: Path, given: dict[str, str], type: str, cells: dict[str, str]
) -> None:
    found = propose(given, type=type, resolver=Resolver(Registry.from_tables(tables)))
    assert found.cells.items() >= cells.items()
    assert "be-Latn" not in found.cells
    assert "be-Latn" in [form.lang for form in found.derived]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"en": "Jan"}, "needs a Belarusian form"),
        ({"be": "Jan Čačot"}, "is not in Cyrillic letters"),
        ({"be": "Ян", "en": "Ян"}, "is not in Latin letters"),
        ({"be": "!"}, "no letter"),
        ({"be": "Ян Чачот", "id": "bondar-jan"}, "is taken"),
    ],
)
def test_a_row_that_cannot_be(tables: Path, given: dict[str, str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        propose(given, resolver=Resolver(Registry.from_tables(tables)))


@pytest.mark.parametrize(
    ("type", "column", "cell", "told"),
    [
        ("place", "kind", "town|galaxy", "kind 'galaxy' stands not in kinds.tsv"),
        ("place", "within", "no-such-id", "no identity 'no-such-id' to lie in"),
        ("person", "kind", "town", "kind is told of places, not of a person"),
    ],
)
def test_surroundings_that_cannot_be(
    tables: Path, type: str, column: str, cell: str, told: str
) -> None:
    resolver = Resolver(Registry.from_tables(tables))
    with pytest.raises(InputError, match=re.escape(told)):
        propose({"be": "Гарадок", column: cell}, type=type, resolver=resolver)


def test_places_lie_in_rows_and_never_in_themselves(tables: Path) -> None:
    path = tables / "identities" / "places.tsv"
    rows = {
        "a": {"id": "a", "be": "Абрыкосава", "kind": "village", "within": "b"},
        "b": {"id": "b", "be": "Брыкунскі раён", "kind": "galaxy", "within": "c|d"},
        "c": {"id": "c", "be": "Цапельшчына", "within": "a"},
    }
    files.rewritten(path, rows).write()
    told = [finding.reason for finding in check(tables)]
    assert [reason for reason in told if "kind" in reason or "within" in reason] == [
        "'a' lies within itself: b …",
        "'b' lies within itself: c > d …",
        "kind 'galaxy' stands not in kinds.tsv",
        "within 'd': no row has this id",
        "'c' lies within itself: a …",
    ]


def test_who_is_near_is_shown(tables: Path) -> None:
    resolver = Resolver(Registry.from_tables(tables))
    found = propose({"be": "Ян Бондар"}, namesake=True, resolver=resolver)
    assert found.namesakes == ("bondar-jan",) and found.cells["note"] == "namesake"
    near = propose({"be": "Яна Бондар"}, resolver=resolver)
    assert near.namesakes == ()


def test_a_proposed_row_passes_the_check(tables: Path) -> None:
    resolver = Resolver(Registry.from_tables(tables))
    found = propose({"be": "Таццяна Караткевіч"}, resolver=resolver)
    path = tables / "identities" / found.file
    files.rewritten(path, {found.cells["id"]: found.cells}).write()
    assert check(tables) == []


@pytest.mark.parametrize(
    ("query", "expected", "file", "row", "listed"),
    [
        ("Ліса Сініца", "krumkac-ruzana", "people.tsv", "be:Ліса Сініца", "krumkac-ruzana"),
        ("Дзіміш Гжэгжулка", "hzehzulka-zmicier", "short_forms.tsv", "Дзіміш", "hzehzulka-zmicier"),
        ("Цапля", "hzehzulka-zmicier", "people.tsv", "Цапля#short", "hzehzulka-zmicier"),
        ("Ружа Ворон", "none", "people.tsv", "krumkac-ruzana", "none"),
        ("Янэк Бондар", "none", "people.tsv", "bondar-janek", "bondar-janek"),
    ],
)
def test_a_wrong_answer_is_mended(
    tables: Path, query: str, expected: str, file: str, row: str, listed: str
) -> None:
    before = {path: path.read_bytes() for path in tables.rglob("*.tsv")}
    found = diagnose(query, expected, tables)
    assert not found.right and found.edit is not None
    assert found.edit.change.path.name == file and row in found.edit.row
    assert found.edit.broken == ()
    assert {path: path.read_bytes() for path in tables.rglob("*.tsv")} == before
    found.edit.change.write()
    mended = Path(shutil.copytree(tables, tables.parent / "mended"))
    answer = diagnose(query, listed, mended).resolution
    ids = [match.identity.id for match in answer.matches]
    assert answer.decision == {"none": "none", "bondar-janek": "ambiguous"}.get(listed, "match")
    assert listed == "none" or listed in ids


@pytest.mark.parametrize(("query", "expected"), [("Jan Bondar", "bondar-jan"), ("Жвір", "none")])
def test_a_right_answer_needs_no_mending(tables: Path, query: str, expected: str) -> None:
    found = diagnose(query, expected, tables)
    assert found.right and found.edit is None


def test_an_unknown_id_is_told_with_those_like_it(tables: Path) -> None:
    with pytest.raises(UnknownIdentity, match="did you mean bondar-jan"):
        diagnose("Ян", "bondar-yan", tables)
