"""What counts as a letter, a mark, an apostrophe and a word."""

from __future__ import annotations

import re
import unicodedata

import pytest

from namenorm.text import letters
from namenorm.text.clean import clean
from namenorm.text.scripts import is_cyrillic, is_latin
from namenorm.translit.schemes import scheme

EVERY = [chr(code) for code in range(0x3000)]


def of(pattern: str) -> set[str]:
    """The characters that a class holds."""
    return {char for char in EVERY if re.fullmatch(pattern, char)}


def test_the_classes_of_scripts_are_what_the_predicates_say() -> None:
    assert of(f"[{letters.CYRILLIC}]") == set(filter(is_cyrillic, EVERY))
    assert of(f"[{letters.LATIN}]") == set(filter(is_latin, EVERY))


def test_a_letter_is_alphabetic_and_no_digit() -> None:
    found = of(letters.LETTER)
    assert found >= set(filter(str.isalpha, EVERY))
    assert not any(char.isdecimal() or char == "_" for char in found)


def test_marks_are_combining() -> None:
    assert {unicodedata.category(mark) for mark in of(f"[{letters.MARKS}]")} == {"Mn"}
    assert {unicodedata.category(mark) for mark in of(f"[{letters.LOOSE}]")} == {"Mn", "Me"}


@pytest.mark.parametrize("char", letters.APOSTROPHES)
def test_every_apostrophe_is_cleaned_to_one(char: str) -> None:
    assert clean(f"Мар{char}яна") == "Мар’яна"
    assert clean(f"O{char}Neill") == "O’Neill"


@pytest.mark.parametrize("char", letters.HARD_SIGNS)
def test_a_double_sign_is_an_apostrophe_within_a_word_alone(char: str) -> None:
    assert clean(f"V{char}yacheslav") == "V’yacheslav"
    assert clean(f"{char}Vyacheslav") == f"{char}Vyacheslav"


@pytest.mark.parametrize("char", letters.HYPHENS)
def test_every_hyphen_is_cleaned_to_one(char: str) -> None:
    assert clean(f"Дунін{char}Марцінкевіч") == "Дунін-Марцінкевіч"


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("char", letters.TYPED_APOSTROPHES)
def test_typed_apostrophes_stand_within_a_word_that_is_written(char: str, compiled: bool) -> None:
    writer = scheme("be-by-2023").writer
    write = writer.write if compiled else type(writer)(writer._rules, compiled=False).write
    assert write(f"мар{char}яна") == write("марʼяна") != write("мар яна")


def test_the_sets_of_apostrophes_are_of_one_kind() -> None:
    every = set(letters.APOSTROPHES)
    for some in (letters.PLAIN_APOSTROPHES, letters.TYPED_APOSTROPHES):
        assert set(some) <= every
    assert {letters.APOSTROPHE, letters.LETTER_APOSTROPHE} <= every


WORDS = [
    ("Мар’яна", ["Мар’яна"]),
    ("Дунін-Марцінкевіч", ["Дунін", "Марцінкевіч"]),
    ("’яна’", ["яна"]),
    ("Ян2 Янка_3", ["Ян", "Янка"]),
    ("abc дэф", ["дэф"]),
    ("п''я", ["п", "я"]),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_cyrillic_words(text: str, words: list[str]) -> None:
    assert re.findall(letters.CYRILLIC_WORD, text) == words


def test_the_apostrophe_of_rules_and_back() -> None:
    assert letters.lettered("д'яч’кʼа") == "дʼячʼкʼа"
    assert letters.unlettered("дʼяч’кʼа") == "д’яч’к’а"
