"""Official and classical orthography, both ways; both give one Łacinka."""

from __future__ import annotations

import pytest

import namenorm
from namenorm.errors import InputError

PAIRS = [
    ("Святлана", "Сьвятлана"),
    ("Зянон Пазняк", "Зянон Пазьняк"),
    ("Мсціслаў", "Мсьціслаў"),
    ("Наталля", "Натальля"),
    ("Сцяпан Цвікевіч", "Сьцяпан Цьвікевіч"),
    ("Васіль Быкаў", "Васіль Быкаў"),
]


@pytest.mark.parametrize(("official", "classical"), PAIRS)
def test_both_ways(official: str, classical: str) -> None:
    assert namenorm.respell(official, "be", "be-tarask")[0].text == classical
    assert namenorm.respell(classical, "be-tarask", "be")[0].text == official


@pytest.mark.parametrize(("official", "classical"), PAIRS)
def test_both_give_one_lacinka(official: str, classical: str) -> None:
    assert namenorm.transliterate(official, "lacinka") == namenorm.transliterate(
        classical, "lacinka"
    )


def test_a_given_name_may_have_more_than_one_classical_form() -> None:
    found = namenorm.respell("Зміцер Лісоўскі", "be", "be-tarask")
    assert found[0].text == "Зьміцер Лісоўскі"
    assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)
    assert len(found) > 1


def test_official_spelling_is_left_alone() -> None:
    for name in ("Кузьміч", "Ілья Кузьмін", "Пісьмянкоў", "Вольга Касьянава"):
        assert namenorm.respell(name, "be-tarask", "be")[0].text == name


def test_a_pair_that_is_not_respelt_is_told() -> None:
    with pytest.raises(InputError, match="respelt to be, be-tarask, ru, uk, not to 'pl'"):
        namenorm.respell("Ян", "be", "pl")
