"""What follows from the tables is cached for the very tables and code, and equals what is made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from namenorm.comparison import background
from namenorm.names import given, parse
from namenorm.tables import cached, locate

TABLES = locate.shipped()


class Made:
    """Counts how often it is made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Any:
        self.times += 1
        return {"ў": [1, 0.1, "\x02"]}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "namenorm"


def test_values_are_made_once(cache: Path) -> None:
    make = Made()
    found = [cached.values(TABLES, "test", make) for _ in range(3)]
    assert found == [make()] * 3
    assert make.times == 2
    assert len(list(cache.iterdir())) == 1


def test_damaged_values_and_old_ones_are_made_anew(cache: Path) -> None:
    make = Made()
    cached.values(TABLES, "test", make)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    (cache / "test-0123456789abcdef.json").write_bytes(b"of an earlier version")
    for damaged in (whole[:-1], whole[:-3] + b"7" + whole[-2:], b""):
        file.write_bytes(damaged)
        assert cached.values(TABLES, "test", make) == make()
    assert [path.read_bytes() for path in cache.iterdir()] == [whole]


def test_values_of_other_tables_are_not_kept(cache: Path, tmp_path: Path) -> None:
    make = Made()
    for _ in range(2):
        cached.values(tmp_path, "test", make)
    assert make.times == 2
    assert not cache.exists()


def test_other_code_than_that_on_the_disk_keeps_nothing(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cached, "LOADED", 0)
    monkeypatch.setattr(cached, "_state", cached._state.__wrapped__)
    assert cached.place("test.json") is None
    cached.values(TABLES, "test", Made())
    assert not cache.exists()


def test_tables_that_change_meanwhile_keep_nothing(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached.place("test.json")
    monkeypatch.setattr(locate, "version_now", lambda folder: "another")
    assert cached.values(TABLES, "test", Made()) == Made()()
    assert not cache.exists()


def test_where_nothing_can_be_kept_values_are_made_all_the_same(cache: Path) -> None:
    cache.parent.mkdir()
    cache.write_bytes(b"a file where the folder would be")
    assert cached.values(TABLES, "test", Made()) == Made()()


def test_each_change_of_a_table_changes_the_state(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    shutil.copytree(TABLES, tables)
    before = locate.version_now(tables)
    assert before == locate.version(TABLES)
    table = tables / "names" / "given.tsv"
    table.write_text(table.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
    assert locate.version_now(tables) != before


def test_kept_loaders_know_what_made_ones_know(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    shutil.copytree(TABLES, tables)
    for loader in (given.load, parse.load, background.load):
        loader(TABLES)
    names, other = given.load(TABLES), given.load(tables)
    assert (names.written, names.genders, names.firsts) == (
        other.written,
        other.genders,
        other.firsts,
    )
    for word in ("Swetlana", "Aleksandar", "Сашка", "Qwerty"):
        assert names.find(word) == other.find(word)
    for stem in ("Георгі", "Ryhor", "Юр’"):
        assert names.father(stem) == other.father(stem)
    assert parse.load(TABLES).dropped == parse.load(tables).dropped
    known, copy = background.load(TABLES), background.load(tables)
    assert (known.exact, known.near, known.given) == (copy.exact, copy.near, copy.given)


def test_what_is_kept_is_plain(cache: Path) -> None:
    cached.toml(TABLES, "compare/costs.toml")
    (file,) = cache.iterdir()
    assert json.loads(file.read_bytes()[32:])["signs"]
