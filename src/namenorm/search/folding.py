"""Words of a name in small letters, the same in Python and in SQL, whatever the locale there.

>>> words("Мар'яна ДУНІНА-Марцінкевіч, «Ціхано́ўская»")
['мар’яна', 'дуніна-марцінкевіч', 'ціханоўская']
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from namenorm.text.letters import APOSTROPHE, APOSTROPHES, CYRILLIC, HYPHENS, STRESS, word

_RANGES: Final = ((0x41, 0x24F), (0x400, 0x52F), (0x1E00, 0x1EFF))
"""Latin and Cyrillic."""


def _pairs() -> list[tuple[str, str]]:
    """Capitals and their small letters, where both are one character."""
    letters = (chr(code) for first, last in _RANGES for code in range(first, last + 1))
    return [(c, c.lower()) for c in letters if c.lower() != c and len(c.lower()) == 1]


CAPITALS: Final = "".join(capital for capital, _ in _pairs())
SMALL: Final = "".join(small for _, small in _pairs())
LETTER: Final = rf"[a-z\u00df-\u00f6\u00f8-\u024f{CYRILLIC}\u1e00-\u1eff]"
"""A letter behind folding, in the regular expressions of Python and of PostgreSQL alike."""
WORD: Final = word(LETTER, f"{APOSTROPHE}-")
_WORD: Final = re.compile(WORD)
_FOLDED: Final = {
    **dict(zip(map(ord, CAPITALS), SMALL, strict=True)),
    **dict.fromkeys(map(ord, APOSTROPHES), APOSTROPHE),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
    ord(STRESS): None,
}


def words(text: str) -> list[str]:
    """The words of `text`, in NFC, in small letters, without marks of stress."""
    return _WORD.findall(unicodedata.normalize("NFC", text).translate(_FOLDED))
