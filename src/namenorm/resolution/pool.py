"""Candidates of one way to read a query, as arrays; explained one by one, when asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.score import Explanation
from namenorm.registry import NameForm
from namenorm.resolution.bearers import turns


class Reasons(Protocol):
    """What stands behind the weights of a pool, looked up for one of them when it is asked."""

    def explain(self, at: int) -> tuple[NameForm, Explanation]:
        """The name behind a weight, and why: the parts of the explanation sum to the weight."""

    def settled(self, at: int) -> bool:
        """Whether that name leaves nothing open: all its words are there, as they sound."""


@dataclass(frozen=True, slots=True)
class Pool:
    """`identities` by number, each with the log odds of one of its names in `weights`.

    An identity may stand there several times, unless it is said to be `once`. `bare` says that
    nothing but a surname was asked, so that prominence tells the bearers apart.
    """

    identities: NDArray[np.int32]
    weights: NDArray[np.float64]
    bare: bool
    reasons: Reasons
    once: bool = False


@dataclass(frozen=True, slots=True)
class Pooled:
    """The strongest name of each identity over several pools; one row an identity."""

    identities: NDArray[np.int32]
    weights: NDArray[np.float64]
    bare: NDArray[np.bool_]
    pools: tuple[Pool, ...]
    _pool: NDArray[np.int64]
    _place: NDArray[np.int64]

    def explain(self, row: int) -> tuple[NameForm, Explanation]:
        """The name that speaks for the identity of a row, and why."""
        return self.pools[int(self._pool[row])].reasons.explain(int(self._place[row]))

    def settled(self, row: int) -> bool:
        """Whether that name leaves nothing open."""
        return self.pools[int(self._pool[row])].reasons.settled(int(self._place[row]))


def pooled(pools: list[Pool]) -> Pooled:
    """All candidates of `pools`, each once, with its strongest name."""
    if len(pools) == 1 and pools[0].once:
        only, size = pools[0], len(pools[0].identities)
        bare = np.full(size, only.bare)
        places = np.arange(size)
        return Pooled(
            only.identities, only.weights, bare, tuple(pools), np.zeros_like(places), places
        )
    sizes = [len(pool.identities) for pool in pools]
    none = np.zeros(0, np.int32)
    identities = np.concatenate([none, *(pool.identities for pool in pools)])
    weights = np.concatenate([np.zeros(0), *(pool.weights for pool in pools)])
    order = np.lexsort((-weights, identities))
    kept = order[turns(identities[order])]
    pool = np.repeat(np.arange(len(pools)), sizes)
    place = np.concatenate([none.astype(np.int64), *(np.arange(size) for size in sizes)])
    bare = np.array([pool.bare for pool in pools], dtype=np.bool_)
    return Pooled(
        identities[kept],
        weights[kept],
        bare[pool[kept]],
        tuple(pools),
        pool[kept],
        place[kept],
    )
