"""The compiled collection of rows and the arrays that stand in for it give the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.registry import Registry
from namenorm.resolution import postings
from namenorm.resolution.postings import Postings, collect
from tests.resolution.compiled import compiled_and_not

SEGMENT = Registry.shipped().segments[0]
COUNT = len(SEGMENT.surnames)
surnames = st.lists(st.integers(0, COUNT - 1), min_size=1, max_size=30, unique=True)


def _collected(numbers: list[int], hidden: list[int], most: int = 100_000) -> Postings:
    chosen = np.array(numbers, np.int32)
    away = np.sort(chosen % 9)
    silent = np.array(sorted(hidden), np.int32)
    starts, identity = SEGMENT.starts, SEGMENT.identity
    return collect(starts, identity, silent, chosen, away, farthest=20, most=most)


@given(surnames, st.lists(st.integers(0, 3000), max_size=40), st.sampled_from([3, 100_000]))
def test_the_same_rows_are_collected(numbers: list[int], hidden: list[int], most: int) -> None:
    one, other = compiled_and_not(
        postings, "_core", lambda: _collected(numbers, [] if most == 3 else hidden, most)
    )
    for name in ("rows", "entries", "counts"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


@pytest.mark.parametrize("number", [-1, COUNT, 1 << 30])
def test_numbers_that_point_nowhere_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="damaged"):
        _collected([number], [])
