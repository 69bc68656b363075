"""The names of an identity, taken apart as they are compared: rows of a person, rows of words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from namenorm.comparison.features import Analyst, Features, Reading
from namenorm.errors import NamenormError
from namenorm.names.model import Gender, Part, Role
from namenorm.registry.model import Identity
from namenorm.text.clean import clean_name


class PersonRow(NamedTuple):
    """One name of a person, by its rank among the names; texts of parts, "" where there is none.

    An initial stands in `given` or `patronymic` with a full stop behind it. `partial` says that
    the surname is half of a double one.
    """

    name: int
    given: str
    patronymic: str
    surname: str
    gender: Gender | None
    swapped: bool
    partial: bool


class WordsRow(NamedTuple):
    """One name of a place or an organisation, or a person's mononym, as words."""

    name: int
    words: tuple[str, ...]


@dataclass(slots=True)
class Analysed:
    """All rows of one identity; `given` are the given names that it is counted for."""

    people: list[PersonRow] = field(default_factory=list)
    words: list[WordsRow] = field(default_factory=list)
    given: frozenset[str] = frozenset()


def analysed(identity: Identity, analyst: Analyst) -> Analysed:
    """The rows of `identity`, by the tables of `analyst`; a name without letters has none."""
    found = Analysed()
    readings: list[tuple[int, Reading]] = []
    for rank, name in enumerate(identity.names):
        with suppress(NamenormError):
            cleaned = clean_name(name.text, argument=identity.id)
            likeliest = analyst.likeliest(cleaned) if identity.type == "person" else None
            if identity.type != "person" or analyst.is_mononym(cleaned, likeliest):
                _add_words(found, rank, analyst.words(cleaned))
            elif likeliest:
                readings.append((rank, likeliest))
                readings += ((rank, other) for other in analyst.others(cleaned))
    father = _father(identity, readings, analyst)
    seen: set[tuple[str, str, bool]] = set()
    for rank, reading in readings:
        if reading.patronymic is None or reading.patronymic.initial:
            reading = replace(reading, patronymic=father or reading.patronymic)
        first = reading.given.text.casefold() if reading.given else ""
        for surname, partial in _surnames(reading, analyst):
            mark = (first, surname.casefold(), partial)
            if mark not in seen:
                seen.add(mark)
                found.people.append(_row(rank, reading, surname, partial))
    found.given = frozenset(g for _, r in readings if r.given for g in r.given.given.ids)
    return found


def _row(rank: int, reading: Reading, surname: str, partial: bool) -> PersonRow:
    return PersonRow(
        rank,
        _text(reading.given),
        _text(reading.patronymic),
        surname,
        reading.gender,
        reading.swapped,
        partial,
    )


def _text(part: Features | None) -> str:
    if part is None:
        return ""
    return f"{part.text}." if part.initial else part.text


def part_of(text: str, role: Role) -> Part | None:
    """The part that a cell of a row stands for."""
    if not text:
        return None
    initial = text.endswith(".")
    return Part(text[:-1] if initial else text, role, initial)


def _add_words(found: Analysed, rank: int, words: list[Features]) -> None:
    """A name that is compared word by word, unless one of the same words is there."""
    texts = tuple(word.text for word in words)
    mark = tuple(map(str.casefold, texts))
    if mark not in (tuple(map(str.casefold, row.words)) for row in found.words):
        found.words.append(WordsRow(rank, texts))


def _father(
    identity: Identity, readings: list[tuple[int, Reading]], analyst: Analyst
) -> Features | None:
    if identity.patronymic:
        with suppress(NamenormError):  # without letters it says nothing
            cleaned = clean_name(identity.patronymic, argument=identity.id)
            return analyst.part(Part(cleaned, Role.PATRONYMIC))
    found = (r.patronymic for _, r in readings if r.patronymic and not r.patronymic.initial)
    return next(found, None)


def _surnames(reading: Reading, analyst: Analyst) -> Iterator[tuple[str, bool]]:
    """The surname, its halves, and further surnames: each is a way to find the person.

    A further given name is none: Станіслаў is not Караль Станіслаў Радзівіл.
    """
    if reading.surname is None:
        return
    yield reading.surname.text, False
    for half in analyst.halves(reading):
        if half.surname:
            yield half.surname.text, True
    for part in reading.second:
        if len(part.text) > 2 and not analyst.parser.given.is_listed(part.text):
            yield part.text, True
