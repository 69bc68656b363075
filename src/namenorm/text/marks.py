"""What stands inside a word and is no letter of it: ligatures, stress, separators, soft hyphens.

Libraries join two Latin letters for one Cyrillic by a ligature (`Ali͡aksandr`, in MARC records by
its halves), BGN/PCGN parts letters by a dot (`Z·hursʹkyy`), dictionaries mark stress, web pages
break words by soft hyphens, and some systems store letters and their marks apart. Names are
compared without all that. Reading a scheme back needs it: `translit` takes texts as they are.

>>> [bare(name) for name in ("Ali\u0361aksandr", "Z·hursʹkyy", "Сто\u0301л\u00adін", "U\u0306")]
['Aliaksandr', 'Zhursʹkyy', 'Столін', 'Ŭ']
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from namenorm.text.letters import (
    APOSTROPHE,
    DOTS,
    HARD_SIGNS,
    INVISIBLE,
    LOOSE,
    MARKED,
    TYPED_HARD_SIGNS,
)

_MOST: Final = 8
"""Marks that one letter is read with; no orthography has more than three."""
_RUN: Final = f"[{LOOSE}{INVISIBLE}]"
_ODD: Final = re.compile(
    f"{_RUN}+|(?P<marked>[{MARKED}])(?!{_RUN})|(?P<sign>[{DOTS}{HARD_SIGNS}{TYPED_HARD_SIGNS}])"
)
_RUNS: Final = re.compile(f"{_RUN}*")
_LOOSE: Final = re.compile(f"[{LOOSE}]")
_MARKED: Final = re.compile(f"[{MARKED}]")
_UNSEEN: Final = re.compile(f"[{INVISIBLE}]+")
_HALVES: Final = {0xFE20: "\u0361", 0xFE21: None}

_Edit = tuple[int, int, str]
"""The text from one offset to another is read as a string."""


def bare(text: str) -> str:
    """`text` with its letters whole and without what stands inside words; see the module.

    A letter is in one code point with the marks that make it another letter (й, ё, ї, ў, ŭ, ś);
    all others go. A dot goes, and a double prime or quotation mark becomes an apostrophe, where
    `joins` says that it is within a word. Linear in the length of `text`.
    """
    return "".join(_pieces(text)) if _ODD.search(text) else text


def joined(text: str) -> str:
    """`text` in NFC with whole ligatures for their halves, as schemes write them.

    >>> joined("i\ufe20a\ufe21") == "i\u0361a"
    True
    """
    return unicodedata.normalize("NFC", text).translate(_HALVES)


def visible(text: str) -> str:
    """`text`, `joined`, without what is invisible: equal for what a reader cannot tell apart."""
    return joined(_UNSEEN.sub("", text))


def joins(before: str, sign: str, after: str) -> bool:
    """Whether a dot or a double sign between two characters is inside a word.

    >>> joins("Z", "·", "h"), joins("d", "·", "T"), joins("K", "·", "H"), joins("V", '"', "y")
    (True, False, True, True)
    """
    if sign in HARD_SIGNS:
        return before.isalnum() and after.isalnum()
    if not before.isalpha():
        return False
    return after.islower() or (sign in DOTS and before.isupper() and after.isupper())


class Bare:
    """A text made `bare`, with the way back: `text`, and where each stretch of it comes from."""

    __slots__ = ("_lengths", "_sources", "_starts", "text")

    def __init__(self, source: str) -> None:
        self._starts, self._sources, self._lengths = array("q"), array("q"), array("q")
        out: list[str] = []
        size = at = 0
        for start, end, new in (*_edits(source), (len(source), len(source), "")):
            for piece, first, stop in ((source[at:start], at, start), (new, start, end)):
                if piece:
                    self._starts.append(size)
                    self._sources.append(first)
                    self._lengths.append(stop - first)
                    out.append(piece)
                    size += len(piece)
            at = end
        self.text: str = "".join(out)
        """The text without what stands inside words."""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the source of `text[start:end]`; a letter counts with all its marks.

        Invisible characters before and behind it are left out. `0 <= start < end <= len(text)`.
        """
        one = bisect_right(self._starts, start) - 1
        other = bisect_right(self._starts, end - 1) - 1
        first = self._sources[one] + (start - self._starts[one] if self._lettered(one) else 0)
        last = end - self._starts[other] if self._lettered(other) else self._lengths[other]
        return first, self._sources[other] + last

    def _lettered(self, number: int) -> bool:
        """Whether a stretch stands in the source letter by letter."""
        after = number + 1
        end = self._starts[after] if after < len(self._starts) else len(self.text)
        return end - self._starts[number] == self._lengths[number]


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for start, end, new in _edits(text):
        yield text[at:start]
        yield new
        at = end
    yield text[at:]


def _edits(text: str) -> Iterator[_Edit]:
    """What is read otherwise than it stands, in order, not overlapping, never two at one place."""
    at, before = 0, ""
    for match in _ODD.finditer(text):
        start, end = match.span()
        if start > at:
            before = text[start - 1]
        if match["sign"]:
            behind = _RUNS.match(text, end)
            after = behind.end() if behind else end
            if joins(before, match["sign"], text[after : after + 1]):
                before = before if match["sign"] in DOTS else APOSTROPHE
                yield start, end, "" if match["sign"] in DOTS else APOSTROPHE
                at = end
            continue
        letter = match["marked"] or (before if start > at else "")
        marks = _LOOSE.findall(match.group())
        if letter and (marks or _MARKED.match(letter)):
            seen = end
            while not match["marked"] and seen > start and not _LOOSE.match(text[seen - 1]):
                seen -= 1
            before = _letter(letter, marks)
            yield (start if match["marked"] else start - 1), seen, before
            start = seen
        if start < end:
            yield start, end, ""
        at = end


def _letter(letter: str, marks: list[str]) -> str:
    """A letter with those of its marks that make it another letter of a name."""
    if _MARKED.match(letter):
        letter = unicodedata.normalize("NFD", letter)[0]
    for mark in marks[:_MOST]:
        whole = unicodedata.normalize("NFC", letter + mark)
        if len(whole) == 1 and not _MARKED.match(whole):
            letter = whole
    return letter
