"""How a text is read as a person's name: parts with roles, the likeliest reading first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from namenorm.names import parse
from namenorm.names.model import Part, PersonName
from namenorm.text.clean import clean
from tests.support.strategies import any_text

PARSER = parse.shipped()


def shown(name: PersonName) -> str:
    """given | patronymic | surname | further parts; an initial with its dot, - for none."""
    parts = [name.given, name.patronymic, name.surname]
    return " | ".join([*map(_text, parts), *map(_text, name.second)])


def _text(part: Part | None) -> str:
    return part.text + "." * part.initial if part else "-"


LIKELIEST = [
    # order: the given name of the tables tells
    ("Святлана Ціханоўская", "Святлана | - | Ціханоўская"),
    ("Ціханоўская Святлана", "Святлана | - | Ціханоўская"),
    ("Кайя Калас", "Кайя | - | Калас"),
    ("Калас Кайя", "Кайя | - | Калас"),
    # order: the patronymic stands behind the given name
    ("Аляксандр Рыгоравіч Лукашэнка", "Аляксандр | Рыгоравіч | Лукашэнка"),
    ("Лукашэнка Аляксандр Рыгоравіч", "Аляксандр | Рыгоравіч | Лукашэнка"),
    ("Святлана Георгіеўна Ціханоўская", "Святлана | Георгіеўна | Ціханоўская"),
    ("Леанід Пятровіч Якубовіч", "Леанід | Пятровіч | Якубовіч"),
    ("Якубовіч Леанід Пятровіч", "Леанід | Пятровіч | Якубовіч"),
    # capitals: the surname of documents; all in capitals says nothing
    ("ЛУКАШЭНКА Аляксандр", "Аляксандр | - | ЛУКАШЭНКА"),
    ("Аляксандр ЛУКАШЭНКА", "Аляксандр | - | ЛУКАШЭНКА"),
    ("ИВАНОВ ИВАН ИВАНОВИЧ", "ИВАН | ИВАНОВИЧ | ИВАНОВ"),
    # commas: the surname stands before
    ("Лукашэнка, Аляксандр", "Аляксандр | - | Лукашэнка"),
    ("LUKASHENKO, Aleksandr Grigoryevich", "Aleksandr | Grigoryevich | LUKASHENKO"),
    ("Віктар Хрэнін,", "Віктар | - | Хрэнін"),
    (", Віктар Хрэнін", "Віктар | - | Хрэнін"),
    # a short surname in capitals beside a given name is no initials
    ("Денис Владимирович ДУК", "Денис | Владимирович | ДУК"),
    ("ДУК Денис Владимирович", "Денис | Владимирович | ДУК"),
    ("Dzianis DUK", "Dzianis | - | DUK"),
    ("Наталля ЯН", "Наталля | - | ЯН"),
    ("Putin VV", "V. | V. | Putin"),
    # initials, on either side, with or without a space
    ("А. Р. Лукашэнка", "А. | Р. | Лукашэнка"),
    ("А.Р. Лукашэнка", "А. | Р. | Лукашэнка"),
    ("Лукашэнка А. Р.", "А. | Р. | Лукашэнка"),
    ("Лукашэнка А.Р.", "А. | Р. | Лукашэнка"),
    ("Лукашэнка А.", "А. | - | Лукашэнка"),
    ("Дз. Лукашэнка", "Дз. | - | Лукашэнка"),
    ("Аляксандр Р. Лукашэнка", "Аляксандр | Р. | Лукашэнка"),
    # one word: a surname first
    ("Купала", "- | - | Купала"),
    ("Янка", "- | - | Янка"),
    # surnames of two words, further given names, particles
    ("Вінцэнт Дунін-Марцінкевіч", "Вінцэнт | - | Дунін-Марцінкевіч"),
    ("Іванова-Пятрова Ганна", "Ганна | - | Іванова-Пятрова"),
    ("Ганна Марыя Іванова", "Ганна | - | Іванова | Марыя"),
    ("Дональд Джон Трамп", "Дональд | - | Трамп | Джон"),
    ("Ursula von der Leyen", "Ursula | - | vonderLeyen"),
    ("Leyen, Ursula von der", "Ursula | - | vonderLeyen"),
    # titles go, where something else is left; possessive endings go
    ("пан Лукашэнка", "- | - | Лукашэнка"),
    ("г-н Лукашенко", "- | - | Лукашенко"),
    ("прэзідэнт Аляксандр Лукашэнка", "Аляксандр | - | Лукашэнка"),
    ("Прэзідэнт", "- | - | Прэзідэнт"),
    ("Мікалай Пан", "Мікалай | - | Пан"),
    ("Lukashenko’s", "- | - | Lukashenko"),
    ("Łukašenka’s", "- | - | Łukašenka"),
]


@pytest.mark.parametrize(("text", "expected"), LIKELIEST)
def test_the_likeliest_reading(text: str, expected: str) -> None:
    assert shown(PARSER.readings(text)[0]) == expected


FURTHER = [
    ("Святлана Ціханоўская", ["Ціханоўская | - | Святлана"]),
    ("Павел Якубовіч", ["Якубовіч | - | Павел", "Павел | Якубовіч | -"]),
    ("Святлана Ігараўна", ["Ігараўна | - | Святлана", "Святлана | Ігараўна | -"]),
    ("Янка", ["Янка | - | -"]),
    ("Купала", []),
    ("Лукашэнка, Аляксандр", []),
    ("Аляксандр ЛУКАШЭНКА", []),
    ("А. Лукашэнка", []),
    ("Святлана Георгіеўна Ціханоўская", []),
]


@pytest.mark.parametrize(("text", "expected"), FURTHER)
def test_the_further_readings(text: str, expected: list[str]) -> None:
    assert [shown(name) for name in PARSER.readings(text)[1:]] == expected


@pytest.mark.parametrize("text", ["", ",", "А.", "А. Р.", "1", "…"])
def test_nothing_is_named(text: str) -> None:
    assert PARSER.readings(text) == []


def test_a_reading_against_the_order_is_marked() -> None:
    first, second = PARSER.readings("Святлана Ціханоўская")
    assert (first.swapped, second.swapped) == (False, True)


def _parts(name: PersonName) -> Iterator[Part]:
    yield from (part for part in (name.given, name.patronymic, name.surname) if part)
    yield from name.second


@given(any_text)
def test_parts_are_of_the_text_and_in_one_role_each(text: str) -> None:
    cleaned = clean(text)
    readings = PARSER.readings(cleaned)
    assert len(readings) <= parse.READINGS
    squeezed = cleaned.replace(" ", "").replace("-", "")  # Kim Jong Un is also Jong-Un
    for name in readings:
        parts = list(_parts(name))
        assert parts
        assert sum(len(part.text) for part in parts) <= len(cleaned)
        assert all(part.text.replace("-", "") in squeezed for part in parts if not name.swapped)
