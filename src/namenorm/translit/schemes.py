"""The romanisation systems: by id, by alias, by the day on which they were in force.

>>> scheme("lacinka").writer.write("Ціханоўская")
'Cichanoŭskaja'
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from namenorm.errors import InputError, TableError, UnknownScheme
from namenorm.lang import CYRILLIC, SCRIPTS
from namenorm.tables import locate, read
from namenorm.translit.reading import SchemeReader
from namenorm.translit.rules import Rules
from namenorm.translit.spelling import learn
from namenorm.translit.writing import SchemeWriter

ENGLISH_PRESS: Final = {"be": "be-en-press", "ru": "ru-en-press", "uk": "uk-2010"}
"""The scheme of the English press for the names of each language."""
USAGES: Final = {"wide": 1.0, "some": 0.3, "rare": 0.1}
"""Relative frequency in print of the spellings of a scheme, by its usage."""


@dataclass(frozen=True)
class Scheme:
    """One romanisation system, with its rules, its source and how certain they are.

    `usage` says how common its spellings are (wide, some, rare). `series` groups the systems
    that followed one another in law; `since` and `until` are the days on which this one was
    first and last in force.
    """

    id: str
    title: str
    lang: str
    target: str
    aliases: tuple[str, ...]
    source: str
    known_from: str
    remark: str
    usage: str
    reversible: bool
    series: str
    since: date | None
    until: date | None
    rules: tuple[tuple[str, str, str], ...]
    samples: tuple[tuple[str, ...], ...]

    @cached_property
    def writer(self) -> SchemeWriter:
        """Writes text by the rules."""
        return SchemeWriter(self._compiled)

    @cached_property
    def reader(self) -> SchemeReader:
        """Reads text back by the rules."""
        spelling = learn(locate.shipped(), self.lang)
        return SchemeReader(self._compiled, self.writer, spelling, exact=self.reversible)

    @cached_property
    def _compiled(self) -> Rules:
        return Rules(self.lang, self.rules)

    def in_force(self, day: date) -> bool:
        """Whether the scheme was in force on `day`; one without dates always is."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def to_dict(self) -> dict[str, Any]:
        """As the HTTP service returns it."""
        return {
            "id": self.id,
            "title": self.title,
            "lang": self.lang,
            "target": self.target,
            "aliases": list(self.aliases),
            "source": self.source,
            "known_from": self.known_from,
            "remark": self.remark,
            "usage": self.usage,
            "series": self.series or None,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "reversible": self.reversible,
        }


def load(path: Path) -> Scheme:
    """Read and check the scheme of a TOML file. Raises `TableError`."""
    data = read.toml(path)

    def bad(reason: str) -> TableError:
        return TableError(str(path), 0, reason)

    try:
        scheme = Scheme(
            id=data["id"],
            title=data["title"],
            lang=data["lang"],
            target=data["target"],
            aliases=tuple(data.get("aliases", ())),
            source=data["source"],
            known_from=data["known_from"],
            remark=data.get("remark", ""),
            usage=data.get("usage", "some"),
            reversible=data["reversible"],
            series=data.get("series", ""),
            since=data.get("from"),
            until=data.get("until"),
            rules=tuple((r[0], r[1], r[2] if len(r) > 2 else "any") for r in data["rules"]),
            samples=tuple(tuple(sample) for sample in data["samples"]),
        )
    except KeyError as error:
        raise bad(f"the field {error.args[0]!r} is missing") from None
    except (IndexError, TypeError):
        raise bad("a rule is [letters, latin] or [letters, latin, context]") from None
    if scheme.id != path.stem:
        raise bad(f"the id is {scheme.id!r}, the file's name {path.stem!r}; they must agree")
    if scheme.lang not in CYRILLIC:
        raise bad(f"lang is {scheme.lang!r}; it must be one of {', '.join(CYRILLIC)}")
    if scheme.target not in SCRIPTS:
        raise bad(f"target is {scheme.target!r}, no known language tag")
    if scheme.usage not in USAGES:
        raise bad(f"usage is {scheme.usage!r}; it must be one of {', '.join(USAGES)}")
    for rule in scheme.rules:
        if not rule[0] or not all(isinstance(cell, str) for cell in rule):
            raise bad(f"rule {list(rule)}: a rule has at least one letter, all as text")
    try:
        _ = scheme.writer
    except ValueError as error:
        raise bad(str(error)) from None
    return scheme


@cache
def _one(folder: Path, id: str) -> Scheme:
    return load(folder / "schemes" / f"{id}.toml")


@cache
def _series(folder: Path) -> dict[str, tuple[Scheme, ...]]:
    """The members of each series, in the order in which they came into force."""
    found: dict[str, list[Scheme]] = {}
    for member in {scheme.id: scheme for scheme in _all(folder).values()}.values():
        if member.series:
            found.setdefault(member.series, []).append(member)
    for members in found.values():
        members.sort(key=lambda member: member.since or date.min)
    return {name: tuple(members) for name, members in found.items()}


@cache
def _all(folder: Path) -> dict[str, Scheme]:
    """The schemes by id and alias."""
    schemes = [_one(folder, path.stem) for path in locate.files(folder, "schemes/*.toml")]
    named: dict[str, Scheme] = {scheme.id: scheme for scheme in schemes}
    for scheme in schemes:
        for alias in scheme.aliases:
            if alias in named:
                raise TableError(
                    str(folder / "schemes" / f"{scheme.id}.toml"),
                    0,
                    f"the alias {alias!r} already names {named[alias].id}",
                )
            named[alias] = scheme
    return named


def schemes(*, on: date | str | None = None) -> tuple[Scheme, ...]:
    """All schemes that ship, sorted by id; with `on`, those in force on that day.

    A scheme that no authority dated is always in force. `on` is a date, or text such as
    2022-05-01. Raises `InputError`.
    """
    found = {scheme.id: scheme for scheme in _all(locate.shipped()).values()}
    day = _day(on)
    return tuple(found[key] for key in sorted(found) if day is None or found[key].in_force(day))


def scheme(name: str, *, on: date | str | None = None, folder: Path | None = None) -> Scheme:
    """The scheme with this id, alias or series; with `on`, that of its series on that day.

    `folder` is a folder of tables, that of the tables that ship where it is not given. Raises
    `UnknownScheme`, `InputError`.

    >>> scheme("passport").id, scheme("passport", on="2009-01-01").id
    ('be-icao-9303', 'be-mvd-2008')
    """
    folder = folder or locate.shipped()
    day = _day(on)
    if day is None and _ID.fullmatch(name) and (folder / "schemes" / f"{name}.toml").is_file():
        return _one(folder, name)
    named = _all(folder)
    series = name if name in _series(folder) else named[name].series if name in named else ""
    if series:
        return _member(series, _series(folder)[series], day)
    if name in named:
        return named[name]
    near = difflib.get_close_matches(str(name)[:60], [*named, *_series(folder)], 1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    count = len({one.id for one in named.values()})
    raise UnknownScheme(
        f"no scheme {str(name)[:60]!r}; {hint}namenorm.schemes() lists all {count}",
        argument="scheme",
    )


_ID: Final = re.compile(r"[a-z0-9-]{1,60}")


def _member(name: str, series: tuple[Scheme, ...], day: date | None) -> Scheme:
    if day is None:
        return series[-1]
    for member in series:
        if member.in_force(day):
            return member
    told = ", ".join(f"{member.id} since {member.since}" for member in series)
    raise UnknownScheme(
        f"no scheme of {name} was in force on {day}; there are {told}", argument="on"
    )


def _day(on: date | str | None) -> date | None:
    if on is None or isinstance(on, date):
        return on
    try:
        return date.fromisoformat(on)
    except (TypeError, ValueError):
        raise InputError(
            f"on is {str(on)[:40]!r}; give a day such as 2022-05-01", argument="on"
        ) from None
