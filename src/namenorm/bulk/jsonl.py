"""JSON Lines, in and out: one object a line.

Where lines go in and out, a line stays as it is, letter for letter, and the results are put in at
its end. Where JSON Lines become a table, its columns are the keys of all lines, in the order in
which they appear.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from namenorm.bulk.answers import Answer
from namenorm.bulk.delimited import NOT_TSV, copy, fits_tsv, table
from namenorm.bulk.lines import Payload, chunks, single
from namenorm.bulk.rows import Chunk, InputRow, cell, dumped
from namenorm.errors import BrokenSource, InputError
from namenorm.streams.lines import read_lines
from namenorm.streams.opening import opened
from namenorm.streams.tabular import TAB, Place

_LOOKED_AT: Final = 100
"""Lines that are looked at before the work begins: a typo in an option should not cost hours."""
_WIDE: Final = 1 << 63


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Objects, each with its own keys."""

    path: Path
    encoding: str
    column: str
    results: tuple[str, ...]
    columns: None = None

    @property
    def size(self) -> int:
        """The bytes of the file, packed as it is."""
        return self.path.stat().st_size

    def chunks(self, rows: int, first: int, place: Place) -> Iterator[Chunk]:
        """Chunks of so many lines, numbered from `first`, of what comes after `place`."""
        return chunks(self.path, self.encoding, single, rows, first, place)

    def rows(self, payload: Payload) -> Iterator[InputRow]:
        """The lines of a chunk that are not empty."""
        for number, text, fault in payload:
            shown = text.strip()
            if shown:
                yield InputRow(number, shown, fault=fault) if fault else self._row(number, shown)

    def _row(self, number: int, text: str) -> InputRow:
        try:
            values = json.loads(text, parse_constant=_refuse)
        except RecursionError:
            return InputRow(number, text, fault="not JSON: it is nested too deep")
        except ValueError as error:
            return InputRow(number, text, fault=f"not JSON: {error}")
        if not isinstance(values, dict):
            return InputRow(number, text, fault="not a JSON object")
        if self.column not in values:
            return InputRow(number, text, fault=f"no column {self.column[:60]!r}")
        taken = next((name for name in self.results if name in values), None)
        if taken is not None:
            return InputRow(number, text, fault=f"it has a column {taken!r} already; use --prefix")
        return InputRow(number, text, values[self.column], values)


def json_lines(path: Path, column: str, encoding: str, results: tuple[str, ...]) -> JsonLines:
    """The lines in `path`.

    Raises `InputError` where the first of them have a column named as a result,
    `BrokenSource` where none of them has `column`.
    """
    source = JsonLines(path, encoding, column, results)
    seen: dict[str, None] = {}
    with opened(path) as stream:
        for line in islice(read_lines(stream, encoding=encoding), _LOOKED_AT):
            try:
                values = json.loads(line.text)
            except (ValueError, RecursionError):
                continue
            if isinstance(values, dict):
                seen |= dict.fromkeys(values)
    if seen and column not in seen:
        reason = f"no column {column[:60]!r} in the first lines; the columns are: "
        raise BrokenSource(str(path), reason + ", ".join(seen)[:400])
    refuse_collision(seen, results)
    return source


def refuse_collision(columns: Iterable[str], results: Sequence[str]) -> None:
    """Raise `InputError` where the input has a column that is named as a result."""
    taken = [name for name in columns if name in results]
    if taken:
        named = f"the input has a column {taken[0]!r} already"
        reason = f"{named}; name the new ones otherwise, as with --prefix nn_"
        raise InputError(reason, argument="prefix")


@dataclass(frozen=True, slots=True)
class LinesWriter:
    """Writes objects; `columns` is None where rows are lines of JSON already."""

    columns: tuple[str, ...] | None
    results: tuple[str, ...]

    def fault(self, row: InputRow, answer: Answer) -> str | None:
        """None: an object holds all that a row can."""
        return None

    def part(self, payload: object, rows: Sequence[InputRow], answers: Sequence[Answer]) -> bytes:
        """A line for each row."""
        lines = []
        for row, answer in zip(rows, answers, strict=True):
            results = dict(zip(self.results, answer.values(), strict=True))
            if self.columns is None:
                head = row.text[:-1].rstrip()
                lines.append(f"{head}, {dumped(results)[1:]}\n")
            else:
                values = dict(zip(self.columns, row.values, strict=True))
                lines.append(f"{dumped(values | results)}\n")
        return "".join(lines).encode()

    def kinds(self, rows: Sequence[InputRow]) -> dict[str, list[str]]:
        """Nothing: each line has its own keys."""
        return {}

    def join(self, parts: Sequence[Path], kinds: Mapping[str, set[str]], file: BinaryIO) -> None:
        """The parts."""
        copy(parts, file)


def kind(value: Any) -> str:
    """What a value of JSON is, as far as the type of a column goes.

    >>> [kind(value) for value in (None, True, 7, 1 << 70, 0.5, "a", [])]
    ['null', 'bool', 'int', 'json', 'float', 'str', 'json']
    """
    if isinstance(value, int) and not isinstance(value, bool) and not -_WIDE <= value < _WIDE:
        return "json"
    names = {type(None): "null", bool: "bool", int: "int", float: "float", str: "str"}
    return names.get(type(value), "json")


@dataclass(frozen=True, slots=True)
class LooseWriter(LinesWriter):
    """Writes a table of lines that have each their own keys: the parts are JSON Lines."""

    delimiter: str

    def fault(self, row: InputRow, answer: Answer) -> str | None:
        """Why a value cannot stand in the table, None where all can."""
        assert isinstance(row.values, Mapping)
        values = [cell(value) for value in row.values.values()]
        try:
            "".join((*row.values, *values)).encode()
        except UnicodeEncodeError:
            return "it holds half of a surrogate pair, which is no character"
        if self.delimiter == TAB and not fits_tsv([*values, *answer.values()]):
            return NOT_TSV
        return None

    def kinds(self, rows: Sequence[InputRow]) -> dict[str, list[str]]:
        """The columns of rows in the order of their appearance, and what they hold."""
        found: dict[str, set[str]] = {}
        for row in rows:
            assert isinstance(row.values, Mapping)
            for name, value in row.values.items():
                found.setdefault(name, set()).add(kind(value))
        return {name: sorted(kinds) for name, kinds in found.items()}

    def join(self, parts: Sequence[Path], kinds: Mapping[str, set[str]], file: BinaryIO) -> None:
        """The header, and the cells of all lines; empty where a line has no such key."""
        columns = (*kinds, *self.results)
        file.write(table(self.delimiter, [columns]))
        for part in parts:
            with part.open(encoding="utf-8", newline="\n") as lines:
                objects = map(json.loads, lines)
                rows = ([one.get(name) for name in columns] for one in objects)
                file.write(table(self.delimiter, rows))
