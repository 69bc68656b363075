"""Lines of a file, decoded, and chunks of records that are one line or more."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from namenorm.bulk.rows import START, Chunk, Place
from namenorm.registry.sources.opening import Stream, opened

LONGEST: Final = 1 << 24
"""Bytes of one line."""
_MOST_LINES: Final = 1_000
"""A quoted cell that goes on for more lines than this is a quotation mark that was not closed."""
_MOST_TEXT: Final = 1 << 23
"""Characters from which on a chunk ends, however few rows it has: it is in memory whole."""
_BOM: Final = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """A line with its end; `after` is the position where the next one begins."""

    number: int
    after: int
    text: str
    fault: str | None


class Record(NamedTuple):
    """The lines of one row; `number` is that of the first."""

    number: int
    after: Place
    text: str
    fault: str | None


Payload = list[tuple[int, str, str | None]]
"""The records of a chunk: number, text, fault."""
Cut = Callable[[Iterator[Line]], Iterator[Record]]


def read_lines(stream: Stream, number: int, encoding: str) -> Iterator[Line]:
    """The lines of `stream` from where it stands; `number` is that of the line before.

    A line that is not `encoding` or too long says so, and its text shows the bytes.
    """
    while raw := stream.readline(LONGEST):
        number += 1
        if len(raw) == LONGEST and not raw.endswith(b"\n"):
            while (more := stream.readline(LONGEST)) and not more.endswith(b"\n"):
                pass
            start = raw[:1000].decode(encoding, "backslashreplace")
            fault = f"a line of more than {LONGEST:,} bytes, of which this is the beginning"
            yield Line(number, stream.at, start, fault)
            continue
        if number == 1:
            raw = raw.removeprefix(_BOM)
        try:
            yield Line(number, stream.at, raw.decode(encoding), None)
        except UnicodeDecodeError as error:
            at = error.start
            fault = f"byte 0x{raw[at]:02x} at {at} of the line is not {encoding.upper()}"
            yield Line(number, stream.at, raw.decode(encoding, "backslashreplace"), fault)


def single(lines: Iterator[Line]) -> Iterator[Record]:
    """Each line is a record."""
    return (Record(n, (after, n), text, fault) for n, after, text, fault in lines)


def quoted(dialect: type[csv.Dialect], width: int | None) -> Cut:
    """A record is a row of cells, which may hold line ends where they are quoted.

    Where lines cannot be read as one row of `width` cells, the first is a record of its own, and
    reading goes on at the second: a quotation mark that was not closed does not swallow the rest.
    """
    mark = dialect.quotechar or '"'

    def cut(lines: Iterator[Line]) -> Iterator[Record]:
        waiting: deque[Line] = deque()
        while (first := waiting.popleft() if waiting else next(lines, None)) is not None:
            used = [first]
            # Without a quotation mark a line is a row; most are.
            if first.fault is None and mark in first.text:
                used = _joined(first, lines, waiting, dialect, width)
            text = "".join(line.text for line in used)
            yield Record(first.number, (used[-1].after, used[-1].number), text, first.fault)

    return cut


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
        while line is not None and line.fault is None and len(used) < _MOST_LINES:
            used.append(line)
            yield line.text
            line = waiting.popleft() if waiting else next(lines, None)
        if line is not None:
            waiting.appendleft(line)

    try:
        cells = next(csv.reader(texts(), dialect, strict=True))
    except (csv.Error, StopIteration):
        cells = None
    if len(used) > 1 and (cells is None or width not in (None, len(cells))):
        waiting.extendleft(reversed(used[1:]))
        return used[:1]
    return used


def chunks(
    path: Path, encoding: str, cut: Cut, rows: int, first: int, place: Place, header: bool
) -> Iterator[Chunk]:
    """The records of a file, after its `header` where it has one, `rows` a chunk.

    Raises `BrokenSource`.
    """
    with opened(path) as stream:
        stream.skip_to(place[0])
        consumed, size, payload = stream.consumed(), 0, Payload()
        read = cut(read_lines(stream, place[1], encoding))
        if header and place == START:
            place = next(read).after
        for record in read:
            payload.append((record.number, record.text, record.fault))
            size += len(record.text)
            place = record.after
            if len(payload) == rows or size >= _MOST_TEXT:
                yield Chunk(first, payload, stream.consumed() - consumed, place)
                first += 1
                consumed, size, payload = stream.consumed(), 0, Payload()
        if payload:
            yield Chunk(first, payload, stream.consumed() - consumed, place)
