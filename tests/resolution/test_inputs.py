"""Names as a newsroom gets them, and names that must not be taken for a listed one."""

from __future__ import annotations

import pytest

import namenorm
from benchmarks.evaluation.hard_negatives import ask
from tests.support.spec_table import spec


@pytest.mark.parametrize("case", spec("inputs"), ids=lambda c: f"{c['kind']}-{c['query']}")
def test_an_input_finds_its_identity(case: dict[str, str]) -> None:
    answer = namenorm.resolve(case["query"])
    assert answer.matches[0].identity.id == case["id"], answer.matches[0].explanation.sentence
    assert answer.decision == "match", [(m.identity.id, m.score) for m in answer.matches]


HARD = spec("hard_negatives")


@pytest.mark.parametrize(
    "case", [c for c in HARD if c["answer"] != "wrong"], ids=lambda c: f"{c['listed']}<{c['asked']}"
)
def test_somebody_else_is_not_matched(case: dict[str, str]) -> None:
    answer = ask(case["listed"], case["asked"])
    best = answer.matches[0].explanation.sentence if answer.matches else ""
    assert answer.decision != "match", best
    if case["answer"] == "ambiguous":
        assert answer.decision == "ambiguous", best
        assert answer.deciding


def test_what_is_known_to_go_wrong_is_told_and_stays_rare() -> None:
    """A row that is right by now loses its mark; the evaluation lists the others."""
    wrong = [case for case in HARD if case["answer"] == "wrong"]
    assert [c["asked"] for c in wrong if ask(c["listed"], c["asked"]).decision != "match"] == []
    assert len(wrong) <= len(HARD) // 100
