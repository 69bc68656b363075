"""The tables of GeoNames: places, and their names by language from the table of alternate names.

Formats: https://download.geonames.org/export/dump/readme.txt (19 columns; alternate names 10).
Without the second table the names of the first are taken, which say no language.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from namenorm.errors import InputError
from namenorm.lang import nearest
from namenorm.registry.sources.formats import Import, Pass
from namenorm.registry.sources.gathering import Addition, Names, Outcome, Passed, checked_id, taken
from namenorm.registry.sources.splitting import rows
from namenorm.streams.tabular import TAB

_PLACE_COLUMNS: Final = 19
_NAME_COLUMNS: Final = 10
_WIKIDATA: Final = "wkdt"


@dataclass(frozen=True)
class Places:
    """Makes identities of rows: of these ISO `countries` and feature `classes`, all if empty."""

    countries: frozenset[str]
    classes: frozenset[str]
    alternates: bool

    def __call__(self, cells: Sequence[str]) -> Outcome:
        """Raises `InputError`."""
        id, name, ascii_name, alternates = cells[:4]
        feature, code, country, population = cells[6], cells[7], cells[8], cells[14]
        if self.countries and country.upper() not in self.countries:
            return Passed("of another country")
        if self.classes and not self.classes.intersection((feature, f"{feature}.{code}")):
            return Passed("of another feature class")
        names = Names()
        names.add(name)
        if ascii_name and ascii_name != name:
            names.add(ascii_name, None, "alias")
        for text in alternates.split(",") if self.alternates else ():
            if text.strip():
                names.add(text, None, "alias")
        return taken(_id(id), "place", names, country=country, prominence=_prominence(population))


def _id(text: str) -> str:
    if not (text.isascii() and text.isdigit()):
        raise InputError(f"geonameid {text[:40]!r} is no number", argument="id")
    return f"geonames:{text}"


def _prominence(population: str) -> float:
    """.1 for a place without inhabitants, .4 for a thousand, .8 for ten million."""
    if population and not (population.isascii() and population.isdigit()):
        raise InputError(f"population {population[:40]!r} is no number", argument="population")
    people = int(population[:12] or 0)
    return round(min(0.9, 0.1 + 0.1 * math.log10(max(people, 1))), 2)


def _alternate(cells: Sequence[str]) -> Outcome:
    """One row of the alternate names: a name of a place, or its item of Wikidata."""
    _, id, tag, text, _, short, colloquial, historic = cells[:8]
    if tag == _WIKIDATA:
        return Addition(_id(id), wikidata=text)
    lang = nearest(tag) if tag else None
    if tag and lang is None:
        return Passed("in another language, or no name")
    names = Names()
    kind = "former" if historic == "1" else "short" if short == "1" else ""
    names.add(text, lang, kind or ("alias" if colloquial == "1" or not lang else "main"))
    return Addition(checked_id(_id(id)), tuple(names), faults=tuple(names.faults))


def geonames(
    path: Path,
    *,
    names: Path | None = None,
    countries: tuple[str, ...] = (),
    classes: tuple[str, ...] = (),
) -> Import:
    """The import of a table of places, and of `names`, the table of alternate names.

    `countries` are ISO codes; `classes` are feature classes (`P`) or classes with codes (`P.PPLA`).
    """
    wanted = frozenset(code.upper() for code in countries)
    places = Places(wanted, frozenset(classes), names is None)
    passes = [Pass(path, "lines", rows(TAB, _PLACE_COLUMNS), places)]
    if names is not None:
        passes.append(Pass(names, "lines", rows(TAB, _NAME_COLUMNS), _alternate))
    return Import("geonames", tuple(passes), (*sorted(wanted), "in", *sorted(classes)))
