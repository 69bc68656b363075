"""Letters as somebody types who looks for a name: small, without marks.

>>> folded("Łukašenka"), folded("Аляксандр Ёў")
('lukasenka', 'аляксандр еу')
"""

from __future__ import annotations

import unicodedata

from unidecode import unidecode

from namenorm.text.scripts import is_latin


def folded(text: str) -> str:
    """`text` in small letters, without marks; Latin letters as plain as they can be.

    Goes letter by letter, so that what a text begins with begins what is made of it.
    """
    small = text.casefold()
    if small.isascii():
        return small
    bare = "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))
    if bare.isascii():
        return bare
    return "".join(unidecode(c).lower() if is_latin(c) and not c.isascii() else c for c in bare)
