"""Capitals of a written word, put on the letters that another script needs for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from namenorm.text.letters import LETTER_APOSTROPHE

_LIGATURE: Final = "\u0361"
"""Joins the letters that stand for one in ALA-LC; they are capital together."""


def recase(source: str, pieces: Sequence[str], marks: Mapping[int, str] | None = None) -> str:
    """Join `pieces`, one for each character of `source`, with the capitals of `source`.

    A capital letter gives a capital first letter; all letters are capital when the next
    letter of the word is a capital too or, at its end, the one before, and in a ligature.
    `marks` go behind the pieces of their place.

    >>> recase("Шч", ["sh", "ch"]), recase("ШЧ", ["sh", "ch"])
    ('Shch', 'SHCH')
    """
    out: list[str] = []
    for at, piece in enumerate(pieces):
        if piece and source[at].isupper():
            after = _beside(source, at, 1)
            near = _beside(source, at, -1) if after is None else after
            piece = piece.upper() if near else capital(piece)
        out.append(piece)
        if marks and at in marks:
            out.append(marks[at])
    return "".join(out)


def with_capitals_of(word: str, text: str) -> str:
    """`text`, in small letters, with the capitals of `word`: all of them, or the first.

    >>> with_capitals_of("Ольга", "вольга"), with_capitals_of("ИВАН", "іван")
    ('Вольга', 'ІВАН')
    """
    if word.isupper() and len(word) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if word[:1].isupper() else text


def capital(piece: str) -> str:
    """`piece` with a capital first letter, or wholly capital where it is a ligature.

    >>> capital("sh")
    'Sh'
    """
    return piece.upper() if _LIGATURE in piece else piece[:1].upper() + piece[1:]


def _beside(source: str, at: int, step: int) -> bool | None:
    """Whether the next letter in one direction is a capital; apostrophes are passed over."""
    at += step
    while 0 <= at < len(source):
        char = source[at]
        if char.isupper() or char.islower():
            return char.isupper()
        if char != LETTER_APOSTROPHE:
            return None
        at += step
    return None
