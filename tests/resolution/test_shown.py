"""What an answer shows: the name that is spelt as the query, and nobody where nobody is near."""

from __future__ import annotations

import pytest

import namenorm
from namenorm import Registry
from namenorm.comparison import scorer
from namenorm.tables import locate
from namenorm.text.clean import clean_name
from tests.support.spec_table import spec


@pytest.mark.parametrize("case", spec("shown_names"), ids=lambda c: c["query"])
def test_the_name_nearest_in_spelling_is_shown(case: dict[str, str]) -> None:
    best = namenorm.resolve(case["query"], limit=1).matches[0]
    assert (best.identity.id, best.name.text) == (case["id"], case["name"]), case["why"]


def test_each_listed_form_comes_back_where_its_identity_comes_first() -> None:
    another = []
    for identity in Registry.shipped().identities:
        for form in identity.names:
            matches = namenorm.resolve(form.text, limit=1).matches
            if matches and matches[0].identity.id == identity.id:
                shown = clean_name(matches[0].name.text).casefold()
                if shown != clean_name(form.text).casefold():
                    another.append((form.text, matches[0].name.text))
    assert another == []


def test_the_evidence_of_a_listed_form_is_of_that_form() -> None:
    first, second = (namenorm.resolve(q).matches[0] for q in ("Шарль Мишель", "Šarl Mišel"))
    assert first.name.text == "Шарль Мишель" and second.name.text == "Šarl Mišel"
    assert {part.relation for part in first.explanation.parts if part.name} == {"same spelling"}


@pytest.mark.parametrize("case", spec("nobody_near"), ids=lambda c: c["query"])
def test_nobody_is_listed_where_nobody_is_near(case: dict[str, str]) -> None:
    answer = namenorm.resolve(case["query"])
    assert (answer.decision, answer.matches) == ("none", ()), case["why"]


@pytest.mark.parametrize(
    "query", ["Fiji", "Dhaka", "Кім", "Радзівіл", "Слуцк", "Łotwa", "John Smith"]
)
def test_who_is_next_to_impossible_is_not_listed(query: str) -> None:
    scores = [match.score for match in namenorm.resolve(query, limit=100).matches]
    floor = scorer.load(locate.shipped()).listed
    assert scores and min(scores) >= floor
