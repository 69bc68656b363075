"""The JSON dump of Wikidata: labels and aliases in the house's languages, one item a line.

The format: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html. Labels in
languages that namenorm does not know are not taken, nor are items of which it cannot be told
whether they are a person, a place or an organisation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from namenorm.errors import InputError, TableError
from namenorm.lang import nearest
from namenorm.registry.model import TYPES
from namenorm.registry.sources.formats import Import, Pass
from namenorm.registry.sources.gathering import Names, Outcome, Passed, qid, taken
from namenorm.registry.sources.splitting import json_lines
from namenorm.tables import locate, read

_INSTANCE: Final = "P31"
_COUNTRY: Final = ("P27", "P17")
_BORN: Final = "P569"
_COORDINATES: Final = "P625"
_EVERY_LANGUAGE: Final = "mul"
"""Labels under this tag hold for every language that has none of its own."""


@dataclass(frozen=True)
class Items:
    """Makes identities of items: `only` these classes (all known ones if empty), these countries.

    `classes` gives the type of a class, `countries` the ISO code of a country's item.
    """

    classes: Mapping[str, str]
    countries: Mapping[str, str]
    only: frozenset[str]
    only_countries: frozenset[str]

    def __call__(self, item: Any) -> Outcome:
        """Raises `InputError` for what is no item."""
        if not isinstance(item, Mapping) or not isinstance(item.get("id"), str):
            raise InputError("no item of Wikidata: an object with id and labels", argument="item")
        if not item["id"].startswith("Q"):
            return Passed("properties and lexemes")
        claims = item.get("claims") or {}
        classes = list(_ids(claims, _INSTANCE))
        if self.only and not self.only.intersection(classes):
            return Passed("of another class")
        type = next((self.classes[c] for c in classes if c in self.classes), None)
        if type is None and _COORDINATES in claims:
            type = "place"
        if type is None:
            return Passed("of no known class")
        codes = [c for p in _COUNTRY for q in _ids(claims, p) if (c := self.countries.get(q))]
        if self.only_countries and not self.only_countries.intersection(codes):
            return Passed("of another country")
        return taken(
            item["id"],
            type,
            _names(item),
            born=_year(claims) if type == "person" else None,
            country=codes[0] if codes else "",
            wikidata=item["id"],
        )


def _names(item: Mapping[str, Any]) -> Names:
    """Labels first, so that an alias that repeats one is no name of its own."""
    names = Names()
    labels, aliases = item.get("labels") or {}, item.get("aliases") or {}
    if not isinstance(labels, Mapping) or not isinstance(aliases, Mapping):
        raise InputError("labels and aliases are objects by language", argument="labels")
    for tag, label in labels.items():
        _add(names, tag, label, "main")
    for tag, listed in aliases.items():
        for alias in listed if isinstance(listed, list) else ():
            _add(names, tag, alias, "alias")
    return names


def _add(names: Names, tag: str, value: Any, kind: str) -> None:
    text = value.get("value") if isinstance(value, Mapping) else None
    if tag == _EVERY_LANGUAGE:
        names.add(text, None, kind)
    elif lang := nearest(tag):
        names.add(text, lang, kind)


def _claims(claims: Any, property: str) -> Iterator[Any]:
    """The values of a property, preferred ones first, deprecated ones left out."""
    listed = claims.get(property) if isinstance(claims, Mapping) else None
    stated = [c for c in listed if isinstance(c, Mapping)] if isinstance(listed, list) else []
    for claim in sorted(stated, key=lambda claim: claim.get("rank") != "preferred"):
        snak = claim.get("mainsnak")
        value = snak.get("datavalue") if isinstance(snak, Mapping) else None
        if claim.get("rank") != "deprecated" and isinstance(value, Mapping):
            yield value.get("value")


def _ids(claims: Any, property: str) -> Iterator[str]:
    for value in _claims(claims, property):
        if isinstance(value, Mapping) and isinstance(value.get("id"), str):
            yield value["id"]


def _year(claims: Any) -> int | None:
    """The year of birth, where it is known to the year (precision 9) or nearer, after Christ."""
    for value in _claims(claims, _BORN):
        if isinstance(value, Mapping) and isinstance(value.get("time"), str):
            precise = isinstance(value.get("precision"), int) and value["precision"] >= 9
            digits = value["time"][1:5]
            if precise and value["time"].startswith("+") and digits.isdecimal() and int(digits):
                return int(digits)
    return None


def wikidata(
    path: Path, *, classes: tuple[str, ...] = (), countries: tuple[str, ...] = ()
) -> Import:
    """The import of a dump, of `classes` (`Q7278` or `Q7278=organisation`) and ISO `countries`.

    Raises `InputError`, `TableError`.
    """
    table = locate.shipped() / "import" / "wikidata.toml"
    content = read.toml(table)
    known, codes = dict(content.get("classes", {})), content.get("countries", {})
    for id, type in known.items():
        if type not in TYPES:
            raise TableError(str(table), 0, f"class {id} is {type!r}, none of {', '.join(TYPES)}")
    only = set()
    for given in classes:
        id, _, type = given.partition("=")
        only.add(qid(id))
        if type and type not in TYPES:
            reason = f"class {given[:60]!r}: {type[:40]!r} is none of {', '.join(TYPES)}"
            raise InputError(reason, argument="classes")
        if not type and id not in known:
            raise InputError(
                f"class {id} is not in {table.name}; say its type: {id}=organisation",
                argument="classes",
            )
        if type:
            known[id] = type
    unknown = [code for code in countries if code.upper() not in codes]
    if unknown:
        reason = f"country {unknown[0][:20]!r} is not in {table.name}; known are "
        raise InputError(reason + ", ".join(codes), argument="countries")
    wanted = frozenset(code.upper() for code in countries)
    items = Items(known, {q: code for code, q in codes.items()}, frozenset(only), wanted)
    settings = (locate.digest(table), *sorted(classes), "in", *sorted(wanted))
    return Import("wikidata", (Pass(path, "lines", json_lines, items),), settings)
