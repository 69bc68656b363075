"""The sounds behind the letters of a name part, by `tables/compare/sounds.toml`.

A part has at most `ALTERNATES` sound strings, likeliest first: a spelling such as French
`ch` does not say which sound it stands for, and all readings are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from unidecode import unidecode

from namenorm.errors import TableError
from namenorm.tables import locate, read
from namenorm.text.scripts import is_cyrillic, is_latin
from namenorm.translit.contexts import BadContext, Test, context

ALTERNATES: Final = 8
LONGEST: Final = 40
"""Letters of a part that are looked at; no surname in use is longer."""

_VOWELS: Final = "аеёіоуыэюяиєїaeiouyąęáéíóúýäöüěûâïè"
_NO_SOFTNESS: Final = (False,) * (LONGEST + 2)


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of the table: letters, what they may sound like, where."""

    letters: str
    sounds: tuple[str, ...]
    test: Test
    mark: str


@dataclass(frozen=True)
class Sounds:
    """The table, compiled."""

    classes: dict[str, tuple[str, str]]
    marks: dict[str, re.Pattern[str]]
    readings: dict[str, tuple[Reading, ...]]
    letters: frozenset[str]
    digraphs: tuple[str, ...]
    samples: tuple[tuple[str, str], ...]

    def of(self, word: str, whole: str = "") -> tuple[str, ...]:
        """Sound strings of a word, likeliest first; at least one, perhaps empty.

        Where `word` is a stem, the letters of the `whole` word tell how it was spelt.

        >>> load(locate.shipped()).of("Lukaschenko")
        ('lukašenko', 'lukaščenko')
        """
        found: list[tuple[int, str]] = [(0, "")]
        for _, options in self.graphemes(word, whole):
            found = [
                (doubt + rank, head + sound)
                for doubt, head in found
                for rank, sound in enumerate(options)
            ]
            if len(found) > 1:
                found.sort(key=_doubt)
                del found[ALTERNATES:]
        return tuple(dict.fromkeys(sounds for _, sounds in found))

    def graphemes(self, word: str, whole: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
        """The letters of a word as they are read together, with the sounds that they may be."""
        word = word.lower()
        seen = (whole or word).lower()
        marks = {name for name, signs in self.marks.items() if signs.search(seen)}
        word = _plain(word, self.letters)
        at = 0
        while at < len(word):
            for reading in self.readings.get(word[at], ()):
                stop = at + len(reading.letters)
                if (
                    word.startswith(reading.letters, at)
                    and (not reading.mark or reading.mark in marks)
                    and reading.test(word, at, stop, _NO_SOFTNESS)
                ):
                    yield reading.letters, reading.sounds
                    at = stop
                    break
            else:
                at += 1


def _doubt(entry: tuple[int, str]) -> int:
    return entry[0]


def _plain(word: str, letters: frozenset[str]) -> str:
    """The letters that the table knows; marks it does not know and other scripts go."""
    out = []
    for char in word[:LONGEST]:
        if char in letters or is_cyrillic(char):
            out.append(char)
        elif char.isalpha():
            out.append(unidecode(char).lower())
    return "".join(out)[:LONGEST]


@cache
def load(folder: Path) -> Sounds:
    """The sounds of the tables in `folder`. Raises `TableError`."""
    path = folder / "compare" / "sounds.toml"
    data = read.toml(path)
    readings: dict[str, list[Reading]] = {}
    for row in [*data["cyrillic"], *data["latin"]]:
        letters, sounds = row[:2]
        where = row[2] if len(row) > 2 else "any"
        mark = row[3] if len(row) > 3 else ""
        try:
            reading = Reading(letters, tuple(sounds), context(where, _VOWELS), mark)
        except BadContext as error:
            raise TableError(str(path), 0, f"{row}: {error}") from None
        readings.setdefault(letters[0], []).append(reading)
    for rows in readings.values():  # the longest letters first, as written among equals
        rows.sort(key=lambda reading: -len(reading.letters))
    return Sounds(
        classes={sound: (wide, narrow) for sound, (wide, narrow) in data["sounds"].items()},
        marks={n: re.compile("|".join(map(re.escape, s))) for n, s in data["marks"].items()},
        readings={first: tuple(rows) for first, rows in readings.items()},
        letters=frozenset(c for rows in readings.values() for r in rows for c in r.letters),
        digraphs=tuple(data["digraphs"]),
        samples=tuple((a, b) for a, b in data["samples"]),
    )


def is_vowel(letter: str) -> bool:
    """Whether a small letter, Cyrillic or Latin, is read as a vowel."""
    return letter in _VOWELS


def is_last_resort(word: str) -> bool:
    """Whether no table covers the script of `word`, so that `unidecode` reads it."""
    return any(c.isalpha() and not (is_cyrillic(c) or is_latin(c)) for c in word)


def shipped() -> Sounds:
    """The sounds of the tables that ship."""
    return load(locate.shipped())
