"""Find what is never rewritten: URLs, e-mail addresses, hashtags, handles.

Links are found by turbohtml's detector, which knows the top-level domains. Long words go to it in
pieces, so that time stays linear whatever they hold.

>>> text = "@Tsihanouskaya піша: #Мінск, https://be.wikipedia.org/wiki/Мінск і press@belta.by."
>>> [text[start:end] for start, end in verbatim(text)]
['@Tsihanouskaya', '#Мінск', 'https://be.wikipedia.org/wiki/Мінск', 'press@belta.by']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from namenorm.text.letters import MARKS, word

if TYPE_CHECKING:
    from turbohtml.clean import LinkDetector

MASK: Final = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands in a passage for something that is left out."""

_LETTER: Final = rf"[\w{MARKS}]"
_TAG: Final = re.compile(rf"(?<![\w&#@/])(?:#{_LETTER}+|@{word(_LETTER, '.@-')})")
_LONG: Final = re.compile(r"\S{500,}")
_PIECE: Final = 500
"""Long words go to the detector in pieces of so many code points."""
_SCHEMES: Final = ("ssh", "git", "git+ssh", "sftp", "ws", "wss", "file", "tel", "tg", "magnet")
_SIGNS: Final = re.compile(r"[.:@]")


@cache
def _detector() -> LinkDetector:
    from turbohtml.clean import LinkDetector

    return LinkDetector(schemes=_SCHEMES)


def verbatim(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of what is to be left as it is in `text`, in order, not overlapping.

    Offsets in code points; linear in the length of the text.
    """
    found = [(match.start(), match.end()) for match in _TAG.finditer(text)]
    if _SIGNS.search(text):
        found = sorted([*found, *_links(text)])
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            start, end = apart[-1][0], max(end, apart[-1][1])
            apart.pop()
        apart.append((start, end))
    return tuple(apart)


def masked(text: str) -> str:
    """`text` with a `MASK` for each code point of what `verbatim` finds."""
    spans = verbatim(text)
    if not spans:
        return text
    kept, at = [], 0
    for start, end in spans:
        kept += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*kept, text[at:]])


def _links(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for long in _LONG.finditer(text):
        yield from _found(text, at, long.start())
        yield from _found_in_long(text, long.start(), long.end())
        at = long.end()
    yield from _found(text, at, len(text))


def _found_in_long(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Links in a long word; one that reaches the end of a piece counts to the end of the word."""
    while at < end:
        upto = min(at + _PIECE, end)
        for start, stop in _found(text, at, upto):
            if stop == upto:
                yield start, end
                return
            yield start, stop
        at = upto


def _found(text: str, at: int, upto: int) -> Iterator[tuple[int, int]]:
    for link in _detector().find(text[at:upto]):
        if not _begins_sentence(link.text):
            yield at + link.start, at + link.end


def _begins_sentence(link: str) -> bool:
    """Whether a link is really two sentences without a space: `in Minsk.In 2020`."""
    return (
        "/" not in link and "@" not in link and ":" not in link and link.rsplit(".")[-1].istitle()
    )
