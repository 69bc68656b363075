"""Cases of names, by `tables/names/inflection.tsv`: declined forms, and guesses back.

>>> decline("Зянон Пазняк", "be")["gen"]
('Зянона Пазняка',)
>>> [guess.text for guess in load(locate.shipped()).nominatives("Пазняком", Role.SURNAME)][:2]
['Пазняко', 'Пазняк']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.names import parse
from namenorm.names.model import Gender, Role
from namenorm.tables import locate, read
from namenorm.text.clean import clean_name
from namenorm.text.scripts import has_cyrillic

CASES: Final = ("gen", "dat", "acc", "ins", "loc")
COLUMNS: Final = ("lang", "role", "gender", "nominative", *CASES)
MOST_GUESSES: Final = 10
_ROLES: Final = {
    "s": frozenset({Role.SURNAME}),
    "g": frozenset({Role.GIVEN}),
    "b": frozenset({Role.SURNAME, Role.GIVEN}),
}
_CONSONANTS: Final = frozenset("бвгґджзклмнпрстфхцчшщўbcćčdfghjklłmnńprsśštvwxzźżž")
_FLEETING: Final = frozenset({"ок", "ец", "эц", "ець", "ek", "ec", "о"})
"""Endings that stand behind a consonant only."""
_SHORTEST: Final = 2
"""Letters that must stay before an ending."""


@dataclass(frozen=True, slots=True)
class Paradigm:
    """One row: what stands in place of `nominative` (empty: nothing is taken off) by case."""

    lang: str
    roles: frozenset[Role]
    gender: Gender
    nominative: str
    endings: dict[str, tuple[str, ...]]

    def fits(self, word: str) -> bool:
        """Whether a nominative in small letters declines so."""
        stem = word[: len(word) - len(self.nominative)]
        if len(stem) < _SHORTEST or (self.nominative in _FLEETING and stem[-1] not in _CONSONANTS):
            return False
        return word.endswith(self.nominative) if self.nominative else word[-1] in _CONSONANTS


@dataclass(frozen=True, slots=True)
class Guess:
    """A nominative that a word may stem from, with the gender and the cases that say so."""

    text: str
    gender: Gender
    cases: frozenset[str]


@dataclass(frozen=True)
class Inflection:
    """The paradigms, by language and by ending."""

    paradigms: tuple[Paradigm, ...]
    by_ending: dict[str, tuple[tuple[Paradigm, str], ...]]
    longest: int

    def forms(self, word: str, lang: str, role: Role, gender: Gender) -> dict[str, tuple[str, ...]]:
        """The forms of a nominative by case; empty where it is not declined."""
        lower = word.lower()
        for paradigm in self.paradigms:
            if (
                paradigm.lang == lang
                and role in paradigm.roles
                and paradigm.gender is gender
                and paradigm.fits(lower)
            ):
                stem = word[: len(word) - len(paradigm.nominative)]
                return {
                    case: tuple(stem + ending for ending in endings)
                    for case, endings in paradigm.endings.items()
                }
        return {}

    def nominatives(self, word: str, role: Role) -> list[Guess]:
        """What `word` may be a case of, longest ending first, at most `MOST_GUESSES`."""
        lower = word.lower()
        cyrillic = has_cyrillic(lower)
        found: dict[tuple[str, Gender], set[str]] = {}
        for length in range(min(self.longest, len(lower) - _SHORTEST), 0, -1):
            for paradigm, case in self.by_ending.get(lower[-length:], ()):
                if role not in paradigm.roles or (paradigm.lang == "pl") == cyrillic:
                    continue
                nominative = word[: len(word) - length] + paradigm.nominative
                if paradigm.fits(nominative.lower()) and nominative.lower() != lower:
                    found.setdefault((nominative, paradigm.gender), set()).add(case)
        guesses = [Guess(text, gender, frozenset(c)) for (text, gender), c in found.items()]
        return guesses[:MOST_GUESSES]


@cache
def load(folder: Path) -> Inflection:
    """The paradigms of the tables in `folder`. Raises `TableError`."""
    paradigms = []
    by_ending: dict[str, list[tuple[Paradigm, str]]] = {}
    for row in read.tsv(folder / "names" / "inflection.tsv", COLUMNS):
        if row["role"] not in _ROLES or row["gender"] not in ("m", "f"):
            raise row.error("role is s, g or b; gender is m or f")
        nominative = "" if row["nominative"] == "#" else row["nominative"]
        endings = {case: tuple(row.forms(case)) for case in CASES}
        paradigm = Paradigm(
            row["lang"], _ROLES[row["role"]], Gender(row["gender"]), nominative, endings
        )
        paradigms.append(paradigm)
        for case, forms in endings.items():
            for ending in forms:
                by_ending.setdefault(ending, []).append((paradigm, case))
    paradigms.sort(key=lambda paradigm: -len(paradigm.nominative))
    return Inflection(
        tuple(paradigms),
        {ending: tuple(found) for ending, found in by_ending.items()},
        max(map(len, by_ending)),
    )


def decline(name: str, lang: str) -> dict[str, tuple[str, ...]]:
    """The forms of a nominative `name` (given name and surname) in `lang`, by case.

    Both parts in the same case; a part that is not declined stays. Empty where the gender is
    not known. Raises `BadText`, `NameTooLong`, `EmptyName`.
    """
    folder = locate.shipped()
    inflection, parser = load(folder), parse.load(folder)
    reading = next(iter(parser.readings(clean_name(name, argument="name"))), None)
    if reading is None or reading.given is None or reading.surname is None:
        return {}
    gender = parser.given.gender(parser.given.find(reading.given.text))
    if gender is None:
        return {}
    first = inflection.forms(reading.given.text, lang, Role.GIVEN, gender)
    last = inflection.forms(reading.surname.text, lang, Role.SURNAME, gender)
    found: dict[str, tuple[str, ...]] = {}
    for case in CASES:
        firsts = first.get(case) or (reading.given.text,)
        lasts = last.get(case) or (reading.surname.text,)
        found[case] = tuple(_paired(firsts, lasts))
    return found


def _paired(firsts: tuple[str, ...], lasts: tuple[str, ...]) -> Iterator[str]:
    """Forms of like rank beside one another; the last form of the shorter list is repeated."""
    for rank in range(max(len(firsts), len(lasts))):
        yield f"{firsts[min(rank, len(firsts) - 1)]} {lasts[min(rank, len(lasts) - 1)]}"
