"""Gathering: the stretches of text that a reader meets become passages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from namenorm.markup.document import WAYS, Document, Passage, Spots
from namenorm.markup.escaping import Way
from namenorm.markup.verbatim import MASK, masked

_CONTENT: Final = re.compile(rf"[^\s{MASK}]")


class Gathering:
    """What a reader has met of `source` so far; stretches come in the order of the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._spots = Spots()
        self._passages: list[Passage] = []
        self._texts: list[str] = []
        self._first = 0
        self._length = 0
        self._end = -1  # of the last stretch in the source; -1 keeps the next one apart
        self._lettered = False

    def text(self, start: int, end: int, way: Way, text: str | None = None) -> None:
        """Text from `start` to `end`, read as `text` where it is not the source itself."""
        if text is None:
            text = self.source[start:end]
        if not text or end <= start:
            return
        spots, number = self._spots, WAYS.index(way)
        lettered = len(text) == end - start
        joined = start == self._end and spots.ways[-1] == number
        if joined and lettered and self._lettered:
            spots.lengths[-1] += end - start
        else:
            spots.starts.append(self._length)
            spots.sources.append(start)
            spots.lengths.append(end - start)
            spots.groups.append(spots.groups[-1] if joined else len(spots.groups))
            spots.ways.append(number)
        self._lettered = lettered
        self._texts.append(text)
        self._length += len(text)
        self._end = end

    def gap(self, start: int, end: int) -> None:
        """Something that is left out in the middle of a text."""
        if not (self._texts and self._texts[-1] == MASK):
            self.cut()
            self.text(start, end, "fixed", MASK)
        self.cut()

    def cut(self) -> None:
        """What follows is not written over together with what was."""
        self._end = -1

    def close(self) -> None:
        """The text ends here."""
        text = "".join(self._texts)
        spots = self._spots
        if _CONTENT.search(text):
            passage = Passage(masked(text), spots, self._first, len(spots.starts))
            self._passages.append(passage)
        else:
            for column in (spots.starts, spots.sources, spots.lengths, spots.groups, spots.ways):
                del column[self._first :]
        self._first = len(spots.starts)
        self._texts.clear()
        self._length = 0
        self.cut()

    def document(self, read_again: Callable[[str], Document] | None = None) -> Document:
        """What was gathered."""
        self.close()
        return Document(self.source, tuple(self._passages), read_again)
