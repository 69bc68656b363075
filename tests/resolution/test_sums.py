"""The compiled sums over rows and the arrays that stand in for them give the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.comparison import scorer
from namenorm.registry import Registry
from namenorm.resolution import sums
from namenorm.resolution.sums import Term, near_best, weigh_near
from namenorm.tables import locate
from tests.resolution.compiled import compiled_and_not

SCORER = scorer.load(locate.shipped())
SURNAMES = Registry.shipped().segments[0].surnames
SHARES = np.geomspace(1e-7, 1e-3, SCORER.farthest + 1)
LENGTHS = st.sampled_from([0, 6, 40, 10_000])
VALUES = np.array([0.0, -4.25, 9.5, 3.0, 9.5])
numbers = st.lists(
    st.tuples(st.integers(-1, 4), st.integers(0, 4), st.sampled_from([-1.0, 0.0, 7.5])), max_size=30
)


def _terms(rows: list[tuple[int, int, float]]) -> list[Term]:
    """A term whose numbers have four bytes, one whose numbers have one, and one by row."""
    return [
        (VALUES, np.array([row[0] for row in rows], np.int32)),
        (VALUES, np.array([row[1] for row in rows], np.uint8)),
        (np.array([row[2] for row in rows]), None),
    ]


@given(numbers, st.sampled_from([0.0, 6.0, np.inf]), st.permutations(range(3)))
def test_the_same_rows_come_near(
    rows: list[tuple[int, int, float]], beyond: float, order: list[int]
) -> None:
    terms = [_terms(rows)[at] for at in order]
    one, other = compiled_and_not(sums, "_core", lambda: near_best(terms, beyond))
    for core, arrays in zip(one, other, strict=True):
        assert core.tolist() == arrays.tolist()


parts = st.tuples(st.integers(0, SCORER.farthest), st.integers(0, len(SURNAMES) - 1))


@given(st.lists(parts, max_size=30), LENGTHS)
def test_parts_weigh_the_same(found: list[tuple[int, int]], length: int) -> None:
    distances, numbers = (np.array([one[at] for one in found], np.int32) for at in (0, 1))
    core, arrays = compiled_and_not(
        sums, "_core", lambda: weigh_near(SCORER, SHARES, distances, length, SURNAMES, numbers)
    )
    assert core.tolist() == pytest.approx(arrays.tolist(), rel=1e-12)


@pytest.mark.parametrize("core", [sums._core, None])
@pytest.mark.parametrize(
    ("distance", "number"), [(0, len(SURNAMES)), (SCORER.farthest + 1, 0), (0, 1 << 30)]
)
def test_parts_that_nobody_has_are_refused(
    core: object, distance: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums, "_core", core)
    distances, numbers = np.array([distance], np.int32), np.array([number], np.int32)
    with pytest.raises(ValueError, match="damaged"):
        weigh_near(SCORER, SHARES, distances, 30, SURNAMES, numbers)


def test_who_is_just_so_far_behind_is_kept() -> None:
    places, found = near_best([(np.array([20.0, 3.9, 4.0]), None)], 16.0)
    assert (places.tolist(), found.tolist()) == ([0, 2], [20.0, 4.0])


@pytest.mark.parametrize("core", [sums._core, None])
@pytest.mark.parametrize(
    "damaged",
    [
        (VALUES, np.array([5, 0], np.int32)),
        (VALUES, np.array([-6, 0], np.int32)),
        (VALUES, np.array([0, 5], np.uint8)),
        (VALUES, np.array([0, 1, 2], np.int32)),
        (VALUES, None),
    ],
)
def test_numbers_that_point_nowhere_are_refused(
    core: object, damaged: Term, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums, "_core", core)
    with pytest.raises(ValueError, match="damaged"):
        near_best([(np.array([1.0, 2.0]), None), damaged], 16.0)
