"""Marks inside words: they go where names are compared, and every offset leads back to them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from namenorm.text.clean import clean
from namenorm.text.letters import INVISIBLE, LOOSE, MARKED
from namenorm.text.marks import Bare, bare, visible
from tests.support.strategies import any_text, mixed_text

MANY = 100_000
texts = (
    any_text
    | mixed_text
    | st.text('аеиyuAБ·"”ʺѐй\u0301\u0306\u0308\u0361\ufe20\u00ad\u200d ', max_size=30)
)


@pytest.mark.parametrize(
    ("text", "bared"),
    [
        ("Ali\u0361aksandr", "Aliaksandr"),
        ("Ali\ufe20a\ufe21ksandr", "Aliaksandr"),
        ("Ali\ufe20e\ufe21\u0307", "Alie\u0307".replace("e\u0307", "ė")),
        ("Z·hursʹkyy", "Zhursʹkyy"),
        ("Z·HURSʹKYY", "ZHURSʹKYY"),
        ("Alaksandr·Lukashenka", "Alaksandr·Lukashenka"),
        ("亚历山大·卢卡申科", "亚历山大·卢卡申科"),
        ("· a ·", "· a ·"),
        ("V”yacheslav", "V’yacheslav"),
        ('V"yacheslav', "V’yacheslav"),
        ('ААТ"Белавія"', 'ААТ"Белавія"'),
        ("Лукашэ\u0301нка, Ста\u0300лін", "Лукашэнка, Сталін"),
        ("Ѐлка Ѝван", "Елка Иван"),
        ("У\u0306и\u0301\u0306ё\u0301", "Ўйё"),
        ("s\u030cc\u0301ŭ", "šćŭ"),
        ("Ба\u00adй\u00adдэн\u00ad", "Байдэн"),
        ("\u0301а", "а"),
        (" \u0301", " "),
        ("", ""),
    ],
)
def test_what_is_left(text: str, bared: str) -> None:
    assert bare(text) == bared == Bare(text).text


def test_every_letter_that_loses_its_mark_has_one() -> None:
    composed = {c for c in map(chr, range(0x400, 0x530)) if unicodedata.normalize("NFD", c) != c}
    assert composed - set(MARKED) == set("ЁЃЇЌЎЙйёѓїќў")


def test_the_classes_hold_what_unicode_says() -> None:
    for cls, categories in ((LOOSE, {"Mn", "Me"}), (INVISIBLE, {"Cf"})):
        found = re.findall(f"[{cls}]", "".join(map(chr, range(0xE0200))))
        assert {unicodedata.category(char) for char in found} <= {*categories, "Cn"}
        assert len(found) > 100 or cls == INVISIBLE


@given(texts)
@example('a"·b')
@example("a\u00ad·b")
@example("0”\u03010")
def test_bare_and_clean_are_done_once(text: str) -> None:
    assert Bare(text).text == bare(text)
    assert clean(clean(text)) == clean(text)


@given(texts)
def test_each_stretch_leads_back(text: str) -> None:
    found = Bare(text)
    at = 0
    for place, char in enumerate(found.text):
        start, end = found.source_span(place, place + 1)
        assert at <= start < end <= len(text)
        assert bare(text[start:end])[-1:] in (char, "") or char in "’"
        at = end
    if found.text:
        start, end = found.source_span(0, len(found.text))
        assert (start, end) == (found.source_span(0, 1)[0], at)


@given(texts)
def test_text_without_marks_is_left_alone(text: str) -> None:
    plain = bare(text)
    if bare(plain) == plain:
        assert [Bare(plain).source_span(n, n + 1) for n in range(len(plain))] == [
            (n, n + 1) for n in range(len(plain))
        ]


def test_what_a_reader_cannot_tell_apart() -> None:
    assert visible("Łuka\u00adšenka") == visible("Łukas\u030cenka") == "Łukašenka"
    assert visible("Ali\u0361a") != "Alia"


@pytest.mark.parametrize(
    "text",
    [
        "а" + "\u0301" * MANY,
        "а" + "\u0301\u0325" * (MANY // 2),
        "\u0361" * MANY,
        "\u00ad" * MANY,
        "·" * MANY,
        "а·" * (MANY // 2),
        "а\u00ad\u0301" * (MANY // 3),
    ],
    ids=lambda text: ascii(text[:3]),
)
def test_a_hundred_thousand_marks_are_read_at_once(text: str) -> None:
    """One that takes squares of time would run for minutes, and be ended by the suite's limit."""
    assert len(Bare(text).text) <= len(text)
    assert len(clean(text)) <= len(text)
