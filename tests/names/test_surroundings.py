"""Kinds by the words beside a name, and what else stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.names import kinds, surroundings
from namenorm.names.kinds import Verdict
from namenorm.names.surroundings import MOST_CONTAINERS, MOST_READINGS
from namenorm.text.clean import clean
from tests.support.spec_table import spec


@pytest.mark.parametrize("case", spec("surroundings"), ids=lambda case: case["text"])
def test_what_stands_around_a_name(case: dict[str, str]) -> None:
    found = surroundings.read(case["text"])[0]
    assert {
        "head": found.head,
        "titled": found.titled,
        "kinds": "|".join(sorted(found.kinds)),
        "containers": "|".join(f"{one.text}/{one.kind}" for one in found.containers),
        "after": found.after,
    } == {column: cell for column, cell in case.items() if column != "text"}


VERDICTS = [  # (what is said, what an identity is, the verdict)
    ({"village"}, {"agro-town"}, Verdict.AGREE),
    ({"station"}, {"town"}, Verdict.AGREE),
    ({"square"}, {"metro-station"}, Verdict.AGREE),
    ({"district", "quarter"}, {"district"}, Verdict.AGREE),
    ({"street"}, {"theatre"}, Verdict.CONTRADICT),
    ({"school"}, {"lyceum"}, Verdict.CONTRADICT),
    ({"river"}, {"lake"}, Verdict.CONTRADICT),
    ({"town"}, {"district"}, Verdict.CONTRADICT),
    ({"river"}, set(), Verdict.UNKNOWN),
    (set(), {"river"}, Verdict.UNKNOWN),
]


@pytest.mark.parametrize(("said", "held", "verdict"), VERDICTS)
def test_kinds_of_one_class_agree(said: set[str], held: set[str], verdict: Verdict) -> None:
    assert kinds.shipped().verdict(said, held) is verdict
    assert kinds.shipped().verdict(held, said) is verdict


NAMES = [  # (a name, the kind that it tells)
    ("Нацыянальны акадэмічны тэатр імя Янкі Купалы", "theatre"),
    ("Беларускі гуманітарны ліцэй імя Якуба Коласа", "lyceum"),
    ("Брэсцкая вобласць", "region"),
    ("Мірскі замак", "castle"),
    ("Музей завода", "museum"),
    ("Minsk Tractor Works Museum", "museum"),
    ("Museum of the Minsk Tractor Works", "museum"),
    ("Мінск", ""),
    ("Азёры", ""),
]


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_a_name_tells_its_kind(name: str, kind: str) -> None:
    assert kinds.shipped().of_name(name) == frozenset(filter(None, [kind]))


@given(st.text("г.п Мінск,()’s імяраёнвулin[];~?", max_size=300))
def test_any_text_has_a_few_readings_of_its_own_words(text: str) -> None:
    cleaned = clean(text)
    found = surroundings.read(cleaned)
    assert 1 <= len(found) <= MOST_READINGS and found[-1].full == cleaned
    for one in found:
        assert len(one.containers) <= MOST_CONTAINERS
        assert all(part in cleaned for part in one.head.split())
