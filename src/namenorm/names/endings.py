"""Endings of patronymics and surnames, and what they say of the bearer's gender."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from unidecode import unidecode

from namenorm.names.model import Gender
from namenorm.tables import read
from namenorm.text.scripts import has_cyrillic

PATRONYMIC_COLUMNS: Final = ("ending", "gender", "script", "father", "note")
SURNAME_COLUMNS: Final = ("ending", "stem", "gender", "strength", "script", "note")
_SHORTEST_STEM: Final = 2
_ADJECTIVES: Final = ("ы", "y")
"""How stems of surnames that are declined as adjectives are written: скы, sky, ны."""


@dataclass(frozen=True, slots=True)
class Split:
    """A word without its ending: the stem, and the gender where the ending is sure of it.

    `leans` is the gender that the ending mostly has; `adjective` says that the word is
    declined as one, so that no noun's case ends so; `either`, that it may have no ending at all;
    `oblique`, that it is a case, and of a name of this gender only: Тихановською.
    """

    stem: str
    gender: Gender | None
    leans: Gender | None = None
    adjective: bool = False
    either: bool = False
    oblique: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    stem: str
    gender: Gender | None
    swaps: int
    leans: Gender | None = None
    adjective: bool = False
    either: bool = False
    oblique: bool = False


@dataclass(frozen=True)
class Endings:
    """One table of endings, looked up from the longest; `whole` has words as they stand."""

    table: dict[str, Ending]
    whole: dict[str, Split] = field(default_factory=dict)

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """How long endings are, the longest first, by their last two letters: none is shorter."""
        found: dict[str, set[int]] = {}
        for ending in self.table:
            found.setdefault(ending[-2:], set()).add(len(ending))
        return {tail: sorted(lengths, reverse=True) for tail, lengths in found.items()}

    def split(self, word: str) -> Split | None:
        """The word's stem by its longest ending, or None where no ending fits.

        The stem of a whole word is the father's name.
        """
        lower = word.lower()
        plain = lower if lower.isascii() or has_cyrillic(lower) else folded(lower)
        if plain in self.whole:
            return self.whole[plain]
        for length in self._lengths.get(plain[-2:], ()):
            ending = self.table.get(plain[-length:]) if length < len(plain) else None
            if ending is None or len(plain) - ending.swaps < _SHORTEST_STEM:
                continue
            kept = lower if len(plain) == len(lower) else plain
            stem = kept[: len(kept) - ending.swaps] + ending.stem
            return Split(
                *(stem, ending.gender, ending.leans, ending.adjective),
                *(ending.either, ending.oblique),
            )
        return None


class _Plain(dict[int, str]):
    """Characters without their marks, each looked up once."""

    def __missing__(self, char: int) -> str:
        found = self[char] = unidecode(chr(char)).lower()
        return found


_PLAIN: Final = _Plain()


def folded(word: str) -> str:
    """Latin letters without their marks, small.

    >>> folded("Aŭna")
    'auna'
    """
    return word.translate(_PLAIN)


@cache
def patronymics(folder: Path) -> Endings:
    """The endings of patronymics; the stem is the father's name."""
    table: dict[str, Ending] = {}
    whole: dict[str, Split] = {}
    for row in read.tsv(folder / "names" / "patronymics.tsv", PATRONYMIC_COLUMNS):
        ending, gender = row["ending"], Gender(row["gender"])
        if row["father"]:
            whole[ending] = Split(row["father"].lower(), gender)
        else:
            table[ending] = Ending("", gender, len(ending))
    return Endings(table, whole)


@cache
def surnames(folder: Path) -> Endings:
    """The endings of surnames; the stem is what a man's and a woman's form share."""
    table: dict[str, Ending] = {}
    for row in read.tsv(folder / "names" / "surnames.tsv", SURNAME_COLUMNS):
        leans = Gender(row["gender"])
        strength = row["strength"]
        gender = leans if strength in ("sure", "oblique") else None
        ending, stem = row["ending"], row["stem"]
        either, oblique = strength == "either", strength == "oblique"
        adjective = not either and stem.endswith(_ADJECTIVES)
        shared = 0  # letters that stay as they are written, marks included
        while shared < min(len(ending), len(stem)) and ending[shared] == stem[shared]:
            shared += 1
        swaps = len(ending) - shared
        table[ending] = Ending(stem[shared:], gender, swaps, leans, adjective, either, oblique)
    return Endings(table)
