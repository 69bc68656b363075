"""Who and what has a name that begins as typed, for suggestions while somebody types.

A compiled registry holds the numbers of its surnames, of its given names and patronymics, and of
its words once more, in the order of their letters. What begins with a few letters is a slice of
that order, found by halving, and the rows of its parts are gathered as arrays: no name is read
but the few that the halving looks at. A given name alone is looked for in all rows of people, by
one pass over an array.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from namenorm.registry.index import Registry
from namenorm.registry.parts import Parts
from namenorm.registry.segment import Segment
from namenorm.text.clean import clean_name
from namenorm.text.folding import folded

Numbers = NDArray[Any]

_MOST_WORDS: Final = 6
"""Words that are looked at, the first; a name that begins with as many is found by them."""
_MOST_ROWS: Final = 100_000
"""Rows that are looked at in a segment for one word, those of the first parts by letters."""
_MOST_RANKED: Final = 4_096
"""Rows of a segment that are told apart by identity; a few letters begin the names of many."""
_WHOLE: Final = 0.001
"""What it is worth, in prominence, that what is typed is whole words: less than any fame."""
_LAST: Final = "\U0010ffff"


def beginning(registry: Registry, text: str, limit: int) -> list[int]:
    """The numbers of at most `limit` identities that have a name as `text` begins it.

    Each word of `text` begins a word of the name, in any order; capitals and marks do not count.
    The most prominent come first, and of equals those who have the words as they are typed.
    Raises `EmptyName`, `NameTooLong`, `BadText`.

    >>> from namenorm import Registry
    >>> names = [{"text": "Святлана Ціханоўская", "lang": "be"}]
    >>> people = Registry.from_records([{"id": "p", "type": "person", "names": names}])
    >>> beginning(people, "цих", 5), beginning(people, "ціх свят", 5)
    ([], [0])
    """
    cleaned = clean_name(text, argument="prefix")
    typed = re.split(r"[\s,.]+", folded(cleaned))
    words = [word for word in typed if word][:_MOST_WORDS]
    pieces = [folded(piece) for piece in registry.analyst.split_words(cleaned)[:_MOST_WORDS]]
    met = [np.zeros(0, np.int32)]
    ranks = [np.zeros(0)]
    for segment in registry.segments:
        begun = _found(segment, words, pieces, whole=False)
        whole = _found(segment, words, pieces, whole=True)
        numbers = np.union1d(begun, whole)
        numbers = numbers[~np.isin(numbers, segment.hidden)]
        ranks.append(segment.identities.prominence(numbers) + _WHOLE * np.isin(numbers, whole))
        met.append((numbers + segment.first).astype(np.int32))
    order = np.argsort(-np.concatenate(ranks), kind="stable")[:limit]
    best: list[int] = np.concatenate(met)[order].tolist()
    return best


def _found(
    segment: Segment, words: Sequence[str], pieces: Sequence[str], *, whole: bool
) -> Numbers:
    """Whose names begin so; of very many the most prominent. `whole`: words, not beginnings."""
    found = np.concatenate([*_people(segment, words, whole), *_named(segment, pieces, whole)])
    if len(found) > _MOST_RANKED:
        prominence = segment.identities.prominence(found)
        found = found[np.argpartition(-prominence, _MOST_RANKED)[:_MOST_RANKED]]
    return found


def _people(segment: Segment, words: Sequence[str], whole: bool) -> Iterator[Numbers]:
    """The people of whose name one word is the surname, the others given name and patronymic."""
    forenames = [_mask(segment.forenames, segment.forename_order, word, whole) for word in words]
    given, father = segment.given_of, segment.father_of
    for at, word in enumerate(words):
        surnames = _slice(segment.surnames, segment.surname_order, word, whole)
        rows = _rows(segment.starts, surnames)
        for mask in (*forenames[:at], *forenames[at + 1 :]):
            rows = rows[mask[given[rows]] | mask[father[rows]]]
        yield segment.identity[rows]
    first, *others = forenames
    if first.any():
        rows = np.flatnonzero(first[given])
        for mask in others:
            rows = rows[mask[given[rows]] | mask[father[rows]]]
        yield segment.identity[rows]


def _named(segment: Segment, words: Sequence[str], whole: bool) -> Iterator[Numbers]:
    """What is named by words, each of which begins one of its."""
    rows: Numbers | None = None
    for word in words:
        heard = _slice(segment.words, segment.word_order, word, whole)
        at = _rows(segment.word_row_starts, heard)
        found = segment.word_rows[at]
        rows = found if rows is None else np.intersect1d(rows, found)
    if rows is not None:
        yield segment.named_identity[rows]


def _slice(parts: Parts, order: Numbers, word: str, whole: bool) -> Numbers:
    """The numbers of the parts that begin with `word`, or that are it."""

    def text(number: int) -> str:
        return folded(parts.text(number))

    first = bisect_left(order, word, key=text)
    last = word if whole else word + _LAST
    return order[first : bisect_right(order, last, lo=first, key=text)]


def _mask(parts: Parts, order: Numbers, word: str, whole: bool) -> NDArray[np.bool_]:
    """Whether each part begins with `word`, or is it; no for a part that is not there, the last."""
    found = np.zeros(len(parts) + 1, np.bool_)
    found[_slice(parts, order, word, whole)] = True
    return found


def _rows(starts: Numbers, parts: Numbers) -> Numbers:
    """The places of the rows of `parts`, one after the other, not more than `_MOST_ROWS`."""
    parts = parts[:_MOST_ROWS]
    first = starts[parts].astype(np.int64)
    counts = starts[parts + 1].astype(np.int64) - first
    ends = np.cumsum(counts)
    enough = int(np.searchsorted(ends, _MOST_ROWS)) + 1
    first, counts, ends = first[:enough], counts[:enough], ends[:enough]
    total = int(ends[-1]) if len(ends) else 0
    return (np.repeat(first - (ends - counts), counts) + np.arange(total))[:_MOST_ROWS]
