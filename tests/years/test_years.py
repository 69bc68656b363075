"""The year of a date: what queries, records and cells may say, and what none of them may."""

from __future__ import annotations

import pytest

from namenorm.years import Source, year_of

DATES: list[tuple[object, int | None, int | None, int | None]] = [
    # date, of a query, of a record, of a cell
    (1982, 1982, 1982, 1982),
    ("1982", 1982, 1982, 1982),
    ("1982-09-11", 1982, 1982, 1982),
    ("1982-09", 1982, 1982, 1982),
    ("1982-09-11T00:00:00Z", 1982, 1982, 1982),
    ("+1982-09-11T00:00:00Z", None, 1982, None),
    (1982.0, 1982, 1982, 1982),
    (" 1982 ", None, None, 1982),
    ("19820911", 1982, None, None),
    ("1982?", 1982, 1982, None),
    ("0988", 988, 988, 988),
    (988, None, 988, None),
    ("-988", None, None, None),
    ("about 1982", None, None, None),
    ("", None, None, None),
]


@pytest.mark.parametrize(("date", "query", "record", "cell"), DATES, ids=str)
def test_year_of(date: object, query: int | None, record: int | None, cell: int | None) -> None:
    expected: dict[Source, int | None] = {"query": query, "record": record, "cell": cell}
    assert {source: year_of(date, source) for source in expected} == expected
