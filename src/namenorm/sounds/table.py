"""The sounds behind the letters of a name part, by `tables/compare/sounds.toml`.

A part has at most `ALTERNATES` sound strings, likeliest first: a spelling such as French
`ch` does not say which sound it stands for, and all readings are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from unidecode import unidecode

from namenorm.errors import TableError
from namenorm.tables import cached, locate
from namenorm.text.scripts import is_cyrillic, is_latin
from namenorm.text.vowels import read_aloud
from namenorm.translit.contexts import BadContext, ContextTerm, Test, parse, test

try:
    from namenorm.sounds import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]

ALTERNATES: Final = 8
LONGEST: Final = 40
"""Letters of a part that are looked at; no surname in use is longer."""

VOWELS: Final = "aoeiuj"
"""The vowels of a sound string, and the glide that goes with them; no letters."""
_KNOWN: Final = 0x600
"""The characters below are those that the compiled core reads."""
_DROPPED, _KEPT, _FOREIGN = range(3)
_NO_SOFTNESS: Final = (False,) * (LONGEST + 2)


@dataclass(frozen=True, slots=True)
class SoundRule:
    """One row of the table: letters, what they may sound like, where."""

    letters: str
    sounds: tuple[str, ...]
    test: Test
    mark: str
    terms: tuple[ContextTerm, ...] = ()


@dataclass(frozen=True)
class Sounds:
    """The table, compiled."""

    classes: dict[str, tuple[str, str]]
    marks: dict[str, re.Pattern[str]]
    readings: dict[str, tuple[SoundRule, ...]]
    letters: frozenset[str]
    digraphs: tuple[str, ...]
    samples: tuple[tuple[str, str], ...]
    reader: _core.Reader | None = None

    def of(self, word: str, whole: str = "") -> tuple[str, ...]:
        """Sound strings of a word, likeliest first; at least one, perhaps empty.

        Where `word` is a stem, the letters of the `whole` word tell how it was spelt.

        >>> load(locate.shipped()).of("Lukaschenko")
        ('lukašenko', 'lukaščenko')
        """
        if self.reader is not None:
            read = self.reader.read(word, whole)
            if read is not None:  # all its letters are of the table's
                return read
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
    return made(path, cached.toml(folder, "compare/sounds.toml"))


def made(path: Path, data: dict[str, Any]) -> Sounds:
    """The sounds of the rows in `data`, which stand in the table `path`. Raises `TableError`."""
    readings: dict[str, list[SoundRule]] = {}
    for row in [*data["cyrillic"], *data["latin"]]:
        letters, sounds = row[:2]
        where = row[2] if len(row) > 2 else "any"
        mark = row[3] if len(row) > 3 else ""
        try:
            terms = parse(where, "".join(sorted(read_aloud())))
            if any(term.soft or term.iotated for term in terms):
                raise BadContext("softness is not known here")
            reading = SoundRule(letters, tuple(sounds), test(terms), mark, terms)
        except BadContext as error:
            raise TableError(str(path), 0, f"{row}: {error}") from None
        readings.setdefault(letters[0], []).append(reading)
    for rows in readings.values():  # the longest letters first, as written among equals
        rows.sort(key=lambda reading: -len(reading.letters))
    marks = {name: tuple(signs) for name, signs in data["marks"].items()}
    held = frozenset(c for rows in readings.values() for r in rows for c in r.letters)
    return Sounds(
        classes={sound: (wide, narrow) for sound, (wide, narrow) in data["sounds"].items()},
        marks={n: re.compile("|".join(map(re.escape, s))) for n, s in marks.items()},
        readings={first: tuple(rows) for first, rows in readings.items()},
        letters=held,
        digraphs=tuple(data["digraphs"]),
        samples=tuple((a, b) for a, b in data["samples"]),
        reader=_reader(path, readings, held, marks) if _core else None,
    )


def _reader(
    path: Path,
    readings: dict[str, list[SoundRule]],
    letters: frozenset[str],
    marks: dict[str, tuple[str, ...]],
) -> _core.Reader:
    """The compiled twin of `Sounds.of`."""
    names = list(marks)
    rows = tuple(
        (
            reading.letters,
            reading.sounds,
            names.index(reading.mark) if reading.mark else -1,
            () if reading.terms == (ContextTerm(),) else tuple(map(_sides, reading.terms)),
        )
        for found in readings.values()
        for reading in found
    )
    kinds = bytes(map(partial(_kind, letters), map(chr, range(_KNOWN))))
    try:
        return _core.Reader(kinds=kinds, rows=rows, marks=tuple(marks.values()))
    except ValueError as error:
        raise TableError(str(path), 0, str(error)) from None


def _sides(term: ContextTerm) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """What may stand on the left and on the right; the edge of the word is U+0000."""
    return tuple(
        tuple(("".join(c or "\0" for c in side.letters), side.negated) for side in sides)
        for sides in (term.left, term.right)
    )


def _kind(letters: frozenset[str], char: str) -> int:
    """Whether a character is left out, kept, or read by Python."""
    if char in letters or is_cyrillic(char):
        return _KEPT
    return _FOREIGN if char.isalpha() else _DROPPED


def is_last_resort(word: str) -> bool:
    """Whether no table covers the script of `word`, so that `unidecode` reads it."""
    return not word.isascii() and any(
        c.isalpha() and not (is_cyrillic(c) or is_latin(c)) for c in word
    )


def shipped() -> Sounds:
    """The sounds of the tables that ship."""
    return load(locate.shipped())
