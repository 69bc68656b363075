"""People in a text: which words may be a name together, and who has been named before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from namenorm.annotation.lexicon import Base, Entry, Lexicon
from namenorm.annotation.scanning import Word
from namenorm.comparison.features import Analyst, Features
from namenorm.names.model import Gender, Part, Role
from namenorm.registry import Identity
from namenorm.sounds.signs import SAME, Signs

MOST_WORDS: Final = 4
_SHORTEST: Final = 3
"""Letters of the surname of somebody who is not known."""


def runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """(first, stop) of the words that follow one another with no more than a space between."""
    first = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or not words[at].tied:
            yield first, at
            first = at


def may_name(words: Sequence[Word], entries: Sequence[Entry]) -> bool:
    """Whether all words together may be a listed person's full name.

    A surname of the registry, at one end, beside given names, patronymics and initials.
    """
    if all(word.initial for word in words):
        return False
    return any(
        entries[at].surname
        and not words[at].initial
        and all(
            word.initial or entry.given or entry.patronymic
            for n, (word, entry) in enumerate(zip(words, entries, strict=True))
            if n != at % len(words)
        )
        for at in (-1, 0)
    )


def may_be_unknown(words: Sequence[Word], entries: Sequence[Entry]) -> bool:
    """Whether the words may be the full name of somebody who is not listed.

    A given name of the tables as it stands, and one word that is none behind it.
    """
    first, last = entries[0], entries[-1]
    if words[0].initial or words[-1].initial or not first.listed:
        return False
    if len(words[-1].text) < _SHORTEST or (last.listed and not last.surname):
        return False
    return all(
        word.initial or entry.patronymic or entry.listed
        for word, entry in zip(words[1:-1], entries[1:-1], strict=True)
    )


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a text has named in full: with which surnames, and of which gender.

    `number` is the place of that mention among the others.
    """

    number: int
    identity: Identity | None
    surnames: tuple[Features, ...]
    gender: Gender | None


class Company:
    """Who has been named in a text so far."""

    def __init__(self, analyst: Analyst) -> None:
        self._analyst = analyst
        self._signs: Signs = analyst.signs
        self.people: list[Named] = []

    def add(
        self, number: int, text: str, identity: Identity | None, bases: tuple[Base, ...]
    ) -> None:
        """Somebody is named in full by `text`; `bases` are readings of the surname there."""
        readings = self._analyst.readings(text)
        gender = next((one.gender for one in readings if one.gender), None)
        surnames = [base.features for base in bases]
        if identity is not None:
            for name in identity.names:
                read = self._analyst.likeliest(name.text)
                if read and read.surname:
                    surnames.append(read.surname)
                    gender = read.gender or gender
        distinct = {part.text: part for part in surnames}
        self.people.append(Named(number, identity, tuple(distinct.values()), gender))

    def meant(self, entry: Entry, before: int) -> Named | None:
        """Who is meant by a surname alone: somebody named before, or the only one later.

        None where it may be several. `before` is how many mentions stand before it.
        """
        fitting = [one for one in self.people if self._fits(one, entry)]
        earlier = [one for one in fitting if one.number < before] or fitting
        latest: dict[str, Named] = {}
        for one in earlier:
            latest[one.identity.id if one.identity else one.surnames[0].text] = one
        if len(latest) == 1:
            return next(iter(latest.values()))
        return None

    def _fits(self, one: Named, entry: Entry) -> bool:
        for base in entry.bases:
            if base.gender and one.gender and base.gender is not one.gender:
                continue
            for surname in one.surnames:
                if self._signs.apart(base.features.codes, surname.codes, SAME) <= SAME:
                    return True
        return False


def surname_bases(words: Sequence[Word], lexicon: Lexicon) -> tuple[Base, ...]:
    """The readings of the surname in a full name: the word at an end that is no given name."""
    last, first = lexicon.entry(words[-1].text), lexicon.entry(words[0].text)
    if words[-1].initial or (last.listed and not first.listed):
        return first.bases
    return last.bases
