"""The verbs over DataFrames of Apache Spark (extra `spark`): each adds columns to a DataFrame.

Spark sends the registry file to the executors; namenorm has to be installed there. A cell without
a name (null, no letter, more than 300 characters) has nulls in the new columns. The answers are
those of `namenorm.resolve` in one process.

    frame = namenorm.spark.resolve_column(frame, "name", registry="people.nnx")
    frame = namenorm.spark.keys_column(frame, "name", output="keys")
    frame = namenorm.spark.transliterate_column(frame, "name", "be-lacinka", output="lacinka")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from namenorm.bulk.answers import COLUMNS, Answer, Answerer, checked_type, resolver_of
from namenorm.errors import InputError
from namenorm.registry.index import SHIPPED

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


Rows = list[tuple[Any, ...]]
"""The values of the new columns, a tuple for each row."""


def resolve_column(
    frame: DataFrame,
    column: str,
    *,
    registry: Path | str | Sequence[Path | str] | None = None,
    type: str | None = None,
    prefix: str = "",
) -> DataFrame:
    """`frame` with the columns `decision`, `id`, `score`, `matched` and `type` for `column`.

    `registry` is the path of a compiled one on the driver, or several, the first before the others
    (`shipped` is the one that ships), or None for the one that ships; `type` is evidence about the
    bearers. `prefix` stands before the names of the new columns.
    Raises `InputError` for a missing column or one that exists already, `BrokenRegistry`.
    """
    from pyspark.sql.types import DoubleType, StringType, StructField

    checked_type(type)
    resolver_of(registry)  # a bad file is an error here, not of an executor
    files = (
        () if registry is None else (registry,) if isinstance(registry, str | Path) else registry
    )
    names = tuple(_handed(frame.sparkSession, file) for file in files)

    def answered(column: Sequence[str | None]) -> Rows:
        answers = _answerer(names, type).answers(column)
        nothing = (None,) * len(COLUMNS)
        return [one.values() if isinstance(one, Answer) else nothing for one in answers]

    fields = [
        StructField(prefix + one, DoubleType() if one == "score" else StringType())
        for one in COLUMNS
    ]
    return _with_columns(frame, column, fields, answered)


def transliterate_column(
    frame: DataFrame, column: str, scheme: str, *, output: str = "transliterated"
) -> DataFrame:
    """`frame` with the texts of `column` written by `scheme`, in the column `output`.

    Raises `InputError` for a missing column or one that is there already, `UnknownScheme`.
    """
    from pyspark.sql.types import StringType, StructField

    from namenorm import transliterate

    transliterate("а", scheme)

    def written(texts: Sequence[str | None]) -> Rows:
        return [(_or_none(lambda text: transliterate(text, scheme), text),) for text in texts]

    return _with_columns(frame, column, [StructField(output, StringType())], written)


def keys_column(frame: DataFrame, column: str, *, output: str = "keys") -> DataFrame:
    """`frame` with the keys of the names in `column`, lists in the column `output`.

    Raises `InputError` for a missing column or one that is there already.
    """
    from pyspark.sql.types import ArrayType, StringType, StructField

    from namenorm import keys

    def keyed(names: Sequence[str | None]) -> Rows:
        return [(_or_none(keys, name),) for name in names]

    return _with_columns(frame, column, [StructField(output, ArrayType(StringType()))], keyed)


def _or_none(verb: Callable[[str], Any], text: str | None) -> Any:
    """What `verb` returns for a text; None where there is none, or it is no name."""
    try:
        return None if text is None else verb(text)
    except InputError:
        return None


def _handed(session: SparkSession, file: Path | str) -> str:
    """The name by which executors find a registry; Spark sends them the file."""
    if str(file) == SHIPPED:
        return SHIPPED
    path = Path(file).absolute()
    session.sparkContext.addFile(str(path))
    return path.name


@cache
def _answerer(names: tuple[str, ...], type: str | None) -> Answerer:
    """Resolves names by files that Spark has sent here; one for each process of an executor."""
    from pyspark import SparkFiles

    files = [name if name == SHIPPED else SparkFiles.get(name) for name in names]
    return Answerer(resolver_of(files), type=type)


def _with_columns(
    frame: DataFrame, column: str, fields: Sequence[Any], answer: Callable[[Sequence[Any]], Rows]
) -> DataFrame:
    """`frame` with the columns `fields` behind its own, from `answer` of the cells of `column`."""
    from pyspark.sql.types import StringType, StructType

    if frame.columns.count(column) != 1:
        columns = ", ".join(frame.columns)[:400]
        reason = f"not one column {column[:60]!r}; the columns are: {columns}"
        raise InputError(reason, argument="column")
    if not isinstance(frame.schema[column].dataType, StringType):
        reason = f"the column {column[:60]!r} holds {frame.schema[column].dataType.simpleString()}"
        raise InputError(f"{reason}, and names are text", argument="column")
    # Spark does not tell capitals apart in the names of columns.
    present = {name.lower() for name in frame.columns}
    taken = [field.name for field in fields if field.name.lower() in present]
    if taken:
        reason = f"there is a column {taken[0]!r} already; name the new ones otherwise"
        raise InputError(reason, argument="output")
    schema = StructType([*frame.schema.fields, *fields])

    def batches(parts: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa
        from pyspark.sql.pandas.types import to_arrow_type

        for batch in parts:
            rows = answer(batch.column(column).to_pylist())
            more = [
                pa.array([row[at] for row in rows], to_arrow_type(field.dataType))
                for at, field in enumerate(fields)
            ]
            yield pa.RecordBatch.from_arrays([*batch.columns, *more], names=schema.names)

    return frame.mapInArrow(batches, schema)
