"""Series of pandas and Polars: the same library, index and order come back, nulls stay null."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from namenorm import Registry
from namenorm.bulk import resolve_names, resolve_series
from namenorm.errors import InputError

NAMES = ["Jan Czeczot", None, "Qqqzzxw", "", "Тихановская Светлана", "x" * 301, "Jan Czeczot"]
IDS = ["p2", None, None, None, "p1", None, "p2"]
COLUMNS = ["decision", "id", "score", "matched", "type"]


@pytest.mark.parametrize("dtype", ["object", "string", "category"])
def test_pandas(dtype: str, registry: Path) -> None:
    index = pd.Index(list("gfedcba"), name="key")
    frame = resolve_series(pd.Series(NAMES, index, dtype=dtype, name="who"), registry=registry)
    assert isinstance(frame, pd.DataFrame) and list(frame) == COLUMNS
    assert frame.index.equals(index) and frame.index.name == "key"
    assert [None if pd.isna(one) else one for one in frame["id"]] == IDS
    assert frame["decision"].isna().tolist() == [False, True, False, True, False, True, False]
    assert frame.loc["a", "score"] == frame.loc["g", "score"] > 0.9
    assert str(frame["score"].dtype) == "Float64"


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical])
def test_polars(dtype: type[pl.DataType], registry: Path) -> None:
    frame = resolve_series(pl.Series("who", NAMES, dtype=dtype), registry=str(registry))
    assert isinstance(frame, pl.DataFrame) and frame.columns == COLUMNS
    assert frame["id"].to_list() == IDS
    assert frame["decision"][2] == "none" and frame["decision"][3] is None
    assert frame.schema["score"] == pl.Float64


def test_what_stands_around_a_name_is_read() -> None:
    (found,) = resolve_names(["Пинск, Брестская область"])
    assert found and (found.decision, found.id) == ("match", "pinsk")


@pytest.mark.parametrize("series", [pd.Series([None, None], dtype="object"), pl.Series([None])])
def test_nothing_but_nulls(series: object, registry: Path) -> None:
    frame = resolve_series(series, registry=registry)
    assert len(frame) == len(series)  # type: ignore[arg-type]
    values = frame["id"].to_list()
    assert all(value is None or value is pd.NA for value in values)


@pytest.mark.parametrize("series", [pd.Series([], dtype="object"), pl.Series([], dtype=pl.String)])
def test_an_empty_series(series: object, registry: Path) -> None:
    assert list(resolve_series(series, registry=registry).columns) == COLUMNS


@pytest.mark.parametrize(
    ("series", "told"),
    [
        (pd.Series([1, 2]), "the series holds int64"),
        (pl.Series([1, 2]), "the series holds Int64"),
        (["Jan"], "a Series of pandas or Polars is asked for, not list"),
        (pd.DataFrame({"name": ["Jan"]})["name"].str, "not StringMethods"),
        (pl.DataFrame({"name": ["Jan"]}), "not DataFrame"),
        (pd.DataFrame({"name": ["Jan"]}), "not DataFrame"),
    ],
)
def test_what_is_no_series_of_names(series: object, told: str, registry: Path) -> None:
    with pytest.raises(InputError, match=told):
        resolve_series(series, registry=registry)


def test_names_of_a_registry_in_memory(registry: Path) -> None:
    opened = Registry.open(registry)
    answers = resolve_names(iter(NAMES), registry=opened, type="person")
    assert [one and one.id for one in answers] == IDS
    with pytest.raises(InputError, match="type 'dog'"):
        resolve_names(["Jan"], registry=opened, type="dog")
