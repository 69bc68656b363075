"""The language of names and of running text, and what is done with a text without a scheme."""

from __future__ import annotations

import pytest
from hypothesis import given

import namenorm
from namenorm.errors import InputError, UnknownScheme
from namenorm.tables import locate
from namenorm.translit.detection import language_of_name, language_of_text
from tests.support.strategies import any_text, mixed_text

CASES = [
    ("Святлана Ціханоўская", "be"),
    ("Светлана Тихановская", "ru"),
    ("Світлана Тихановська", "uk"),
    ("Лукашэнка", "be"),
    ("Лукашенко", "ru"),
    ("Зеленський", "uk"),
    ("Сьвятлана Ціханоўская", "be-tarask"),
    ("Прэзідэнт сказаў, што ўсё будзе добра", "be"),
    ("Президент сказал, что всё будет хорошо", "ru"),
    ("Президент сказав, що все буде добре", "uk"),
    ("Сёньня ў Менску адбыўся сход", "be-tarask"),
    ("Śviatłana Cichanoŭskaja", "be-Latn"),
    ("Prezident skazaŭ, što ŭsio budzie dobra", "be-Latn"),
    ("Sviatlana Tsikhanouskaya", "und-Latn"),
    ("Wisława Szymborska", "und-Latn"),
    ("Prezydent powiedział, że wszystko będzie dobrze", "und-Latn"),
    ("12 + 3", "und"),
    ("", "und"),
]


@pytest.mark.parametrize(("text", "lang"), CASES)
def test_detect(text: str, lang: str) -> None:
    assert namenorm.detect(text).lang == lang


def test_a_name_of_two_languages_is_not_certain() -> None:
    found = namenorm.detect("Іван")
    assert found.lang == "be" and 0.5 < found.certainty < 0.8 and found.others[0][0] == "uk"


@given(any_text | mixed_text)
def test_certainties_are_shares(text: str) -> None:
    found = namenorm.detect(text)
    shares = [found.certainty, *(certainty for _, certainty in found.others)]
    assert found.lang == "und" or abs(sum(shares) - 1) < 1e-9
    assert shares == sorted(shares, reverse=True)


UNASKED = [
    ("Ціханоўская", "Cichanoŭskaja"),
    ("Сьвятлана", "Śviatłana"),
    ("Тихановская", "Tikhanovskaya"),
    ("Зеленський", "Zelenskyi"),
    ("Śviatłana Cichanoŭskaja", "Святлана Ціханоўская"),
    ("Angela Merkel", "Angela Merkel"),
    ("Slobodan Milošević", "Slobodan Milošević"),
    ("2024", "2024"),
]


@pytest.mark.parametrize(("text", "expected"), UNASKED)
def test_without_a_scheme_the_text_decides(text: str, expected: str) -> None:
    assert namenorm.transliterate(text) == expected


DATED = [
    ("be-national", "2005-01-01", "be-by-2000"),
    ("be-national", "2022-05-01", "be-by-2007"),
    ("be-national", "2023-04-03", "be-by-2007"),
    ("be-national", "2023-04-04", "be-by-2023"),
    ("national", "2022-05-01", "be-by-2007"),
    ("passport", "2009-01-01", "be-mvd-2008"),
    ("passport", "2010-06-28", "be-icao-9303"),
    ("be-mvd-2010", "2009-01-01", "be-mvd-2008"),
    ("ru-passport", "2012-01-01", "ru-gost52535-2006"),
    ("uk-national", "2000-01-01", "uk-1996"),
    ("be-lacinka", "1930-01-01", "be-lacinka"),
]


@pytest.mark.parametrize(("name", "day", "expected"), DATED)
def test_the_scheme_that_was_in_force(name: str, day: str, expected: str) -> None:
    written = namenorm.transliterate("Жодзіна Щёголев Їжак", name, on=day)
    assert written == namenorm.transliterate("Жодзіна Щёголев Їжак", expected)


def test_schemes_of_a_day() -> None:
    ids = {scheme.id for scheme in namenorm.schemes(on="2022-05-01")}
    assert {"be-by-2007", "be-lacinka", "be-icao-9303"} <= ids
    assert not {"be-by-2023", "be-by-2000", "be-mvd-2008", "uk-1996"} & ids


def test_bad_days_and_missing_schemes_are_told() -> None:
    with pytest.raises(InputError, match="on is '2022-13-01'; give a day such as 2022-05-01"):
        namenorm.transliterate("Ян", "passport", on="2022-13-01")
    with pytest.raises(UnknownScheme, match="no scheme of be-national was in force on 1990-01-01"):
        namenorm.transliterate("Ян", "be-national", on="1990-01-01")
    with pytest.raises(InputError, match="reverse needs a scheme"):
        namenorm.transliterate("Ян", reverse=True)


TEXTS = [
    ("Piotr był wczoraj w Mińsku, ale nie spał.", "pl"),
    ("Er war nicht in Minsk, sondern in der Stadt.", "de"),
    ("The president said that he was not there.", "en"),
    ("Прэзідэнт сказаў, што ўсё будзе добра", "be"),
    ("Сёньня ў Менску адбыўся сход", "be"),
    ("Prezident skazaŭ, što ŭsio budzie dobra", "be-Latn"),
    ("Святлана Ціханоўская", "be"),
    ("Angela Merkel", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "lang"), TEXTS)
def test_language_of_running_text(text: str, lang: str | None) -> None:
    assert language_of_text(text, locate.shipped()) == lang


NAMES = [
    ("Святлана Ціханоўская", "be"),
    ("Светлана Тихановская", "ru"),
    ("Світлана Тихановська", "uk"),
    ("Śviatłana Cichanoŭskaja", "und-Latn"),
    ("Angela Merkel", "und-Latn"),
    ("北京", None),
    ("Αθήνα", None),
]


@pytest.mark.parametrize(("name", "lang"), NAMES)
def test_language_of_a_name_without_one(name: str, lang: str | None) -> None:
    assert language_of_name(name) == lang
