"""Places and organisations with what stands around them, to identities of the shipped registry."""

from __future__ import annotations

from collections import Counter

import pytest

import namenorm
from namenorm import Resolution
from tests.support.spec_table import spec

CASES = spec("places")


def _asked(case: dict[str, str]) -> Resolution:
    return namenorm.resolve(
        case["query"], type=case["type"] or None, country=case["country"] or None
    )


def _is_right(case: dict[str, str]) -> bool:
    answer = _asked(case)
    named = case["id"] if case["decision"] != "none" else None
    best = answer.matches[0].identity.id if answer.matches and named else None
    return answer.decision == case["decision"] and best == named


@pytest.mark.parametrize("case", [c for c in CASES if not c["now"]], ids=lambda c: c["query"])
def test_a_place_is_found_by_what_stands_around_it(case: dict[str, str]) -> None:
    answer = _asked(case)
    assert _is_right(case), [(m.identity.id, m.score) for m in answer.matches[:3]]


def test_what_is_right_by_now_loses_its_mark() -> None:
    assert [c["query"] for c in CASES if c["now"] and _is_right(c)] == []


def test_every_kind_has_many_facts() -> None:
    assert all(count >= 20 for count in Counter(case["kind"] for case in CASES).values())
