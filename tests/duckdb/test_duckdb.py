"""The functions in a real DuckDB: the answers of the verbs, nulls, bad names, many rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import namenorm
import namenorm.duckdb
from tests.support.small_registry import small_registry


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    registry: Path = small_registry(tmp_path_factory.mktemp("registry"))
    with duckdb.connect() as opened:
        yield namenorm.duckdb.register(opened, registry)


def test_the_answers_are_those_of_the_verbs(connection: duckdb.DuckDBPyConnection) -> None:
    asked = """
        SELECT nn_resolve('Jan Czeczot'), nn_id('Jan Czeczot'), nn_keys('Jan Czeczot'),
            nn_compare('Ян Чачот', 'Jan Czeczot'), nn_transliterate('Ян Чачот', 'be-lacinka')
    """
    ((answer, id, keys, likeness, written),) = connection.sql(asked).fetchall()
    assert answer == {
        "decision": "match",
        "id": "p2",
        "score": answer["score"],
        "matched": "Ян Чачот",
        "type": "person",
    }
    assert answer["score"] > 0.9 and id == "p2"
    assert tuple(keys) == namenorm.keys("Jan Czeczot")
    assert likeness == namenorm.compare("Ян Чачот", "Jan Czeczot").score
    assert written == "Jan Čačot"


@pytest.mark.parametrize("name", ["NULL", "''", "'...'", "repeat('a', 301)"])
def test_what_is_no_name_is_null(name: str, connection: duckdb.DuckDBPyConnection) -> None:
    asked = f"SELECT nn_resolve({name}), nn_id({name}), nn_keys({name}), nn_compare('Ян', {name})"
    assert connection.sql(asked).fetchall() == [(None,) * 4]
    assert connection.sql("SELECT nn_transliterate(NULL, 'be-lacinka')").fetchall() == [(None,)]


def test_a_name_of_nobody_has_no_id(connection: duckdb.DuckDBPyConnection) -> None:
    asked = "SELECT nn_id('Qqqzzxw'), nn_resolve('Qqqzzxw').decision"
    assert connection.sql(asked).fetchall() == [(None, "none")]


def test_a_column_longer_than_a_vector(connection: duckdb.DuckDBPyConnection) -> None:
    asked = """
        SELECT count(*), count(nn_id(name)), count(nn_resolve(name))
        FROM (SELECT CASE WHEN i % 3 = 0 THEN 'Jan Czeczot' WHEN i % 3 = 1 THEN '' END AS name
              FROM range(9000) AS t(i))
    """
    assert connection.sql(asked).fetchall() == [(9000, 3000, 3000)]


def test_a_scheme_that_is_none_is_an_error(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error, match="latsinka"):
        connection.sql("SELECT nn_transliterate('Ян', 'latsinka')").fetchall()


def test_register_again_changes_the_registry(connection: duckdb.DuckDBPyConnection) -> None:
    other = namenorm.Registry.from_records([{"id": "other", "names": [{"text": "Ян Чачот"}]}])
    with duckdb.connect() as opened:
        namenorm.duckdb.register(opened, other)
        namenorm.duckdb.register(opened, other)
        assert opened.sql("SELECT nn_id('Jan Czeczot')").fetchall() == [("other",)]
    assert connection.sql("SELECT nn_id('Jan Czeczot')").fetchall() == [("p2",)]
