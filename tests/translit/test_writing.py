"""The compiled core and the pure code write the same; marks, look-alikes and capitals are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import namenorm
from namenorm.errors import BadText, InputError, UnknownLetter
from namenorm.translit.rules import Rules
from namenorm.translit.schemes import Scheme
from namenorm.translit.writing import SchemeWriter
from tests.support.strategies import mixed_text

schemes = st.sampled_from(namenorm.schemes())


def pure(scheme: Scheme) -> SchemeWriter:
    """A writer that never uses the compiled core."""
    return SchemeWriter(Rules(scheme.lang, scheme.rules), compiled=False)


@pytest.mark.needs("cores")
@given(mixed_text, schemes, st.booleans())
def test_core_and_pure_code_agree(text: str, scheme: Scheme, repair: bool) -> None:
    expected = pure(scheme).write(text, repair=repair)
    assert scheme.writer.write(text, repair=repair) == expected


@pytest.mark.parametrize("scheme", namenorm.schemes(), ids=lambda s: s.id)
def test_pure_code_writes_the_samples(scheme: Scheme) -> None:
    writer = pure(scheme)
    assert [writer.write(sample[0]) for sample in scheme.samples] == [
        sample[1] for sample in scheme.samples
    ]


@pytest.mark.needs("cores")
def test_a_scheme_with_too_many_letters_is_refused() -> None:
    letters = [chr(code) for code in range(0x430, 0x430 + 80)]
    rows = [(letter, "x", "any") for letter in letters]
    with pytest.raises(ValueError, match="class"):
        SchemeWriter(Rules("be", rows))


CASES = [
    ("Ціхано́ўская", "Cichanóŭskaja", "a stress mark stays on its vowel"),
    ("е́хаў", "jéchaŭ", "and does not hide the beginning of the word"),
    ("Цiханоўская", "Cichanoŭskaja", "Latin i for Cyrillic і"),
    ("Я. Колас", "Ja. Kołas", "an initial is a capital letter, not a word in capitals"),
    ("ЯКУБ", "JAKUB", "a word in capitals"),
    ("МАР’ЯН", "MARJAN", "capitals beyond the apostrophe"),
    ("Мар`ян Мар'ян Марʼян", "Marjan Marjan Marjan", "any apostrophe"),
    ("Ян-Юзаф, 2-і", "Jan-Juzaf, 2-i", "a hyphen begins a new word; digits stay"),
    ("Łukašenka", "Łukašenka", "Latin stays"),
    ("東京 Αθήνα ✓", "東京 Αθήνα ✓", "other scripts stay"),
]


@pytest.mark.parametrize(("text", "expected"), [case[:2] for case in CASES], ids=str)
def test_lacinka(text: str, expected: str) -> None:
    assert namenorm.transliterate(text, "be-lacinka") == expected


def test_a_letter_and_its_mark_are_one_letter() -> None:
    assert namenorm.transliterate("\u0418\u0306осіф", "be-lacinka") == "Josif"


def test_repair_can_be_switched_off() -> None:
    assert namenorm.transliterate("Цiтоў", "be-lacinka", repair=False) == "Citoŭ"
    assert namenorm.transliterate("Яxно", "be-lacinka", repair=False) == "Jaxno"
    assert namenorm.transliterate("Яxно", "be-lacinka") == "Jachno"


def test_an_unknown_letter_is_an_error_by_choice() -> None:
    assert namenorm.transliterate("Щука", "be-lacinka") == "Shchuka"
    with pytest.raises(UnknownLetter, match=r"'Щ' \(U\+0429\) at 4, for which be-lacinka"):
        namenorm.transliterate("Ян, Щука", "be-lacinka", unknown="error")
    assert namenorm.transliterate("Яи\u0306", "ru-iso9-1995", unknown="error") == "Âj"


def test_bad_arguments_are_named() -> None:
    with pytest.raises(InputError, match="unknown is 'keep'"):
        namenorm.transliterate("Ян", "be-lacinka", unknown="keep")  # type: ignore[arg-type]
    with pytest.raises(BadText, match=r"U\+D800 at 1"):
        namenorm.transliterate("я\ud800", "be-lacinka")
    with pytest.raises(BadText, match="must be text, not bytes"):
        namenorm.transliterate(b"x", "be-lacinka")  # type: ignore[arg-type]
