"""Inspect: which characters of a text are not what they look like, and what was meant.

>>> for flaw in inspect("Лyкашэнка, з'езд"):
...     print(flaw.sentence)
at 1: U+0079 LATIN SMALL LETTER Y looks like у; U+0443 CYRILLIC SMALL LETTER U is meant
at 12: U+0027 APOSTROPHE stands for the apostrophe; U+2019 RIGHT SINGLE QUOTATION MARK is meant
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from namenorm.text.clean import refuse_surrogates
from namenorm.text.confusables import lookalikes, unmix
from namenorm.text.letters import APOSTROPHE, APOSTROPHES, CYRILLIC, LETTER, MARKS
from namenorm.text.scripts import is_cyrillic

Kind = Literal["lookalike", "apostrophe", "invisible", "decomposed"]

_LETTERS: Final = re.compile(f"{LETTER}+")
_BETWEEN: Final = re.compile(
    rf"(?<={LETTER})[{APOSTROPHES.replace(APOSTROPHE, '')}\"“”„](?={LETTER})"
)
_DECOMPOSED: Final = re.compile(rf"\w[{MARKS}]+")
_ALONE: Final = re.compile(rf"(?<=[{CYRILLIC}] )[A-Za-z](?= [{CYRILLIC}])")
_VERB: Final[dict[Kind, str]] = {
    "lookalike": "looks like",
    "apostrophe": "stands for the apostrophe",
    "invisible": "is invisible",
    "decomposed": "is written with separate marks",
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """One place: `found == text[start:end]`, offsets in code points; `meant` replaces it.

    `looks_like` is what a reader sees. An invisible character is meant to be nothing.
    """

    start: int
    end: int
    kind: Kind
    found: str
    looks_like: str
    meant: str

    @property
    def sentence(self) -> str:
        """The finding for a reader, with code points."""
        message = f"at {self.start}: {_told(self.found)} {_VERB[self.kind]}"
        if self.kind == "lookalike":
            message += f" {self.looks_like}"
        return f"{message}; {_told(self.meant) or 'nothing'} is meant"

    def to_dict(self) -> dict[str, Any]:
        """What the HTTP service says of it."""
        return {
            "start": self.start,
            "end": self.end,
            "kind": self.kind,
            "found": self.found,
            "code_points": [f"U+{ord(char):04X}" for char in self.found],
            "looks_like": self.looks_like,
            "meant": self.meant,
            "sentence": self.sentence,
        }


def _told(chars: str) -> str:
    return " + ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'without a name')}" for c in chars)


def inspect(text: str) -> tuple[Flaw, ...]:
    """The flaws of `text` in order: look-alikes of another script, odd apostrophes, invisible
    characters, letters in pieces. `namenorm.transliterate` repairs the look-alikes, and
    `resolve` and its like all of them. Linear in the length of the text. Raises `BadText`.

    >>> [(flaw.found, flaw.meant) for flaw in inspect("Lukаshenko")]
    [('а', 'a')]
    >>> [(flaw.start, flaw.found, flaw.meant) for flaw in inspect("быў y Мінску")]
    [(4, 'y', 'у')]
    """
    refuse_surrogates(text, argument="text")
    found = [*_lookalikes(text), *_apostrophes(text), *_invisible(text), *_decomposed(text)]
    return tuple(sorted(found, key=lambda flaw: (flaw.start, flaw.end)))


def _lookalikes(text: str) -> Iterator[Flaw]:
    for match in _LETTERS.finditer(text):
        word = match.group()
        for at, (char, meant) in enumerate(zip(word, unmix(word), strict=True), match.start()):
            if char != meant:
                yield Flaw(at, at + 1, "lookalike", char, meant, meant)
    to_cyrillic = lookalikes()
    for match in _ALONE.finditer(text):  # a word of one letter among Cyrillic words
        char = match.group()
        if char in to_cyrillic:
            meant = to_cyrillic[char]
            yield Flaw(match.start(), match.end(), "lookalike", char, meant, meant)


def _apostrophes(text: str) -> Iterator[Flaw]:
    for match in _BETWEEN.finditer(text):
        char, start, end = match.group(), match.start(), match.end()
        if char in APOSTROPHES or (is_cyrillic(text[start - 1]) and is_cyrillic(text[end])):
            yield Flaw(start, end, "apostrophe", char, char, APOSTROPHE)


def _invisible(text: str) -> Iterator[Flaw]:
    for at, char in enumerate(text):
        if unicodedata.category(char) in ("Cf", "Co", "Cn"):
            yield Flaw(at, at + 1, "invisible", char, "", "")


def _decomposed(text: str) -> Iterator[Flaw]:
    for match in _DECOMPOSED.finditer(text):
        whole = unicodedata.normalize("NFC", match.group())
        if whole != match.group():
            yield Flaw(match.start(), match.end(), "decomposed", match.group(), whole, whole)
