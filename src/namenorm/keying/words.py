"""The words of a running text, with their places in it.

A word is a run of letters of any script, with the marks and the invisible characters on and
between them, and with the apostrophes between two of them. A dot or a typed double sign belongs to
it before a small letter, a dot between two capitals, too (`marks.joins`). A hyphen parts words, as
a space does; so does the apostrophe of a possessive (`Lukashenko’s`), whose s is left out. A run of
digits is a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple

from namenorm.text.letters import APOSTROPHES, DOTS, HARD_SIGNS, TYPED_HARD_SIGNS
from namenorm.text.marks import joins

try:
    from namenorm.keying import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]

LONGEST: Final = 64
"""Code points of a word that are looked at; the token spans all of it."""

_OTHER, _LETTER, _DIGIT, _MARK, _APOSTROPHE, _DOT, _QUOTE = range(7)
_KNOWN: Final = 0x3000
"""Characters below have a kind of their own; of those above, letters and digits are known, and:"""
_ABOVE: Final = re.compile("[\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]")
"""Selectors of a glyph, halves of a ligature, U+FEFF: marks. The compiled scanner has them, too."""


class KeyedWord(NamedTuple):
    """A word of a text: its number from 0, where it stands (code points), and its keys."""

    position: int
    start: int
    end: int
    keys: tuple[str, ...]


Keys = Callable[[str], tuple[str, ...]]


def scanner(keys: Keys, cache: dict[str, tuple[str, ...]], *, compiled: bool = True) -> Scanner:
    """What reads texts and takes the keys of words from `cache`, or asks `keys` for them."""
    if _core is not None and compiled:
        core = _core.Scanner(kinds=_kinds(), cache=cache, made=keys, token=KeyedWord)
        return core.scan
    return lambda text: _scan(text, keys, cache)


Scanner = Callable[[str], Iterator[KeyedWord]]


def _scan(text: str, made: Keys, cache: dict[str, tuple[str, ...]]) -> Iterator[KeyedWord]:
    """The pure twin of the compiled scanner."""
    at, size, position = 0, len(text), 0
    while at < size:
        here = _kind(text[at])
        if here not in (_LETTER, _DIGIT):
            at += 1
            continue
        start = at
        at = end = _digits(text, at) if here == _DIGIT else _letters(text, at)
        if here == _LETTER and _is_possessive(text, start, end):
            at = end + 2
        piece = text[start : min(end, start + LONGEST)]
        keys = cache.get(piece)
        yield KeyedWord(position, start, end, made(piece) if keys is None else keys)
        position += 1


def _digits(text: str, at: int) -> int:
    while at < len(text) and _kind(text[at]) == _DIGIT:
        at += 1
    return at


def _letters(text: str, start: int) -> int:
    """Where the word ends that starts at `start`."""
    at, size, before = start + 1, len(text), text[start]
    while at < size:
        here = _kind(text[at])
        if here == _LETTER:
            before = text[at]
            at += 1
        elif here == _MARK or (
            here in (_APOSTROPHE, _DOT, _QUOTE)
            and at + 1 < size
            and _kind(text[at + 1]) == _LETTER
            and (here == _APOSTROPHE or joins(before, text[at], text[at + 1]))
            and not _is_possessive(text, start, at)
        ):
            at += 1
        else:
            break
    return at


def _is_possessive(text: str, start: int, at: int) -> bool:
    """Whether an apostrophe and an s stand at `at`, and end the word."""
    after = text[at : at + 3]
    return (
        at - start > 1
        and len(after) > 1
        and _kind(after[0]) == _APOSTROPHE
        and after[1] in "sS"
        and (len(after) == 2 or _kind(after[2]) not in (_LETTER, _MARK))
    )


def _kind(char: str) -> int:
    if ord(char) < _KNOWN:
        return _kinds()[ord(char)]
    if char.isalpha():
        return _LETTER
    return _DIGIT if char.isdecimal() else _MARK if _ABOVE.match(char) else _OTHER


@cache
def _kinds() -> bytes:
    """What each of the first characters is."""
    return bytes(map(_made_kind, map(chr, range(_KNOWN))))


def _made_kind(char: str) -> int:
    if char in APOSTROPHES or char in HARD_SIGNS:
        return _APOSTROPHE
    if char in DOTS or char in TYPED_HARD_SIGNS:
        return _DOT if char in DOTS else _QUOTE
    if char.isalpha():
        return _LETTER
    if char.isdecimal():
        return _DIGIT
    return _MARK if unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf") else _OTHER
