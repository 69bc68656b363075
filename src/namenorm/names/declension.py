"""A whole name in the oblique cases.

>>> decline("Зянон Пазняк", "be")["gen"]
('Зянона Пазняка',)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from namenorm.names import inflection, parse
from namenorm.names.inflection import CASES
from namenorm.names.model import Role
from namenorm.tables import locate
from namenorm.text.clean import clean_name


def decline(name: str, lang: str, *, every: bool = False) -> dict[str, tuple[str, ...]]:
    """The forms of a nominative `name` (given name and surname) in `lang`, by case.

    Both parts in the same case; a part that is not declined stays. Where a case has several forms,
    those of like rank stand beside one another, or with `every` each beside each. Empty where the
    gender is not known. Raises `BadText`, `NameTooLong`, `EmptyName`.
    """
    folder = locate.shipped()
    table, parser = inflection.load(folder), parse.load(folder)
    reading = next(iter(parser.readings(clean_name(name, argument="name"))), None)
    if reading is None or reading.given is None or reading.surname is None:
        return {}
    gender = parser.given.gender(parser.given.find(reading.given.text))
    if gender is None:
        return {}
    first = table.forms(reading.given.text, lang, Role.GIVEN, gender)
    last = table.forms(reading.surname.text, lang, Role.SURNAME, gender)
    found: dict[str, tuple[str, ...]] = {}
    for case in CASES:
        firsts = first.get(case) or (reading.given.text,)
        lasts = last.get(case) or (reading.surname.text,)
        pairs = product(firsts, lasts) if every else _paired(firsts, lasts)
        found[case] = tuple(f"{given} {surname}" for given, surname in pairs)
    return found


def _paired(firsts: tuple[str, ...], lasts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Forms of like rank beside one another; the last form of the shorter list is repeated."""
    for rank in range(max(len(firsts), len(lasts))):
        yield firsts[min(rank, len(firsts) - 1)], lasts[min(rank, len(lasts) - 1)]
