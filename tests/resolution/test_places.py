"""Places and organisations with what stands around them, to identities of the shipped registry."""

from __future__ import annotations

from collections import Counter

import pytest

import namenorm
from tests.support.spec_table import spec

CASES = spec("places")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["query"])
def test_a_place_is_found_by_what_stands_around_it(case: dict[str, str]) -> None:
    answer = namenorm.resolve(
        case["query"], type=case["type"] or None, country=case["country"] or None
    )
    found = [(match.identity.id, round(match.score, 2)) for match in answer.matches[:3]]
    assert answer.decision == case["decision"], found
    assert case["decision"] == "none" or found[0][0] == case["id"], found


def test_every_kind_has_many_facts() -> None:
    assert all(count >= 20 for count in Counter(case["kind"] for case in CASES).values())
