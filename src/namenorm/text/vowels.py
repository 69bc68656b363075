"""Which letters are vowels, by `tables/text/vowels.tsv`; all letters small.

>>> of("uk")
'аеєиіїоуюя'
>>> is_vowel("ё"), is_vowel("ў"), is_vowel("é")
(True, False, True)
"""

from __future__ import annotations

from functools import cache

from namenorm.lang import CYRILLIC
from namenorm.tables import locate, read

COLUMNS = ("lang", "letters", "samples")


@cache
def _rows() -> dict[str, str]:
    path = locate.shipped() / "text" / "vowels.tsv"
    return {row["lang"]: row["letters"] for row in read.tsv(path, COLUMNS)}


def of(lang: str) -> str:
    """The vowels of be, ru, uk or pl; `Latn` and `Latn-other` are rows, too (see the table)."""
    return _rows()[lang]


@cache
def cyrillic() -> str:
    """The vowels of be, ru and uk together."""
    return "".join(dict.fromkeys("".join(map(of, CYRILLIC))))


@cache
def read_aloud() -> frozenset[str]:
    """The vowels, Cyrillic and Latin, whose sounds are known.

    `Latn-other` is not among them: `sounds` reads most of those letters without their marks.
    """
    return frozenset(cyrillic() + of("Latn"))


def is_vowel(letter: str) -> bool:
    """Whether a small letter, Cyrillic or Latin, is read as a vowel."""
    return letter in read_aloud()
