"""The measures of `benchmarks.keys` count what they say, on names that are made up here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.keys import cases, methods, retrieval, speed, spellings
from benchmarks.keys.__main__ import BEGIN, END
from benchmarks.keys.spellings import Person
from tests.support.paths import ROOT

PEOPLE = [
    Person("a", ("Ганна Загорская", "Anna Zagorskaya"), ("Загорская", "Zagorskaya", "Кулік")),
    Person("b", ("Цімох Варабей", "Тимофей Воробей"), ("Варабей", "Воробей")),
]
OTHERS = ["Ганна Загорнова", "Petr Vorobyov", "Алена Кот"]


def test_two_surnames_of_a_person_are_no_pair() -> None:
    kept, left = spellings.pairs(PEOPLE)
    assert kept == [("Загорская", "Zagorskaya"), ("Варабей", "Воробей")] and left == 2


def test_shares() -> None:
    pairs = [("Загорская", "Zagorskaya"), ("Загорская", "Воробей")]
    assert spellings.share_together(pairs, methods.ours) == 0.5


def test_unrelated_surnames_are_those_of_two_people() -> None:
    drawn = spellings.unrelated(PEOPLE, 50, 1)
    of = {word: person.id for person in PEOPLE for word in person.surnames}
    assert len(drawn) == 50 and all(of[a] != of[b] for a, b in drawn)


def test_retrieval_counts_the_other_spellings() -> None:
    where = retrieval.documents(PEOPLE, OTHERS)
    found = retrieval.measure(where, retrieval.ours_document, retrieval.ours_query, 1)
    assert (found.recall, found.precision, found.misses) == (1.0, 1.0, [])
    spelled = retrieval.words_of(lambda word: frozenset({word}))
    assert retrieval.measure(where, spelled, spelled, 1).recall == 0.0
    assert 0 <= retrieval.measure_trigrams(where, 1).precision < 1


def test_other_people_are_other_people() -> None:
    found = list(retrieval.others(PEOPLE, 200, 1))
    assert len(found) == 200 and not set(found) & {"Ганна Загорская", "Анна Загорская"}


def test_cases_without_the_key_of_the_nominative_are_told() -> None:
    assert cases.share([("Кот", "Ката"), ("Кот", "Сабака")]) == (0.5, [("Кот", "Сабака")])
    assert ("Ціханоўская", "Ціханоўскай") in cases.registry("be")


def test_trigrams_are_those_of_postgres() -> None:
    assert methods.trigrams("Кот") == {"  k", " ko", "kot", "ot "}


def test_words_of_the_speed_are_distinct() -> None:
    words = speed.distinct(1).split()
    assert len(words) == len(set(words)) > 50_000


@pytest.mark.parametrize(
    ("text", "code", "written"),
    [
        (f"a\n{BEGIN}\nold\n{END}\nz\n", 0, f"a\n{BEGIN}\n\n\n{END}\nz\n"),
        ("no marks", 2, "no marks"),
    ],
)
def test_figures_are_put_between_the_marks(
    tmp_path: Path, text: str, code: int, written: str
) -> None:
    page = tmp_path / "search.md"
    page.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.keys", "--output", str(page), "--part"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    assert page.read_text(encoding="utf-8") == written
