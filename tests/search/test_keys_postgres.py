"""Keys in PostgreSQL: a column of keys with an index, in a real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from namenorm.search import query
from tests.search.stories import QUERIES, STORIES, keys_of, numbers
from tests.support.cluster import Cluster

pytestmark = pytest.mark.needs("postgresql")


@pytest.fixture(scope="module")
def base(postgres: Cluster) -> Iterator[Any]:
    with postgres.connect() as connection:
        connection.execute("CREATE TABLE story (number int, name text, name_keys text[])")
        connection.execute("CREATE INDEX story_keys ON story USING gin (name_keys)")
        with connection.cursor() as cursor:
            rows = [(n, story.name, keys_of(story)) for n, story in enumerate(STORIES)]
            cursor.executemany("INSERT INTO story VALUES (%s, %s, %s)", rows)
        yield connection


def found(base: Any, text: str, **options: Any) -> set[int]:
    asked = query(text, "postgres", **options)
    rows = base.execute(f"SELECT number FROM story WHERE {asked.sql}", asked.parameters)
    return {number for (number,) in rows}


@pytest.mark.parametrize(("text", "about"), QUERIES)
def test_any_spelling_finds_all_and_nothing_else(base: Any, text: str, about: str) -> None:
    assert found(base, text) == numbers(about)


def test_one_script_or_one_language(base: Any) -> None:
    cyrillic = found(base, "Тихановская", within="script")
    assert {STORIES[number].lang for number in cyrillic} == {"be", "ru"}
    english = found(base, "Тихановская", within="lang", lang="en")
    assert {STORIES[number].lang for number in english} == {"en"}


def test_a_field_may_name_its_table(base: Any) -> None:
    assert found(base, "Пазняк", field="story.name_keys") == numbers("pazniak")


def test_the_index_answers(base: Any) -> None:
    asked = query("Светлана Тихановская", "postgres")
    base.execute("SET enable_seqscan = off")
    plan = base.execute(f"EXPLAIN SELECT 1 FROM story WHERE {asked.sql}", asked.parameters)
    assert any("story_keys" in line for (line,) in plan)
    base.execute("RESET enable_seqscan")
