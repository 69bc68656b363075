"""Identities from mappings, as in `{"id": …, "type": "person", "names": [{"text", "lang"}]}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from namenorm.comparison.score import PROMINENCE
from namenorm.errors import InputError
from namenorm.lang import checked
from namenorm.registry.model import KINDS, TYPES, Identity, NameForm
from namenorm.text.clean import clean_name


def read_records(records: Iterable[Mapping[str, Any]]) -> Iterator[Identity]:
    """One identity a record. Raises `InputError`, naming the record by its number from 0."""
    for number, record in enumerate(records):
        where = f"records[{number}]"
        try:
            yield identity(record, where)
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"{where}: {error!r}; a record needs id, type and names with text and lang",
                argument=where,
            ) from None


def identity(record: Mapping[str, Any], where: str) -> Identity:
    """The identity of one record."""
    kind = record.get("type", "person")
    if kind not in TYPES:
        raise InputError(f"{where}: type {kind!r} is none of {', '.join(TYPES)}", argument=where)
    names = []
    for name in record["names"]:
        form = name.get("kind", "main")
        if form not in KINDS:
            raise InputError(f"{where}: kind {form!r} is none of {KINDS}", argument=where)
        text = clean_name(name["text"], argument=f"{where}.names.text")
        names.append(NameForm(text, checked(name["lang"], argument=where), form))
    if not names:
        raise InputError(f"{where}: no names; an identity has at least one", argument=where)
    born = record.get("born")
    return Identity(
        id=str(record["id"]),
        type=kind,
        names=tuple(names),
        patronymic=str(record.get("patronymic") or ""),
        born=int(born) if born else None,
        country=str(record.get("country") or ""),
        wikidata=str(record.get("wikidata") or ""),
        prominence=float(record.get("prominence", PROMINENCE)),
    )
