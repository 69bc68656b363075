"""A name's card: what it holds, where it comes from, and how sure it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

import namenorm
from namenorm import Registry, Resolver
from namenorm.cards import Card
from namenorm.errors import EmptyName, InputError
from tests.support.strategies import names


def forms(card: Card, lang: str) -> list[str]:
    return [form.text for form in card.forms if form.lang == lang]


LISTED = [
    ("be", "Святлана Ціханоўская"),
    ("be-tarask", "Сьвятлана Ціханоўская"),
    ("be-Latn", "Śviatłana Cichanoŭskaja"),
    ("ru", "Светлана Тихановская"),
    ("uk", "Світлана Тихановська"),
    ("en", "Sviatlana Tsikhanouskaya"),
    ("pl", "Swiatłana Cichanouska"),
    ("de", "Swjatlana Zichanouskaja"),
    ("fr", "Sviatlana Tsikhanowskaïa"),
    ("lt", "Sviatlana Cichanouskaja"),
    ("lv", "Svjatlana Cihanouska"),
    ("cs", "Svjatlana Cichanouská"),
]


@pytest.mark.parametrize(("lang", "text"), LISTED)
def test_somebody_of_the_registry(lang: str, text: str) -> None:
    card = namenorm.press_forms("Tsikhanouskaya")
    assert card.identity is not None and card.identity.id == "cichanouskaja-sviatlana"
    assert forms(card, lang)[0] == text


STRANGER = [
    ("ru", "Дмитрий Ковшов"),
    ("be", "Дзмітрый Каўшоў"),
    ("be-Latn", "Dźmitryj Kaŭšoŭ"),
    ("be-tarask", "Дзьмітрый Каўшоў"),
    ("en", "Dmitry Kovshov"),
    ("de", "Dmitri Kowschow"),
]


@pytest.mark.parametrize(("lang", "text"), STRANGER)
def test_somebody_nobody_has_listed(lang: str, text: str) -> None:
    card = namenorm.press_forms("Дмитрий Ковшов", source="ru")
    assert card.identity is None
    assert text in forms(card, lang)


def test_each_form_says_where_it_comes_from() -> None:
    card = namenorm.press_forms("Дмитрий Ковшов", source="ru")
    by = {form.lang: form for form in card.forms}
    assert by["ru"].by == "given" and by["ru"].score == 1.0
    assert by["be"].by in ("rule", "guess") and "surname: rule" in by["be"].how
    listed = namenorm.press_forms("Łukašenka").forms
    assert {form.by for form in listed if form.lang in ("be", "ru")} == {"registry"}
    assert [form.how for form in listed if form.lang == "lt"] == [
        "be; press-be-lt",
        "ru; press-ru-lt",
    ]


def test_a_form_is_no_surer_than_what_it_was_made_from() -> None:
    card = namenorm.press_forms("Kavalchuk")
    score = {form.lang: form.score for form in card.forms if form.lang in ("be", "ru", "uk")}
    made = [
        (form, score[road])
        for form in card.forms
        if (road := form.how.partition(";")[0]) in score and form.lang not in score
    ]
    assert len(made) > 20
    assert [form for form, most in made if form.score > most] == []


PASSPORTS = [  # day, road, scheme, form
    ("2009-06-01", "be", "be-mvd-2008", "Siargiej Kawshow"),
    ("2020-06-01", "be", "be-icao-9303", "Siarhei Kaushou"),
    ("2020-06-01", "ru", "ru-by-mvd-2010", "Sergej Kovshov"),
    ("2020-06-01", "ru", "ru-icao-9303", "Sergei Kovshov"),
]


@pytest.mark.parametrize(("day", "road", "scheme", "text"), PASSPORTS)
def test_the_lawful_forms_of_a_passport(day: str, road: str, scheme: str, text: str) -> None:
    card = namenorm.press_forms("Сяргей Каўшоў", source="be", on=date.fromisoformat(day))
    found = {p.scheme: (p.road, p.text) for p in card.passports}
    assert found[scheme] == (road, text)


def test_a_table_that_is_no_longer_in_force_fills_in_no_passport() -> None:
    now = {p.scheme for p in namenorm.press_forms("Сяргей Каўшоў", source="be").passports}
    assert "be-mvd-2008" not in now and "be-icao-9303" in now


def test_a_place_has_no_passport() -> None:
    card = namenorm.press_forms("Гомель")
    assert card.identity is not None and card.identity.type == "place"
    assert card.passports == ()


def test_a_foreigner_is_not_spelt_by_way_of_belarusian() -> None:
    card = namenorm.press_forms("Барак Обама")
    assert forms(card, "en") == ["Barack Obama"]
    assert forms(card, "de") == []


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("John Quincy Zebrafield", "en", "main"),
        ("Зянон Кмітабораў", "be-tarask", "main"),
        ("Олекса Кмитоборенко", "uk", "main"),
        ("Зянон Кмітабораў", "en", "main"),
        ("Zbyszko Kmitaborow", "pl", "alias"),
    ],
)
def test_a_registry_may_hold_no_belarusian_form(text: str, lang: str, kind: str) -> None:
    held = {"text": text, "lang": lang, "kind": kind}
    registry = Registry.from_records([{"id": "x", "type": "person", "names": [held]}])
    card = namenorm.press_forms(text, resolver=Resolver(registry))
    assert card.identity is not None
    assert {"be", "ru", "uk"} <= {form.lang for form in card.forms}


@given(name=names)
def test_every_name_has_a_card(name: str) -> None:
    card = namenorm.press_forms(name)
    assert {"be", "ru", "uk", "be-tarask", "be-Latn"} <= {form.lang for form in card.forms}
    assert all(0 <= form.score <= 1 for form in card.forms)


def test_wrong_use_is_told() -> None:
    with pytest.raises(EmptyName):
        namenorm.press_forms("—")
    with pytest.raises(InputError, match="on"):
        namenorm.press_forms("Ян", on="2020-01-01")  # type: ignore[arg-type]
