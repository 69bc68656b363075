"""Answers out: a table for a reader, JSON lines or CSV for a program."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import click

Format = Literal["table", "json", "csv"]


@dataclass(frozen=True, slots=True)
class OutputRecord:
    """One answer: `data` is its JSON object, `rows` its cells in a table or in CSV."""

    data: Mapping[str, Any]
    rows: Sequence[Sequence[object]]


format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    help="How to write the answers; a table on a terminal, JSON lines in a pipe.",
)


def write(records: Iterable[OutputRecord], columns: Sequence[str], format_: Format | None) -> None:
    """Write `records` to standard output; JSON and CSV as they come, a table at the end."""
    chosen = format_ or ("table" if sys.stdout.isatty() else "json")
    if chosen == "json":
        for record in records:
            sys.stdout.write(json.dumps(record.data, ensure_ascii=False) + "\n")
    elif chosen == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(_rows(records))
    else:
        _write_table(_rows(records), columns)
    sys.stdout.flush()


def _rows(records: Iterable[OutputRecord]) -> Iterator[list[str]]:
    for record in records:
        for row in record.rows:
            yield [_cell(value) for value in row]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _write_table(rows: Iterator[list[str]], columns: Sequence[str]) -> None:
    from tabulate import tabulate

    cells = list(rows)
    if cells:
        table = tabulate(cells, headers=columns, tablefmt="simple", disable_numparse=True)
        sys.stdout.write(table + "\n")
