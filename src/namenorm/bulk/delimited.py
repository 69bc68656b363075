"""CSV and TSV, in and out.

CSV: commas, or semicolons where the header has more of them, and cells in quotation marks where
they hold one or a line end. TSV: tabs, and no quotation marks, so that a cell holds neither a tab
nor a line end. Written with a header and "\\n" at the ends of lines, in UTF-8.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from namenorm.bulk.answers import Answer
from namenorm.bulk.lines import Payload, chunks, quoted, read_lines, single
from namenorm.bulk.rows import Chunk, Place, Row, cell
from namenorm.errors import BrokenSource
from namenorm.registry.sources.opening import opened

TAB: Final = "\t"


class Commas(csv.Dialect):
    """Cells between commas; a cell in quotation marks may hold what it likes."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    # The writer quotes the letters of the line end: with this, both of them.
    lineterminator = "\r\n"
    quoting = csv.QUOTE_MINIMAL


class Semicolons(Commas):
    """As spreadsheets write it where the comma stands in numbers."""

    delimiter = ";"


class Tabs(csv.Dialect):
    """Cells between tabs, as they stand."""

    delimiter = TAB
    quoting = csv.QUOTE_NONE
    lineterminator = "\r\n"


_DIALECTS: Final[dict[str, type[csv.Dialect]]] = {",": Commas, ";": Semicolons, TAB: Tabs}


@dataclass(frozen=True, slots=True)
class Delimited:
    """A table with a header; `at` is the number of the column of names, from 0."""

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    at: int

    @property
    def size(self) -> int:
        """The bytes of the file, packed as it is."""
        return self.path.stat().st_size

    def chunks(self, rows: int, first: int, place: Place) -> Iterator[Chunk]:
        """Chunks of so many rows, numbered from `first`, of what comes after `place`."""
        dialect = _DIALECTS[self.delimiter]
        cut = single if self.delimiter == TAB else quoted(dialect, len(self.columns))
        return chunks(self.path, self.encoding, cut, rows, first, place, header=True)

    def rows(self, payload: Payload) -> Iterator[Row]:
        """The rows of a chunk; an empty line is one only where there is one column."""
        width = len(self.columns)
        for number, text, fault in payload:
            shown = text.rstrip("\r\n")
            if fault:
                yield Row(number, shown, fault=fault)
                continue
            if not shown and width > 1:
                continue
            try:
                cells = next(csv.reader([text], _DIALECTS[self.delimiter], strict=True), [])
            except csv.Error as error:
                yield Row(number, shown, fault=f"not a row: {error}")
                continue
            cells = cells or [""]
            if len(cells) != width:
                told = f"{len(cells)} cells, where the header has {width}"
                yield Row(number, shown, fault=told)
            else:
                yield Row(number, shown, cells[self.at], cells)


def delimited(path: Path, format: str, column: str, encoding: str) -> Delimited:
    """The table in `path`, `csv` or `tsv`. Raises `BrokenSource`, also without such a column."""
    with opened(path) as stream:
        lines = read_lines(stream, 0, encoding)
        start = next(single(lines), None)
    if start is None:
        raise BrokenSource(str(path), "the file is empty; the first row names the columns")
    delimiter = TAB
    if format == "csv":
        delimiter = ";" if start.text.count(";") > start.text.count(",") else ","
    dialect = _DIALECTS[delimiter]
    with opened(path) as stream:
        lines = read_lines(stream, 0, encoding)
        first = next(single(lines) if format == "tsv" else quoted(dialect, None)(lines))
    if first.fault:
        hint = "; convert UTF-16 to UTF-8, or name another with --encoding"
        raise BrokenSource(str(path), f"the first row: {first.fault}{hint}")
    try:
        columns = tuple(next(csv.reader([first.text], dialect, strict=True), []))
    except csv.Error as error:
        raise BrokenSource(str(path), f"the first row cannot be read: {error}") from None
    return Delimited(path, encoding, delimiter, columns, index_of(column, columns, path))


def index_of(column: str, columns: Sequence[str], path: Path) -> int:
    """The place of a column. Raises `BrokenSource` where there is none, or more than one."""
    count = columns.count(column)
    if count != 1:
        told = f"{count} columns are named" if count else "there is no column"
        listed = ", ".join(columns)[:400]
        raise BrokenSource(str(path), f"{told} {column[:60]!r}; the columns are: {listed}")
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

    def fault(self, row: Row, answer: Answer) -> str | None:
        """Why a cell cannot stand in the table, None where all can."""
        if self.delimiter != TAB:
            return None
        return None if fits_tsv([*row.values, *answer.values()]) else NOT_TSV

    def part(self, payload: object, rows: Sequence[Row], answers: Sequence[Answer]) -> bytes:
        """The rows, without a header."""
        return table(
            self.delimiter,
            ([*row.values, *one.values()] for row, one in zip(rows, answers, strict=True)),
        )

    def kinds(self, rows: Sequence[Row]) -> dict[str, list[str]]:
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
    writer = csv.writer(lines, _DIALECTS[delimiter])
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return b"".join(lines)


def copy(parts: Sequence[Path], file: BinaryIO) -> None:
    """Write the parts one after another."""
    for part in parts:
        with part.open("rb") as read:
            shutil.copyfileobj(read, file)
