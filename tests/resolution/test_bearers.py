"""The compiled loops over rows and the arrays that stand in for them give the same."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.registry import Registry
from namenorm.resolution import bearers
from namenorm.resolution.bearers import (
    Bearers,
    Said,
    Spread,
    by_distance,
    by_sound,
    meet,
    sift,
    weigh,
)
from tests.resolution.compiled import compiled_and_not

pytestmark = pytest.mark.needs("cores")

SEGMENT = Registry.shipped().segments[0]
COUNT = len(SEGMENT.surnames)
NONE = np.zeros(0, np.int32)
surnames = st.lists(st.integers(0, COUNT - 1), min_size=1, max_size=30, unique=True)


def both(call):  # type: ignore[no-untyped-def]
    """What the compiled code gives, and what the arrays give."""
    return compiled_and_not(bearers, "_core", call)


def _met(numbers: list[int], hidden: list[int], most: int) -> Bearers:
    chosen = np.array(numbers, np.int32)
    signs = np.sort(chosen % 9)
    return meet(
        *(SEGMENT.starts, SEGMENT.identity, np.array(sorted(hidden), np.int32), chosen, signs),
        most=most,
        farthest=20,
    )


@given(surnames, st.lists(st.integers(0, 3000), max_size=40), st.sampled_from([3, 100_000]))
def test_the_same_rows_are_met(numbers: list[int], hidden: list[int], most: int) -> None:
    one, other = both(lambda: _met(numbers, [] if most == 3 else hidden, most))
    for name in ("rows", "which", "counts"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


@given(surnames, st.integers(0, 2), st.booleans(), st.booleans(), st.randoms())
def test_rows_weigh_the_same(numbers, gender, swapped, both_said, draw) -> None:  # type: ignore[no-untyped-def]
    met = _met(numbers, [], 100_000)
    parts = len(SEGMENT.forenames) + 1
    noise = np.random.default_rng(draw.randrange(1 << 30))
    said = Said(both_said, gender, swapped, -5.0, -1.5, -1.2)
    arrays = (
        noise.normal(0, 5, len(numbers)),
        noise.integers(0, 2, len(numbers)).astype(np.uint8),
        noise.normal(0, 5, parts),
        noise.normal(0, 5, parts),
    )
    one, other = both(lambda: weigh(SEGMENT, met, *arrays, said))
    by_core, by_arrays = (sorted(zip(*map(list, found), strict=True)) for found in (one, other))
    for (identity, weight, place), known in zip(by_core, by_arrays, strict=True):
        assert (identity, place) == (known[0], known[2]) and math.isclose(weight, known[1])


@given(surnames, st.sampled_from([None, -8.0]), st.randoms())
def test_the_same_given_names_are_sifted(numbers, contradicted, draw) -> None:  # type: ignore[no-untyped-def]
    met = _met(numbers, [], 100_000)
    noise = np.random.default_rng(draw.randrange(1 << 30))
    known = noise.normal(0, 1, len(SEGMENT.forenames) + 1)
    known[known > 0] = np.nan
    sharing = noise.integers(0, 2, len(SEGMENT.directory["found"])).astype(np.uint8)

    def sifted() -> list[list[float]]:
        held = known.copy()
        judged, heard = sift(SEGMENT, met.rows, SEGMENT.given_of, sharing, held, contradicted)
        return [judged.tolist(), heard.tolist(), np.nan_to_num(held, nan=9.0).tolist()]

    one, other = both(sifted)
    assert one == other


@given(surnames, st.floats(1, 20), st.randoms())
def test_surnames_weigh_the_same(numbers, length, draw) -> None:  # type: ignore[no-untyped-def]
    chosen = np.array(numbers, np.int32)
    by_signs = np.random.default_rng(draw.randrange(1 << 30)).normal(0, 5, 15)
    one, other = both(
        lambda: by_distance(SEGMENT, chosen, chosen % 15, by_signs, length, 0.72, 0.3)
    )
    assert one.tolist() == pytest.approx(other.tolist())


@given(st.integers(0, 40), st.booleans(), st.booleans(), st.randoms())
def test_given_names_weigh_the_same(apart, named, counted, draw) -> None:  # type: ignore[no-untyped-def]
    noise = np.random.default_rng(draw.randrange(1 << 30))
    kinds = len(SEGMENT.directory["found"])
    numbers = noise.integers(0, len(SEGMENT.forenames), 9).astype(np.int32)
    signs = noise.integers(0, apart + 1, 9).astype(np.int32)
    bearers = np.maximum(noise.integers(-5, 9, kinds), -1).astype(float)
    shares = noise.random(kinds) / 100
    spread = Spread(shares, bearers, 1e-5, 7.0, 100.0, 3000.0, named, counted)
    one, other = both(lambda: by_sound(SEGMENT, numbers, signs, spread, 6.5, 0.72, 0.3, -8.0))
    assert one.tolist() == pytest.approx(other.tolist())


@pytest.mark.parametrize("number", [-1, COUNT, 1 << 30])
def test_numbers_that_point_nowhere_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="damaged"):
        meet(
            *(SEGMENT.starts, SEGMENT.identity, NONE, np.array([number], np.int32)),
            np.zeros(1, np.int32),
            most=10,
            farthest=20,
        )
