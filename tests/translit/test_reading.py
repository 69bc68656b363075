"""Reading Latin back: exact where a scheme is reversible, the likeliest first where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import namenorm
from namenorm.errors import BadText, InputError
from tests.support.strategies import belarusian_words, mixed_text

REVERSIBLE = ["be-lacinka", "be-by-2007", "be-iso9-1995"]


@given(belarusian_words, st.sampled_from(REVERSIBLE), st.sampled_from([str.lower, str.title]))
def test_a_reversible_scheme_gives_the_word_back(word: str, scheme: str, case: object) -> None:
    word = case(word).replace("ʼ", "’")  # type: ignore[operator]
    written = namenorm.transliterate(word, scheme)
    assert namenorm.transliterate(written, scheme, reverse=True) == word


@given(mixed_text, st.sampled_from([s.id for s in namenorm.schemes()]))
def test_any_text_is_read(text: str, scheme: str) -> None:
    assert len(namenorm.transliterate(text, scheme, reverse=True, limit=3)) in (1, 2, 3)


CASES = [
    ("be-lacinka", "Śviatłana Cichanoŭskaja", "Святлана Ціханоўская", "assimilation is unwritten"),
    ("be-lacinka", "Kuźma", "Кузьма", "a soft sign before a hard consonant"),
    ("be-lacinka", "PAŬLIČENKA", "ПАЎЛІЧЭНКА", "capitals"),
    ("be-lacinka", "Ja. Kołas", "Я. Колас", "an initial"),
    ("be-lacinka", "Darja Marjina", "Дар’я Мар’іна", "j behind a consonant is an apostrophe"),
    ("be-lacinka", "ab 12 + Ž", "аб 12 + Ж", "what is no letter stays"),
    ("be-by-2007", "Marina Horka", "Мар’іна Горка", "р takes no і"),
    ("be-by-2007", "Iĺja Kaśjan", "Ілья Касьян", "the soft sign is an acute"),
    ("be-iso9-1995", "Mar’âna Lʹvoŭ", "Мар’яна Львоў", "two signs, two letters"),
    ("be-bgnpcgn-1979", "Tsikhanowskaya", "Ціханоўская", ""),
    ("be-bgnpcgn-1979", "Mikalay Statkyevich", "Мікалай Статкевіч", ""),
    ("be-bgnpcgn-1979", "Vil’nya", "Вільня", ""),
    ("be-bgnpcgn-1979", "Vilnya", "Вільня", "the sign was dropped"),
    ("be-en-press", "Tsikhanouskaya", "Ціханоўская", "u behind a vowel is ў"),
    ("be-en-press", "Paulichenka", "Паўлічэнка", ""),
    ("be-en-press", "Ivashyn", "Івашын", "ш takes no і"),
    ("ru-en-press", "Tikhanovskaya", "Тихановская", ""),
    ("ru-bgnpcgn-1947-simple", "Yel’tsin", "Ельцин", ""),
    ("uk-2010", "Zelenskyi", "Зеленський", "the soft sign is not written"),
]


@pytest.mark.parametrize(("scheme", "text", "expected"), [case[:3] for case in CASES])
def test_read(scheme: str, text: str, expected: str) -> None:
    assert namenorm.transliterate(text, scheme, reverse=True) == expected


def test_alternatives_are_different_and_the_first_is_the_answer() -> None:
    for text in ("Bondal", "Volha Harbunova", "Dunka"):
        found = namenorm.transliterate(text, "be-en-press", reverse=True, limit=6)
        assert found[0] == namenorm.transliterate(text, "be-en-press", reverse=True)
        assert len(set(found)) == len(found) > 1
    assert "Дунька" in namenorm.transliterate("Dunka", "be-en-press", reverse=True, limit=5)


def test_bad_arguments_are_named() -> None:
    with pytest.raises(InputError, match="limit goes with reverse=True"):
        namenorm.transliterate("Ян", "be-lacinka", limit=2)
    for limit in (0, 21, "3"):
        with pytest.raises(InputError, match=r"limit is .* between 1 and 20"):
            namenorm.transliterate("Jan", "be-lacinka", reverse=True, limit=limit)  # type: ignore[call-overload]
    with pytest.raises(BadText):
        namenorm.transliterate("\ud800", "be-lacinka", reverse=True)


def test_a_very_long_word_is_read_in_pieces() -> None:
    read = namenorm.transliterate("minsk" * 200, "be-lacinka", reverse=True)
    assert read == "мінск" * 200
