"""Which country is meant: by its letters of ISO 3166-1, or by a name in `names/countries.tsv`.

>>> country_code("Belarus"), country_code("БЕЛАРУСЬ"), country_code("blr"), country_code("by")
('BY', 'BY', 'BY', 'BY')
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.errors import InputError
from namenorm.tables import locate, read

COLUMNS: Final = ("code", "alpha3", "be", "ru", "uk", "pl", "en", "also")
NAMED: Final = COLUMNS[2:7]
"""The columns with the country's name in a language."""
ACCEPTED: Final = (
    "two or three letters of ISO 3166, such as BY or BLR, or a name, such as Беларусь or Belarus"
)
LONGEST: Final = 100
"""Characters of the longest text that may name a country."""
_SHOWN: Final = 40
_ABBREVIATION: Final = 4
"""Letters of UAE or ААЭ, which may be somebody's initials."""
_ARTICLE: Final = "the "


def country_code(given: str, *, argument: str = "country") -> str:
    """The two letters of a country; empty where `given` is.

    Two letters that no country has are given back in capitals: lists have codes of their own (EU).
    Raises `InputError` where the country is not known.
    """
    text = given.strip()
    code = None
    if len(text) <= LONGEST:
        last, _, first = text.partition(",")  # Korea, Republic of
        code = _named().get(_key(text)) or _named().get(_key(f"{first.strip()} {last}"))
    if code is None and len(text) == len("BY") and text.isascii() and text.isalpha():
        code = text.upper()
    if code is None and text:
        raise InputError(
            f"{argument} {text[:_SHOWN]!r} is not known; give {ACCEPTED}", argument=argument
        )
    return code or ""


def _key(text: str) -> str:
    """The letters of a name, small and without marks: two spellings of one name are equal."""
    small = unicodedata.normalize("NFKD", text.casefold().removeprefix(_ARTICLE))
    return "".join(filter(str.isalpha, small.replace("ł", "l").replace("&", "and")))


def _named() -> dict[str, str]:
    return load(locate.shipped())


def names(folder: Path) -> Iterator[tuple[str, str]]:
    """(name, two letters) of the table in `folder`, without letters that stand for a name."""
    for row in read.tsv(folder / "names" / "countries.tsv", COLUMNS):
        for name in (*map(row.__getitem__, NAMED), *row.forms("also")):
            if len(name) > _ABBREVIATION:
                yield name, row["code"]


@cache
def load(folder: Path) -> dict[str, str]:
    """The code for each key of a name or of letters, by the table in `folder`.

    Raises `TableError`, also where two countries have one name.
    """
    found: dict[str, str] = {}
    for row in read.tsv(folder / "names" / "countries.tsv", COLUMNS):
        names = [row["code"], row["alpha3"], *map(row.__getitem__, NAMED), *row.forms("also")]
        for name in filter(None, names):
            if found.setdefault(_key(name), row["code"]) != row["code"]:
                raise row.error(f"{name!r} names {found[_key(name)]}, too")
    return found
