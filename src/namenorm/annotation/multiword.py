"""Match names of several words (places, organisations) in a text, by a trie of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.annotation.lexicon import Lexicon
from namenorm.annotation.scanning import Word, following
from namenorm.registry import Registry
from namenorm.registry.segment import Segment

_MOST_WORDS: Final = 16
_MOST_SKIPPED: Final = 4
"""The most words of a text that are skipped within a name: of, the."""
_MOST_CACHED: Final = 100_000
_CLOSING: Final = {"«": "»", "“": "”", "„": "”", '"': '"'}
_TOKEN: Final = re.compile(r"[^-‑]+")
_SMALL: Final = re.compile(r"[-‑][a-z]")


@dataclass(slots=True)
class TrieNode:
    """A node of the trie: the next words by number, and the rows whose name ends here."""

    next: dict[int, TrieNode] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MultiwordName:
    """A match: it ends at `end`, has so many `words`, and names the `identities` (numbers)."""

    end: int
    identities: tuple[int, ...]
    words: int


class MultiwordNames:
    """Finds the longest name that begins at a word of a text."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._dropped = registry.analyst.parser.dropped
        self._cached_openings: dict[tuple[str, str | None], list[tuple[int, TrieNode]]] = {}
        self._tries = [_Trie(segment) for segment in registry.segments]

    def longest(self, text: str, word: Word, lexicon: Lexicon) -> MultiwordName | None:
        """The longest name of two words or more that begins with `word`, compared by sounds."""
        best: MultiwordName | None = None
        opening = self._opening(word.text, lexicon)
        if not opening:
            return None
        states: list[tuple[int, TrieNode]] = []
        count = skipped = 0
        used: set[tuple[int, int]] = set()
        for token, end, whole in self._tokens(text, word):
            numbers = lexicon.entry(token).words if count == 0 else lexicon.words(token)
            if count == 0:
                states = opening
            else:
                continued = [
                    (at, node.next[number])
                    for at, node in states
                    for other, number in numbers
                    if other == at and number in node.next
                ]
                if (
                    not continued
                    and skipped < _MOST_SKIPPED
                    and (used & numbers or (token.casefold(),) in self._dropped)
                ):
                    skipped += 1
                    continue  # an article, or a repeated word: a name has each word once
                states = continued
            used |= numbers
            count += 1
            if not states or count > _MOST_WORDS:
                break
            if count > 1 and whole:
                found = tuple(
                    sorted({self._identity(at, row) for at, node in states for row in node.rows})
                )
                if found:
                    best = MultiwordName(_closed(text, word.start, end), found, count)
        return best

    def _opening(self, word: str, lexicon: Lexicon) -> list[tuple[int, TrieNode]]:
        """The nodes behind `word`, or behind its first half if it has a hyphen."""
        key = (word, lexicon.lang)
        found = self._cached_openings.get(key)
        if found is None:
            if len(self._cached_openings) >= _MOST_CACHED:
                self._cached_openings.clear()
            first = _TOKEN.match(word)
            numbers = lexicon.entry(first.group()).words if first else ()
            nodes = [(at, self._tries[at].node(number)) for at, number in numbers]
            found = self._cached_openings[key] = [(at, node) for at, node in nodes if node.next]
        return found

    def _tokens(self, text: str, word: Word) -> Iterator[tuple[str, int, bool]]:
        """The words from `word` on, each as (text, end, whether a name may end there)."""
        while True:
            for match in _TOKEN.finditer(text, word.start, word.end):
                whole = match.end() == word.end or _SMALL.match(text, match.end()) is not None
                yield match.group().strip("\n"), match.end(), whole
            coming = following(text, word.end)
            if coming is None:
                return
            word = coming

    def _identity(self, at: int, row: int) -> int:
        segment = self._registry.segments[at]
        return int(segment.named_identity[row]) + segment.first


def _closed(text: str, start: int, end: int) -> int:
    """The end of a name, including the quotation mark that closes one opened within it."""
    for opening, closing in _CLOSING.items():
        inside = text[start:end]
        if inside.count(opening) and not inside.count(closing) and text[end : end + 1] == closing:
            return end + 1
    return end


class _Trie:
    """The names of a segment by their words; the branch of a first word is built on demand."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._nodes: dict[int, TrieNode] = {}
        self._first: NDArray[np.int32] | None = None
        self._order: NDArray[np.int64] | None = None

    def node(self, number: int) -> TrieNode:
        """The node behind the first word `number`."""
        found = self._nodes.get(number)
        if found is None:
            found = self._nodes[number] = TrieNode()
            for row in self._rows(number):
                at = found
                for word in self._segment.words_of(row)[1:]:
                    at = at.next.setdefault(word, TrieNode())
                at.rows.append(row)
        return found

    def _rows(self, number: int) -> list[int]:
        if self._first is None or self._order is None:
            first = self._segment.first_words()
            self._order = np.argsort(first, kind="stable")
            self._first = first[self._order]
        start, stop = np.searchsorted(self._first, [number, number + 1])
        rows: list[int] = self._order[start:stop].tolist()
        return rows
