"""Names as a newsroom gets them, and names that must not be taken for a listed one."""

from __future__ import annotations

import pytest

import namenorm
from benchmarks.evaluation.hard_negatives import ask
from tests.spec_table import spec


@pytest.mark.parametrize("case", spec("inputs"), ids=lambda c: f"{c['kind']}-{c['query']}")
def test_an_input_finds_its_identity(case: dict[str, str]) -> None:
    answer = namenorm.resolve(case["query"])
    assert answer.matches[0].identity.id == case["id"], answer.matches[0].explanation.sentence
    assert answer.decision == "match", [(m.identity.id, m.score) for m in answer.matches]


@pytest.mark.parametrize(
    "case", spec("hard_negatives"), ids=lambda c: f"{c['listed']}<{c['asked']}"
)
def test_somebody_else_is_not_matched(case: dict[str, str]) -> None:
    answer = ask(case["listed"], case["asked"])
    best = answer.matches[0].explanation.sentence if answer.matches else ""
    assert answer.decision != "match", best
    if case["answer"] == "ambiguous":
        assert answer.decision == "ambiguous", best
        assert answer.deciding
