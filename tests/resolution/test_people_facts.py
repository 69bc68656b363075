"""People as lists, libraries, registers and news write them, and whom they name."""

from __future__ import annotations

import pytest

import namenorm
from namenorm import Registry, Resolver
from tests.support.spec_table import spec


@pytest.mark.parametrize(
    "case", spec("people"), ids=lambda case: f"{case['note']}: {case['query']}"
)
def test_who_is_meant(case: dict[str, str]) -> None:
    answer = namenorm.resolve(
        case["query"],
        type=case["type"] or None,
        birth_year=case["birth_year"] or None,
        country=case["country"] or None,
    )
    found = answer.matches[0].identity.id if answer.decision == "match" else ""
    assert (answer.decision, found) == (case["decision"], case["id"])


LISTED = [  # (a row of a register, how somebody asks for it)
    ("Жванія Давид Важаєвич", "David Zhvania"),
    ("Жванія Давид Важаєвич", "Жвания Давид Важаевич"),
    ("Жванія Давид Важа", "Давид Жванія"),
    ("Магомедов Муса Сергоєвич", "Муса Магомедов"),
    ("Магомедов Муса Сергоєвич", "Магомедов М.С."),
    ("Мартынаў Важа Гурамавіч", "Важа Мартынов"),
    ("Алиев Ильхам Гейдар оглы", "Ilham Aliyev"),
    ("Алиев Ильхам Гейдар оглы", "Алиев Ильхам Гейдарович"),
    ("Ilham Heydar oglu Aliyev", "Ильхам Алиев"),
    ("Ilham Aliyev Heydar oglu", "Ильхам Алиев"),
    ("Мамедова Лейла Рашид кызы", "Leyla Mammadova"),
    ("Мамедова Лейла Рашид кызы", "Мамедова Лейла Рашидовна"),
    ("Kharytonov Vitalii Omarovych", "Виталий Харитонов"),
    ("Ян Павел Адамовіч", "Адамович Ян"),
    ("Ян Караль Хадкевіч", "Jan Chodkiewicz"),
    ("XI Keqiang", "Xi Keqiang"),
    ("Мартин Иван Петрович", "Иван Мартин"),
]


@pytest.mark.parametrize(("row", "query"), LISTED)
def test_a_row_is_found_by_each_way_to_read_it(row: str, query: str) -> None:
    records = [{"id": "a", "names": [{"text": row, "lang": "uk"}]}]
    assert Resolver(Registry.from_records(records)).resolve(query).decision == "match"


OTHERS = [  # (a row of a register, somebody else)
    ("Жванія Давид Важаєвич", "Важа Давид"),
    ("Ян Караль Хадкевіч", "Анна"),
    ("Ян Караль Хадкевіч", "Анны"),
    ("Donald Trump Jr.", "Donald Trump III"),
    ("Kim Jong Un", "Kim Jong Nam"),
    ("Алиев Ильхам Гейдар оглы", "Гейдар Алиев"),
]


@pytest.mark.parametrize(("row", "query"), OTHERS)
def test_a_row_is_not_found_by_another_name(row: str, query: str) -> None:
    records = [{"id": "a", "names": [{"text": row, "lang": "uk"}]}]
    assert Resolver(Registry.from_records(records)).resolve(query).decision != "match"
