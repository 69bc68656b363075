"""Weights that arrays make are the sums that explanations show."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from namenorm.comparison import frequency, score
from namenorm.registry import Registry
from namenorm.resolution.named import Named
from namenorm.resolution.people import People
from namenorm.resolution.pool import Pool, pooled
from tests.strategies import names

REGISTRY = Registry.shipped()
JUDGE = score.judge(REGISTRY.tables)
WORLD = frequency.load(REGISTRY.tables)
LISTED = st.sampled_from([name.text for identity in REGISTRY.identities for name in identity.names])


def agree(pool: Pool) -> None:
    for at, weight in enumerate(pool.weights[:40].tolist()):
        assert math.isclose(pool.reasons.explain(at)[1].weight, weight, abs_tol=1e-6)


@given(names | LISTED, st.booleans())
def test_people(text: str, near: bool) -> None:
    people = People(REGISTRY, JUDGE, WORLD)
    for reading in REGISTRY.analyst.readings(text):
        pool = people.candidates(reading, near=near)
        if pool:
            agree(pool)
        for nominative, _ in REGISTRY.analyst.nominatives(reading)[:3]:
            pool = people.candidates(nominative, near=False)
            if pool:
                agree(pool)


@given(names | LISTED, st.booleans())
def test_places_and_organisations(text: str, near: bool) -> None:
    words = REGISTRY.analyst.words(text)
    pool = Named(REGISTRY, JUDGE, WORLD).candidates(words, None, near=near, declined=not near)
    if pool:
        agree(pool)


@given(LISTED)
def test_each_identity_is_pooled_once_with_its_strongest_name(text: str) -> None:
    people = People(REGISTRY, JUDGE, WORLD)
    found = [people.candidates(r, near=True) for r in REGISTRY.analyst.readings(text)]
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
