"""Respell a whole name in another Cyrillic language, each part by its role.

Given names, patronymics and places are respelled by tables, surnames by rules for their letters.
Order, spaces, capitals and gender stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from namenorm.names import parse
from namenorm.names.model import PersonName, Role
from namenorm.names.parse import Parser
from namenorm.respelling import foreign_names, listed_names, personal_names, word_respeller
from namenorm.respelling.foreign_names import ForeignNames
from namenorm.respelling.listed_names import ListedNames
from namenorm.respelling.model import (
    MAX_LIMIT,
    Chances,
    Draft,
    Respelling,
    joined,
    like,
    likeliest,
    main,
    roles,
)
from namenorm.respelling.personal_names import ListedParts
from namenorm.respelling.word_respeller import WordSpeller
from namenorm.text.letters import CYRILLIC_WORD

_WORD: Final = re.compile(CYRILLIC_WORD)
GIVEN: Final = "given: table"
PLACE: Final = 0.99
"""The probability of a name from the table of places."""
_LISTED: Final = 0.9
"""The probability that a surname is spelled as the registry spells it for its bearers."""
_LOAN: Final = 0.97
"""The share of the rules for foreign names in titles, which are loanwords (президент)."""
_GIVEN_TOO: Final = 0.6
"""The probability that a surname equal to a given name is spelled as the given name."""


class PartSpellings(NamedTuple):
    """Spellings of one part, and their source."""

    chances: Chances
    by: str


@dataclass(frozen=True)
class NameRespeller:
    """Respells names from one Cyrillic language to another."""

    source: str
    target: str
    speller: WordSpeller
    parts: ListedParts
    parser: Parser
    listed: ListedNames
    foreign: ForeignNames | None

    def respell(self, name: str, limit: int = MAX_LIMIT) -> list[Respelling]:
        """Spellings of a cleaned name, likeliest first."""
        place = self.listed.place(name, self.source, self.target)
        if place is not None:
            return [Respelling(place, PLACE, "place: table")]
        reading = next(iter(self.parser.readings(name)), None)
        known = roles(reading)
        if name.casefold() in self.parts.names[self.source]:  # Светлана alone
            known = {name.casefold(): Role.GIVEN}
        abroad = self._abroad(reading)
        placed = " " in name and not self._is_person(reading)
        draft = Draft(name)
        for match in _WORD.finditer(name):
            word = match.group()
            role = known.get(word.casefold(), Role.SURNAME)
            title = bool(known) and word.casefold() not in known
            common = self.speller.table.words.get(word.casefold()) if placed else None
            if common:
                spelt = PartSpellings(like(word, {common: PLACE}), "word: table")
            else:
                spelt = self.part(word, role, _LOAN if title else abroad)
            of_several = spelt.by == GIVEN and len(known) > 1
            draft.put(*match.span(), main(spelt.chances) if of_several else spelt.chances, spelt.by)
        return draft.respellings(limit)

    def part(self, word: str, role: Role, abroad: float = 0.0) -> PartSpellings:
        """Spellings of one word of a name, capitalised as the word is.

        `abroad` is the probability that the bearer is a foreigner.
        """
        if len(word) == 1:
            return PartSpellings(
                like(word, self.parts.initial(word, self.source, self.target)), "initial"
            )
        for exact, by in self._known(word, role):
            if exact is not None:
                return PartSpellings(like(word, exact), by)
        if role is Role.PATRONYMIC:
            spelt = self._patronymic_by_rule(word.casefold())
            if spelt is not None:
                return PartSpellings(like(word, spelt), "patronymic: rule")
        return PartSpellings(
            like(word, self._spelt(word.casefold(), abroad)), f"{role.value}: rule"
        )

    def _known(self, word: str, role: Role) -> Iterator[tuple[Chances | None, str]]:
        if role is Role.GIVEN:
            yield self.parts.given(word, self.source, self.target), GIVEN
            yield self.parts.nickname(word, self.source, self.target), "short form: table"
        if role is Role.PATRONYMIC:
            yield self.parts.patronymic(word, self.source, self.target), "patronymic: table"

    def _patronymic_by_rule(self, word: str) -> Chances | None:
        """A patronymic of an unknown father's name, by rule; the ending is never stressed."""
        for ending, theirs in self.speller.table.endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 1:
                whole = self.speller.spell(stem, len(stem))
                return joined([whole, {theirs: 1.0}], MAX_LIMIT)
        return None

    def _spelt(self, word: str, abroad: float) -> Chances:
        native: Chances = self.speller.spell(word)
        held = self.listed.surname(word, self.source, self.target)
        if held:
            return _mixed(native, held, _LISTED)
        name = self.parts.given(word, self.source, self.target)
        if name is not None:  # a surname equal to a given name: Герасим, Роман
            native = _mixed(native, name, _GIVEN_TOO)
        if self.foreign is None or abroad == 0.0:
            return native
        return _mixed(native, self.foreign.speller.spell(word), abroad)

    def _is_person(self, reading: PersonName | None) -> bool:
        """Whether the name has a given name of the table, an initial or a patronymic."""
        if reading is None or reading.given is None:
            return False
        given = reading.given
        known = given.text.casefold() in self.parts.names[self.source]
        return known or given.initial or reading.patronymic is not None

    def _abroad(self, reading: PersonName | None) -> float:
        """The probability that the bearer of the name is a foreigner."""
        if self.foreign is None or reading is None or reading.patronymic is not None:
            return 0.0
        given = reading.given.text.casefold() if reading.given else ""
        ids = self.parts.names[self.source].get(given, [])
        surname = reading.surname.text.casefold() if reading.surname else ""
        return self.foreign.chance(ids, surname)


def _mixed(these: Chances, those: Chances, share: float) -> Chances:
    """The mixture of two distributions, `those` with the given share; in small letters."""
    mixed = {text: (1 - share) * chance for text, chance in these.items()}
    for text, chance in those.items():
        text = text.casefold()
        mixed[text] = mixed.get(text, 0.0) + share * chance
    return {text: mixed[text] for text in likeliest(mixed)}


@cache
def load(folder: Path, source: str, target: str) -> NameRespeller:
    """The respeller by the tables in `folder`. Raises `TableError`."""
    return NameRespeller(
        source,
        target,
        word_respeller.load(folder, source, target),
        personal_names.load(folder),
        parse.load(folder),
        listed_names.load(folder),
        foreign_names.load(folder, source, target),
    )
