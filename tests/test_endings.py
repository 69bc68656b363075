"""Endings that a word may have, or may not."""

from __future__ import annotations

import pytest

from namenorm.comparison import features
from namenorm.names.model import Part, Role
from namenorm.sounds.signs import SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Шапетько", "Шапецька"),  # no ending: be -цька is ru -тько
        ("Хмельницький", "Хмельницька"),  # an ending: a man's and a woman's surname
        ("Яворський", "Яворська"),
    ],
)
def test_a_word_that_may_have_an_ending_is_read_both_ways(left: str, right: str) -> None:
    one, other = (features.shipped().part(Part(text, Role.SURNAME)) for text in (left, right))
    assert features.shipped().signs.apart(one.codes, other.codes, SAME) <= SAME
