"""Popolo, as EveryPolitician and parliaments publish it: persons, organizations and areas.

The specification: https://www.popoloproject.com. `other_names` may tell a language; the name of
a record does not, so its letters decide. Numbers in the report count the records of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from namenorm.errors import InputError
from namenorm.lang import nearest
from namenorm.registry.sources.formats import Import, Pass
from namenorm.registry.sources.gathering import Names, Outcome, taken
from namenorm.registry.sources.splitting import items

_LISTS: Final = {"persons": "person", "organizations": "organisation", "areas": "place"}


def _convert(type: str) -> Callable[[Any], Outcome]:
    def convert(item: Any) -> Outcome:
        """Raises `InputError`."""
        if not isinstance(item, Mapping):
            raise InputError("a record is an object with id and name", argument="record")
        names = Names()
        if item.get("name"):
            names.add(item["name"])
        for other in _objects(item, "other_names"):
            tag = str(other.get("lang") or "")
            lang = nearest(tag) if tag else None
            if lang or not tag:
                names.add(other.get("name"), lang, "main" if lang else "alias")
        given, family = item.get("given_name"), item.get("family_name")
        if isinstance(given, str) and isinstance(family, str) and given and family:
            names.add(f"{given} {family}", None, "alias")
        return taken(
            item.get("id"),
            type,
            names,
            patronymic=item.get("patronymic_name"),
            born=item.get("birth_date") if type == "person" else None,
            country=_country(item),
            wikidata=_wikidata(item),
        )

    return convert


def _objects(item: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    listed = item.get(key)
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []


def _country(item: Mapping[str, Any]) -> str:
    """The nationality, where it is a code; Popolo allows words there, too."""
    country = item.get("nationality")
    return country if isinstance(country, str) and len(country) == 2 else ""


def _wikidata(item: Mapping[str, Any]) -> str:
    ids = (
        i.get("identifier") for i in _objects(item, "identifiers") if i.get("scheme") == "wikidata"
    )
    return str(next(ids, ""))


def popolo(path: Path) -> Import:
    """The import of one document."""
    passes = (Pass(path, name, items(name), _convert(type), True) for name, type in _LISTS.items())
    return Import("popolo", tuple(passes))
