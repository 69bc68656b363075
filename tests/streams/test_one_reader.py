"""A table is read in one way, whether its rows are resolved or imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from namenorm.bulk.delimited import delimited
from namenorm.registry.sources.splitting import rows
from namenorm.streams.lines import read_lines
from namenorm.streams.opening import opened
from namenorm.streams.tabular import MOST_LINES, START, cells, read_header
from namenorm.streams.tabular import rows as row_texts


def over(lines: int) -> str:
    """A table with a quoted cell of so many lines."""
    return 'a,name\n"' + "x\n" * (lines - 1) + '",Ян\n'


TABLES = (
    ("a,name\n1,Ян\n", 1, "a row"),
    ("a;name\n1;Ян\n", 1, "semicolons"),
    ("\n a,name\n\n1,Ян\n\n", 1, "empty lines before, between and behind"),
    ('"a\nb",name\n1,Ян\n', 1, "a column's name over two lines"),
    (over(51), 1, "a cell over 51 lines"),
    (over(MOST_LINES), 1, "a cell over as many lines as may be"),
    (over(MOST_LINES + 1), 0, "a cell over one line more"),
    ('a,name\n1,"open\n2,Ян\n', 1, "a quotation mark that is not closed"),
)


@pytest.mark.parametrize(("text", "good", "why"), TABLES, ids=[why for *_, why in TABLES])
def test_both_find_the_same_rows(text: str, good: int, why: str, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(text, "utf-8")
    header = read_header(path, "csv", "utf-8")
    source = delimited(path, "csv", "name", "utf-8")
    resolved = [row for one in source.chunks(7, 0, START) for row in source.rows(one.payload)]
    with opened(path) as stream:
        position, number = header.after
        stream.skip_to(position)
        imported = list(rows(header.delimiter, len(header.columns))(stream, number))
    assert [(row.number, row.fault) for row in resolved] == [
        (record.number, record.fault) for record in imported
    ]
    assert [list(row.values) for row in resolved if not row.fault] == [
        record.data for record in imported if not record.fault
    ]
    assert sum(row.fault is None for row in resolved) == good


def test_comments_stand_before_a_header_only_where_they_may(tmp_path: Path) -> None:
    path = tmp_path / "in.tsv"
    path.write_text("# who\n#id\tname\n", "utf-8")
    assert read_header(path, "tsv", "utf-8").columns == ("# who",)
    path.write_text("# who\nid\tname\n", "utf-8")
    assert read_header(path, "tsv", "utf-8", comments=True).columns == ("id", "name")


def test_tabs_need_no_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "in.tsv"
    path.write_text('"Ян\tbe\n', "utf-8")
    with opened(path) as stream:
        (found,) = row_texts(read_lines(stream), "\t", 2)
    assert cells(found.text, "\t", 2) == (['"Ян', "be"], None)
