"""A query, taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from namenorm.comparison.features import Features, Reading
from namenorm.registry import Identity
from namenorm.registry.stored import Spellings


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` is cleaned; `readings` are for people, `words` for all that is named by words.

    `last_resort` says that no table covers its script. `type`, `year` of birth and `country` are
    what the caller knows. `given_name` says that the whole query is a given name of the table.
    `written` are the query and its words without what is dropped; `bases` are the nominatives
    of which a query of one word may be a case.
    """

    text: str
    readings: list[Reading]
    words: list[Features]
    last_resort: bool
    type: str | None
    year: int | None
    country: str | None
    given_name: bool
    written: Spellings
    bases: Spellings

    def said_in_full(self, *, exact: bool) -> list[Reading]:
        """The readings with a surname beside a given name of the tables.

        Not `exact`: or beside what only sounds like one.
        """
        return [
            reading
            for reading in self.readings
            if reading.surname
            and reading.given
            and (reading.given.given.exact if exact else reading.given.given)
        ]

    def is_in(self, identity: Identity) -> bool:
        """Whether a name of `identity` has all words of the query, letter for letter, or a case."""
        said = {word.text.casefold() for word in self.words}
        for name in identity.names:
            words = set(name.text.casefold().replace("-", " ").split())
            if said <= words or words & self.bases.texts:
                return True
        return False
