"""Rules of PostgreSQL's `unaccent` dictionary: each letter, a tab, what stands for it in ASCII.

Cyrillic letters by the tables of passports (ICAO), Belarusian before Russian before Ukrainian
where these differ; Latin letters without their marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unidecode import unidecode

from namenorm.text.letters import APOSTROPHE, LETTER_APOSTROPHE
from namenorm.translit.transliteration import transliterate

_SCHEMES: Final = (
    ("be-icao-9303", "абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
    ("ru-icao-9303", "ищъ"),
    ("uk-icao-9303", "єїґ"),
)
_LATIN: Final = ((0xC0, 0x24F), (0x1E00, 0x1EFF))


def rules() -> Iterator[str]:
    """The lines of a file of rules, each letter once.

    >>> [line.split() for line in rules() if line[0] in "Шўł"]
    [['ł', 'l'], ['ў', 'u'], ['Ш', 'Sh']]
    """
    for first, last in _LATIN:
        for letter in map(chr, range(first, last + 1)):
            plain = unidecode(letter)
            if letter.isalpha() and plain.isascii() and plain.isalpha():
                yield f"{letter}\t{plain}"
    for scheme, letters in _SCHEMES:
        for letter in letters:
            plain = transliterate(letter, scheme)
            yield f"{letter}\t{plain}".rstrip("\t")
            if letter.upper() != letter:
                yield f"{letter.upper()}\t{plain.capitalize()}".rstrip("\t")
    yield from (APOSTROPHE, LETTER_APOSTROPHE)
