"""The types and the properties of identities, as reconciliation clients know them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from namenorm.faces.words import TYPES
from namenorm.registry import Identity
from namenorm.registry.model import FORMS

Value = str | int


@dataclass(frozen=True, slots=True)
class Type:
    """A type of identities."""

    id: str
    name: str

    def to_dict(self) -> dict[str, str]:
        """As types stand in answers."""
        return {"id": self.id, "name": self.name}


@dataclass(frozen=True, slots=True)
class Property:
    """A property of identities, and how it is read; `people`: only people have it.

    `evidence` says that a value of it in a query moves the scores of candidates.
    """

    id: str
    name: str
    description: str
    read: Callable[[Identity], tuple[Value, ...]]
    people: bool = False
    evidence: bool = False

    def to_dict(self) -> dict[str, str]:
        """As properties stand in answers."""
        return {"id": self.id, "name": self.name, "description": self.description}


def _form(lang: str) -> Callable[[Identity], tuple[Value, ...]]:
    return lambda identity: tuple(filter(None, (identity.forms().get(lang),)))


def _one(attribute: str) -> Callable[[Identity], tuple[Value, ...]]:
    return lambda identity: tuple(filter(None, (getattr(identity, attribute),)))


def _names(identity: Identity) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(name.text for name in identity.names))


_LANGUAGES: Final = {
    "be": "Belarusian",
    "be-tarask": "Belarusian, classical orthography",
    "be-Latn": "Belarusian, Łacinka",
    "ru": "Russian",
    "uk": "Ukrainian",
    "pl": "Polish",
    "en": "English",
}
_OTHERS: Final = (
    Property("names", "All names", "Every spelling that the registry holds", _names),
    Property(
        *("patronymic", "Patronymic", "The patronymic of a person", _one("patronymic")), people=True
    ),
    Property(
        "born",
        "Year of birth",
        "The year in which a person was born; evidence in queries: YYYY, or a date that begins so",
        _one("born"),
        people=True,
        evidence=True,
    ),
    Property(
        "country",
        "Country",
        "Two letters (ISO 3166); evidence in queries: those letters, or a place of the registry",
        _one("country"),
        evidence=True,
    ),
    Property("wikidata", "Wikidata", "The item of Wikidata", _one("wikidata")),
    Property("type", "Type", "person, place or organisation", _one("type")),
)

KINDS: Final = tuple(Type(id, id.capitalize()) for id in TYPES)
"""The types there are."""
PROPERTIES: Final = {
    one.id: one
    for one in (
        *(
            Property(lang, name, f"The name in {name}", _form(lang))
            for lang, name in _LANGUAGES.items()
            if lang in FORMS
        ),
        *_OTHERS,
    )
}
"""The properties there are, by id."""
EVIDENCE: Final = tuple(one.id for one in PROPERTIES.values() if one.evidence)


def type_of(identity: Identity) -> Type:
    """The type of an identity."""
    return next(kind for kind in KINDS if kind.id == identity.type)


def properties_of(type: str) -> list[Property]:
    """The properties that identities of a type may have; all where it is empty."""
    return [one for one in PROPERTIES.values() if type in ("", "person") or not one.people]


def label(identity: Identity, lang: str) -> str:
    """The name under which an identity is shown: in `lang`, in Belarusian, or the first it has."""
    forms = identity.forms()
    return forms.get(lang) or forms.get("be") or next((n.text for n in identity.names), identity.id)


def description(identity: Identity, shown: str) -> str:
    """What tells an identity from namesakes, beside the name that is `shown`."""
    facts: list[Any] = [identity.type]
    if identity.born:
        facts.append(f"born {identity.born}")
    if identity.country:
        facts.append(identity.country)
    others = [text for text in dict.fromkeys(identity.forms().values()) if text != shown]
    return f"{', '.join(facts)}: {', '.join(others)}" if others else ", ".join(facts)
