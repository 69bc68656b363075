"""Endings that a word may have, or may not, and the cases of names."""

from __future__ import annotations

from collections import Counter

import pytest

import namenorm
from namenorm.comparison import analyzer
from namenorm.names import inflection
from namenorm.names.model import Gender, Part, Role
from namenorm.sounds.phonetics import SAME
from tests.support.spec_table import spec

CASES = [(row, form) for row in spec("cases") for form in row["forms"].split("|")]
ROLES = {"s": Role.SURNAME, "g": Role.GIVEN, "p": None}
GENDERS = {"m": Gender.MALE, "f": Gender.FEMALE, "-": None}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Шапетько", "Шапецька"),  # no ending: be -цька is ru -тько
        ("Хмельницький", "Хмельницька"),  # an ending: a man's and a woman's surname
        ("Яворський", "Яворська"),
    ],
)
def test_a_word_that_may_have_an_ending_is_read_both_ways(left: str, right: str) -> None:
    one, other = (analyzer.shipped().part(Part(text, Role.SURNAME)) for text in (left, right))
    assert analyzer.shipped().signs.apart(one.codes, other.codes, SAME) <= SAME


@pytest.mark.parametrize(
    ("row", "form"), CASES, ids=[f"{row['nominative']}-{form}" for row, form in CASES]
)
def test_a_case_form_leads_back_to_its_nominative(row: dict[str, str], form: str) -> None:
    guesses = inflection.shipped().nominatives(form, ROLES[row["role"]])
    assert (row["nominative"], GENDERS[row["gender"]]) in [(g.text, g.gender) for g in guesses]


@pytest.mark.parametrize(
    ("id", "form"),
    [(row["id"], form) for row, form in CASES if row["id"]],
    ids=[f"{row['id']}-{form}" for row, form in CASES if row["id"]],
)
def test_a_case_form_finds_its_identity(id: str, form: str) -> None:
    answer = namenorm.resolve(form)
    few = 1 if answer.decision == "match" else 5
    assert answer.decision != "none"
    assert id in [match.identity.id for match in answer.matches[:few]]


@pytest.mark.parametrize(
    ("form", "id"),
    [
        ("Donaldem Tuskiem", "tusk-donald"),
        ("Andrzejowi Dudzie", "duda-andzej"),
        ("Lechem Wałęsą", "valensa-lech"),
        ("Aleksandra Łukaszenki", "lukashenka-alaksandar"),
        ("Władysławem Kosiniakiem-Kamyszem", "kosiniak-kamys-uladzislau"),
        ("Вінцэнта Дуніна-Марцінкевіча", "dunin-marcinkievic-vincent"),
        ("Prawa i Sprawiedliwości", "pis"),
        ("Верховній Раді", "viarchounaja-rada"),
        ("Кривому Розі", "kryvyi-rih"),
    ],
)
def test_all_words_of_a_name_may_be_in_a_case(form: str, id: str) -> None:
    answer = namenorm.resolve(form)
    assert (answer.decision, answer.matches[0].identity.id) == ("match", id)


def test_each_language_has_its_cases_tested() -> None:
    counts = Counter(row["lang"] for row, _ in CASES)
    assert min(counts[lang] for lang in ("be", "ru", "uk", "pl")) >= 100


@pytest.mark.parametrize("role", [None, Role.SURNAME, Role.GIVEN])
@pytest.mark.parametrize("word", ["", "-", "а", "--", "Ё-", "-ом", "-".join(["Дудой"] * 100)])
def test_odd_words_bring_few_guesses(word: str, role: Role | None) -> None:
    assert len(inflection.shipped().nominatives(word, role)) <= inflection.MOST_GUESSES


@pytest.mark.parametrize(
    ("word", "no", "why"),
    [
        ("Рака", "Раак", "a vowel that the cases lose stands behind a consonant"),
        ("Самоам", "Самоы", "no hard vowel stands behind another vowel"),
        ("Роттердамі", "Роттердамй", "й stands behind a vowel"),
    ],
)
def test_a_guess_is_a_word_that_may_be(word: str, no: str, why: str) -> None:
    assert no not in [guess.text for guess in inflection.shipped().nominatives(word, None)], why


@pytest.mark.parametrize(
    ("form", "id"),
    [
        ("Роза", "roseau"),  # a given name alone is no case of Розо
        ("Лаврова", "laurou-siarhiej"),  # a woman's surname as it stands
    ],
)
def test_what_is_a_name_as_it_stands_is_no_case(form: str, id: str) -> None:
    answer = namenorm.resolve(form)
    assert answer.decision != "match" or answer.matches[0].identity.id != id
