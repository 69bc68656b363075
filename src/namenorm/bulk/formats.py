"""Which reader and which writer a task needs."""

from __future__ import annotations

from typing import Final

from namenorm.bulk.delimited import DelimitedSource, TableWriter, delimited
from namenorm.bulk.jsonl import LinesWriter, LooseWriter, json_lines, refuse_collision
from namenorm.bulk.parquet import LooseParquetWriter, Parquet, ParquetWriter, parquet, require
from namenorm.bulk.rows import RowSource, RowWriter
from namenorm.bulk.task import PACKED, Task, format_of
from namenorm.errors import BrokenSource, InputError
from namenorm.streams.tabular import TAB

_KEYED: Final = ("jsonl", "parquet")
"""Formats in which no two columns can have one name."""


def pair_of(task: Task) -> tuple[RowSource, RowWriter]:
    """What reads the input of `task`, and what writes its output.

    Raises `InputError` for options that do not fit one another, `BrokenSource` for a file that
    cannot be read.
    """
    read = format_of(task.source, task.source_format, "--from")
    written = format_of(task.output, task.output_format, "--to")
    if "parquet" in (read, written):
        require()
    for path, format in ((task.source, read), (task.output, written)):
        if format == "parquet" and path.suffix in (*PACKED, ".zip"):
            reason = f"{path.name[:100]}: Parquet is packed in itself; unpack the file"
            raise InputError(reason, argument="format")
    if task.output.suffix == ".zip":
        raise InputError(f"write {', '.join(PACKED)} or no packed file", argument="output")
    if read == "jsonl":
        lines = json_lines(task.source, task.column, task.encoding, task.results)
        if written == "jsonl":
            return lines, LinesWriter(None, task.results)
        if written == "parquet":
            return lines, LooseParquetWriter(None, task.results, "")
        return lines, LooseWriter(None, task.results, TAB if written == "tsv" else ",")
    source: DelimitedSource | Parquet
    if read == "parquet":
        source = parquet(task.source, task.column)
    else:
        source = delimited(task.source, read, task.column, task.encoding)
    refuse_collision(source.columns, task.results)
    twice = [name for name in source.columns if source.columns.count(name) > 1]
    if twice and written in _KEYED:
        reason = f"two columns are named {twice[0][:60]!r}, which {written} cannot have"
        raise BrokenSource(str(task.source), reason)
    return source, _writer(task, source, written)


def _writer(task: Task, source: DelimitedSource | Parquet, format: str) -> RowWriter:
    if format == "jsonl":
        return LinesWriter(source.columns, task.results)
    if format == "parquet":
        path = source.path if isinstance(source, Parquet) else None
        return ParquetWriter(source.columns, task.results, path)
    delimiter = TAB if format == "tsv" else ","
    if format == "csv" and isinstance(source, DelimitedSource) and source.header.delimiter != TAB:
        delimiter = source.header.delimiter
    return TableWriter(source.columns, task.results, delimiter)
