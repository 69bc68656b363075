"""Words and the keys that they may have, alone or in names: what engines look up without Python."""

from __future__ import annotations

from collections.abc import Iterable

from namenorm.errors import InputError
from namenorm.keying import keys
from namenorm.search.folding import words
from namenorm.search.terms import terms


def vocabulary(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words of `names` (see `folding.words`) with their keys, sorted.

    A word has the keys of it alone and those that it has in each of the names. What is no name is
    passed over; a word without a key has none.

    >>> sorted(vocabulary(["Мінск"])) == ["мінск"]
    True
    """
    found: dict[str, set[str]] = {}
    for name in names:
        for word in words(name):
            if word not in found:
                found[word] = set(_alone(word))
        for text, found_beside in _beside(name):
            folded = words(text)
            if len(folded) == 1:
                found.setdefault(folded[0], set()).update(found_beside)
    return {word: tuple(sorted(found[word])) for word in sorted(found)}


def _alone(word: str) -> tuple[str, ...]:
    try:
        return keys(word)
    except InputError:
        return ()


def _beside(name: str) -> list[tuple[str, tuple[str, ...]]]:
    try:
        return [(term.text, term.keys) for term in terms(name)]
    except InputError:
        return []
