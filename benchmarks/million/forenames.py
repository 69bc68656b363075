"""Draw given names by how common they are, and patronymics made of them."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from namenorm.comparison import background
from namenorm.names import variants
from namenorm.names.model import Gender
from namenorm.tables import locate, read
from namenorm.translit import patronymics

LANGS: Final = ("be", "ru", "uk")
_RARE: Final = 20
"""Bearers in 100,000 of a name that `tables/names/frequency.tsv` does not list."""


@dataclass(frozen=True, slots=True)
class Forename:
    """One given name of `given.tsv`; `forms` by language. No other has one of its spellings."""

    id: str
    gender: Gender
    forms: dict[str, str]
    bearers: int
    spelled: frozenset[str]


class Forenames:
    """Draws given names."""

    def __init__(self) -> None:
        self._all = list(_forenames())
        self._ids = {form: one.id for one in self._all for form in one.spelled}
        for form, id in _short_forms():
            self._ids.setdefault(form, id)
        self._weights = list(accumulate(one.bearers for one in self._all))
        fathers = [one for one in self._all if one.gender is Gender.MALE]
        self._fathers = [one for one in fathers if all(_patronymic(one, lang) for lang in LANGS)]
        self._father_weights = list(accumulate(one.bearers for one in self._fathers))

    def take(self, draw: random.Random) -> Forename:
        """The given name of one more person."""
        return self._all[bisect(self._weights, draw.random() * self._weights[-1])]

    def id(self, text: str) -> str:
        """The id of the given name or short form `text`; `text` itself if it is neither."""
        return self._ids.get(text.casefold(), text)

    def patronymic(self, lang: str, gender: Gender, draw: random.Random) -> str:
        """A patronymic of one more person."""
        weights = self._father_weights
        father = self._fathers[bisect(weights, draw.random() * weights[-1])]
        return _patronymic(father, lang)[gender is Gender.FEMALE].capitalize()


def _patronymic(father: Forename, lang: str) -> tuple[str, ...]:
    """The son's and the daughter's, or nothing."""
    found = patronymics.load(locate.shipped(), lang).of(father.forms[lang])
    return found[0] if found else ()


def _short_forms() -> Iterator[tuple[str, str]]:
    """(a short form, the id of the name)."""
    for row in read.tsv(locate.shipped() / "names" / "short_forms.tsv", variants.SHORT_COLUMNS):
        yield from ((form.casefold(), row["id"]) for lang in LANGS for form in row.forms(lang))


def _forenames() -> Iterator[Forename]:
    """The given names of the tables, the commonest first; those of foreigners are left out."""
    names = locate.shipped() / "names"
    foreign = {row["id"] for row in read.tsv(names / "foreign.tsv", ("id", "note"))}
    bearers = {
        row["text"]: int(row["per_100k"])
        for row in read.tsv(names / "frequency.tsv", background.COLUMNS)
        if row["role"] == "given"
    }
    rows = [
        row for row in read.tsv(names / "given.tsv", variants.COLUMNS) if row["id"] not in foreign
    ]
    rows.sort(key=lambda row: -max((bearers.get(f, 0) for f in row.forms("be")), default=0))
    taken: set[str] = set()
    for row in rows:
        spelled = {f.casefold() for column in variants.COLUMNS[2:] for f in row.forms(column)}
        if not all(row[lang] for lang in LANGS) or taken & spelled:
            continue
        taken |= spelled
        count = max(bearers.get(form, _RARE) for form in row.forms("be"))
        forms = {lang: row.forms(lang)[0] for lang in LANGS}
        yield Forename(row["id"], Gender(row["gender"]), forms, count, frozenset(spelled))
