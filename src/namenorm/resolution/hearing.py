"""Words of a registry that sound like those of a query, and the rows whose words they are.

Compiled code does it where there is any; the functions here are the same in arrays, and the
tests run both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.features import ACRONYM, Features, is_acronym
from namenorm.registry.segment import Segment
from namenorm.resolution.bearers import Bearers, Numbers, Weights, costs_of, turns
from namenorm.sounds.phonetics import SAME

try:
    from namenorm.resolution import _hearing
except ImportError:  # no C compiler when this was installed
    _hearing = None  # type: ignore[assignment]

Marks = NDArray[np.uint8]

_OF_HEARD: Final[tuple[Any, ...]] = (np.float64, np.uint8, np.int32, np.int32)
_OF_HITS: Final[tuple[Any, ...]] = (np.int32, np.int32, np.float64, np.int32, np.int32, np.int32)


@dataclass(frozen=True, slots=True)
class Price:
    """What a word weighs that is heard: `by_signs` of it so many signs away, and their cost."""

    by_signs: Weights
    cost: float
    slip: float


@dataclass(frozen=True, slots=True)
class Heard:
    """The words `numbers` of a segment, each so many `signs` from the word `said` of a query.

    Or from its `base`, what it may be a case of. Each has a weight, and says whether it is the
    `same`, letter for letter. `rows` are those that have such a word, numbered through all
    segments, and `which` is the entry of it for each.
    """

    said: int
    base: Features | None
    segment: int
    numbers: Numbers
    signs: Numbers
    weights: Weights
    same: Marks
    rows: Numbers
    which: Numbers


class Answer(NamedTuple):
    """A word of a row that answers the word `said` of a query."""

    said: int
    base: Features | None
    number: int
    signs: int
    weight: float
    same: bool


@dataclass(frozen=True, slots=True)
class Hits:
    """Rows that share words with a query, each word answered once, by a word that is its own.

    `rows` ascend. The answers of the n-th are entries `starts[n]` to `starts[n + 1]`, by number:
    each an entry of an element of `heard`. `summed` is what they weigh together, and `farthest`
    the most signs that one of them is away.
    """

    heard: Sequence[Heard]
    rows: Numbers
    starts: Numbers
    summed: Weights
    farthest: Numbers
    _of: Numbers
    _entry: Numbers

    def answers(self, at: int) -> list[Answer]:
        """The answers in one row."""
        start, stop = self.starts[at : at + 2].tolist()
        found = []
        for of, entry in zip(
            self._of[start:stop].tolist(), self._entry[start:stop].tolist(), strict=True
        ):
            one = self.heard[of]
            held = one.numbers, one.signs, one.weights, one.same
            number, signs, weight, same = (values[entry].item() for values in held)
            found.append(Answer(one.said, one.base, number, signs, weight, bool(same)))
        return found


def hear(
    segment: Segment,
    word: Features,
    numbers: Numbers,
    signs: Numbers,
    bearers: Bearers,
    price: Price,
    first: int,
) -> tuple[Weights, Marks, Numbers, Numbers]:
    """(weights, same, rows, which): words that sound like `word`, and rows that have them.

    `bearers` are the rows of the words `numbers`; the first row of the segment has the number
    `first`. An acronym is no spelling of a word, so that rows of one are left out: CEC is no Zając.
    Raises `ValueError` where the index is damaged.
    """
    known = segment.words
    if _hearing is not None:
        found = _hearing.hear(
            *(numbers, signs, bearers.rows, bearers.which, segment.word_rows),
            *(*known.held, known.sixths, price.by_signs),
            *(word.text.casefold(), word.acronym, ACRONYM),
            *(word.length, price.cost, price.slip),
            *(SAME, first),
        )
        return tuple(map(np.frombuffer, found, _OF_HEARD))  # type: ignore[return-value]
    folded, texts = word.text.casefold(), list(map(known.text, numbers.tolist()))
    same = np.array([text.casefold() == folded for text in texts], np.uint8)
    other = np.array([is_acronym(text) != word.acronym for text in texts], np.bool_)
    costs = costs_of(known, numbers, signs, word.length, price.cost, price.slip)
    weights: Weights = price.by_signs[signs] - costs
    kept = ~(other & (same == 0))[bearers.which]
    rows = segment.word_rows[bearers.rows[kept]] + np.int32(first)
    return weights, same, rows, bearers.which[kept]


def answered(heard: Sequence[Heard]) -> Hits:
    """The rows with the strongest answer to each word of a query; where equal, the same letters.

    Raises `ValueError` where the entries of `heard` point nowhere.
    """
    if _hearing is not None:
        found = _hearing.answered(
            [(h.said, h.numbers, h.signs, h.weights, h.same, h.rows, h.which) for h in heard]
        )
        return Hits(heard, *map(np.frombuffer, found, _OF_HITS))  # type: ignore[arg-type]
    rows = np.concatenate([one.rows for one in heard])
    entry = np.concatenate([one.which for one in heard])
    of = np.repeat(np.arange(len(heard), dtype=np.int32), [len(one.rows) for one in heard])
    said = np.array([one.said for one in heard], np.int32)[of]
    number = np.concatenate([one.numbers[one.which] for one in heard])
    weight = np.concatenate([one.weights[one.which] for one in heard])
    same = np.concatenate([one.same[one.which] for one in heard])
    signs = np.concatenate([one.signs[one.which] for one in heard])
    kept = np.arange(len(rows))
    for mark in (said, number):  # of a word of the query, and then of a word of a row
        ranks = ~same[kept], -weight[kept], mark[kept], rows[kept]
        kept = kept[np.lexsort(ranks)]
        kept = kept[turns(rows[kept]) | turns(mark[kept])]
    starts = np.flatnonzero(turns(rows[kept])).astype(np.int32)
    summed = np.add.reduceat(weight[kept], starts) if len(starts) else np.zeros(0)
    farthest = np.maximum.reduceat(signs[kept], starts) if len(starts) else signs[:0]
    ends = np.append(starts, np.int32(len(kept)))
    return Hits(heard, rows[kept][starts], ends, summed, farthest, of[kept], entry[kept])
