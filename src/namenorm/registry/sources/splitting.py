"""A stream split into records: lines, lines of JSON, rows of a table, items of a JSON document.

A record that cannot be read says why and the next one follows: nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import ijson

from namenorm.errors import BrokenSource
from namenorm.streams import tabular
from namenorm.streams.lines import read_lines
from namenorm.streams.opening import Stream

_DEEPEST: Final = 200
_DEEP: Final = "it is nested too deep"


@dataclass(frozen=True, slots=True)
class SourceRecord:
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


Splitter = Callable[[Stream, int], Iterator[SourceRecord]]
"""Splits a stream from where it stands; the second argument is the number before its first
record."""


def json_lines(stream: Stream, number: int = 0) -> Iterator[SourceRecord]:
    """One JSON value a line; a list may stand around them, as in the dumps of Wikidata."""
    for at, after, line, fault in read_lines(stream, number):
        shown = line.rstrip("\r\n")
        text = shown.strip().removesuffix(",")
        if fault:
            yield SourceRecord(at, at, after, None, shown, fault)
        elif text and text not in ("[", "]"):
            data, fault = _parsed(text)
            yield SourceRecord(at, at, after, data, shown, fault)


def _parsed(text: str) -> tuple[Any, str | None]:
    """The value of JSON text, and why it is none."""
    try:
        return json.loads(text), None
    except RecursionError:
        return None, f"not JSON: {_DEEP}"
    except ValueError as error:
        return None, f"not JSON: {error}"


def items(prefix: str) -> Splitter:
    """The items of the list `prefix` of one JSON document; the position counts items."""

    def read(stream: Stream, number: int = 0) -> Iterator[SourceRecord]:
        seen = 0
        try:
            events = ijson.parse(_shallow(ijson.basic_parse(stream, use_float=True)))
            for data in ijson.items(events, f"{prefix}.item"):
                seen += 1
                if seen > number:
                    yield SourceRecord(seen, seen, seen, data, "")
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


def rows(delimiter: str, width: int, encoding: str = "utf-8") -> Splitter:
    """Rows of cells, as many as `width`; empty lines between them are passed over."""

    def read(stream: Stream, number: int = 0) -> Iterator[SourceRecord]:
        lines = read_lines(stream, number, encoding)
        for at, (after, last), line, fault in tabular.rows(lines, delimiter, width):
            text = line.rstrip("\r\n")
            data: list[str] = []
            if not fault:
                if not text.strip():
                    continue
                data, fault = tabular.cells(line, delimiter, width)
            yield SourceRecord(at, last, after, data, text, fault)

    return read
