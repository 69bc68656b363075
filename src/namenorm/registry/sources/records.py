"""Identities from mappings, as in `{"id": …, "type": "person", "names": [{"text", "lang"}]}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from namenorm.errors import InputError
from namenorm.registry.model import Identity
from namenorm.registry.sources.gathering import Names, Taken, taken


def read_records(records: Iterable[Mapping[str, Any]]) -> Iterator[Identity]:
    """One identity a record. Raises `InputError`, naming the record by its number from 0."""
    for number, item in enumerate(records):
        where = f"records[{number}]"
        try:
            found = record(item)
        except InputError as error:
            raise InputError(f"{where}: {error}", argument=where) from None
        if found.faults:
            raise InputError(f"{where}: {found.faults[0]}", argument=where)
        yield found.identity


def record(item: Any) -> Taken:
    """The identity of one record. Raises `InputError`.

    >>> record({"id": "p1", "names": [{"text": "Ян Чачот", "lang": "be"}]}).identity.type
    'person'
    """
    if not isinstance(item, Mapping):
        raise InputError("a record is an object with id, type and names", argument="record")
    listed = item.get("names")
    if not isinstance(listed, Iterable) or isinstance(listed, str | Mapping):
        raise InputError("names is a list of objects with text and lang", argument="names")
    names = Names()
    for name in listed:
        if not isinstance(name, Mapping) or "text" not in name:
            raise InputError("a name is an object with text and lang", argument="names")
        names.add(name["text"], name.get("lang"), name.get("kind", "main"))
    return taken(
        item.get("id"),
        item.get("type", "person"),
        names,
        patronymic=item.get("patronymic"),
        born=item.get("born"),
        country=item.get("country"),
        wikidata=item.get("wikidata"),
        prominence=item.get("prominence"),
        kind=item.get("kind"),
        within=item.get("within"),
    )
