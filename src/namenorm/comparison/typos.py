"""What a word may have been before one typo, of a finger or of a scanner.

Two neighbouring letters are changed back, one is left out, misread ones are read anew, and letters
that are read together are put together. A wrong vowel, a letter forgotten or a wrong consonant are
near by their sounds already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from namenorm.text.ocr import misread
from namenorm.text.vowels import is_vowel

_SHORTEST: Final = 4
"""A word of so few letters is another one without one of them."""


def undone(word: str, digraphs: Iterable[str]) -> list[str]:
    """The words that `word`, in small letters, may have been; `digraphs` are read together."""
    found = [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(len(word) - 1)
        if word[at] != word[at + 1] and not _vowels_meet(word, at)
    ]
    if len(word) > _SHORTEST:
        found += [
            word[:at] + word[at + 1 :]
            for at in range(len(word))
            if not 0 < at < len(word) - 1 or not (is_vowel(word[at - 1]) and is_vowel(word[at + 1]))
        ]  # Кобец is no typo for Коц: two vowels would meet, and seldom do
        found += misread(word)
        found += _together(word, digraphs)
    return list(dict.fromkeys(found))


def _together(word: str, digraphs: Iterable[str]) -> Iterator[str]:
    """`word` with one letter put in, or changed, so that two letters are read together."""
    for digraph in digraphs:
        first, second = digraph[0], digraph[1]
        for at, char in enumerate(word):
            after = word[at + 1 : at + 2]
            if char == first and after != second:
                yield word[: at + 1] + second + word[at + 1 :]
                yield word[: at + 1] + second + word[at + 2 :]
            if char == second and at and word[at - 1] != first:
                yield word[: at - 1] + first + word[at:]


def _vowels_meet(word: str, at: int) -> bool:
    """Whether a vowel gets another beside it when the letters at `at` and after change places.

    Жук is no typo for Южик.
    """
    first, second = is_vowel(word[at]), is_vowel(word[at + 1])
    if first and not second:
        return is_vowel(word[at + 2 : at + 3] or "-")
    return second and not first and at > 0 and is_vowel(word[at - 1])
