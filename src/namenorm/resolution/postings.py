"""Which rows of a registry have the parts that are near those of a query.

Compiled code does it where there is any; the arrays here do the same, and the tests run both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.scorer import Numbers

try:
    from namenorm.resolution import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]

MOST_ROWS: Final = 100_000
"""Rows of one part of a query that are looked at, those of the nearest spellings first."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows that have parts `numbers`, each so many symbols away, the nearest first.

    `entries` has for each row the place of its part among `numbers`. `counts[n]` is how many
    identities have a part that is at most n symbols away.
    """

    numbers: Numbers
    distances: Numbers
    rows: Numbers
    entries: Numbers
    counts: Numbers


def collect(
    starts: NDArray[np.uint32],
    identity: Numbers,
    hidden: Numbers,
    numbers: Numbers,
    distances: Numbers,
    *,
    farthest: int,
    most: int = MOST_ROWS,
) -> Postings:
    """The postings of the parts `numbers`; `most` rows at the most.

    Those of part n are the rows from `starts[n]` to `starts[n + 1]`; `identity` has the bearer of
    each row, and those who are `hidden` are left out. Raises `ValueError` where the index is
    damaged.
    """
    if _core is not None:
        found = _core.collect(starts, identity, hidden, numbers, distances, most, farthest)
        return Postings(numbers, distances, *(np.frombuffer(one, np.int32) for one in found))
    begin = starts[numbers].astype(np.int64)
    sizes = starts[numbers + 1] - begin
    before = np.cumsum(sizes) - sizes
    rows = (np.arange(int(sizes.sum())) + np.repeat(begin - before, sizes))[:most]
    entries = np.repeat(np.arange(len(numbers)), sizes)[:most]
    shown = ~np.isin(identity[rows], hidden)
    rows, entries = rows[shown].astype(np.int32), entries[shown].astype(np.int32)
    _, first = np.unique(identity[rows], return_index=True)
    counts = np.bincount(distances[entries[first]], minlength=farthest + 1)
    return Postings(numbers, distances, rows, entries, np.cumsum(counts).astype(np.int32))
