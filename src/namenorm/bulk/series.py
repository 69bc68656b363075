"""Names in a Series of pandas or Polars; neither library is loaded unless a Series is one of its.

>>> import pandas
>>> frame = resolve_series(pandas.Series(["Tsikhanouskaya", None], index=["a", "b"]))
>>> frame.loc["a", "id"], frame["decision"].isna().to_list()
('cichanouskaja-sviatlana', [False, True])
"""

from __future__ import annotations

from typing import Any, Final

from namenorm.bulk.answers import COLUMNS, Answer, RegistrySource, resolve_names
from namenorm.errors import InputError

_NUMBER: Final = "score"


def resolve_series(series: Any, *, registry: RegistrySource = None, type: str | None = None) -> Any:
    """Who or what each name of a Series means: a DataFrame of the same library.

    The rows are those of the Series, a pandas index included; the columns are `decision`, `id`,
    `score`, `matched` and `type`. Nulls and what is no name (no letter, more than 300 characters)
    have nulls in all of them. `registry` and `type` are those of `resolve_names`.
    Raises `InputError` where `series` is no Series, or holds no text; `BrokenRegistry`.
    """
    libraries = {
        cls.__module__.partition(".")[0]
        for cls in series.__class__.__mro__
        if cls.__name__ == "Series"
    }
    if "pandas" in libraries:
        return _pandas(series, registry, type)
    if "polars" in libraries:
        return _polars(series, registry, type)
    reason = f"a Series of pandas or Polars is asked for, not {series.__class__.__name__}"
    raise InputError(reason, argument="series")


def _columns(answers: list[Answer | None]) -> dict[str, list[Any]]:
    rows = [one.values() if one else (None,) * len(COLUMNS) for one in answers]
    return {name: [row[at] for row in rows] for at, name in enumerate(COLUMNS)}


def _pandas(series: Any, registry: RegistrySource, type: str | None) -> Any:
    import pandas

    types = pandas.api.types
    texts = types.is_string_dtype(series) or types.is_object_dtype(series)
    if not texts and not isinstance(series.dtype, pandas.CategoricalDtype) and len(series):
        raise _no_text(series.dtype)
    names = [None if null else name for name, null in zip(series, series.isna(), strict=True)]
    columns = _columns(resolve_names(names, registry=registry, type=type))
    arrays = {
        name: pandas.array(values, dtype="Float64" if name == _NUMBER else "string")
        for name, values in columns.items()
    }
    return pandas.DataFrame(arrays, index=series.index)


def _polars(series: Any, registry: RegistrySource, type: str | None) -> Any:
    import polars

    if series.dtype not in (polars.String, polars.Categorical, polars.Enum, polars.Null):
        raise _no_text(series.dtype)
    columns = _columns(resolve_names(series.to_list(), registry=registry, type=type))
    schema = {name: polars.Float64 if name == _NUMBER else polars.String for name in COLUMNS}
    return polars.DataFrame(columns, schema=schema)


def _no_text(dtype: object) -> InputError:
    return InputError(f"the series holds {dtype}, and names are text", argument="series")
