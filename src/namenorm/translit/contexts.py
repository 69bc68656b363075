"""The contexts of rules: conditions on the characters beside the letters, parsed once.

`tables/README.md` describes the notation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from namenorm.text.letters import LETTER_APOSTROPHE

IOTATED: Final = "еёюя"
SIGNS: Final = "ьъ" + LETTER_APOSTROPHE
NOTHING: Final = ""
"""The neighbour of a letter at the beginning or the end of a word."""

Test = Callable[[str, int, int, Sequence[bool]], bool]
"""(word, start, end, soft) → whether the context holds for word[start:end]."""


class BadContext(ValueError):
    """The context of a rule is not in the notation."""


@dataclass(frozen=True, slots=True)
class Side:
    """The characters allowed on one side; `NOTHING` among them stands for the end of the word."""

    letters: frozenset[str]
    negated: bool = False

    def allows(self, char: str) -> bool:
        """Whether `char` is allowed."""
        return (char in self.letters) != self.negated


@dataclass(frozen=True, slots=True)
class ContextTerm:
    """Tests that must all hold."""

    left: tuple[Side, ...] = ()
    right: tuple[Side, ...] = ()
    soft: bool = False
    """The consonant on the right must be soft."""
    iotated: bool = False
    """The character after the next one must be one of `IOTATED`."""

    def holds(self, word: str, start: int, end: int, soft: Sequence[bool]) -> bool:
        """Whether the term holds for word[start:end]."""
        if self.left:
            before = word[start - 1] if start else NOTHING
            if not all(side.allows(before) for side in self.left):
                return False
        if self.right:
            after = word[end] if end < len(word) else NOTHING
            if not all(side.allows(after) for side in self.right):
                return False
        if self.soft and not soft[end]:
            return False
        return not self.iotated or (end + 1 < len(word) and word[end + 1] in IOTATED)


def parse(source: str, vowels: str) -> tuple[ContextTerm, ...]:
    """The terms of a context such as `initial|after:ўь`; one of them must hold.

    Raises `BadContext`.
    """
    return tuple(
        _together([_atom(atom, vowels) for atom in term.split("+")])
        for term in (source or "any").split("|")
    )


def context(source: str, vowels: str) -> Test:
    """The test of a context. Raises `BadContext`.

    >>> context("initial|after:ў", "аеёіоуыэюя")("аўя", 2, 3, ())
    True
    """
    return test(parse(source, vowels))


def test(terms: tuple[ContextTerm, ...]) -> Test:
    """A test that holds if one of the terms does."""
    if terms == (ContextTerm(),):
        return lambda word, start, end, soft: True
    if len(terms) == 1:
        return terms[0].holds
    return lambda word, start, end, soft: any(t.holds(word, start, end, soft) for t in terms)


def _together(terms: list[ContextTerm]) -> ContextTerm:
    return ContextTerm(
        left=tuple(side for term in terms for side in term.left),
        right=tuple(side for term in terms for side in term.right),
        soft=any(term.soft for term in terms),
        iotated=any(term.iotated for term in terms),
    )


_SIMPLE: Final = {
    "any": ContextTerm(),
    "initial": ContextTerm(left=(Side(frozenset({NOTHING})),)),
    "final": ContextTerm(right=(Side(frozenset({NOTHING})),)),
    "before-apostrophe-iotated": ContextTerm(
        right=(Side(frozenset(LETTER_APOSTROPHE)),), iotated=True
    ),
}


def _atom(atom: str, vowels: str) -> ContextTerm:
    name, _, letters = atom.partition(":")
    if name in _SIMPLE and not letters:
        return _SIMPLE[name]
    if name == "after-vowel":
        return ContextTerm(left=(Side(frozenset(vowels)),))
    if name == "before-vowel":
        return ContextTerm(right=(Side(frozenset(vowels)),))
    if name in ("after-consonant", "after-consonant-not"):
        others = frozenset([*vowels, *SIGNS, *letters, NOTHING])
        return ContextTerm(left=(Side(others, negated=True),))
    if name == "after" and letters:
        return ContextTerm(left=(Side(frozenset(letters)),))
    if name == "before" and letters:
        return ContextTerm(right=(Side(frozenset(letters)),))
    if name == "before-soft" and letters:
        return ContextTerm(right=(Side(frozenset(letters)),), soft=True)
    raise BadContext(f"no context {atom!r}")
