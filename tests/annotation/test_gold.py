"""The mentions of the gold passages, in six languages: how many are found, how many invented."""

from __future__ import annotations

from collections import Counter

import pytest

from namenorm import annotate
from tests.support.gold import LANGS, UNKNOWN, passages

LEAST_F1 = 0.97
LEAST_UNKNOWN = 0.9


def counted(lang: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for passage in passages(lang):
        got = {
            (m.start, m.end): m.identity.id if m.identity else UNKNOWN
            for m in annotate(passage.text)
        }
        for place, id in passage.mentions.items():
            kind = "unknown" if id == UNKNOWN else "linked"
            found[f"{kind} asked"] += 1
            found[f"{kind} right"] += got.get(place) == id
        found["linked told"] += sum(id != UNKNOWN for id in got.values())
    return found


def test_mentions_are_found_and_none_is_invented() -> None:
    total = sum((counted(lang) for lang in LANGS), Counter())
    f1 = 2 * total["linked right"] / (total["linked asked"] + total["linked told"])
    assert f1 >= LEAST_F1
    assert total["unknown right"] >= LEAST_UNKNOWN * total["unknown asked"]


@pytest.mark.parametrize("lang", LANGS)
def test_passages_without_a_mention_have_none(lang: str) -> None:
    empty = [passage for passage in passages(lang) if not passage.mentions]
    assert empty
    for passage in empty:
        assert annotate(passage.text) == []
