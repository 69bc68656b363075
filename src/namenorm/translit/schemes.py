"""The romanisation systems there are, and the verb that writes with them.

>>> transliterate("Ціханоўская", "be-lacinka")
'Cichanoŭskaja'
>>> transliterate("Cichanoŭskaja", "be-lacinka", reverse=True)
'Ціханоўская'
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from namenorm.errors import TableError, UnknownScheme
from namenorm.lang import SCRIPTS
from namenorm.tables import locate, read
from namenorm.text.clean import refuse_surrogates
from namenorm.text.confusables import unmix
from namenorm.translit.engine import VOWELS, BadContext, Engine


@dataclass(frozen=True)
class Scheme:
    """One romanisation system: its id, what it reads and writes, and where it is written down."""

    id: str
    title: str
    lang: str
    target: str
    aliases: tuple[str, ...]
    source: str
    reversible: bool
    rules: tuple[tuple[str, str, str], ...]
    samples: tuple[tuple[str, ...], ...]

    @cached_property
    def engine(self) -> Engine:
        """The compiled rules."""
        return Engine(self.lang, self.rules)

    def to_dict(self) -> dict[str, Any]:
        """What the HTTP service says of a scheme."""
        return {
            "id": self.id,
            "title": self.title,
            "lang": self.lang,
            "target": self.target,
            "aliases": list(self.aliases),
            "source": self.source,
            "reversible": self.reversible,
        }


def load(path: Path) -> Scheme:
    """The scheme in a TOML file, checked. Raises `TableError`."""
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
            reversible=data["reversible"],
            rules=tuple((r[0], r[1], r[2] if len(r) > 2 else "any") for r in data["rules"]),
            samples=tuple(tuple(sample) for sample in data["samples"]),
        )
    except KeyError as error:
        raise bad(f"the field {error.args[0]!r} is missing") from None
    except (IndexError, TypeError):
        raise bad("a rule is [letters, latin] or [letters, latin, context]") from None
    if scheme.id != path.stem:
        raise bad(f"the id is {scheme.id!r}, the file's name {path.stem!r}; they must agree")
    if scheme.lang not in VOWELS:
        raise bad(f"lang is {scheme.lang!r}; it must be one of {', '.join(VOWELS)}")
    if scheme.target not in SCRIPTS:
        raise bad(f"target is {scheme.target!r}, no known language tag")
    for rule in scheme.rules:
        if not rule[0] or not all(isinstance(cell, str) for cell in rule):
            raise bad(f"rule {list(rule)}: a rule has at least one letter, all as text")
    try:
        _ = scheme.engine
    except BadContext as error:
        raise bad(str(error)) from None
    return scheme


@cache
def _all(folder: Path) -> dict[str, Scheme]:
    schemes = [load(path) for path in locate.files(folder, "schemes/*.toml")]
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


def schemes() -> tuple[Scheme, ...]:
    """All schemes that ship, sorted by id."""
    found = {scheme.id: scheme for scheme in _all(locate.shipped()).values()}
    return tuple(found[key] for key in sorted(found))


def scheme(name: str) -> Scheme:
    """The scheme with this id or alias. Raises `UnknownScheme`."""
    named = _all(locate.shipped())
    if name in named:
        return named[name]
    near = difflib.get_close_matches(str(name)[:60], named, 1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    raise UnknownScheme(
        f"no scheme {str(name)[:60]!r}; {hint}namenorm.schemes() lists all {len(schemes())}",
        argument="scheme",
    )


def transliterate(text: str, scheme: str, *, reverse: bool = False) -> str:
    """Write `text` in the letters of `scheme`; with `reverse`, read it back.

    What is not in the scheme's source script stays as it is; a Cyrillic letter that the
    scheme does not know goes to `unidecode`. Linear in the length of the text.
    Raises `UnknownScheme`, `BadText`.

    >>> transliterate("ПАЎЛІЧЭНКА", "lacinka")
    'PAŬLIČENKA'
    """
    chosen = _find(scheme)
    refuse_surrogates(text, argument="text")
    if reverse:
        return chosen.engine.read(text)[0]
    return chosen.engine.write(unmix(text))


_find = scheme
