"""The table of vowels, and what is made of it."""

from __future__ import annotations

import unicodedata

import pytest

from namenorm.tables import locate, read
from namenorm.text import vowels
from namenorm.text.scripts import scripts_of

ROWS = list(read.tsv(locate.shipped() / "text" / "vowels.tsv", vowels.COLUMNS))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["lang"])
def test_each_letter_is_small_stands_once_and_has_a_sample(row: read.Row) -> None:
    assert row["letters"] == row["letters"].lower()
    assert len(set(row["letters"])) == len(row["letters"])
    assert set(row["letters"]) <= set(row["samples"].lower())
    assert len(scripts_of(row["letters"])) == 1


def test_a_latin_vowel_is_one_without_its_marks() -> None:
    for letter in vowels.of("Latn") + vowels.of("Latn-other"):
        assert unicodedata.normalize("NFD", letter)[0] in "aeiouy"


def test_no_letter_is_in_both_latin_rows() -> None:
    assert not set(vowels.of("Latn")) & set(vowels.of("Latn-other"))


@pytest.mark.parametrize("letter", "аеёіоуыэюяиєїaeiouyąéüě")
def test_vowels(letter: str) -> None:
    assert vowels.is_vowel(letter)


@pytest.mark.parametrize("letter", ["ў", "й", "ь", "ъ", "ʼ", "’", "б", "w", "j", "А", ""])
def test_no_vowels(letter: str) -> None:
    assert not vowels.is_vowel(letter)
