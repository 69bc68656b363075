"""CSV and TSV, in and out.

They are read as `namenorm.streams.tabular` says, and written with a header and "\\n" at the ends
of lines, in UTF-8.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from namenorm.bulk.answers import Answer
from namenorm.bulk.lines import Payload, chunks
from namenorm.bulk.rows import Chunk, InputRow, cell
from namenorm.errors import BrokenSource
from namenorm.streams import tabular
from namenorm.streams.tabular import DIALECTS, TAB, Header, Place, read_header


@dataclass(frozen=True, slots=True)
class DelimitedSource:
    """A table with a header; `at` is the number of the column of names, from 0."""

    path: Path
    encoding: str
    header: Header
    at: int

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.header.columns

    @property
    def size(self) -> int:
        """The bytes of the file, packed as it is."""
        return self.path.stat().st_size

    def chunks(self, rows: int, first: int, place: Place) -> Iterator[Chunk]:
        """Chunks of so many rows, numbered from `first`, of what comes after `place`."""
        split = partial(tabular.rows, delimiter=self.header.delimiter, width=len(self.columns))
        place = max(place, self.header.after)
        return chunks(self.path, self.encoding, split, rows, first, place)

    def rows(self, payload: Payload) -> Iterator[InputRow]:
        """The rows of a chunk; an empty line is one only where there is one column."""
        width = len(self.columns)
        for number, text, fault in payload:
            shown = text.rstrip("\r\n")
            cells: list[str] = []
            if not fault:
                if not shown and width > 1:
                    continue
                cells, fault = tabular.cells(text, self.header.delimiter, width)
            if fault:
                yield InputRow(number, shown, fault=fault)
            else:
                yield InputRow(number, shown, cells[self.at], cells)


def delimited(path: Path, format: str, column: str, encoding: str) -> DelimitedSource:
    """The table in `path`, `csv` or `tsv`. Raises `BrokenSource`, also without such a column."""
    header = read_header(path, format, encoding)
    return DelimitedSource(path, encoding, header, index_of(column, header.columns, path))


def index_of(column: str, columns: Sequence[str], path: Path) -> int:
    """The place of a column. Raises `BrokenSource` where there is none, or more than one."""
    count = columns.count(column)
    if count != 1:
        reason = f"{count} columns are named" if count else "there is no column"
        listed = ", ".join(columns)[:400]
        raise BrokenSource(str(path), f"{reason} {column[:60]!r}; the columns are: {listed}")
    return columns.index(column)


class _Lines(list[bytes]):
    """Takes what a writer of rows writes, a row at a time."""

    def write(self, row: str) -> None:
        """Keep a row, which ends as the dialects say, with the line end that we write."""
        self.append(row[:-2].encode() + b"\n")


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes rows whose columns are known, and the results behind them."""

    columns: tuple[str, ...]
    results: tuple[str, ...]
    delimiter: str

    def fault(self, row: InputRow, answer: Answer) -> str | None:
        """Why a cell cannot stand in the table, None where all can."""
        if self.delimiter != TAB:
            return None
        return None if fits_tsv([*row.values, *answer.values()]) else NOT_TSV

    def part(self, payload: object, rows: Sequence[InputRow], answers: Sequence[Answer]) -> bytes:
        """The rows, without a header."""
        return table(
            self.delimiter,
            ([*row.values, *one.values()] for row, one in zip(rows, answers, strict=True)),
        )

    def kinds(self, rows: Sequence[InputRow]) -> dict[str, list[str]]:
        """Nothing: the columns are known."""
        return {}

    def join(self, parts: Sequence[Path], kinds: Mapping[str, set[str]], file: BinaryIO) -> None:
        """The header and the parts."""
        file.write(table(self.delimiter, [(*self.columns, *self.results)]))
        copy(parts, file)


NOT_TSV: Final = "a cell holds a tab or a line end, which TSV cannot; write CSV or JSON Lines"


def fits_tsv(values: Sequence[object]) -> bool:
    """Whether no cell holds what separates cells or lines."""
    return not any(
        isinstance(value, str) and (TAB in value or "\n" in value or "\r" in value)
        for value in values
    )


def table(delimiter: str, rows: Iterator[list[object]] | Sequence[Sequence[object]]) -> bytes:
    """Rows of values as they stand in the file.

    >>> table(",", [["Ян", None, 0.5, 'a"b']]).decode()
    'Ян,,0.5,"a""b"\\n'
    """
    lines = _Lines()
    writer = csv.writer(lines, DIALECTS[delimiter])
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return b"".join(lines)


def copy(parts: Sequence[Path], file: BinaryIO) -> None:
    """Write the parts one after another."""
    for part in parts:
        with part.open("rb") as read:
            shutil.copyfileobj(read, file)
