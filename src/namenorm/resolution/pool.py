"""Candidates of one way to read a query, as arrays; explained one by one, when asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.score import Explanation
from namenorm.registry import NameForm


@dataclass(frozen=True, slots=True)
class Pool:
    """`identities` by number, each with the log odds of one of its names in `weights`.

    An identity may stand there several times. `explain(k)` gives the name behind the k-th
    weight, and why: the parts of the explanation sum to that weight. `bare` says that nothing
    but a surname was asked, so that prominence tells the bearers apart.
    """

    identities: NDArray[np.int32]
    weights: NDArray[np.float64]
    bare: bool
    explain: Callable[[int], tuple[NameForm, Explanation]]


@dataclass(frozen=True, slots=True)
class Pooled:
    """The strongest name of each identity over several pools; one row an identity."""

    identities: NDArray[np.int32]
    weights: NDArray[np.float64]
    bare: NDArray[np.bool_]
    pools: tuple[Pool, ...]
    _pool: NDArray[np.int32]
    _place: NDArray[np.int64]

    def explain(self, row: int) -> tuple[NameForm, Explanation]:
        """The name that speaks for the identity of a row, and why."""
        return self.pools[int(self._pool[row])].explain(int(self._place[row]))


def pooled(pools: list[Pool]) -> Pooled:
    """All candidates of `pools`, each once, with its strongest name."""
    sizes = [len(pool.identities) for pool in pools]
    none = np.zeros(0, np.int32)
    identities = np.concatenate([none, *(pool.identities for pool in pools)])
    weights = np.concatenate([np.zeros(0), *(pool.weights for pool in pools)])
    order = np.lexsort((-weights, identities))
    kept = order[np.concatenate([[True], np.diff(identities[order]) != 0])[: len(order)]]
    pool = np.repeat(np.arange(len(pools), dtype=np.int32), sizes)
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
