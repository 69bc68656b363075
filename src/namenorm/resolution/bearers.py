"""Who bears the parts that a query has found, and what each row of theirs weighs.

Compiled code does it where there is any; the functions here are the same in arrays, and the
tests run both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from namenorm.registry.compiling import EXACT, GENDERS, INITIAL, PARTIAL, SWAPPED
from namenorm.registry.parts import Parts
from namenorm.registry.segment import Segment
from namenorm.sounds.phonetics import SAME

try:
    from namenorm.resolution import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]

GENDER: Final = 3
"""The bits of a row's flags that hold a gender."""

BEYOND: Final = 16.0
"""Rows whose log odds are so much less than another's cannot come near it."""

Numbers = NDArray[np.int32]
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bearers:
    """The rows of parts that were met, in the order of the parts, the nearest first.

    `which` has for each row the entry of the part. `counts[n]` is how many identities have a
    part that is at most n signs away.
    """

    rows: Numbers
    which: Numbers
    counts: Numbers


def meet(
    starts: NDArray[np.uint32],
    identity: Numbers,
    hidden: Numbers,
    numbers: Numbers,
    signs: Numbers,
    *,
    most: int,
    farthest: int,
) -> Bearers:
    """The rows of the parts `numbers`, each so many `signs` away; `most` rows at the most.

    Those of part n are the rows from `starts[n]` to `starts[n + 1]`; `identity` has the bearer of
    each row, and those who are `hidden` are left out. Raises `ValueError` where the index is
    damaged.
    """
    if _core is not None:
        found = _core.meet(starts, identity, hidden, numbers, signs, most, farthest)
        rows, which, counts = (np.frombuffer(one, np.int32) for one in found)
        return Bearers(rows, which, counts)
    begin = starts[numbers].astype(np.int64)
    sizes = starts[numbers + 1] - begin
    before = np.cumsum(sizes) - sizes
    rows = (np.arange(int(sizes.sum())) + np.repeat(begin - before, sizes))[:most]
    which = np.repeat(np.arange(len(numbers)), sizes)[:most]
    shown = ~np.isin(identity[rows], hidden)
    rows, which = rows[shown].astype(np.int32), which[shown].astype(np.int32)
    _, first = np.unique(identity[rows], return_index=True)
    counts = np.bincount(signs[which[first]], minlength=farthest + 1)
    return Bearers(rows, which, np.cumsum(counts).astype(np.int32))


def sift(
    segment: Segment,
    rows: Numbers,
    column: Numbers,
    sharing: NDArray[np.uint8],
    known: Weights,
    contradicted: float | None,
) -> tuple[Numbers, Numbers]:
    """The given names of `column` that these rows have and whose weight is not `known` yet (NaN).

    First initials and names of a kind that is `sharing` one with the query's; then those to be
    heard. Where the weight `contradicted` is given, the query's is a name of the tables: other
    names of theirs get it at once. Raises `ValueError` where the index is damaged.
    """
    told = contradicted is not None
    if _core is not None:
        found = _core.sift(
            *(rows, column, segment.found, segment.forename_flags, sharing, known),
            *(INITIAL, EXACT, told, contradicted or 0.0),
        )
        return np.frombuffer(found[0], np.int32), np.frombuffer(found[1], np.int32)
    parts = np.unique(column[rows])
    parts = parts[(parts >= 0) & np.isnan(known[parts])]
    flags = segment.forename_flags[parts]
    judged = (flags & INITIAL != 0) | (sharing[segment.found[parts]] != 0)
    others = parts[~judged]
    if told:
        is_exact = segment.forename_flags[others] & EXACT != 0
        known[others[is_exact]] = contradicted
        others = others[~is_exact]
    return parts[judged], others


def by_distance(
    segment: Segment,
    numbers: Numbers,
    apart: Numbers,
    by_signs: Weights,
    length: float,
    cost: float,
    slip: float,
) -> Weights:
    """The weight of each of the surnames `numbers`, so many signs `apart` (`Judge.surname`).

    `by_signs` has the weight of the share of people by the signs; `length` is the query's.
    Raises `ValueError` where the index is damaged.
    """
    known = segment.surnames
    if _core is not None:
        found = _core.surnames(*(numbers, apart, known.sixths, by_signs, length, cost, slip, SAME))
        return np.frombuffer(found, np.float64)
    weights: Weights = by_signs[apart] - costs_of(known, numbers, apart, length, cost, slip)
    return weights


@dataclass(frozen=True, slots=True)
class Spread:
    """How common given names are: shares of people, and counts of bearers in the registry.

    `shares` and `bearers` have an entry a kind of the segment's, what the query's own name adds to
    them is `share` and `borne`; of a kind that is no name of the tables bearers are -1. `named`
    says that the query's is one, `counted` that bearers count. `outside` and `people` are how many
    the shares and all counts stand for.
    """

    shares: Weights
    bearers: Weights
    share: float
    borne: float
    outside: float
    people: float
    named: bool
    counted: bool


def by_sound(
    segment: Segment,
    numbers: Numbers,
    apart: Numbers,
    spread: Spread,
    length: float,
    cost: float,
    slip: float,
    least: float,
) -> Weights:
    """The weight of each of the given names `numbers`, so many signs `apart` (`Judge.forename`).

    `length` is the query's, no weight is less than `least`. Raises `ValueError` where the index is
    damaged.
    """
    known, kinds = segment.forenames, segment.found
    if _core is not None:
        found = _core.forenames(
            *(numbers, apart, known.sixths, kinds, spread.shares, spread.bearers),
            *(length, cost, slip),
            SAME,
            *(spread.share, spread.borne, spread.outside, spread.people),
            *(spread.named, spread.counted),
            least,
        )
        return np.frombuffer(found, np.float64)
    share = spread.share + spread.shares[kinds[numbers]]
    if spread.counted:
        held = spread.bearers[kinds[numbers]]
        bearers = spread.borne + np.maximum(held, 0) + spread.outside * share
        counts = (held >= 0) | spread.named
        share = np.where(counts, np.minimum(1.0, bearers / spread.people), share)
    costs = costs_of(known, numbers, apart, length, cost, slip)
    weights: Weights = np.maximum(-np.log(share) - 1.5 * costs, least)
    return weights


def costs_of(
    known: Parts, numbers: Numbers, apart: Numbers, length: float, cost: float, slip: float
) -> Weights:
    """What the signs to each of these parts cost (`Judge.cost`)."""
    lengths = np.maximum(known.lengths(numbers), length)
    beyond = np.maximum(apart - SAME, 0)
    costs: Weights = cost * beyond * np.sqrt(8 / lengths) + slip * (beyond > 0)
    return costs


@dataclass(frozen=True, slots=True)
class Said:
    """What weighs the rows besides their parts: the query's gender and order, and weights."""

    both: bool
    gender: int
    swapped: bool
    against_gender: float
    against_leaning: float
    against_swapped: float


def weigh(
    segment: Segment,
    bearers: Bearers,
    by_surname: Weights,
    leans_apart: NDArray[np.uint8],
    given: Weights,
    father: Weights,
    said: Said,
) -> tuple[Numbers, Weights, Numbers]:
    """(identities, weights, entries of `bearers.rows`): the strongest row of each identity.

    Of those that come near the strongest of all.

    `by_surname` and `leans_apart` have an entry for each surname that was met, `given` and
    `father` one for each part of the segment and a last one for none. Raises `ValueError` where
    the index is damaged.
    """
    rows, which = bearers.rows, bearers.which
    if _core is not None:
        found = _core.weigh(
            *(rows, which, segment.identity, segment.given_of, segment.father_of, segment.flags),
            *(by_surname, leans_apart, given, father),
            *(said.both, said.gender, said.swapped),
            *(said.against_gender, said.against_leaning, said.against_swapped, BEYOND),
        )
        kinds: tuple[Any, ...] = (np.int32, np.float64, np.int32)
        return tuple(map(np.frombuffer, found, kinds))  # type: ignore[return-value]
    firsts, fathers = segment.given_of[rows], segment.father_of[rows]
    first, second = given[firsts], father[fathers]
    if said.both:
        second = np.where((first < 0) & (firsts >= 0) & (fathers >= 0) & (second > 0), 0.0, second)
    total = by_surname[which] + (first + second)
    flags = segment.flags[rows]
    gender = flags & GENDER
    if said.gender:
        total += said.against_gender * ((gender != 0) & (gender != said.gender))
    unsure = (gender == 0) | (said.gender == GENDERS[None])
    total += said.against_leaning * (unsure & (leans_apart[which] != 0))
    total += said.against_swapped * ((flags & SWAPPED != 0) != said.swapped)
    total += said.against_swapped * (flags & PARTIAL != 0)
    identities = segment.identity[rows]
    order = np.lexsort((-total, identities))
    kept = order[turns(identities[order])]
    kept = np.sort(kept[total[kept] >= total.max(initial=-np.inf) - BEYOND])
    return identities[kept], total[kept], kept.astype(np.int32)


def turns(values: Numbers) -> NDArray[np.bool_]:
    """Where each run of equal values begins.

    >>> turns(np.array([7, 7, 9], np.int32)).tolist()
    [True, False, True]
    """
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found
