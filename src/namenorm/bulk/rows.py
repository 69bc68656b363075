"""Rows, chunks of them, and what each format has to do with them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from namenorm.bulk.answers import Answer
from namenorm.streams.tabular import Place


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that are answered together. `payload` is what `RowSource.rows` reads them from.

    `weight` is how much of `RowSource.size` they are; `after` is where the next chunk begins.
    """

    number: int
    payload: Any
    weight: int
    after: Place


@dataclass(frozen=True, slots=True)
class InputRow:
    """One row: `number` is its line, or its place from 1 in Parquet.

    `values` has them in the order of the columns of the source, or by name where each row has its
    own. `text` is how it stood in the file, empty for Parquet. `fault` says why it is no row.
    """

    number: int
    text: str
    name: object = None
    values: Sequence[Any] | Mapping[str, Any] = ()
    fault: str | None = None


class RowSource(Protocol):
    """A file that is read once, in chunks; the rows of a chunk are read in a process apart."""

    @property
    def columns(self) -> tuple[str, ...] | None:
        """The names of the columns; None where each row has its own."""

    @property
    def size(self) -> int:
        """The sum of the weights of all chunks, nearly."""

    def chunks(self, rows: int, first: int, place: Place) -> Iterator[Chunk]:
        """Chunks of so many rows, numbered from `first`, of what comes after `place`."""

    def rows(self, payload: Any) -> Iterator[InputRow]:
        """The rows of a chunk."""


class RowWriter(Protocol):
    """Makes a part of the rows of a chunk and their answers, and the output of all parts."""

    def fault(self, row: InputRow, answer: Answer) -> str | None:
        """Why the format cannot hold this row, None where it can."""

    def part(self, payload: Any, rows: Sequence[InputRow], answers: Sequence[Answer]) -> bytes:
        """The contents of a part; `rows` are those of the chunk `payload` that are answered."""

    def kinds(self, rows: Sequence[InputRow]) -> dict[str, list[str]]:
        """What has to be known of the columns of all parts before they are joined."""

    def join(self, parts: Sequence[Path], kinds: Mapping[str, set[str]], file: BinaryIO) -> None:
        """Write the output."""


def plain(value: Any) -> Any:
    """A value as JSON can hold it: dates as ISO 8601, bytes in base 64, what is no number null.

    >>> plain({"a": b"hi", "b": [float("nan")]})
    {'a': 'aGk=', 'b': [None]}
    """
    if isinstance(value, float):
        return value if value - value == 0 else None
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def dumped(value: Any) -> str:
    """A value that JSON can hold, in one line."""
    return json.dumps(value, ensure_ascii=False)


def cell(value: Any) -> str:
    """A value that JSON can hold, as a cell of a table: text as it is, all else as JSON.

    >>> cell("Ян"), cell(None), cell(0.5), cell([1, "a"])
    ('Ян', '', '0.5', '[1, "a"]')
    """
    if isinstance(value, str):
        return value
    return "" if value is None else dumped(value)
