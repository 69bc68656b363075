"""A document as its running text, with the place of each letter in the source.

All offsets count code points: those of a `Passage` in its text, those of a `Document` in the
source.

>>> from namenorm.markup import read
>>> document = read("<p>Пані <b>Святлана</b> Ціханоўская</p>", "html")
>>> passage, = document.passages
>>> passage.text
'Пані Святлана Ціханоўская'
>>> start, end = passage.source_span(5, 25)
>>> document.can_replace(start, end)
False
>>> changes = document.changes_for(start, end, "Sviatlana Tsikhanouskaya")
>>> document.replaced(changes)
'<p>Пані <b>Sviatlana</b> Tsikhanouskaya</p>'
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from namenorm.errors import InputError, NotReplaceable
from namenorm.markup.escaping import Escaping, escaped
from namenorm.markup.lines import Lines
from namenorm.markup.verbatim import MASK, masked
from namenorm.text.clean import refuse_surrogates

ESCAPINGS: Final[tuple[Escaping, ...]] = ("fixed", "plain", "html", "markdown")
"""In the order of their numbers in `SourceMap`."""
_WORD: Final = re.compile(r"\S+")


class Replacement(NamedTuple):
    """The source from `start` to `end` becomes `text`, which is not escaped."""

    start: int
    end: int
    text: str


class SourceMap:
    """The segments of the source that the passages are made of, in order, as columns.

    A segment whose text is as long as its source corresponds to it letter by letter; any other
    (a character reference) only as a whole. Segments of one group can be replaced together.
    """

    __slots__ = ("escapings", "groups", "lengths", "sources", "starts")

    def __init__(self) -> None:
        self.starts = array("q")  # offsets in the text of the passage
        self.sources = array("q")  # offsets in the source
        self.lengths = array("q")  # in the source
        self.groups = array("q")
        self.escapings = array("b")

    def shorten(self, length: int) -> None:
        """Leave so many segments, the first ones."""
        for column in (self.starts, self.sources, self.lengths, self.groups, self.escapings):
            del column[length:]


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One run of text: a paragraph, a heading, a cell, read across the markup inside it.

    White space is as in the source. `MASK` stands for what is left out (code, images, addresses,
    handles); no word continues across one.
    """

    text: str
    _segments: SourceMap = field(repr=False)
    _first: int = field(repr=False)
    _last: int = field(repr=False)

    @property
    def start(self) -> int:
        """The offset in the source where the passage begins."""
        return self._segments.sources[self._first]

    @property
    def end(self) -> int:
        """The offset in the source where the passage ends."""
        return self._segments.sources[self._last - 1] + self._segments.lengths[self._last - 1]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the source of `text[start:end]`; a character reference counts whole.

        Raises `InputError` unless `0 <= start < end <= len(text)`.
        """
        if not 0 <= start < end <= len(self.text):
            raise InputError(f"no text from {start} to {end} in a passage of {len(self.text)}")
        segments, one, other = self._segments, self._segment(start), self._segment(end - 1)
        first = segments.sources[one] + (
            start - segments.starts[one] if self._letter_by_letter(one) else 0
        )
        tail = (
            end - segments.starts[other]
            if self._letter_by_letter(other)
            else segments.lengths[other]
        )
        return first, segments.sources[other] + tail

    def text_span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in `text` of what stands in the source from `start` to `end`.

        Markup has no text; a character reference that is touched counts whole.
        """
        segments = self._segments
        one = max(bisect_right(segments.sources, start, self._first, self._last) - 1, self._first)
        inside = start - segments.sources[one]
        if inside >= segments.lengths[one]:
            first = self._end(one)
        else:
            first = segments.starts[one] + (max(inside, 0) if self._letter_by_letter(one) else 0)
        other = bisect_left(segments.sources, end, self._first, self._last) - 1
        if other < self._first:
            return first, first
        inside = end - segments.sources[other]
        stop = self._end(other)
        if self._letter_by_letter(other):
            stop = min(segments.starts[other] + inside, stop)
        return first, max(first, stop)

    def escaping(self, start: int, end: int) -> Escaping:
        """How new text is escaped in place of `text[start:end]`; `fixed`: it cannot be replaced."""
        one, other = self._segment(start), self._segment(end - 1)
        segments = self._segments
        if segments.groups[one] != segments.groups[other] or MASK in self.text[start:end]:
            return "fixed"
        return ESCAPINGS[segments.escapings[one]]

    def _segment(self, at: int) -> int:
        return bisect_right(self._segments.starts, at, self._first, self._last) - 1

    def _end(self, segment: int) -> int:
        return self._segments.starts[segment + 1] if segment + 1 < self._last else len(self.text)

    def _letter_by_letter(self, segment: int) -> bool:
        return (
            self._end(segment) - self._segments.starts[segment] == self._segments.lengths[segment]
        )


@dataclass(frozen=True, eq=False)
class Document:
    """A source and the passages of running text in it, in order.

    `read_again` reads a source as this one was read; changes are verified by it.
    """

    source: str
    passages: tuple[Passage, ...]
    read_again: Callable[[str], Document] | None = field(default=None, repr=False)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the source; `document.lines.place(offset)` gives line and column."""
        return Lines(self.source)

    @cached_property
    def _starts(self) -> array[int]:
        return array("q", [passage.start for passage in self.passages])

    def passage_at(self, offset: int) -> Passage | None:
        """The passage that covers `offset` of the source, or None."""
        number = self._number(offset)
        return None if number is None else self.passages[number]

    def can_replace(self, start: int, end: int) -> bool:
        """Whether the source from `start` to `end` is running text without markup in between."""
        return self._escaping(start, end) != "fixed"

    def changes_for(self, start: int, end: int, text: str) -> tuple[Replacement, ...] | None:
        """The changes that put `text` in place of the source from `start` to `end`.

        If the number of words stays, each word is replaced by itself, so that markup, line ends and
        spaces between them stay; equal words need no change. None if it cannot be done.
        """
        passage = self.passage_at(start)
        if passage is None or end <= start:
            return None
        at, upto = passage.text_span(start, end)
        if at == upto or passage.source_span(at, upto) != (start, end):
            return None
        old = list(_WORD.finditer(passage.text, at, upto))
        new = text.split()
        if len(old) != len(new):
            return (Replacement(start, end, text),) if self.can_replace(start, end) else None
        changes = []
        for word, other in zip(old, new, strict=True):
            if word.group() != other:
                changes.append(Replacement(*passage.source_span(*word.span()), other))
        return tuple(changes) if all(self.can_replace(*one[:2]) for one in changes) else None

    def replaced(self, changes: Iterable[tuple[int, int, str]]) -> str:
        """The source with the changes made, each escaped as its place requires.

        The result is read again: its passages must be those of this document with the changes.
        Raises `NotReplaceable` if a change touches markup, another change or what is left out,
        or if its text would become markup; `BadText`.
        """
        ordered = self.checked(changes)
        parts, at = [], 0
        for start, end, text in ordered:
            parts.append(self.source[at:start])
            before = self.source[max(at, start - 200) : start]
            parts.append(escaped(text, self._escaping(start, end), before))
            at = end
        result = "".join([*parts, self.source[at:]])
        if ordered:
            self._check_result(result, ordered)
        return result

    def checked(self, changes: Iterable[tuple[int, int, str]]) -> list[Replacement]:
        """The changes by their offsets. Raises `NotReplaceable`, `BadText`."""
        ordered = sorted(Replacement(*change) for change in changes)
        at = ordered[0].start if ordered else 0
        for start, end, text in ordered:
            refuse_surrogates(text, argument="changes")
            if start < at:
                raise self._refused(start, end, "lies over another change")
            if not self.can_replace(start, end):
                raise self._refused(start, end, "is not one stretch of running text")
            at = end
        return ordered

    def _number(self, offset: int) -> int | None:
        number = bisect_right(self._starts, offset) - 1
        return number if number >= 0 and offset < self.passages[number].end else None

    def _escaping(self, start: int, end: int) -> Escaping:
        passage = self.passage_at(start)
        if passage is None or end <= start:
            return "fixed"
        at, upto = passage.text_span(start, end)
        if at == upto or passage.source_span(at, upto) != (start, end):
            return "fixed"
        return passage.escaping(at, upto)

    def _check_result(self, result: str, changes: list[Replacement]) -> None:
        if self.read_again is None:
            return
        again = self.read_again(result).passages
        expected: dict[int, list[Replacement]] = {}
        for change in changes:
            number = self._number(change.start)
            assert number is not None  # `checked` has seen to it
            expected.setdefault(number, []).append(change)
        for number, passage in enumerate(self.passages):
            text = passage.text
            if number in expected:
                text = masked(_applied(passage, expected[number]))
            if number >= len(again) or again[number].text != text:
                blamed = expected.get(number, changes)[0]
                raise self._refused(*blamed[:2], "would become markup, or undo it")
        if len(again) != len(self.passages):
            raise self._refused(*changes[-1][:2], "would become markup, or undo it")

    def _refused(self, start: int, end: int, reason: str) -> NotReplaceable:
        line, column = self.lines.place(max(start, 0))
        return NotReplaceable(
            f"{line}:{column}: the change of {start} to {end} {reason}", start, end
        )


def _applied(passage: Passage, changes: list[Replacement]) -> str:
    parts, at = [], 0
    for start, end, text in changes:
        first, stop = passage.text_span(start, end)
        parts += [passage.text[at:first], text]
        at = stop
    return "".join([*parts, passage.text[at:]])
