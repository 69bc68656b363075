"""The candidates of each way to read a query, and of all together; explained when asked."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.explanation import Explanation
from namenorm.comparison.scorer import Numbers
from namenorm.registry import NameForm
from namenorm.resolution.answers import turns

try:
    from namenorm.resolution import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]


_EQUAL: Final = 1e-9
"""Weights that differ by less are the same, added up in another order."""


class Reasons(Protocol):
    """What stands behind the weights of a pool, looked up for one of them when it is asked."""

    def name(self, at: int) -> NameForm:
        """The name behind a weight."""

    def explain(self, at: int) -> tuple[NameForm, Explanation]:
        """The name behind a weight, and why: the parts of the explanation sum to the weight."""

    def settled(self, at: int) -> bool:
        """Whether that name leaves nothing open: all its words are there, as they sound."""

    def complete(self, at: int) -> bool:
        """Whether that name has all words of the query, and no others."""


@dataclass(frozen=True, slots=True)
class Pool:
    """`identities` by number, each with the log odds of one of its names in `weights`.

    An identity may stand there several times. `bare` says that nothing but a surname was asked, so
    that prominence tells the bearers apart.
    """

    identities: NDArray[np.int32]
    weights: NDArray[np.float64]
    bare: bool
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Candidates:
    """The strongest name of each identity over several pools; one row an identity, by number."""

    identities: NDArray[np.int32]
    weights: NDArray[np.float64]
    bare: NDArray[np.bool_]
    pools: tuple[Pool, ...]
    _pool: Numbers
    _place: Numbers

    def explain(self, row: int, unlike: Callable[[str], Any]) -> tuple[NameForm, Explanation]:
        """The name that speaks for the identity of a row, and why.

        Of several that weigh the same it is the one that is least `unlike` the query.
        """
        equal = [
            (pool.reasons, at)
            for pool in self.pools
            for at in np.flatnonzero(pool.identities == self.identities[row]).tolist()
            if pool.weights[at] >= self.weights[row] - _EQUAL
        ]
        reasons, at = min(equal, key=lambda one: unlike(one[0].name(one[1]).text))
        return reasons.explain(at)

    def strongest(self, row: int) -> Explanation:
        """Why the identity of a row weighs what it does, by the first name that does."""
        return self.pools[int(self._pool[row])].reasons.explain(int(self._place[row]))[1]

    def settled(self, row: int) -> bool:
        """Whether that name leaves nothing open."""
        return self.pools[int(self._pool[row])].reasons.settled(int(self._place[row]))

    def complete(self, row: int) -> bool:
        """Whether that name has all words of the query, and no others."""
        return self.pools[int(self._pool[row])].reasons.complete(int(self._place[row]))


def pooled(pools: list[Pool], beyond: float = math.inf) -> Candidates:
    """The candidates of `pools`, each once, with its strongest name, by their numbers.

    Without those whose log odds are more than `beyond` less than the best.
    """
    found: tuple[Any, ...]
    if _core is not None:
        packed = _core.pool([(pool.identities, pool.weights) for pool in pools], beyond)
        kinds: tuple[Any, ...] = (np.int32, np.float64, np.int32, np.int32)
        found = tuple(map(np.frombuffer, packed, kinds))
    else:
        none = np.zeros(0, np.int32)
        identities = np.concatenate([none, *(pool.identities for pool in pools)])
        weights = np.concatenate([np.zeros(0), *(pool.weights for pool in pools)])
        order = np.lexsort((-weights, identities))
        kept = order[turns(identities[order])]
        kept = kept[weights[kept] >= weights.max(initial=-math.inf) - beyond]
        sizes = [len(pool.identities) for pool in pools]
        of = np.repeat(np.arange(len(pools), dtype=np.int32), sizes)
        place = np.concatenate([none, *(np.arange(size, dtype=np.int32) for size in sizes)])
        found = tuple(values[kept] for values in (identities, weights, of, place))
    bare = np.array([pool.bare for pool in pools], dtype=np.bool_)[found[2]]
    return Candidates(found[0], found[1], bare, tuple(pools), *found[2:])
