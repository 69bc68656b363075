"""Weights that arrays make are the sums that explanations show."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from namenorm.comparison import background, scorer
from namenorm.comparison.explanation import Explanation
from namenorm.registry import NameForm, Registry
from namenorm.resolution import pool
from namenorm.resolution.people import People
from namenorm.resolution.pool import Pool, pooled
from namenorm.resolution.words import Words
from tests.resolution.compiled import compiled_and_not
from tests.support.strategies import names

REGISTRY = Registry.shipped()
SCORER = scorer.load(REGISTRY.tables)
BACKGROUND = background.load(REGISTRY.tables)
PEOPLE = People(REGISTRY, SCORER, BACKGROUND)
WORDS = Words(REGISTRY, SCORER, BACKGROUND)
LISTED = st.sampled_from([name.text for identity in REGISTRY.identities for name in identity.names])


def agree(pool: Pool) -> None:
    for at, weight in enumerate(pool.weights[:40].tolist()):
        assert math.isclose(pool.reasons.explain(at)[1].weight, weight, abs_tol=1e-6)


@given(names | LISTED, st.booleans())
def test_people(text: str, near: bool) -> None:
    for parse in REGISTRY.analyst.parses(text):
        pool = PEOPLE.candidates(parse, near=near)
        if pool:
            agree(pool)
        for nominative, _ in REGISTRY.analyst.nominatives(parse)[:3]:
            pool = PEOPLE.candidates(nominative, near=False)
            if pool:
                agree(pool)


@given(names | LISTED, st.booleans())
def test_places_and_organisations(text: str, near: bool) -> None:
    words = list(dict.fromkeys(REGISTRY.analyst.words(text)))
    search = WORDS.search(words, None)
    pool = search.candidates(near=near, inflected=not near)
    if pool:
        agree(pool)


@given(LISTED)
def test_each_identity_is_pooled_once_with_its_strongest_name(text: str) -> None:
    found = [PEOPLE.candidates(r, near=True) for r in REGISTRY.analyst.parses(text)]
    pools = [pool for pool in found if pool]
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
