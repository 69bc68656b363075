"""What stands around a person's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.names import particulars
from namenorm.text.clean import clean
from tests.support.spec_table import spec


@pytest.mark.parametrize("case", spec("particulars"), ids=lambda case: case["text"])
def test_a_text_is_taken_apart(case: dict[str, str]) -> None:
    found = particulars.shipped().read(clean(case["text"]))
    assert {
        "head": found.head,
        "aliases": "|".join(found.aliases),
        "notes": "|".join(found.notes),
        "born": str(found.born or ""),
        "died": str(found.died or ""),
        "countries": "|".join(found.countries),
    } == {column: cell for column, cell in case.items() if column != "text"}


@given(st.text("Янка Купала(паэт)«»[];/|- ,.1982aka b.", max_size=300))
def test_any_text_has_a_head_and_a_few_aliases(text: str) -> None:
    cleaned = clean(text)
    found = particulars.shipped().read(cleaned)
    assert len(found.aliases) <= 4
    assert bool(found.head) == bool(cleaned)
