"""Which words of a row answer those of a query, each at most one.

Compiled code does it where there is any; the arrays here do the same, and the tests run both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.analyzer import ACRONYM, CodedPart, is_acronym
from namenorm.comparison.scorer import Numbers, Weights
from namenorm.registry.parts import Parts

try:
    from namenorm.resolution import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]

Marks = NDArray[np.uint8]

_KINDS: Final[tuple[Any, ...]] = (
    *(np.int32, np.int32, np.float64, np.int32, np.uint8, np.int32, np.int32),
)


@dataclass(frozen=True, slots=True)
class WordMatch:
    """Words `numbers` of a segment that are near the word number `word` of a query.

    Or near its `lemma`. Each is so many symbols away, has a value, and says whether it is the
    `same`, letter for letter. `rows` are those that have such a word, numbered through all
    segments, and `entries` the place of it for each.
    """

    word: int
    lemma: CodedPart | None
    numbers: Numbers
    distances: Numbers
    values: Weights
    same: Marks
    rows: Numbers
    entries: Numbers


class AnsweredWord(NamedTuple):
    """A word of a row that answers the word number `word` of a query."""

    word: int
    inflected: bool
    number: int
    distance: int
    value: float


@dataclass(frozen=True, slots=True)
class Answers:
    """Rows that share words with a query, each word answered once, by a word that is its own.

    `rows` ascend. The answers of the n-th are entries `starts[n]` to `starts[n + 1]`, by number:
    each an entry of an element of `matches`. `summed` is what they say together, `farthest` the
    most symbols that one of them is away, `same` whether all are the same letters.
    """

    matches: Sequence[WordMatch]
    rows: Numbers
    starts: Numbers
    summed: Weights
    farthest: Numbers
    same: Marks
    of: Numbers
    entry: Numbers

    def answers(self, at: int) -> Iterator[AnsweredWord]:
        """The answers in one row."""
        for place in range(*self.starts[at : at + 2].tolist()):
            one, entry = self.matches[self.of[place]], int(self.entry[place])
            distance, value = int(one.distances[entry]), float(one.values[entry])
            lemma = one.lemma is not None
            yield AnsweredWord(one.word, lemma, int(one.numbers[entry]), distance, value)


def alike(word: CodedPart, known: Parts, numbers: Numbers) -> tuple[Marks, Marks]:
    """(which of the words are `word` but for capitals, which could be spellings of it).

    An acronym is no spelling of a word: CEC is no Zając. Raises `ValueError` where the index is
    damaged.
    """
    folded = word.text.casefold()
    if _core is not None:
        found = _core.alike(numbers, *known.held, folded, ACRONYM)
        same, acronyms = (np.frombuffer(one, np.uint8) for one in found)
    else:
        texts = list(map(known.text, numbers.tolist()))
        same = np.array([text.casefold() == folded for text in texts], np.uint8)
        acronyms = np.array([is_acronym(text) for text in texts], np.uint8)
    return same, same | (acronyms == word.acronym)


def answered(matches: Sequence[WordMatch]) -> Answers:
    """The rows with the strongest answer to each word of a query; where equal, the same letters.

    Raises `ValueError` where the entries of `matches` point nowhere.
    """
    if _core is not None:
        found = _core.answered(
            [(m.word, m.numbers, m.distances, m.values, m.same, m.rows, m.entries) for m in matches]
        )
        return Answers(matches, *map(np.frombuffer, found, _KINDS))  # type: ignore[arg-type]
    rows = np.concatenate([one.rows for one in matches])
    entry = np.concatenate([one.entries for one in matches])
    of = np.repeat(np.arange(len(matches), dtype=np.int32), [len(one.rows) for one in matches])
    word = np.array([one.word for one in matches], np.int32)[of]
    number, value, same, distance = (
        np.concatenate([getattr(one, name)[one.entries] for one in matches])
        for name in ("numbers", "values", "same", "distances")
    )
    kept = np.arange(len(rows))
    for mark in (word, number):  # of a word of the query, and then of a word of a row
        ranks = ~same[kept], -value[kept], mark[kept], rows[kept]
        kept = kept[np.lexsort(ranks)]
        kept = kept[turns(rows[kept]) | turns(mark[kept])]
    starts = np.flatnonzero(turns(rows[kept])).astype(np.int32)
    ends = np.append(starts, np.int32(len(kept)))
    summed, farthest, all_same = (
        how.reduceat(values[kept], starts) if len(starts) else values[:0]
        for how, values in ((np.add, value), (np.maximum, distance), (np.minimum, same))
    )
    first = rows[kept][starts]
    return Answers(matches, first, ends, summed, farthest, all_same, of[kept], entry[kept])


def turns(values: Numbers) -> NDArray[np.bool_]:
    """Where each run of equal values begins.

    >>> turns(np.array([7, 7, 9], np.int32)).tolist()
    [True, False, True]
    """
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found
