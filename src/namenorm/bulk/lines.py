"""Chunks of the rows of a file; each row is one line of it or more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from namenorm.bulk.rows import Chunk
from namenorm.streams.lines import Line, read_lines
from namenorm.streams.opening import opened
from namenorm.streams.tabular import Place, RowText

_MOST_TEXT: Final = 1 << 23
"""Characters from which on a chunk ends, however few rows it has: it is in memory whole."""

Payload = list[tuple[int, str, str | None]]
"""The rows of a chunk: number, text, fault."""


def chunks(
    path: Path,
    encoding: str,
    split: Callable[[Iterator[Line]], Iterator[RowText]],
    rows: int,
    first: int,
    place: Place,
) -> Iterator[Chunk]:
    """The rows that `split` makes of the lines of a file behind `place`, `rows` a chunk.

    Chunks are numbered from `first`. Raises `BrokenSource`.
    """
    with opened(path) as stream:
        stream.skip_to(place[0])
        # The header weighs, too: it is part of the first chunk.
        consumed, size, payload = stream.consumed() if first else 0, 0, Payload()
        for row in split(read_lines(stream, place[1], encoding)):
            payload.append((row.number, row.text, row.fault))
            size += len(row.text)
            place = row.after
            if len(payload) == rows or size >= _MOST_TEXT:
                yield Chunk(first, payload, stream.consumed() - consumed, place)
                first += 1
                consumed, size, payload = stream.consumed(), 0, Payload()
        if payload:
            yield Chunk(first, payload, stream.consumed() - consumed, place)


def single(lines: Iterator[Line]) -> Iterator[RowText]:
    """Each line is a row."""
    return (RowText(n, (after, n), text, fault) for n, after, text, fault in lines)
