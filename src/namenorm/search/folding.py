"""Words of a name in small letters, the same in Python and in SQL, whatever the locale there.

>>> words("Мар'яна ДУНІНА-Марцінкевіч, «Ціхано́ўская», Z·hursʹkyy")
['мар’яна', 'дуніна-марцінкевіч', 'ціханоўская', 'zhurs’kyy']
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from namenorm.text.letters import (
    APOSTROPHE,
    APOSTROPHES,
    CYRILLIC,
    DOTS,
    HARD_SIGNS,
    HYPHENS,
    INVISIBLE,
    LOOSE,
    MARKED,
    TYPED_HARD_SIGNS,
    word,
)

_RANGES: Final = ((0x41, 0x24F), (0x400, 0x52F), (0x1E00, 0x1EFF))
"""Latin and Cyrillic."""


def _pairs() -> list[tuple[str, str]]:
    """Capitals and their small letters, where both are one character."""
    letters = (chr(code) for first, last in _RANGES for code in range(first, last + 1))
    small = [(c, c.lower()) for c in letters if c.lower() != c and len(c.lower()) == 1]
    return [(capital, c) for capital, c in small if capital not in MARKED]


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()


CAPITALS: Final = "".join(capital for capital, _ in _pairs()) + MARKED
SMALL: Final = "".join(small for _, small in _pairs()) + "".join(map(_plain, MARKED))
LETTER: Final = rf"[a-z\u00df-\u00f6\u00f8-\u024f{CYRILLIC}\u1e00-\u1eff]"
"""A letter behind folding, in the regular expressions of Python and of PostgreSQL alike."""
WORD: Final = word(LETTER, f"{APOSTROPHE}-")
INSIDE: Final = f"[{LOOSE}{INVISIBLE}]"
"""What is left out of a text in NFC: marks not one with their letters, and what is unseen."""
DOT: Final = f"(?<={LETTER})[{DOTS}](?={LETTER})"
"""A dot inside a word, behind folding: it is left out."""
HARD_SIGN: Final = f"(?<={LETTER})[{HARD_SIGNS}{TYPED_HARD_SIGNS}](?={LETTER})"
"""A double sign inside a word, behind folding: it is an apostrophe."""
_WORD, _INSIDE, _DOT, _HARD_SIGN = map(re.compile, (WORD, INSIDE, DOT, HARD_SIGN))
_FOLDED: Final = {
    **dict(zip(map(ord, CAPITALS), SMALL, strict=True)),
    **dict.fromkeys(map(ord, APOSTROPHES), APOSTROPHE),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
}


def words(text: str) -> list[str]:
    """The words of `text`, in NFC, in small letters, without marks that make no other letter."""
    folded = _INSIDE.sub("", unicodedata.normalize("NFC", text)).translate(_FOLDED)
    return _WORD.findall(_HARD_SIGN.sub(APOSTROPHE, _DOT.sub("", folded)))
