"""Keys in SQLite's FTS5: a key column by `sqlite3`, a tokenizer by `apsw`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import apsw
import pytest

import namenorm
from namenorm.search import query
from namenorm.search.sqlite import register, register_tokenizer
from tests.search.stories import QUERIES, STORIES, numbers

TABLE = """CREATE VIRTUAL TABLE story
    USING fts5(name, name_keys, tokenize="unicode61 tokenchars ':'")"""


@pytest.fixture(scope="module")
def column() -> Iterator[sqlite3.Connection]:
    base = register(sqlite3.connect(":memory:"))
    base.execute(TABLE)
    rows = [(n, story.name, story.name, story.lang) for n, story in enumerate(STORIES)]
    base.executemany(
        "INSERT INTO story (rowid, name, name_keys) VALUES (?, ?, nn_keys(?, ?))", rows
    )
    yield base
    base.close()


@pytest.fixture(scope="module")
def tokenized() -> Iterator[apsw.Connection]:
    base = register_tokenizer(apsw.Connection(":memory:"))
    base.execute("CREATE VIRTUAL TABLE story USING fts5(text, tokenize='namenorm')")
    for number, story in enumerate(STORIES):
        base.execute("INSERT INTO story (rowid, text) VALUES (?, ?)", (number, story.text))
    yield base
    base.close()


def found(base: sqlite3.Connection, text: str, **options: Any) -> set[int]:
    asked = query(text, "sqlite", **options)
    rows = base.execute(f"SELECT rowid FROM story WHERE {asked.sql}", asked.parameters)
    return {number for (number,) in rows}


@pytest.mark.parametrize(("text", "about"), QUERIES)
def test_any_spelling_finds_all_and_nothing_else(
    column: sqlite3.Connection, text: str, about: str
) -> None:
    assert found(column, text) == numbers(about)


def test_one_script_or_one_language(column: sqlite3.Connection) -> None:
    cyrillic = found(column, "Тихановская", within="script")
    assert {STORIES[number].lang for number in cyrillic} == {"be", "ru"}
    english = found(column, "Тихановская", within="lang", lang="en")
    assert {STORIES[number].lang for number in english} == {"en"}


def test_a_field_may_name_its_table(column: sqlite3.Connection) -> None:
    assert found(column, "Пазняк", field="story.name_keys") == numbers("pazniak")


@pytest.mark.parametrize("name", [None, "", "12", "А" * 301])
def test_what_is_no_name_has_no_keys(column: sqlite3.Connection, name: str | None) -> None:
    assert column.execute("SELECT nn_keys(?), nn_keys(?, 'be')", (name, name)).fetchone() == (
        None,
        None,
    )


def test_an_unknown_language_stops_the_statement(column: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError):
        column.execute("SELECT nn_keys('Мінск', 'xx')")


@pytest.mark.parametrize(
    ("text", "about"),
    [(text, about) for text, about in QUERIES if "Георгиевна" not in text and "Рыг" not in text],
)
def test_the_tokenizer_finds_any_spelling(
    tokenized: apsw.Connection, text: str, about: str
) -> None:
    rows = tokenized.execute("SELECT rowid FROM story WHERE story MATCH ?", (text,))
    assert {number for (number,) in rows} == numbers(about)


def test_the_word_that_matched_is_highlighted(tokenized: apsw.Connection) -> None:
    asked = "SELECT rowid, highlight(story, 0, '<b>', '</b>') FROM story WHERE story MATCH ?"
    rows = tokenized.execute(asked, ("тихановская",)).fetchall()
    assert {number for number, _ in rows} == numbers("cichanouskaja")
    for number, text in rows:
        surname = STORIES[number].name.split()[1]
        assert text == STORIES[number].text.replace(surname, f"<b>{surname}</b>")


def test_the_tokenizer_leaves_other_words_as_they_are(tokenized: apsw.Connection) -> None:
    asked = "SELECT count(*) FROM story WHERE story MATCH ?"
    assert tokenized.execute(asked, ("выступила",)).fetchone() == (1,)
    assert tokenized.execute(asked, ("спявала",)).fetchone() == (0,)
    assert tokenized.execute(asked, ('"выступила в Вильнюсе"',)).fetchone() == (1,)


def test_a_word_is_no_key_and_words_of_a_phrase_stand_in_order(
    tokenized: apsw.Connection,
) -> None:
    asked = "SELECT count(*) FROM story WHERE story MATCH ?"
    (key, *_) = namenorm.keys("Тихановская")
    assert tokenized.execute(asked, (f'"{key}"',)).fetchone() == (0,)
    assert tokenized.execute(asked, ('"Светлана Лукин"',)).fetchone() == (0,)
    assert tokenized.execute(asked, ('"Svetlana Cichanouskaja"',)).fetchone() == (6,)
    assert tokenized.execute(asked, ('"Cichanouskaja Svetlana"',)).fetchone() == (0,)


@pytest.mark.parametrize("text", ["", "\x00", "Я" * 100_000, "—'’-", "𝔸𝔹 Ó", "İ I ß Ǆ"])
def test_the_tokenizer_takes_any_text(text: str) -> None:
    base = register_tokenizer(apsw.Connection(":memory:"))
    base.execute("CREATE VIRTUAL TABLE story USING fts5(text, tokenize='namenorm')")
    base.execute("INSERT INTO story VALUES (?)", (text,))
    assert base.execute("SELECT count(*) FROM story").fetchone() == (1,)
    base.close()
