"""The verbs on a real, local Spark: the answers of one process, and every column kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import namenorm
from namenorm import spark as nn
from namenorm.bulk import resolve_names
from namenorm.errors import BrokenRegistry, InputError, UnknownScheme
from tests.support.small_registry import small_registry

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.needs("java")

NAMES = ["Jan Czeczot", None, "", "Тихановская Светлана", "Qqqzzxw", "x" * 301, "Д. Гжегжулко"]


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        options = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2"}
        opened = SparkSession.builder.master("local[2]").config(map=options).getOrCreate()
        yield opened
        opened.stop()


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_registry(tmp_path_factory.mktemp("registry"))


@pytest.fixture(scope="module")
def frame(session: SparkSession) -> DataFrame:
    rows = [(number, name, [number]) for number, name in enumerate(NAMES)]
    made = session.createDataFrame(rows, "number int, name string, list array<int>")
    return made.repartition(2)


def test_the_answers_are_those_of_one_process(frame: DataFrame, registry: Path) -> None:
    made = nn.resolve_column(frame, "name", registry=registry, type="person", prefix="nn_")
    rows = made.orderBy("number").collect()
    expected = resolve_names(NAMES, registry=registry, type="person")
    for row, name, answer in zip(rows, NAMES, expected, strict=True):
        assert row.name == name and row.list == [row.number]
        found = (row.nn_decision, row.nn_id, row.nn_score, row.nn_matched, row.nn_type)
        assert found == (answer.values() if answer else (None,) * 5)
    assert {row.nn_id for row in rows} >= {"p1", "p2", "p3"}


def test_several_registries(frame: DataFrame, registry: Path) -> None:
    several = [registry, "shipped"]
    made = nn.resolve_column(frame, "name", registry=several).orderBy("number").collect()
    expected = resolve_names(NAMES, registry=several)
    assert [row.id for row in made] == [one and one.id for one in expected]
    assert {row.id for row in made} >= {"p3", "cacot-jan"}  # of either registry


def test_keys_and_schemes(frame: DataFrame) -> None:
    made = nn.keys_column(frame, "name")
    made = nn.transliterate_column(made, "name", "be-lacinka", output="lacinka")
    rows = made.orderBy("number").collect()
    assert tuple(rows[0]["keys"]) == namenorm.keys(NAMES[0] or "")
    assert rows[3].lacinka == namenorm.transliterate(NAMES[3] or "", "be-lacinka")
    assert [row["keys"] for row in rows if not row.name] == [None, None]
    assert rows[1].lacinka is None and rows[2].lacinka == ""


def test_what_cannot_be_is_told_before_a_job_runs(frame: DataFrame, registry: Path) -> None:
    with pytest.raises(InputError, match="'nome'; the columns are: number, name, list"):
        nn.resolve_column(frame, "nome")
    with pytest.raises(InputError, match="holds int, and names are text"):
        nn.keys_column(frame, "number")
    with pytest.raises(InputError, match="a column 'NAME' already"):
        nn.keys_column(frame, "name", output="NAME")
    with pytest.raises(InputError, match="type 'dog'"):
        nn.resolve_column(frame, "name", type="dog")
    with pytest.raises(UnknownScheme):
        nn.transliterate_column(frame, "name", "latsinka")
    with pytest.raises(BrokenRegistry):
        nn.resolve_column(frame, "name", registry=registry.with_name("people.jsonl"))
