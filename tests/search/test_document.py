"""Documents with keys, and the words of a document that a query matched."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given

import namenorm
from namenorm.errors import InputError
from namenorm.search import document, highlights, marked
from tests.support.strategies import any_text

STORY = "Пра Святлану Ціханоўскую, Łukaszenkę & <b>Пазняка</b>: Tsikhanouskaya’s «штаб»."


def test_a_document_gets_the_keys_of_a_query_in_another_spelling() -> None:
    doc = {"id": 1, "title": "Гутарка", "text": STORY, "people": ["Зянон Пазняк", "Лукашэнка"]}
    made = document(doc, fields=["text", "people"])
    assert set(namenorm.keys("Svetlana Tikhanovskaya")) & set(made["text_keys"])
    assert set(namenorm.keys("Lukashenko")) <= set(made["people_keys"])
    assert {key: made[key] for key in doc} == doc and "title_keys" not in made


def test_fields_of_keys_can_be_named() -> None:
    made = document({"name": "Мінск"}, fields={"name": "nn"})
    assert made == {"name": "Мінск", "nn": ["dsminsk"]}


def test_one_field_may_hold_the_keys_of_several_switches() -> None:
    made = document({"name": "Мінск"}, fields=["name"], within=("all", "script", "lang"), lang="be")
    assert made["name_keys"] == ["dsminsk", "dcyrl0sminsk", "dbe0sminsk"]


@pytest.mark.parametrize("value", [None, [], "absent"])
def test_a_field_without_text_has_no_keys_any_more(value: object) -> None:
    doc = {"name_keys": ["aold"]} if value == "absent" else {"name": value, "name_keys": ["aold"]}
    assert "name_keys" not in document(doc, fields=["name"])


@pytest.mark.parametrize("value", [7, {"be": "Мінск"}, ["Мінск", 7], b"x"])
def test_what_is_no_text_is_refused_by_its_field(value: object) -> None:
    with pytest.raises(InputError, match="'name' holds"):
        document({"name": value}, fields=["name"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Светлана Тихановская", [("Святлану", 0), ("Ціханоўскую", 1), ("Tsikhanouskaya", 1)]),
        ("Лукашэнка", [("Łukaszenkę", 0)]),
        ("Пазняк Зянон", [("Пазняка", 1)]),
        ("Статкевіч", []),
    ],
)
def test_words_that_matched(query: str, found: list[tuple[str, int]]) -> None:
    answered = [(STORY[one.start : one.end], one.part) for one in highlights(STORY, query)]
    assert answered == found


def test_within_a_script_the_other_is_not_marked() -> None:
    answered = [STORY[one.start : one.end] for one in
                highlights(STORY, "Тихановская", within="script")]  # fmt: skip
    assert answered == ["Ціханоўскую"]


def test_marked_text_is_escaped() -> None:
    assert marked(STORY, "Paźniak", before="[", after="]") == (
        "Пра Святлану Ціханоўскую, Łukaszenkę &amp; &lt;b&gt;[Пазняка]&lt;/b&gt;: "
        "Tsikhanouskaya’s «штаб»."
    )


@given(any_text)
def test_nothing_but_marks_is_added(text: str) -> None:
    assert marked(text, "Лукашэнка", before="", after="") == escape(text)
