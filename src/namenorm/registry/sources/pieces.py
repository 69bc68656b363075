"""A stream cut into pieces, one record each: lines, lines of JSON, rows of a table, JSON items.

A piece that cannot be read says why and the next one follows: nothing is lost, and none is
longer than `LONGEST`.
"""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import ijson

from namenorm.errors import BrokenSource
from namenorm.registry.sources.opening import Stream

LONGEST: Final = 1 << 24
"""Bytes of one record; the longest item of Wikidata has some four million."""
_MOST_LINES: Final = 50
"""A quoted cell that goes on for more lines than this is a quotation mark that was not closed."""
_BOM: Final = b"\xef\xbb\xbf"
_DEEPEST: Final = 200
_DEEP: Final = "it is nested too deep"


@dataclass(frozen=True, slots=True)
class Piece:
    """`number` counts lines or items from 1, `last` is the number of its last line.

    `after` is where reading goes on after it. `data` is the record; `text` how it stood in the
    file, where it could not be read or may have to be shown; `fault` why it could not be read.
    """

    number: int
    last: int
    after: int
    data: Any
    text: str
    fault: str | None = None


Reader = Callable[[Stream, int], Iterator[Piece]]
"""Cuts a stream from where it stands; the second argument is the number before the first piece."""


def lines(stream: Stream, number: int = 0, *, encoding: str = "utf-8") -> Iterator[Piece]:
    """Every line that is not empty."""
    while raw := stream.readline(LONGEST):
        number += 1
        if len(raw) == LONGEST and not raw.endswith(b"\n"):
            start = raw[:1000].decode(encoding, "replace")
            while (more := stream.readline(LONGEST)) and not more.endswith(b"\n"):
                pass
            yield Piece(
                number, number, stream.at, None, start, f"a line of more than {LONGEST:,} bytes"
            )
            continue
        if number == 1 and raw.startswith(_BOM):
            raw = raw[len(_BOM) :]
        try:
            text = raw.decode(encoding).rstrip("\r\n")
        except UnicodeDecodeError as error:
            seen = raw.decode(encoding, "replace").rstrip("\r\n")
            yield Piece(number, number, stream.at, None, seen, _not_in(encoding, error))
            continue
        if text.strip():
            yield Piece(number, number, stream.at, text, text)


def _not_in(encoding: str, error: UnicodeDecodeError) -> str:
    byte = error.object[error.start]
    return f"byte 0x{byte:02x} at {error.start} is not {encoding.upper()}; what encoding is it in?"


def json_lines(stream: Stream, number: int = 0) -> Iterator[Piece]:
    """One JSON value a line; a list may stand around them, as in the dumps of Wikidata."""
    for piece in lines(stream, number):
        if piece.fault:
            yield piece
            continue
        text = piece.text.strip().removesuffix(",")
        if text in ("[", "]"):
            continue
        try:
            data = json.loads(text)
        except RecursionError:
            yield Piece(
                piece.number, piece.last, piece.after, None, piece.text, f"not JSON: {_DEEP}"
            )
        except ValueError as error:
            yield Piece(
                piece.number, piece.last, piece.after, None, piece.text, f"not JSON: {error}"
            )
        else:
            yield replace(piece, data=data)


def items(prefix: str) -> Reader:
    """The items of the list `prefix` of one JSON document; the position counts items."""

    def read(stream: Stream, number: int = 0) -> Iterator[Piece]:
        seen = 0
        try:
            events = ijson.parse(_shallow(ijson.basic_parse(stream, use_float=True)))
            for data in ijson.items(events, f"{prefix}.item"):
                seen += 1
                if seen > number:
                    yield Piece(seen, seen, seen, data, "")
        except (ijson.JSONError, RecursionError, UnicodeDecodeError) as error:
            reason = f"not a whole JSON document, after {seen:,} of {prefix} ({str(error)[:200]})"
            raise BrokenSource(str(stream.path), " ".join(reason.split())) from None

    return read


def _shallow(events: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The events of a document; the memory that a nested one takes grows with its depth squared.

    Raises `RecursionError`.
    """
    depth = 0
    for event in events:
        if event[0].startswith("start_"):
            depth += 1
            if depth > _DEEPEST:
                raise RecursionError(_DEEP)
        elif event[0].startswith("end_"):
            depth -= 1
        yield event


def rows(dialect: csv.Dialect | type[csv.Dialect], width: int, encoding: str) -> Reader:
    """Rows of cells, as many as `width`; a quoted cell may go on in the next line.

    Where a row cannot be read, its first line is refused and reading goes on at the second:
    a quotation mark that was not closed does not swallow the rest of the file.
    """

    def read(stream: Stream, number: int = 0) -> Iterator[Piece]:
        source = lines(stream, number, encoding=encoding)
        waiting: deque[Piece] = deque()
        while True:
            first = waiting.popleft() if waiting else next(source, None)
            if first is None:
                return
            if first.fault:
                yield first
                continue
            used = [first]

            def texts(first: Piece = first, used: list[Piece] = used) -> Iterator[str]:
                yield first.text + "\n"
                while len(used) < _MOST_LINES:
                    piece = waiting.popleft() if waiting else next(source, None)
                    if piece is None:
                        return
                    used.append(piece)
                    if piece.fault:
                        return
                    yield piece.text + "\n"

            cells, fault = _row(texts(), dialect, width)
            if fault is None:
                text = "\n".join(piece.text for piece in used)
                yield Piece(first.number, used[-1].last, used[-1].after, cells, text)
            else:
                waiting.extendleft(reversed(used[1:]))
                yield Piece(first.number, first.last, first.after, None, first.text, fault)

    return read


def _row(
    texts: Iterator[str], dialect: csv.Dialect | type[csv.Dialect], width: int
) -> tuple[Sequence[str], str | None]:
    try:
        cells = next(csv.reader(texts, dialect, strict=True))
    except (csv.Error, StopIteration) as error:
        told = str(error) or "a quotation mark that is not closed"
        return (), f"not a row: {told}"
    if len(cells) != width:
        return (), f"{len(cells)} cells, where the header has {width}"
    return cells, None
