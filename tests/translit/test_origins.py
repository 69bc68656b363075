"""By which language and scheme a spelling came, and where the roads differ."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import namenorm
from namenorm.errors import EmptyName, InputError, NameTooLong
from tests.support.strategies import mixed_text

CASES = [
    ("Svetlana Tsikhanouskaya", ["ru", "be"], True),
    ("Sviatlana Tikhanovskaya", ["be", "ru"], True),
    ("Sviatlana Tsikhanouskaya", ["be", "be"], False),
    ("Svetlana Tikhanovskaya", ["ru", "ru"], False),
    ("Śviatłana Cichanoŭskaja", ["be", "be"], False),
    ("Śviatłana Tsikhanouskaya", ["be", "be"], True),
    ("Swiatłana Cichanouska", ["be", "be"], False),
    ("Swetlana Tichanowskaja", ["ru", "ru"], False),
    ("Volodymyr Zelenskyi", ["uk", "uk"], False),
    ("Святлана Тихановская", ["be", "ru"], True),
    ("Светлана Тихановская", ["ru", "ru"], False),
    ("Сьвятлана Ціханоўская", ["be-tarask", "be"], False),
    ("John Smith", ["und", "und"], False),
    ("A. Lukashenka", ["be"], False),
]


@pytest.mark.parametrize(("name", "langs", "mixed"), CASES)
def test_origin(name: str, langs: list[str], mixed: bool) -> None:
    found = namenorm.origin(name)
    assert [part.lang for part in found.parts] == langs
    assert found.mixed is mixed


SCHEMES = [
    ("Łukašenka", "be-lacinka", "Лукашэнка"),
    ("Łukaszenka", "press-be-pl", "Лукашэнка"),
    ("Lukaschenko", "press-ru-de", "Лукашенко"),
    ("Loukachenko", "press-ru-fr", "Лукашенко"),
    ("Tsikhanowskaya", "be-bgnpcgn-1979", "Ціханоўская"),
]


@pytest.mark.parametrize(("word", "scheme", "spelling"), SCHEMES)
def test_the_likeliest_scheme(word: str, scheme: str, spelling: str) -> None:
    source = namenorm.origin(word).parts[0].sources[0]
    assert (source.scheme, source.spelling) == (scheme, spelling)


def test_the_letters_that_say_so() -> None:
    part = namenorm.origin("Tsikhanouskaya").parts[0]
    assert part.letters[0] == "ou"
    assert namenorm.origin("Tsikhanouskaya").sentence.startswith(
        "Tsikhanouskaya: be by be-en-press from Ціханоўская (ou, "
    )


@settings(max_examples=10)
@given(mixed_text)
def test_parts_slice_and_shares_sum_below_one(text: str) -> None:
    try:
        found = namenorm.origin(text)
    except InputError as error:
        assert error.argument == "name"
    else:
        for part in found.parts:
            assert text[part.start : part.end] == part.text
            assert sum(source.certainty for source in part.sources) <= 1 + 1e-9


def test_bad_names_are_told() -> None:
    with pytest.raises(EmptyName, match="no word of two letters"):
        namenorm.origin("A. 1")
    with pytest.raises(NameTooLong, match="at most 300"):
        namenorm.origin("Ян " * 200)
    with pytest.raises(InputError, match="9 words; a name has at most 8") as told:
        namenorm.origin("Ян " * 9)
    assert not isinstance(told.value, NameTooLong)  # its size is what a name's may be
