"""Rows are found in lines as the csv module finds them in a whole file."""

from __future__ import annotations

import csv
import io
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namenorm.bulk.delimited import delimited, table
from namenorm.bulk.rows import InputRow, RowSource
from namenorm.streams.tabular import START

CELLS = st.text(st.sampled_from('aў",;\n\r\t \u2028'), max_size=8)


def rows_of(content: bytes, chunk: int = 3) -> list[InputRow]:
    """The rows of a CSV file with the columns `a` and `name`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "in.csv")
        path.write_bytes(content)
        source: RowSource = delimited(path, "csv", "name", "utf-8")
        chunks = list(source.chunks(chunk, 0, START))
        for before, after in pairwise(chunks):
            again = next(source.chunks(chunk, after.number, before.after))
            assert (again.payload, again.after) == (after.payload, after.after)
        return [row for one in chunks for row in source.rows(one.payload)]


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=8))
def test_whatever_cells_hold_they_are_read_back(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["a", "name"], *rows])
    found = rows_of(text.getvalue().encode())
    assert [list(row.values) for row in found] == rows
    assert [row.name for row in found] == [row[1] for row in rows]
    ours = table(",", [["a", "name"], *rows])
    assert [list(row.values) for row in rows_of(ours)] == rows
    assert list(csv.reader(io.StringIO(ours.decode(), newline="")))[1:] == rows


@settings(max_examples=150, deadline=None)
@given(body=st.text(st.sampled_from('a",\n'), max_size=60))
def test_no_line_is_lost_or_doubled(body: str) -> None:
    lines = [line for line in body.split("\n") if line]
    found = [line for row in rows_of(b"a,name\n" + body.encode()) for line in row.text.split("\n")]
    assert [line for line in found if line] == lines


@pytest.mark.parametrize("longest", [1 << 20, 50])
def test_a_quotation_mark_that_is_not_closed_costs_one_row(
    longest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("namenorm.streams.tabular.MOST_LINES", longest)
    body = ['1,"open'] + [f"{number},Ян" for number in range(2, 5_000)]
    found = rows_of("\n".join(["a,name", *body]).encode(), chunk=10_000)
    assert [row.number for row in found if row.fault] == [2]
    assert len(found) == len(body)


def test_a_line_without_end_is_one_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("namenorm.streams.lines.LONGEST", 100)
    found = rows_of(b"a,name\n1," + b"x" * 1_000 + b"\n2,y\n")
    assert [bool(row.fault) for row in found] == [True, False]
    assert "more than 100 bytes" in (found[0].fault or "")


def test_a_chunk_of_long_rows_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("namenorm.bulk.lines._MOST_TEXT", 10)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "in.csv")
        path.write_text("a,name\n1,aaaaaaaa\n2,b\n3,c\n")
        chunks = list(delimited(path, "csv", "name", "utf-8").chunks(1_000, 0, START))
    assert [len(chunk.payload) for chunk in chunks] == [1, 2]
