"""The names of an identity, taken apart as they are compared: rows of a person, rows of words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from namenorm.comparison.analyzer import Analyzer, CodedPart, ParsedName
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


def analysed(identity: Identity, analyzer: Analyzer) -> Analysed:
    """The rows of `identity`, by the tables of `analyzer`; a name without letters has none."""
    found = Analysed()
    parses: list[tuple[int, ParsedName]] = []
    for rank, name in enumerate(identity.names):
        with suppress(NamenormError):
            cleaned = clean_name(name.text, argument=identity.id)
            likeliest = analyzer.likeliest(cleaned) if identity.type == "person" else None
            if identity.type != "person" or analyzer.is_mononym(cleaned, likeliest):
                _add_words(found, rank, analyzer.words(cleaned))
            elif likeliest:
                parses.append((rank, likeliest))
                parses += ((rank, other) for other in analyzer.others(cleaned))
    father = _father(identity, parses, analyzer)
    seen: set[tuple[str, str, bool]] = set()
    for rank, parse in parses:
        if parse.patronymic is None or parse.patronymic.initial:
            parse = replace(parse, patronymic=father or parse.patronymic)
        first = parse.given.text.casefold() if parse.given else ""
        for surname, partial in _surnames(parse, analyzer):
            mark = (first, surname.casefold(), partial)
            if mark not in seen:
                seen.add(mark)
                found.people.append(_row(rank, parse, surname, partial))
    found.given = frozenset(g for _, r in parses if r.given for g in r.given.given.ids)
    return found


def _row(rank: int, parse: ParsedName, surname: str, partial: bool) -> PersonRow:
    return PersonRow(
        rank,
        _text(parse.given),
        _text(parse.patronymic),
        surname,
        parse.gender,
        parse.swapped,
        partial,
    )


def _text(part: CodedPart | None) -> str:
    if part is None:
        return ""
    return f"{part.text}." if part.initial else part.text


def part_of(text: str, role: Role) -> Part | None:
    """The part that a cell of a row stands for."""
    if not text:
        return None
    initial = text.endswith(".")
    return Part(text[:-1] if initial else text, role, initial)


def _add_words(found: Analysed, rank: int, words: list[CodedPart]) -> None:
    """A name that is compared word by word, unless one of the same words is there."""
    texts = tuple(word.text for word in words)
    mark = tuple(map(str.casefold, texts))
    if mark not in (tuple(map(str.casefold, row.words)) for row in found.words):
        found.words.append(WordsRow(rank, texts))


def _father(
    identity: Identity, parses: list[tuple[int, ParsedName]], analyzer: Analyzer
) -> CodedPart | None:
    if identity.patronymic:
        with suppress(NamenormError):  # without letters it says nothing
            cleaned = clean_name(identity.patronymic, argument=identity.id)
            return analyzer.part(Part(cleaned, Role.PATRONYMIC))
    found = (r.patronymic for _, r in parses if r.patronymic and not r.patronymic.initial)
    return next(found, None)


def _surnames(parse: ParsedName, analyzer: Analyzer) -> Iterator[tuple[str, bool]]:
    """The surname, its halves, and further surnames: each is a way to find the person.

    A further given name is none: Станіслаў is not Караль Станіслаў Радзівіл.
    """
    if parse.surname is None:
        return
    yield parse.surname.text, False
    for half in analyzer.halves(parse):
        if half.surname:
            yield half.surname.text, True
    for part in parse.second:
        if len(part.text) > 2 and not analyzer.parser.given.is_listed(part.text):
            yield part.text, True
