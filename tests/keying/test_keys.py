"""Which spellings share a key and which do not, and what a key looks like."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

import namenorm
from namenorm.errors import BadText, EmptyName, InputError, NameTooLong, UnknownLanguage
from namenorm.keying import MOST, VERSION, part_keys
from namenorm.keying.keyer import shipped
from namenorm.tables import locate, read
from namenorm.text.clean import clean
from tests.support.strategies import any_text, names

SAMPLES = read.toml(locate.shipped() / "keying" / "keys.toml")["samples"]


def share(a: str, b: str) -> bool:
    return bool(set(namenorm.keys(a)) & set(namenorm.keys(b)))


@pytest.mark.parametrize("pair", SAMPLES, ids="-".join)
def test_samples_of_the_table(pair: tuple[str, str]) -> None:
    assert set(shipped().of(pair[0])) & set(shipped().of(pair[1]))


@pytest.mark.parametrize(
    "spellings",
    [
        "Ціханоўская Тихановская Тихановська Cichanoŭskaja Tsikhanouskaya Tikhanovskaya "
        "Cichanouska Zichanouskaja Tichanowskaja Ціханоўскі Тихановский",
        "Лукашэнка Лукашенко Łukašenka Lukashenko Łukaszenka Loukachenko Lukaschenko Lukasenka",
        "Навумаў Наумов Navumau Naumov",
        "Воўк Волк Voŭk Volk Vouk",
        "Уласаў Власов Ulasau Vlasov",
        "Пётр Петр Петро Piotr Pyotr Petro Пятра Петром Петрові",
        "Аляксандр Александр Олександр Alaksandar Alexander Aleksander Аляксандру Александром",
        "Шчэрба Щерба Shcherba Szczerba Ščerba",
    ],
)
def test_one_name_in_many_spellings(spellings: str) -> None:
    first, *others = spellings.split()
    assert [other for other in others if not share(first, other)] == []


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Лукашэнка", "Лукашук", "another ending"),
        ("Ціханоўская", "Чыханчына", "another name"),
        ("Пазняк", "Пузік", "у is no other vowel"),
        ("Кірыл", "Крыл", "a vowel more"),
        ("Сініцын", "Саніцын", "і is no other vowel"),
        ("Макей", "Махей", "к is not х"),
        ("Пётр Іваноў", "Сяргей Сідараў", "nothing in common"),
        ("Іван", "Ян", "two given names"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str, why: str) -> None:
    assert not share(one, other), why


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Лукашэнка, Аляксандр Рыгоравіч", ["dgalaksandar", "dpryhor", "dslukasank"]),
        ("Лукашенко Александр Григорьевич", ["dgalaksandar", "dpryhor", "dslukasank"]),
        ("А. Р. Лукашэнка", ["dslukasank"]),
        ("прэзідэнт Лукашэнка", ["dslukasank"]),
        ("Lukashenko’s", ["dslukasank"]),
        ("Владимир Бонч-Бруевич", ["dguladzimir", "dsbant", "dsbruvt"]),
        ("Ursula von der Leyen", ["dgursula", "dsln"]),
        ("Мінск", ["dsminsk"]),
        ("Юлія", ["dgjulija"]),
    ],
)
def test_parts(name: str, parts: list[str]) -> None:
    found = part_keys(name)
    assert len(found) == len(parts)
    assert all(key in keys for key, keys in zip(parts, found, strict=True)), found


def test_given_names_stand_for_themselves_not_for_what_they_sound_like() -> None:
    assert set(namenorm.keys("Ян Чачот")) == {"dgjan", "dstatt"}


@pytest.mark.parametrize(
    ("name", "within", "lang", "one"),
    [
        ("Ціханоўская", "script", None, "dcyrl0stiganavsk"),
        ("Cichanoŭskaja", "script", None, "dlatn0stiganavsk"),
        ("Ціханоўская", "lang", None, "dbe0stiganavsk"),
        ("Тихановская", "lang", None, "dru0stiganavsk"),
        ("Tikhanovskaya", "lang", "en", "den0stiganavsk"),
        ("Ціханоўская", "lang", "be-tarask", "dbe0stiganavsk"),
        ("Cichanoŭskaja", "lang", "be-Latn", "dbelatn0stiganavsk"),
    ],
)
def test_within(name: str, within: str, lang: str | None, one: str) -> None:
    found = namenorm.keys(name, within=within, lang=lang)  # type: ignore[arg-type]
    assert one in found
    assert not set(found) & set(namenorm.keys(name))


def test_a_name_of_two_languages_is_looked_for_in_both() -> None:
    langs = {key[1:3] for key in namenorm.keys("Шевченко", within="lang")}
    assert {"ru", "uk"} <= langs


@pytest.mark.parametrize(
    ("name", "options", "error"),
    [
        ("", {}, EmptyName),
        ("12", {}, EmptyName),
        ("я" * 301, {}, NameTooLong),
        ("\ud800я", {}, BadText),
        ("Мінск", {"within": "here"}, InputError),
        ("Мінск", {"within": "lang", "lang": "xx"}, UnknownLanguage),
    ],
)
def test_bad_input(name: str, options: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        namenorm.keys(name, **options)  # type: ignore[arg-type]


@given(names | any_text.filter(lambda text: any(map(str.isalpha, clean(text)))))
def test_keys_are_words_of_every_tokenizer_and_carry_the_version(name: str) -> None:
    for keys in part_keys(name):
        assert 0 < len(keys) <= 2 * MOST
        for key in keys:
            assert re.fullmatch(f"{VERSION}[a-z0-9]{{2,40}}", key), key


@given(names)
def test_capitals_change_no_word(name: str) -> None:
    lower, upper = (list(namenorm.keys_text(text)) for text in (name.lower(), name.upper()))
    assert lower == upper
