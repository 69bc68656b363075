"""Latin letters inside Cyrillic words, and the reverse: found and repaired, word by word."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from namenorm.tables import locate, read
from namenorm.text.letters import LETTER
from namenorm.text.scripts import is_cyrillic, is_latin

_LETTERS: Final = re.compile(f"{LETTER}+")


@cache
def _pairs() -> tuple[dict[str, str], dict[str, str]]:
    """Latin to Cyrillic, and Cyrillic to Latin, from `text/confusables.tsv`."""
    to_cyrillic: dict[str, str] = {}
    to_latin: dict[str, str] = {}
    path = locate.shipped() / "text" / "confusables.tsv"
    for row in read.tsv(path, ["latin", "cyrillic", "note"]):
        to_cyrillic[row["latin"]] = row["cyrillic"]
        to_latin.setdefault(row["cyrillic"], row["latin"])
    return to_cyrillic, to_latin


def lookalikes() -> dict[str, str]:
    """Latin letters and the Cyrillic letters that they are mistaken for."""
    return _pairs()[0]


def _unstressed(word: str) -> str:
    """A word of Cyrillic letters, its Latin ones without the mark of stress: Анатóлий."""
    if not any(map(is_cyrillic, word)):
        return word
    return "".join(
        unicodedata.normalize("NFD", c)[0] if is_latin(c) and not c.isascii() else c for c in word
    )


def _mend(match: re.Match[str]) -> str:
    word = _unstressed(match.group())
    cyrillic = sum(map(is_cyrillic, word))
    if not cyrillic or not any(map(is_latin, word)):
        return word
    to_cyrillic, _ = _pairs()
    wholly_cyrillic = "".join(to_cyrillic.get(c, c) for c in word)
    if not any(map(is_latin, wholly_cyrillic)):
        return wholly_cyrillic
    return _latin(word)


def _latin(word: str) -> str:
    """The word in Latin letters, where each Cyrillic one of it has a look-alike; else as it is."""
    _, to_latin = _pairs()
    wholly_latin = "".join(to_latin.get(c, c) for c in word)
    return word if any(map(is_cyrillic, wholly_latin)) else wholly_latin


def unmix(text: str) -> str:
    """Bring each word to one script where every foreign letter has a look-alike.

    A word that could be either becomes Cyrillic; a word that can be neither stays.

    >>> unmix("Цiханоўская, ПАЎЛIЧЭНКА, Lukаshenko")
    'Ціханоўская, ПАЎЛІЧЭНКА, Lukashenko'
    """
    return _LETTERS.sub(_mend, text)


def latinised(text: str) -> str:
    """Words of Cyrillic letters that all have Latin look-alikes, in those; for Latin text.

    >>> latinised("Махім IVANOV")
    'Maxim IVANOV'
    """
    return _LETTERS.sub(lambda match: _latin(match.group()), text)
