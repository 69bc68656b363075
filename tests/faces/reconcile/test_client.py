"""The client `reconciler` of PyPI, unmodified, against the running service."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from reconciler import reconcile

from tests.support import server

NAMES = [
    "Tsikhanouskaya",
    "Łukaszenka",
    "Васіль Шаранговіч",
    "Василий Шарангович",
    "Jan Łukaszenka",
]
"""The last is nobody's name; who has no candidate at all makes this client fail under NumPy 2."""


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with server.running() as address:
        yield f"{address}/reconcile"


def test_a_column_is_reconciled(service: str) -> None:
    found = reconcile(pd.Series(NAMES), type_id="person", reconciliation_endpoint=service)
    assert list(found["input_value"]) == NAMES
    assert list(found["match"]) == [True, True, False, False, False]
    assert list(found["id"][:2]) == ["cichanouskaja-sviatlana", "lukashenka-alaksandar"]
    assert set(found["type_id"]) == {"person"} and set(found["type"]) == {"Person"}
    assert found["score"].between(0, 100).all()


def test_properties_are_evidence(service: str) -> None:
    frame = pd.DataFrame({"who": NAMES[2:4], "born": [1939, 1897]})
    found = reconcile(
        frame["who"],
        property_mapping={"born": frame["born"]},
        reconciliation_endpoint=f"{service}/en",
    )
    assert list(found["id"]) == ["saranhovic-vasil-artist", "saranhovic-vasil"]
    assert found["match"].all()


def test_all_candidates_of_more_rows_than_it_sends_at_once(service: str) -> None:
    column = pd.Series(
        [
            "Лукашэнка",
            "Ціханоўская",
            "Пазняк",
            "Латушка",
            "Макей",
            "Бабарыка",
            "Статкевіч",
            "Бяляцкі",
            "Купала",
            "Колас",
            "Быкаў",
            "Караткевіч",
            "Шушкевіч",
            "Кебіч",
            "Шагал",
            "Мінск",
        ]
    )
    found = reconcile(column, top_res="all", reconciliation_endpoint=service)
    assert set(found["input_value"]) == set(column)
    assert found.groupby("input_value").size().max() <= 5
