"""Which scripts a text is written in. `letters` has the same classes for regular expressions."""

from __future__ import annotations

import re
from typing import Final

from namenorm.text.letters import CYRILLIC

_CYRILLIC: Final = re.compile(f"[{CYRILLIC}]")


def is_cyrillic(char: str) -> bool:
    """Whether `char` is a Cyrillic letter.

    >>> is_cyrillic("ў"), is_cyrillic("w")
    (True, False)
    """
    return "\u0400" <= char <= "\u052f"


def is_latin(char: str) -> bool:
    """Whether `char` is a Latin letter, with or without marks."""
    return (
        ("a" <= char <= "z")
        or ("A" <= char <= "Z")
        or ("\u00c0" <= char <= "\u024f" and char not in "×÷")
        or ("\u1e00" <= char <= "\u1eff")
    )


def has_cyrillic(text: str) -> bool:
    """Whether any letter of `text` is Cyrillic."""
    return _CYRILLIC.search(text) is not None


def scripts_of(text: str) -> frozenset[str]:
    """The scripts of the letters: `Cyrl`, `Latn`, `Zyyy` for any other letter.

    >>> sorted(scripts_of("Iванава"))
    ['Cyrl', 'Latn']
    """
    return frozenset(
        "Cyrl" if is_cyrillic(c) else "Latn" if is_latin(c) else "Zyyy" for c in text if c.isalpha()
    )
