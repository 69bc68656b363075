"""Parquet, in and out, by pyarrow (extra `parquet`). Parts are streams of Arrow.

Parquet to Parquet keeps the types of all columns. Tables of text have text only. Of JSON Lines, a
column is of booleans, of whole numbers, of numbers or of text where all its values are, else of
JSON as text.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from namenorm.bulk.answers import COLUMNS, Answer
from namenorm.bulk.delimited import index_of
from namenorm.bulk.jsonl import LooseWriter
from namenorm.bulk.rows import Chunk, InputRow, cell, plain
from namenorm.errors import BrokenSource, InputError
from namenorm.streams.tabular import Place

_GROUP: Final = 100_000
"""Rows of a group from which on a new one begins."""


def require() -> None:
    """Raise `InputError` where pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401  # only whether it is there
    except ImportError:
        reason = "Parquet needs pyarrow: pip install 'namenorm[parquet]'"
        raise InputError(reason, argument="format") from None


@dataclass(frozen=True, slots=True)
class Parquet:
    """A file of row groups; `at` is the number of the column of names, from 0."""

    path: Path
    columns: tuple[str, ...]
    at: int
    size: int

    def chunks(self, rows: int, first: int, place: Place) -> Iterator[Chunk]:
        """Chunks of so many rows, or of what a row group has left; `place` counts rows."""
        import pyarrow.parquet

        done = place[1]
        with pyarrow.parquet.ParquetFile(self.path) as file:
            start = 0
            for group in range(file.num_row_groups):
                stop = start + file.metadata.row_group(group).num_rows
                if stop > done:
                    for batch in file.iter_batches(batch_size=rows, row_groups=[group]):
                        after = start + batch.num_rows
                        if after > done:
                            payload = (start, _stream(batch.schema, [batch]))
                            yield Chunk(first, payload, batch.num_rows, (0, after))
                            first += 1
                        start = after
                start = stop

    def rows(self, payload: tuple[int, bytes]) -> Iterator[InputRow]:
        """The rows of a chunk, their values as JSON can hold them."""
        start, stream = payload
        table = _read(stream)
        values = [_values(column) for column in table.columns]
        for number, row in enumerate(zip(*values, strict=True), start + 1):
            yield InputRow(number, "", row[self.at], row)


def parquet(path: Path, column: str) -> Parquet:
    """The file in `path`. Raises `BrokenSource`, also where `column` is missing or no text."""
    import pyarrow as pa
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            schema, count = file.schema_arrow, file.metadata.num_rows
    except (OSError, pa.ArrowException) as error:
        reason = " ".join(str(error).split())[:200]
        raise BrokenSource(str(path), f"not a Parquet file that can be read ({reason})") from None
    columns = tuple(schema.names)
    at = index_of(column, columns, path)
    type = schema.field(at).type
    if pa.types.is_dictionary(type):
        type = type.value_type
    if not (pa.types.is_string(type) or pa.types.is_large_string(type) or pa.types.is_null(type)):
        raise BrokenSource(str(path), f"the column {column[:60]!r} holds {type}, not text")
    return Parquet(path, columns, at, count)


def _values(column: Any) -> list[Any]:
    """The values of a column as JSON can hold them."""
    import pyarrow as pa

    type = column.type
    if pa.types.is_duration(type):
        column = column.cast(pa.int64())
    elif pa.types.is_temporal(type) or pa.types.is_decimal(type):
        # Arrow's own text: Python's dates and times have no nanoseconds.
        column = column.cast(pa.string())
    return [plain(value) for value in column.to_pylist()]


def _stream(schema: Any, batches: Sequence[Any]) -> bytes:
    import pyarrow as pa

    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, schema) as writer:
        for batch in batches:
            writer.write(batch)
    return sink.getvalue()


def _read(stream: bytes) -> Any:
    import pyarrow as pa

    with pa.ipc.open_stream(stream) as reader:
        return reader.read_all()


def _results(results: Sequence[str], answers: Sequence[Answer]) -> dict[str, Any]:
    """The result columns as arrays."""
    import pyarrow as pa

    columns = zip(*(one.values() for one in answers), strict=True) if answers else [()] * 5
    types = [pa.float64() if name == "score" else pa.string() for name in COLUMNS]
    named = zip(results, columns, types, strict=True)
    return {name: pa.array(values, type) for name, values, type in named}


@dataclass(frozen=True, slots=True)
class ParquetWriter:
    """Writes rows whose columns are known; `source` is there where they come from Parquet."""

    columns: tuple[str, ...]
    results: tuple[str, ...]
    source: Path | None

    def fault(self, row: InputRow, answer: Answer) -> str | None:
        """None: a column holds all that a row can."""
        return None

    def part(self, payload: Any, rows: Sequence[InputRow], answers: Sequence[Answer]) -> bytes:
        """The rows as a stream of Arrow."""
        import pyarrow as pa

        if self.source is not None:
            start, stream = payload
            table = _read(stream).take([row.number - 1 - start for row in rows])
        else:
            values = zip(*(row.values for row in rows), strict=True) if rows else ()
            texts = [pa.array(column, pa.string()) for column in values]
            texts = texts or [pa.array([], pa.string()) for _ in self.columns]
            table = pa.Table.from_arrays(texts, names=list(self.columns))
        for name, column in _results(self.results, answers).items():
            table = table.append_column(name, column)
        return _stream(table.schema, [table])

    def kinds(self, rows: Sequence[InputRow]) -> dict[str, list[str]]:
        """Nothing: the columns are known."""
        return {}

    def join(self, parts: Sequence[Path], kinds: Mapping[str, set[str]], file: BinaryIO) -> None:
        """The parts, in groups of rows."""
        import pyarrow as pa
        import pyarrow.parquet

        if self.source is not None:
            schema = pyarrow.parquet.read_schema(self.source)
        else:
            schema = pa.schema([(name, pa.string()) for name in self.columns])
        for name, column in _results(self.results, ()).items():
            schema = schema.append(pa.field(name, column.type))
        _write(file, schema, (_read(part.read_bytes()) for part in parts))


def _write(file: BinaryIO, schema: Any, tables: Iterator[Any]) -> None:
    import pyarrow as pa
    import pyarrow.parquet

    waiting: list[Any] = []
    with pyarrow.parquet.ParquetWriter(file, schema) as writer:
        for table in tables:
            waiting.append(table)
            if sum(map(len, waiting)) >= _GROUP:
                writer.write_table(pa.concat_tables(waiting))
                waiting.clear()
        if waiting:
            writer.write_table(pa.concat_tables(waiting))


@dataclass(frozen=True, slots=True)
class LooseParquetWriter(LooseWriter):
    """Writes a file of lines that have each their own keys: the parts are JSON Lines."""

    def join(self, parts: Sequence[Path], kinds: Mapping[str, set[str]], file: BinaryIO) -> None:
        """The cells of all lines, by types that hold them all; null where a line has no such key.

        An integer beyond 64 bits, a list, an object or a mixture makes a column of JSON as text.
        """
        import pyarrow as pa

        converted = {name: _conversion(some) for name, some in kinds.items()}
        fields = [(name, type) for name, (type, _) in converted.items()]
        fields += [(name, array.type) for name, array in _results(self.results, ()).items()]
        schema = pa.schema(fields)

        def tables() -> Iterator[Any]:
            for part in parts:
                with part.open(encoding="utf-8", newline="\n") as lines:
                    objects = [json.loads(line) for line in lines]
                columns = []
                for name, type in fields:
                    values = [one.get(name) for one in objects]
                    if name in converted:
                        values = [None if v is None else converted[name][1](v) for v in values]
                    columns.append(pa.array(values, type))
                yield pa.Table.from_arrays(columns, schema=schema)

        _write(file, schema, tables())


def _conversion(kinds: set[str]) -> tuple[Any, Callable[[Any], Any]]:
    """The type of a column that holds such values, and what makes a value one of it."""
    import pyarrow as pa

    some = kinds - {"null"}
    if some == {"bool"}:
        return pa.bool_(), bool
    if some == {"int"}:
        return pa.int64(), int
    if some and some <= {"int", "float"}:
        return pa.float64(), float
    return pa.string(), cell
