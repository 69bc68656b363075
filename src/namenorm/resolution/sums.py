"""What parts and rows weigh by values that are looked up for each, and which come near the best.

Compiled code does it where there is any; the arrays here do the same, and the tests run both.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.scorer import Numbers, Scorer, Weights
from namenorm.registry.parts import Parts

try:
    from namenorm.resolution import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]

Term = tuple[Weights, Numbers | NDArray[np.uint8] | None]
"""Values, and for each row the number of its own, -1 being the last; None where they are by row."""


def weigh_near(
    scorer: Scorer, shares: Weights, distances: Numbers, length: int, known: Parts, numbers: Numbers
) -> Weights:
    """`Scorer.near` of the parts `numbers`, each so many symbols away; `shares` are by distance.

    Raises `ValueError` where the numbers point nowhere.
    """
    if _core is not None:
        found = _core.less_costs(
            -np.log(shares), scorer.cost, distances, numbers, known.sixths, length
        )
        return np.frombuffer(found, np.float64)
    if not (_point(distances, len(shares)) and _point(numbers, len(known))):
        raise ValueError("the index is damaged")
    return scorer.near(shares[distances], distances, length, known.sixths[numbers])


def near_best(terms: list[Term], beyond: float) -> tuple[Numbers, Weights]:
    """(places, sums) of the rows whose sum is not more than `beyond` less than the greatest.

    Raises `ValueError` where the numbers of a term point nowhere.

    >>> by_surname, by_gender = np.array([9.0, 2.0]), np.array([0.0, -4.0])
    >>> surnames, genders = np.array([0, 0, 1], np.int32), np.array([1, 0, 0], np.uint8)
    >>> places, sums = near_best([(by_surname, surnames), (by_gender, genders)], 5.0)
    >>> places.tolist(), sums.tolist()
    ([0, 1], [5.0, 9.0])
    """
    if _core is not None:
        places, sums = _core.near_best(terms, beyond)
        return np.frombuffer(places, np.int32), np.frombuffer(sums, np.float64)
    values, numbers = terms[0]
    rows = len(values if numbers is None else numbers)
    total = np.zeros(rows)
    for values, numbers in terms:
        chosen = np.arange(len(values)) if numbers is None else numbers
        if len(chosen) != rows or not _point(chosen, len(values)):
            raise ValueError("the index is damaged")
        total += values[chosen]
    kept = np.flatnonzero(total >= total.max(initial=-np.inf) - beyond).astype(np.int32)
    return kept, total[kept]


def _point(numbers: NDArray[np.integer[Any]], size: int) -> bool:
    """Whether each of `numbers` is one of so many, or counts from their end."""
    return bool(((numbers >= -size) & (numbers < size)).all())
