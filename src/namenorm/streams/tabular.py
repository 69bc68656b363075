"""Tables with a header, as CSV or TSV: the rows of a stream, and the cells of a row.

CSV: commas, or semicolons where the header has more of them, and cells in quotation marks where
they hold one or a line end. TSV: tabs, and no quotation marks, so that a cell holds neither a tab
nor a line end.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, dropwhile
from pathlib import Path
from typing import Final, NamedTuple

from namenorm.errors import BrokenSource
from namenorm.streams.lines import Line, read_lines, refuse_utf16
from namenorm.streams.opening import opened

TAB: Final = "\t"
MOST_LINES: Final = 1_000
"""A quoted cell that goes on for more lines than this is a quotation mark that was not closed."""

Place = tuple[int, int]
"""Where a row ends: the position in the stream, and the number of its last line."""
START: Final[Place] = (0, 0)


class CommaSeparated(csv.Dialect):
    """Cells between commas; a cell in quotation marks may hold what it likes."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    # The writer quotes the letters of the line end: with this, both of them.
    lineterminator = "\r\n"
    quoting = csv.QUOTE_MINIMAL


class SemicolonSeparated(CommaSeparated):
    """As spreadsheets write it where the comma stands in numbers."""

    delimiter = ";"


class TabSeparated(csv.Dialect):
    """Cells between tabs, as they stand."""

    delimiter = TAB
    quoting = csv.QUOTE_NONE
    lineterminator = "\r\n"


DIALECTS: Final[dict[str, type[csv.Dialect]]] = {
    ",": CommaSeparated,
    ";": SemicolonSeparated,
    TAB: TabSeparated,
}


class RowText(NamedTuple):
    """The text of one row, of one line or more; `number` is that of the first."""

    number: int
    after: Place
    text: str
    fault: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, and where the rows begin."""

    delimiter: str
    columns: tuple[str, ...]
    after: Place


def read_header(path: Path, format: str, encoding: str, *, comments: bool = False) -> Header:
    """The first row of `path`, a `csv` or `tsv` table, that is not empty.

    With `comments`, lines that begin with `#` may stand before it. Raises `BrokenSource` where
    there is no such row, or where it cannot be read.
    """
    with opened(path) as stream:
        every = read_lines(stream, encoding=encoding)
        lines = dropwhile(lambda line: _before_header(line, comments), every)
        first = next(lines, None)
        if first is None:
            raise BrokenSource(str(path), "the file is empty; the first row names the columns")
        delimiter = TAB
        if format == "csv":
            delimiter = ";" if first.text.count(";") > first.text.count(",") else ","
        found = next(rows(chain([first], lines), delimiter))
    if found.fault:
        refuse_utf16(path)
        raise BrokenSource(str(path), f"the first row: {found.fault}")
    columns, fault = cells(found.text, delimiter)
    if fault:
        raise BrokenSource(str(path), f"the first row cannot be read: {fault}")
    return Header(delimiter, tuple(columns), found.after)


def _before_header(line: Line, comments: bool) -> bool:
    if line.fault:
        return False
    return not line.text.strip() or (comments and line.text.startswith("#"))


def rows(lines: Iterator[Line], delimiter: str, width: int | None = None) -> Iterator[RowText]:
    """The rows that `lines` are; a quoted cell may go on for `MOST_LINES`.

    Where lines cannot be read as one row of `width` cells, the first is a row of its own, and
    reading goes on at the second: a quotation mark that was not closed does not swallow the rest.
    """
    mark = DIALECTS[delimiter].quotechar if delimiter != TAB else None
    waiting: deque[Line] = deque()
    while (first := waiting.popleft() if waiting else next(lines, None)) is not None:
        used = [first]
        # Without a quotation mark a line is a row; most are.
        if mark and first.fault is None and mark in first.text:
            used = _joined(first, lines, waiting, DIALECTS[delimiter], width)
        text = "".join(line.text for line in used)
        yield RowText(first.number, (used[-1].after, used[-1].number), text, first.fault)


def _joined(
    first: Line,
    lines: Iterator[Line],
    waiting: deque[Line],
    dialect: type[csv.Dialect],
    width: int | None,
) -> list[Line]:
    """The lines of the row that begins with `first`; those read too far go to `waiting`."""
    used: list[Line] = []

    def texts() -> Iterator[str]:
        line: Line | None = first
        while line is not None and line.fault is None and len(used) < MOST_LINES:
            used.append(line)
            yield line.text
            line = waiting.popleft() if waiting else next(lines, None)
        if line is not None:
            waiting.appendleft(line)

    try:
        found = next(csv.reader(texts(), dialect, strict=True))
    except (csv.Error, StopIteration):
        found = None
    if len(used) > 1 and (found is None or width not in (None, len(found))):
        waiting.extendleft(reversed(used[1:]))
        return used[:1]
    return used


def cells(text: str, delimiter: str, width: int | None = None) -> tuple[list[str], str | None]:
    """The cells of a row, and why they are not `width` cells, None where they are.

    >>> cells('"Чачот, Ян",be', ",", 2), cells("Ян", ",", 2)
    ((['Чачот, Ян', 'be'], None), (['Ян'], '1 cells, where the header has 2'))
    """
    try:
        found = next(csv.reader([text], DIALECTS[delimiter], strict=True), []) or [""]
    except csv.Error as error:
        return [], f"not a row: {error}"
    if width not in (None, len(found)):
        return found, f"{len(found)} cells, where the header has {width}"
    return found, None
