"""A query, taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from namenorm.comparison.features import Features, Reading
from namenorm.registry import Identity


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` is cleaned; `readings` are for people, `words` for places and organisations.

    `type`, `year` of birth and `country` are what the caller knows. `given_name` says that the
    whole query is a given name of the table.
    """

    text: str
    readings: list[Reading]
    words: list[Features]
    type: str | None
    year: int | None
    country: str | None
    given_name: bool

    def is_written_as(self, identity: Identity) -> bool:
        """Whether a name of `identity` is the query, letter for letter, titles and quotes aside."""
        written = {self.text.casefold(), " ".join(word.text for word in self.words).casefold()}
        return any(name.text.casefold() in written for name in identity.names)
