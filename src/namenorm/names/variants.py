"""The spelling variants of the given names in the tables, with the phonetic codes of each.

Found once and cached (`tables.cached`), because romanising and encoding all of them takes a while.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from unidecode import unidecode

from namenorm.names.phonetic import packed
from namenorm.sounds.phonetics import Encoder
from namenorm.sounds.table import VOWELS
from namenorm.tables import read

COLUMNS: Final = ("id", "gender", "be", "be-tarask", "ru", "uk", "pl", "en", "other")
SHORT_COLUMNS: Final = ("id", "be", "ru", "uk", "pl", "en")
SPELLED: Final = {
    "be": ("be-lacinka", "be-en-press", "press-be-pl"),
    "ru": ("ru-en-press",),
    "uk": ("uk-2010",),
}
"""The schemes by which the names of a column are known in Latin letters, too."""
_FATHERS: Final = ("be", "be-tarask", "ru", "uk")
"""The columns whose names have patronymics, and initials that are used for one another."""
_FIRST_VOWEL: Final = {"j": "i", "i": "i", "e": "e", "a": "a", "o": "a", "u": "u"}

_Ids = dict[str, set[str]]
"""The ids of the names that have a spelling."""
_Names = tuple[tuple[str, ...], tuple[str, ...]]
"""Ids in full, and as short forms."""


def values(folder: Path, how: Encoder) -> dict[str, Any]:
    """What the tables in `folder` say of given names, as JSON values. Raises `TableError`.

    By id: `genders`, and `firsts`, the classes of first sounds (`first_sign`). `names`: what the
    spellings stand for, ids in full and as short forms; `written`: the number among these of each
    spelling; `sounding`: the same numbers by phonetic key and code; `stems`: the number of the id
    by the sounds that a name shares with the patronymic.
    """
    genders: dict[str, str] = {}
    ids: _Ids = {}
    fathers: _Ids = {}
    spelled: _Ids = {}
    for row in read.tsv(folder / "names" / "given.tsv", COLUMNS):
        name = row["id"]
        if name in genders:
            raise row.error(f"the id {name!r} stands twice")
        if row["gender"] not in ("m", "f"):
            raise row.error(f"gender is {row['gender']!r}; it must be m or f")
        genders[name] = row["gender"]
        for column in COLUMNS[2:]:
            for form in row.forms(column):
                ids.setdefault(form.casefold(), set()).add(name)
                if column in _FATHERS:
                    fathers.setdefault(form.casefold(), set()).add(name)
                for latin in _latin(form, column):
                    spelled.setdefault(latin, set()).add(name)
    for form, spelt in spelled.items():
        ids.setdefault(form, spelt)  # what the table says goes before what a scheme gives
    names, written = _meant(ids, _short(folder, genders))
    numbers = {name: number for number, name in enumerate(genders)}
    beginning = [(numbers[name], sound) for name, sound in _sounds(fathers, how)]
    firsts: list[set[str]] = [set() for _ in genders]
    for number, sound in beginning:
        firsts[number].add(first_sign(how, sound))
    sounding = (
        (number, sound) for form, number in written.items() for sound in how.sounds.of(form)
    )
    return {
        "genders": genders,
        "firsts": dict(zip(genders, map(sorted, firsts), strict=True)),
        "names": names,
        "written": written,
        "sounding": packed((*how.code_and_key(sound), number) for number, sound in sounding),
        "stems": packed(
            (*how.code_and_key(stripped(sound)), number) for number, sound in beginning
        ),
    }


def _latin(form: str, column: str) -> list[str]:
    """How a name is written by the schemes of its column, and the same without marks."""
    from namenorm.translit.transliteration import transliterate  # slow to load, and seldom needed

    found = [transliterate(form, scheme).casefold() for scheme in SPELLED.get(column, ())]
    return [*found, *map(unidecode, found)]


def _short(folder: Path, known: Mapping[str, str]) -> _Ids:
    """The short forms of the names that are `known`."""
    short: _Ids = {}
    spelled: _Ids = {}
    for row in read.tsv(folder / "names" / "short_forms.tsv", SHORT_COLUMNS):
        if row["id"] not in known:
            raise row.error(f"{row['id']!r} is no id of given.tsv")
        for column in SHORT_COLUMNS[1:]:
            for form in row.forms(column):
                short.setdefault(form.casefold(), set()).add(row["id"])
                for latin in _latin(form, column):
                    spelled.setdefault(latin, set()).add(row["id"])
    return {**spelled, **short}  # what the table says goes before what a scheme gives


def _meant(ids: _Ids, short: _Ids) -> tuple[list[_Names], dict[str, int]]:
    """The distinct (ids in full, ids as short forms); the number among them of each spelling."""
    numbers: dict[_Names, int] = {}
    written: dict[str, int] = {}
    for form in {**ids, **short}:
        full = ids.get(form, set())
        names = tuple(sorted(full)), tuple(sorted(short.get(form, set()) - full))
        written[form] = numbers.setdefault(names, len(numbers))
    return list(numbers), written


def _sounds(ids: _Ids, how: Encoder) -> Iterator[tuple[str, str]]:
    """(id, sound string) for every sound string of every spelling."""
    for form, names in ids.items():
        for sound in how.sounds.of(form):
            yield from ((name, sound) for name in sorted(names))


def stripped(sound: str) -> str:
    """A sound string without its last vowels: what a given name and a patronymic share."""
    return sound.rstrip(VOWELS)


def first_sign(how: Encoder, sound: str) -> str:
    """The narrow class of the first consonant, or which kind of vowel comes first.

    Я is i, as I, Y and J may stand for it; А and О are one, as unstressed vowels are written.
    """
    first = sound[:1]
    return how.sounds.classes[first][1] if first in how.sounds.classes else _FIRST_VOWEL[first]
