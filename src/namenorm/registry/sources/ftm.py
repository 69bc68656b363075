"""FollowTheMoney entities, one a line, as OpenSanctions and Aleph export them.

The schema: https://followthemoney.tech. People, and whatever else bears a name of its own and
can act; addresses, documents, ownership and the like are passed over. Names come without a
language, so their letters decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from namenorm.errors import InputError
from namenorm.registry.sources.formats import Import, Pass
from namenorm.registry.sources.gathering import Names, Outcome, Passed, taken
from namenorm.registry.sources.splitting import json_lines

_TYPES: Final = {
    "Person": "person",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
    "LegalEntity": "organisation",
}
_NAMES: Final = {
    "name": "main",
    "alias": "alias",
    "previousName": "former",
    "abbreviation": "short",
    "weakAlias": "short",
}
_COUNTRIES: Final = ("nationality", "citizenship", "jurisdiction", "country", "mainCountry")


def entity(item: Any) -> Outcome:
    """The identity of one entity. Raises `InputError`."""
    if not isinstance(item, Mapping) or not isinstance(item.get("properties"), Mapping):
        raise InputError("no entity: an object with id, schema and properties", argument="entity")
    type = _TYPES.get(str(item.get("schema")))
    if type is None:
        return Passed("of another schema")
    properties = item["properties"]
    names = Names()
    for property, kind in _NAMES.items():
        for text in _values(properties, property):
            names.add(text, None, kind)
    codes = (
        c for p in _COUNTRIES for c in _values(properties, p) if isinstance(c, str) and len(c) == 2
    )
    return taken(
        item.get("id"),
        type,
        names,
        born=next(_dates(properties), None) if type == "person" else None,
        country=next(codes, ""),
        wikidata=next(iter(_values(properties, "wikidataId")), ""),
    )


def _values(properties: Mapping[str, Any], property: str) -> list[Any]:
    """A property holds a list; a single value is one all the same."""
    value = properties.get(property)
    return value if isinstance(value, list) else [] if value is None else [value]


def _dates(properties: Mapping[str, Any]) -> Any:
    return (d for d in _values(properties, "birthDate") if isinstance(d, str) and d[:4].isdecimal())


def ftm(path: Path) -> Import:
    """The import of one file."""
    return Import("ftm", (Pass(path, "lines", json_lines, entity),))
