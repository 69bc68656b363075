"""Build passages of the segments of text that a reader finds in a source."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from namenorm.markup.document import ESCAPINGS, Document, Passage, SourceMap
from namenorm.markup.escaping import Escaping
from namenorm.markup.verbatim import MASK, masked

_CONTENT: Final = re.compile(rf"[^\s{MASK}]")


class PassageBuilder:
    """Collects the segments of `source` in their order, and makes passages of them."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._segments = SourceMap()
        self._passages: list[Passage] = []
        self._texts: list[str] = []
        self._first = 0
        self._length = 0
        self._end = -1  # of the last segment in the source; -1: the next one begins a group
        self._letter_by_letter = False

    def text(self, start: int, end: int, escaping: Escaping, text: str | None = None) -> None:
        """Add the source from `start` to `end`; `text` is what it reads as, if that differs."""
        if text is None:
            text = self.source[start:end]
        if not text or end <= start:
            return
        segments, number = self._segments, ESCAPINGS.index(escaping)
        letter_by_letter = len(text) == end - start
        joined = start == self._end and segments.escapings[-1] == number
        if joined and letter_by_letter and self._letter_by_letter:
            segments.lengths[-1] += end - start
        else:
            segments.starts.append(self._length)
            segments.sources.append(start)
            segments.lengths.append(end - start)
            segments.groups.append(segments.groups[-1] if joined else len(segments.groups))
            segments.escapings.append(number)
        self._letter_by_letter = letter_by_letter
        self._texts.append(text)
        self._length += len(text)
        self._end = end

    def gap(self, start: int, end: int) -> None:
        """Add a `MASK` for something that is left out in the middle of a passage."""
        if not (self._texts and self._texts[-1] == MASK):
            self.cut()
            self.text(start, end, "fixed", MASK)
        self.cut()

    def cut(self) -> None:
        """End the group: what follows cannot be replaced together with what came before."""
        self._end = -1

    def close(self) -> None:
        """End the passage; one of white space and masks alone is dropped."""
        text = "".join(self._texts)
        segments = self._segments
        if _CONTENT.search(text):
            passage = Passage(masked(text), segments, self._first, len(segments.starts))
            self._passages.append(passage)
        else:
            segments.shorten(self._first)
        self._first = len(segments.starts)
        self._texts.clear()
        self._length = 0
        self.cut()

    def document(self, read_again: Callable[[str], Document] | None = None) -> Document:
        """The document of all passages."""
        self.close()
        return Document(self.source, tuple(self._passages), read_again)
