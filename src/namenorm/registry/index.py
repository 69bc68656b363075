"""The registry: identities, the distinct parts of their names, and keys to find the parts.

A part (a surname, a word of a place's name) is held once however many bear it. Its keys
stand in one sorted array; a second array holds the keys with one sound left out, for typos.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import features
from namenorm.comparison.features import Analyst, Features, Reading
from namenorm.errors import InputError, NamenormError, UnknownIdentity
from namenorm.names.model import Part, Role
from namenorm.registry.columns import GENDERS, Columns, Numbered
from namenorm.registry.format import Stored
from namenorm.registry.model import Identity, NameForm
from namenorm.registry.sources import records, table
from namenorm.sounds.signs import without_one
from namenorm.tables import locate
from namenorm.text.clean import clean_name


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One name of a person as it is compared; `partial` where it is half of a double surname."""

    identity: int
    name: NameForm
    reading: Reading
    partial: bool


@dataclass(frozen=True, slots=True)
class WordsRow:
    """One name of a place or an organisation, or a person's mononym, as words."""

    identity: int
    name: NameForm
    words: tuple[Features, ...]


class Keys:
    """Parts by key: a sorted array of keys beside the parts' numbers."""

    def __init__(self, parts: list[Features]) -> None:
        self.exact = _sorted((key, n) for n, part in enumerate(parts) for key in part.keys)
        self._parts = parts
        self._near: tuple[NDArray[np.uint64], NDArray[np.int32]] | None = None

    def find(self, part: Features) -> set[int]:
        """The numbers of the parts that share a key with `part`."""
        return _look(self.exact, part.keys)

    def find_near(self, part: Features) -> set[int]:
        """The numbers of the parts that share a key when each leaves out one sound.

        A key of which nothing is left would find every short part, and finds none.
        """
        if self._near is None:
            self._near = _sorted(
                (shorter, n)
                for n, known in enumerate(self._parts)
                for shorter in {s for key in known.keys for s in without_one(key)}
            )
        return _look(self._near, {s for key in part.keys for s in without_one(key) if s})


def _sorted(pairs: Iterable[tuple[int, int]]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    listed = sorted(pairs)
    return (
        np.array([key for key, _ in listed], dtype=np.uint64),
        np.array([number for _, number in listed], dtype=np.int32),
    )


def _look(index: tuple[NDArray[np.uint64], NDArray[np.int32]], wanted: Iterable[int]) -> set[int]:
    keys, numbers = index
    asked = np.fromiter(wanted, np.uint64)
    starts = np.searchsorted(keys, asked, side="left").tolist()
    stops = np.searchsorted(keys, asked, side="right").tolist()
    found: set[int] = set()
    for start, stop in zip(starts, stops, strict=True):
        found.update(numbers[start:stop].tolist())
    return found


@dataclass
class Registry:
    """Identities that can be resolved against. Make one with `from_records` or `shipped`."""

    identities: tuple[Identity, ...]
    tables: Path
    analyst: Analyst
    version: str
    people: list[PersonRow] = field(default_factory=list)
    surnames: list[Features] = field(default_factory=list)
    given_counts: Counter[str] = field(default_factory=Counter)
    named: list[WordsRow] = field(default_factory=list)
    words: list[Features] = field(default_factory=list)
    rows_of_word: list[set[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._surname_numbers: dict[str, int] = {}
        self._word_numbers: dict[tuple[str, bool], int] = {}
        self._surname_of_row: list[int] = []
        for number, identity in enumerate(self.identities):
            if identity.id in self._numbers:
                raise InputError(f"two identities have the id {identity.id!r}", argument="records")
            self._numbers[identity.id] = number
            if identity.type == "person":
                self._add_person(number, identity)
            else:
                self._add_words(number, identity)
        self.surname_keys = Keys(self.surnames)
        self.word_keys = Keys(self.words)
        self.columns = self._columns()
        self._codes: dict[str, int] = {"": 0}
        codes = [self._code(identity.country) for identity in self.identities]
        self.countries = np.array(codes, np.int16)
        self.born = np.array([i.born or 0 for i in self.identities], np.int16)
        self.persons = np.array([i.type == "person" for i in self.identities], np.bool_)
        self.prominence = np.array([i.prominence for i in self.identities], np.float64)

    def __len__(self) -> int:
        return len(self.identities)

    def __contains__(self, id: object) -> bool:
        return id in self._numbers

    def get(self, id: str) -> Identity:
        """The identity with this id. Raises `UnknownIdentity`."""
        try:
            return self.identities[self._numbers[id]]
        except KeyError:
            raise UnknownIdentity(f"no identity {id[:80]!r}", argument="id") from None

    def country(self, code: str) -> int:
        """The number of a country in `countries`: 0 for none, -1 where no identity has it."""
        return self._codes.get(code.upper(), -1)

    def _code(self, country: str) -> int:
        return self._codes.setdefault(country.upper(), len(self._codes))

    def _add_person(self, number: int, identity: Identity) -> None:
        readings: list[tuple[NameForm, Reading]] = []
        words_seen: set[tuple[str, ...]] = set()
        for name in identity.names:
            try:
                cleaned = clean_name(name.text, argument=identity.id)
            except NamenormError:
                continue  # a name without letters finds nobody
            found = self.analyst.readings(cleaned)
            if self.analyst.is_mononym(cleaned, found):
                self._add_words_row(number, name, cleaned, words_seen)
            elif found:
                readings.append((name, found[0]))
        father = self._father(identity, readings)
        seen = set()
        for name, reading in readings:
            if reading.patronymic is None or reading.patronymic.initial:
                reading = replace(reading, patronymic=father or reading.patronymic)
            first = reading.given.text.casefold() if reading.given else ""
            for surname, partial in _surnames(reading, self.analyst):
                mark = (first, surname.text.casefold(), partial)
                if mark not in seen:
                    seen.add(mark)
                    whole = replace(reading, surname=surname)
                    self._add_row(PersonRow(number, name, whole, partial), surname)
        for given in {g for _, r in readings if r.given for g in r.given.given.ids}:
            self.given_counts[given] += 1

    def _father(
        self, identity: Identity, readings: list[tuple[NameForm, Reading]]
    ) -> Features | None:
        if identity.patronymic:
            cleaned = clean_name(identity.patronymic, argument=identity.id)
            return self.analyst.part(Part(cleaned, Role.PATRONYMIC))
        found = (r.patronymic for _, r in readings if r.patronymic and not r.patronymic.initial)
        return next(found, None)

    def _add_row(self, row: PersonRow, surname: Features) -> None:
        key = surname.text.casefold()
        number = self._surname_numbers.setdefault(key, len(self.surnames))
        if number == len(self.surnames):
            self.surnames.append(surname)
        self._surname_of_row.append(number)
        self.people.append(row)

    def _columns(self) -> Columns:
        """Sort `people` by surname, and set beside them their arrays."""
        numbers = np.array(self._surname_of_row, np.int32)
        order = np.argsort(numbers, kind="stable")
        rows = self.people = [self.people[at] for at in order.tolist()]
        distinct = Numbered()
        given = [distinct.number(row.reading.given, Role.GIVEN) for row in rows]
        fathers = [distinct.number(row.reading.patronymic, Role.PATRONYMIC) for row in rows]
        starts = np.searchsorted(numbers[order], np.arange(len(self.surnames) + 1))
        return Columns(
            starts.astype(np.int32),
            np.array([row.identity for row in rows], np.int32),
            np.array(given, np.int32),
            np.array(fathers, np.int32),
            np.array([GENDERS[row.reading.gender] for row in rows], np.int8),
            np.array([row.reading.swapped for row in rows], np.bool_),
            np.array([row.partial for row in rows], np.bool_),
            tuple(distinct.parts),
        )

    def _add_words(self, number: int, identity: Identity) -> None:
        seen: set[tuple[str, ...]] = set()
        for name in identity.names:
            with suppress(NamenormError):
                cleaned = clean_name(name.text, argument=identity.id)
                self._add_words_row(number, name, cleaned, seen)

    def _add_words_row(
        self, number: int, name: NameForm, cleaned: str, seen: set[tuple[str, ...]]
    ) -> None:
        """A name that is compared word by word, unless one of the same words is there."""
        words = self.analyst.words(cleaned)
        mark = tuple(word.text.casefold() for word in words)
        if mark in seen:
            return
        seen.add(mark)
        row = len(self.named)
        parts = [self._word_number(word) for word in words]
        self.named.append(WordsRow(number, name, tuple(self.words[part] for part in parts)))
        for part in parts:
            self.rows_of_word[part].add(row)

    def _word_number(self, word: Features) -> int:
        """The number of a word; in small letters and capitals it is one, but for acronyms."""
        key = (word.text.casefold(), bool(word.acronym))
        number = self._word_numbers.setdefault(key, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self.rows_of_word.append(set())
        return number

    @classmethod
    def from_identities(
        cls, identities: Iterable[Identity], *, tables: Path | None = None
    ) -> Registry:
        """A registry of `identities`, read by the shipped tables or those in `tables`."""
        folder = tables or locate.shipped()
        return cls(tuple(identities), folder, features.load(folder), locate.version(folder))

    @classmethod
    def from_records(
        cls, items: Iterable[Mapping[str, Any]], *, tables: Path | None = None
    ) -> Registry:
        """A registry of mappings with `id`, `type` and `names` (`text`, `lang`, `kind`).

        They are read, and later compared, by the shipped tables or those in `tables`.
        Raises `InputError`, naming the record by its number.

        >>> len(Registry.from_records([{"id": "p1", "type": "person", "names": [
        ...     {"text": "Ціханоўская Святлана Георгіеўна", "lang": "be"}]}]))
        1
        """
        return cls.from_identities(records.read_records(items), tables=tables)

    @classmethod
    def from_tables(cls, folder: Path) -> Registry:
        """The registry of a folder of tables, with its rules. Raises `TableError`."""
        return cls.from_identities(table.read_folder(folder), tables=folder)

    @classmethod
    def open(cls, path: Path | str, *, tables: Path | None = None) -> Registry:
        """The registry of a compiled file, `*.nnx`. Raises `BrokenRegistry`."""
        stored = Stored(Path(path))
        stored.check()
        return cls.from_identities(stored, tables=tables)

    @classmethod
    def shipped(cls) -> Registry:
        """The registry that ships, made once."""
        return _shipped()


@cache
def _shipped() -> Registry:
    return Registry.from_tables(locate.shipped())


def _surnames(reading: Reading, analyst: Analyst) -> list[tuple[Features, bool]]:
    """The surname, its halves, and further surnames: each is a way to find the person.

    A further given name is none: Станіслаў is not Караль Станіслаў Радзівіл.
    """
    if reading.surname is None:
        return []
    found = [(reading.surname, False)]
    found += [(half.surname, True) for half in analyst.halves(reading) if half.surname]
    listed = analyst.parser.given.is_listed
    found += [(p, True) for p in reading.second if len(p.text) > 2 and not listed(p.text)]
    return found
