"""Running text: which words it has, where, and what keys."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import namenorm
from namenorm.errors import BadText, InputError, UnknownLanguage
from namenorm.keying import MOST, keyer, keys_text
from namenorm.names import declension
from tests.support.strategies import any_text, mixed_text


def words(text: str) -> list[str]:
    return [text[word.start : word.end] for word in keys_text(text)]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("А.Р. Лукашэнка", ["А", "Р", "Лукашэнка"], "initials are words"),
        ("Бонч-Бруевіч", ["Бонч", "Бруевіч"], "a hyphen parts"),
        ("Мар’яна, Мар'яна", ["Мар’яна", "Мар'яна"], "an apostrophe does not"),
        ("Lukashenko’s, Minsk's", ["Lukashenko", "Minsk"], "a possessive is left out"),
        ("«Ціхано́ўская»", ["Ціхано́ўская"], "a mark of stress is on its letter"),
        ("Ціха\u00adноўская", ["Ціха\u00adноўская"], "a soft hyphen is not seen"),
        ("G20, 2020-08", ["G", "20", "2020", "08"], "digits are words of their own"),
        ("习近平 и Ծովինար", ["习近平", "и", "Ծովինար"], "any script"),
        ("snake_case", ["snake", "case"], "what is no letter parts"),
        ("...", [], "nothing"),
        ("", [], "nothing"),
    ],
)
def test_words(text: str, expected: list[str], why: str) -> None:
    assert words(text) == expected, why


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("ПАЎЛIЧЭНКА", "dspavlitank"),  # a Latin I
        ("Ціхано́ўскай", "dstiganavsk"),
        ("д\u0438\u0306", "dsd"),  # й of two characters
        ("d’Alexandre", "dgalaksandar"),
        ("В’ячаслаў", "dgviachaslau"),
        ("2020", "dn2020"),
        ("٢٠٢٠", "dn2020"),  # Arabic digits
        ("007", "dn7"),
        ("Ю", "diju"),
        ("习近平", "dsksinping"),
        ("Рыгоравічам", "dpryhor"),
        ("Yurevich", "dpjury"),
        ("Ильичу", "dpilja"),
        ("старшыня", "dsstarsn"),
    ],
)
def test_keys_of_a_word(word: str, key: str) -> None:
    (found,) = keys_text(word)
    assert key in found.keys


NAMES = [
    ("be", "Святлана Ціханоўская"), ("be", "Зянон Пазняк"), ("be", "Вольга Кавалькова"),
    ("be", "Аляксандр Лукашэнка"), ("be", "Павел Севярынец"), ("be", "Мікола Статкевіч"),
    ("be", "Марыя Калеснікава"), ("be", "Максім Знак"), ("be", "Леў Талстой"),
    ("ru", "Светлана Тихановская"), ("ru", "Александр Лукашенко"), ("ru", "Виктор Бабарико"),
    ("ru", "Павел Шеремет"), ("ru", "Дмитрий Дашкевич"), ("ru", "Мария Колесникова"),
    ("uk", "Володимир Зеленський"), ("uk", "Олена Зеленська"), ("uk", "Тарас Шевченко"),
    ("uk", "Павло Тичина"), ("uk", "Леся Українка"), ("uk", "Валерій Залужний"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "name"), NAMES, ids=lambda value: value)
def test_each_case_has_the_keys_of_the_nominative(lang: str, name: str) -> None:
    base = [set(keys) for keys in namenorm.keying.part_keys(name)]
    cases = declension.decline(name, lang)
    assert cases
    for forms in cases.values():
        for form in forms:
            found = {key for word in keys_text(f"пра {form}, якая") for key in word.keys}
            assert all(keys & found for keys in base), form


@given(any_text | mixed_text)
def test_places_and_numbers_run_on_and_keys_are_few(text: str) -> None:
    last = 0
    for number, word in enumerate(keys_text(text)):
        assert word.position == number
        assert last <= word.start < word.end <= len(text)
        assert len(word.keys) == len(set(word.keys)) <= MOST
        last = word.end


@given(any_text | mixed_text, st.sampled_from(["script", "lang"]))
@settings(deadline=None)  # the first text in a language loads its tables
def test_a_switch_changes_the_keys_alone(text: str, within: str) -> None:
    free, bound = list(keys_text(text)), list(keys_text(text, within=within))  # type: ignore[arg-type]
    assert [word[:3] for word in free] == [word[:3] for word in bound]
    for one, other in zip(free, bound, strict=True):
        ends = [key.partition("0")[2] for key in other.keys]
        assert [key[1:] for key in one.keys] == ends
    assert not {key for word in free for key in word.keys} & {
        key for word in bound for key in word.keys
    }


@pytest.mark.parametrize(
    "piece", ["а", "а ", "1", "’", "а’", "\u0301", "\u00ad", "ab’s", "习", "ß"]
)
def test_a_long_text_of_anything_is_read(piece: str) -> None:
    text = "я" + piece * (300_000 // len(piece))
    last = deque(keys_text(text), maxlen=1)[0]
    assert last.start < last.end <= len(text)


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        ("\udfff", {}, BadText),
        (b"bytes", {}, BadText),
        ("а", {"within": "some"}, InputError),
        ("а", {"within": "lang", "lang": "tlh"}, UnknownLanguage),
    ],
)
def test_bad_input_is_refused_at_once(
    text: str, options: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        keys_text(text, **options)  # type: ignore[arg-type]


def test_words_are_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    how = keyer.shipped()
    monkeypatch.setattr(keyer, "_MOST_KNOWN", 100)
    text = " ".join(f"{a}{b}{c}{d}" for a in "бвгдкл" for b in "аоуеі" for c in "мнрст" * 40
                    for d in ("ка", "ак", "ын", "іч", "ко", "ша", "ба", "да", "ін", "ёк", "ук",
                              "ан", "ор"))  # fmt: skip
    assert len({word.keys for word in keys_text(text)}) > 200
    assert 0 < len(how.cache) <= 100
