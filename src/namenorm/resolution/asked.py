"""A query, taken apart no further than it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from namenorm.comparison.features import Agreement, Analyst, Features, Reading
from namenorm.names.model import Name, Role
from namenorm.names.particulars import Particulars
from namenorm.registry import Identity
from namenorm.registry.stored import Spellings
from namenorm.sounds.table import is_last_resort


@dataclass(frozen=True)
class Asked:
    """`text` is cleaned; `type`, `year` of birth and `country` are what the caller knows."""

    text: str
    analyst: Analyst
    type: str | None = None
    year: int | None = None
    country: str | None = None
    _read: dict[int, Reading] = field(default_factory=dict)
    _cases: dict[int, list[tuple[Reading, Agreement]]] = field(default_factory=dict)

    def of(self, text: str) -> Asked:
        """The same of another spelling."""
        return Asked(text, self.analyst, self.type, self.year, self.country)

    def about(self, found: Particulars, text: str) -> Asked:
        """One of the names of the text, with the year and the country that stand beside it."""
        alone = found.countries[0] if len(found.countries) == 1 else None
        return Asked(text, self.analyst, self.type, self.year or found.born, self.country or alone)

    @cached_property
    def names(self) -> list[Name]:
        """The ways to read it as the name of a person, likeliest first."""
        return self.analyst.parser.readings(self.text) if self.type in (None, "person") else []

    @cached_property
    def readings(self) -> list[Reading]:
        """The same with their sounds."""
        return list(map(self.reading, range(len(self.names))))

    def reading(self, at: int) -> Reading:
        """One of `readings`."""
        found = self._read.get(at)
        if found is None:
            found = self._read[at] = self.analyst.reading(self.names[at])
        return found

    @cached_property
    def pieces(self) -> list[str]:
        """Its words without what is dropped."""
        return self.analyst.pieces(self.text)

    @cached_property
    def words(self) -> list[Features]:
        """The same with their sounds, for all that is named by words."""
        return list(map(self.analyst.word, self.pieces))

    @cached_property
    def last_resort(self) -> bool:
        """Whether no table covers its script."""
        return is_last_resort(self.text)

    @cached_property
    def given_name(self) -> bool:
        """Whether the whole query is a given name of the table."""
        return " " not in self.text and self.analyst.parser.given.is_listed(self.text)

    @cached_property
    def generation(self) -> str:
        """Which one of several of the same name is meant: `Parser.generation`."""
        return self.analyst.parser.generation(self.text) if self.type in (None, "person") else ""

    @cached_property
    def given_case(self) -> bool:
        """Whether the whole query is a case of a given name of the table."""
        names = self.analyst.parser.given
        return " " not in self.text and not self.given_name and names.is_written(self.text)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """What a query of one word is, or is a case of, without being a given name."""
        guesses = self.analyst.inflection.nominatives(self.text, Role.SURNAME)
        listed = self.analyst.parser.given.is_listed
        texts = (guess.text.casefold() for guess in guesses if not listed(guess.text))
        return frozenset((self.text.casefold(), *texts))

    def is_surname_of(self, identity: Identity) -> bool:
        """Whether a name of `identity` has one of `surnames` for a word, letter for letter."""
        words = (word for name in identity.names for word in name.text.casefold().split())
        return not self.surnames.isdisjoint(words)

    @cached_property
    def written(self) -> Spellings:
        """The query, and its words without what is dropped, as they may stand in a list."""
        return Spellings((self.text, " ".join(self.pieces)))

    @cached_property
    def bases(self) -> Spellings:
        """The nominatives of which a query of one word may be a case."""
        return Spellings(self.analyst.bases(self.pieces[0]) if len(self.pieces) == 1 else ())

    def said_in_full(self, *, exact: bool) -> list[Reading]:
        """The readings with a surname beside a given name of the tables.

        Not `exact`: or beside what only sounds like one, where no likelier reading has a name of
        the tables itself.
        """
        found: list[Reading] = []
        for at, name in enumerate(self.names):
            if name.surname is None or name.given is None or name.given.initial:
                continue
            if exact and not self.analyst.parser.given.is_written(name.given.text):
                continue
            reading = self.reading(at)
            if reading.given and reading.given.given:
                found.append(reading)
                exact = exact or reading.given.given.exact
        return found

    def nominatives(self, reading: Reading) -> list[tuple[Reading, Agreement]]:
        """What one of `readings` may be an oblique case of."""
        found = self._cases.get(id(reading))
        if found is None:
            found = self._cases[id(reading)] = self.analyst.nominatives(reading)
        return found

    def is_homonym(self, reading: Reading) -> bool:
        """Whether one of `readings` may as well be another's case: Александра Зайцева."""
        if not self.analyst.may_be_homonym(reading):
            return False
        return any(how is Agreement.HOMONYM for _, how in self.nominatives(reading))

    def is_in(self, identity: Identity) -> bool:
        """Whether a name of `identity` has all words of the query, letter for letter, or a case."""
        said = {piece.casefold() for piece in self.pieces}
        for name in identity.names:
            words = set(name.text.casefold().replace("-", " ").split())
            if said <= words or words & self.bases.texts:
                return True
        return False
