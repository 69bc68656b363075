"""Weights that arrays make are the sums that explanations show."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.comparison import frequency, score
from namenorm.comparison.score import Explanation
from namenorm.registry import NameForm, Registry
from namenorm.resolution import pool
from namenorm.resolution.named import Named
from namenorm.resolution.people import People
from namenorm.resolution.pool import Pool, pooled
from tests.resolution.compiled import compiled_and_not
from tests.support.strategies import names

REGISTRY = Registry.shipped()
JUDGE = score.judge(REGISTRY.tables)
WORLD = frequency.load(REGISTRY.tables)
NAMES = [(identity.type, name.text) for identity in REGISTRY.identities for name in identity.names]
LISTED = st.sampled_from([text for _, text in NAMES])
LISTED_PEOPLE = st.sampled_from([t for type, t in NAMES if type == "person" and " " in t])
OTHERS = st.sampled_from([text for type, text in NAMES if type != "person"])


def agree(pool: Pool | None) -> bool:
    """Whether there is a pool; if so, its weights are what its explanations sum up to."""
    if not pool:
        return False
    for at, weight in enumerate(pool.weights[:40].tolist()):
        assert math.isclose(pool.reasons.explain(at)[1].weight, weight, abs_tol=1e-6)
    return True


def people(text: str, near: bool) -> bool:
    """Whether somebody may be meant by `text`; if so, all weights are explained."""
    found = False
    people = People(REGISTRY, JUDGE, WORLD)
    for reading in REGISTRY.analyst.readings(text):
        found |= agree(people.candidates(reading, near=near))
        for nominative, _ in REGISTRY.analyst.nominatives(reading)[:3]:
            found |= agree(people.candidates(nominative, near=False))
    return found


def named(text: str, near: bool) -> bool:
    """Whether a place or an organisation may be meant by `text`; if so, weights are explained."""
    words = REGISTRY.analyst.words(text)
    named = Named(REGISTRY, JUDGE, WORLD)
    return agree(named.candidates(words, None, near=near, declined=not near))


@given(LISTED_PEOPLE, st.booleans())
def test_listed_people(text: str, near: bool) -> None:
    assert people(text, near)


@given(OTHERS, st.booleans())
def test_listed_places_and_organisations(text: str, near: bool) -> None:
    assert named(text, near)


@given(names | LISTED, st.booleans())
def test_any_name(text: str, near: bool) -> None:
    for found in (people, named):
        assert found(text, near) in (True, False)


@given(LISTED_PEOPLE)
def test_each_identity_is_pooled_once_with_its_strongest_name(text: str) -> None:
    people = People(REGISTRY, JUDGE, WORLD)
    found = [people.candidates(r, near=True) for r in REGISTRY.analyst.readings(text)]
    pools = [pool for pool in found if pool]
    assert pools
    both = pooled(pools)
    assert len(set(both.identities.tolist())) == len(both.identities)
    for identity, weight in zip(both.identities.tolist(), both.weights.tolist(), strict=True):
        assert weight == max(
            float(w)
            for pool in pools
            for n, w in zip(pool.identities, pool.weights, strict=True)
            if n == identity
        )


class _Unasked:
    """Reasons that nobody asks for."""

    def explain(self, at: int) -> tuple[NameForm, Explanation]:
        raise AssertionError

    def settled(self, at: int) -> bool:
        raise AssertionError


ODDS = st.lists(st.tuples(st.integers(0, 30), st.sampled_from([-2.0, 1.0, 1.0, 9.5, 40.0])))


@pytest.mark.needs("cores")
@given(st.lists(ODDS, max_size=4), st.sampled_from([0.0, 16.0, math.inf]))
def test_the_core_and_the_arrays_pool_alike(pools: list[list[tuple[int, float]]], beyond) -> None:  # type: ignore[no-untyped-def]
    made = [
        Pool(
            np.array([n for n, _ in one], np.int32),
            np.array([w for _, w in one], np.float64),
            bool(at % 2),
            _Unasked(),
        )
        for at, one in enumerate(pools)
    ]
    core, arrays = compiled_and_not(pool, "_core", lambda: pooled(made, beyond))
    for name in ("identities", "weights", "bare", "_pool", "_place"):
        assert getattr(core, name).tolist() == getattr(arrays, name).tolist()


def test_who_is_far_behind_the_best_is_no_candidate() -> None:
    numbers = np.array([3, 5, 8], np.int32)
    made = Pool(numbers, np.array([20.0, 3.0, 5.0]), False, _Unasked())
    assert pooled([made], 16.0).identities.tolist() == [3, 8]
