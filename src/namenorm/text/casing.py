"""Capitals of a written word, put on the letters that another script needs for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_LIGATURE: Final = "\u0361"
"""Joins the letters that stand for one in ALA-LC; they are capital together."""


def recase(source: str, pieces: Sequence[str]) -> str:
    """Join `pieces`, one for each character of `source`, with the capitals of `source`.

    A capital letter gives a capital first letter; all letters are capital when the next
    letter of the word is a capital too or, at its end, the one before, and in a ligature.

    >>> recase("Шч", ["sh", "ch"]), recase("ШЧ", ["sh", "ch"])
    ('Shch', 'SHCH')
    """
    out: list[str] = []
    count = len(source)
    for at, piece in enumerate(pieces):
        if not piece or not source[at].isupper():
            out.append(piece)
            continue
        after = _letter(source, at, 1, count)
        near = after if after is not None else _letter(source, at, -1, count)
        if (near is not None and near.isupper()) or _LIGATURE in piece:
            out.append(piece.upper())
        else:
            out.append(piece[0].upper() + piece[1:])
    return "".join(out)


def _letter(source: str, at: int, step: int, count: int) -> str | None:
    """The next cased letter in one direction within the word; apostrophes are skipped."""
    at += step
    while 0 <= at < count:
        char = source[at]
        if char.isalpha() and char != "ʼ" and (char.isupper() or char.islower()):
            return char
        if char not in "’ʼ'ь":
            return None
        at += step
    return None
