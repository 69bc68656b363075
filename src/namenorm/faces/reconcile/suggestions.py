"""What may be meant by the first letters: identities, properties, types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from marshmallow import EXCLUDE, Schema, fields

from namenorm.errors import EmptyName
from namenorm.faces.api.service import Service
from namenorm.faces.reconcile.bounds import FARTHEST, PAGE
from namenorm.faces.reconcile.numbers import WholeNumber
from namenorm.faces.reconcile.vocabulary import (
    KINDS,
    PROPERTIES,
    Property,
    Type,
    description,
    label,
    type_of,
)
from namenorm.registry import Identity
from namenorm.registry.prefixes import beginning
from namenorm.text.clean import refuse_surrogates

_LIKELY: Final = 0.5
"""From this score on, whom the resolver finds by what is typed is suggested."""


class SuggestInput(Schema):
    """What is typed, and how many suggestions are passed over."""

    class Meta:
        unknown = EXCLUDE  # clients add parameters of their own

    prefix = fields.String(load_default="")
    cursor = WholeNumber(0, FARTHEST, load_default=0)


def entities(given: Mapping[str, Any], service: Service, lang: str) -> dict[str, Any]:
    """Identities: of that id, of a name that begins so, of that name however it is spelt.

    The resolver, which knows other spellings, is used where few names begin so.

    Raises `ValidationError`, `NameTooLong`, `BadText`.
    """
    arguments = SuggestInput().load(given)
    text, first = arguments["prefix"], arguments["cursor"]
    found = list(_met(text, service, first + PAGE))
    page = list({identity.id: identity for identity in found}.values())[first : first + PAGE]
    return {"result": [_shown(identity, lang) for identity in page]}


def _met(text: str, service: Service, most: int) -> Iterable[Identity]:
    refuse_surrogates(text, argument="prefix")
    registry = service.registry
    if text in registry:
        yield registry.get(text)
    try:
        numbers = beginning(registry, text, most)
    except EmptyName:  # nothing is typed yet
        return
    yield from (registry.identities[number] for number in numbers)
    if len(numbers) < PAGE:
        answer = service.resolver.resolve(text, limit=PAGE)
        yield from (match.identity for match in answer.matches if match.score >= _LIKELY)


def _shown(identity: Identity, lang: str) -> dict[str, Any]:
    name = label(identity, lang)
    return {
        "id": identity.id,
        "name": name,
        "description": description(identity, name),
        "notable": [type_of(identity).to_dict()],
    }


def properties(given: Mapping[str, Any]) -> dict[str, Any]:
    """Properties whose id or a word of whose name begins so; all where nothing is typed.

    Raises `ValidationError`.
    """
    return _listed(given, PROPERTIES.values())


def types(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same of types. Raises `ValidationError`."""
    return _listed(given, KINDS)


def _listed(given: Mapping[str, Any], all_: Iterable[Property | Type]) -> dict[str, Any]:
    arguments = SuggestInput().load(given)
    typed, first = arguments["prefix"].strip().casefold(), arguments["cursor"]
    met = [one.to_dict() for one in all_ if _begins(one, typed)]
    return {"result": met[first : first + PAGE]}


def _begins(one: Property | Type, typed: str) -> bool:
    words = [one.id, one.name, *one.name.split()]
    return any(word.casefold().startswith(typed) for word in words)
