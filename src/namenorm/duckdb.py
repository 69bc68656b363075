"""The verbs as functions of DuckDB (extra `duckdb`): `register`, then `SELECT nn_id(name) FROM …`.

| function | result |
|---|---|
| `nn_resolve(name)` | `STRUCT(decision, id, score, matched, type)`, the score a DOUBLE |
| `nn_id(name)` | the id where the decision is `match`, else NULL |
| `nn_keys(name)` | `VARCHAR[]`, equal for spellings of the same name part |
| `nn_compare(a, b)` | `DOUBLE`, how likely both name the same, 0 to 1 |
| `nn_transliterate(text, scheme)` | `VARCHAR` |

NULL gives NULL, and so does a text that is no name (no letter, more than 300 characters): one bad
row does not stop a query. A scheme that does not exist is an error.

>>> import duckdb
>>> connection = register(duckdb.connect())
>>> connection.sql("SELECT nn_id('Tsikhanouskaya'), nn_id(''), nn_id(NULL)").fetchall()
[('cichanouskaja-sviatlana', None, None)]
>>> connection.sql("SELECT nn_transliterate('Ціханоўская', 'be-lacinka')").fetchall()
[('Cichanoŭskaja',)]
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from namenorm import compare, keys, transliterate
from namenorm.bulk.answers import COLUMNS, Answer, Answerer, RegistrySource, resolver_of
from namenorm.errors import InputError, UnknownScheme

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


_ANSWER: Final = "STRUCT(decision VARCHAR, id VARCHAR, score DOUBLE, matched VARCHAR, type VARCHAR)"


def register(connection: DuckDBPyConnection, registry: RegistrySource = None) -> DuckDBPyConnection:
    """Give `connection` the functions, and return it; those of an earlier call are replaced.

    `registry` is what `nn_resolve` and `nn_id` ask, as in `namenorm.bulk.resolve_names`.
    Raises `BrokenRegistry`.
    """
    import duckdb
    import pyarrow as pa

    answerer = Answerer(resolver_of(registry))
    text, number = pa.string(), pa.float64()
    answer = pa.struct([(name, number if name == "score" else text) for name in COLUMNS])

    def resolved(names: Any) -> Any:
        rows = [
            one and dict(zip(COLUMNS, one.values(), strict=True)) for one in _ask(answerer, names)
        ]
        return pa.array(rows, answer)

    def ids(names: Any) -> Any:
        found = _ask(answerer, names)
        return pa.array(
            [one.id if one and one.decision == "match" else None for one in found], text
        )

    def keyed(names: Any) -> Any:
        return pa.array(_each(keys, names), pa.list_(text))

    def compared(first: Any, second: Any) -> Any:
        return pa.array(_each(lambda a, b: compare(a, b).score, first, second), number)

    def transliterated(texts: Any, schemes: Any) -> Any:
        return pa.array(_each(transliterate, texts, schemes), text)

    functions: list[tuple[str, Callable[..., Any], int, str]] = [
        ("nn_resolve", resolved, 1, _ANSWER),
        ("nn_id", ids, 1, "VARCHAR"),
        ("nn_keys", keyed, 1, "VARCHAR[]"),
        ("nn_compare", compared, 2, "DOUBLE"),
        ("nn_transliterate", transliterated, 2, "VARCHAR"),
    ]
    for name, function, count, result in functions:
        with suppress(duckdb.InvalidInputException):  # raised by the first call
            connection.remove_function(name)
        # The published types know the enumerations only, whose module differs by version.
        connection.create_function(  # type: ignore[call-overload]
            name, function, ["VARCHAR"] * count, result, type="arrow", null_handling="special"
        )
    return connection


def _ask(answerer: Answerer, names: Any) -> list[Answer | None]:
    answers = answerer.answers(names.to_pylist())
    return [one if isinstance(one, Answer) else None for one in answers]


def _each(verb: Callable[..., Any], *columns: Any) -> list[Any]:
    """What `verb` returns for each row; None where a cell is null or is no name."""
    found: list[Any] = []
    for row in zip(*(column.to_pylist() for column in columns), strict=True):
        try:
            found.append(None if None in row else verb(*row))
        except UnknownScheme:
            raise
        except InputError:
            found.append(None)
    return found
