"""Data extension: which properties there are for a type, and their values for identities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from namenorm.faces.reconcile.bounds import CONDITIONS, IDS
from namenorm.faces.reconcile.numbers import WholeNumber
from namenorm.faces.reconcile.queries import known_property
from namenorm.faces.reconcile.vocabulary import PROPERTIES, Property, properties_of
from namenorm.faces.words import TYPES
from namenorm.registry import Identity, Registry


class ProposeInput(Schema):
    """A request for the properties of a type; an empty type stands for all."""

    class Meta:
        unknown = EXCLUDE  # jQuery and clients add parameters of their own

    type = fields.String(load_default="", validate=validate.OneOf(["", *TYPES]))
    limit = WholeNumber(1, load_default=None)


class WantedProperty(Schema):
    """A property to fetch; there are no settings."""

    id = fields.String(required=True, validate=known_property)
    settings = fields.Dict(
        load_default=dict, validate=validate.Length(max=0, error="No property has settings here.")
    )


class ExtendInput(Schema):
    """A data extension query."""

    ids = fields.List(fields.String(), required=True, validate=validate.Length(max=IDS))
    properties = fields.List(
        fields.Nested(WantedProperty), required=True, validate=validate.Length(max=CONDITIONS)
    )


def proposed(given: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of a type. Raises `ValidationError`."""
    arguments = ProposeInput().load(given)
    limit = arguments["limit"]
    answer = {
        "type": arguments["type"],
        "properties": [one.to_dict() for one in properties_of(arguments["type"])[:limit]],
    }
    return answer if limit is None else {**answer, "limit": limit}


class Extension:
    """The values of properties, read for the identities of a query; `unknown` are ids of nobody.

    Raises `ValidationError`.
    """

    def __init__(self, given: Any, registry: Registry) -> None:
        if not isinstance(given, dict):
            raise ValidationError({"extend": ["Must be an object with ids and properties."]})
        arguments = ExtendInput().load(given)
        self._properties = [PROPERTIES[one["id"]] for one in arguments["properties"]]
        ids = dict.fromkeys(arguments["ids"])
        self._identities = {id: registry.get(id) if id in registry else None for id in ids}
        self._unknown = [id for id, identity in self._identities.items() if identity is None]

    def old(self) -> dict[str, Any]:
        """The answer of 0.2: rows by id."""
        rows = {
            id: {one.id: _values(one, identity) for one in self._properties}
            for id, identity in self._identities.items()
        }
        return {"meta": self._meta(), "rows": rows, **self._with_unknown()}

    def new(self) -> dict[str, Any]:
        """The answer of 1.0-draft: a list of rows."""
        rows = [
            {
                "id": id,
                "properties": [
                    {"id": one.id, "values": _values(one, identity)} for one in self._properties
                ],
            }
            for id, identity in self._identities.items()
        ]
        return {"meta": self._meta(), "rows": rows, **self._with_unknown()}

    def _meta(self) -> list[dict[str, str]]:
        return [{"id": one.id, "name": one.name} for one in self._properties]

    def _with_unknown(self) -> dict[str, list[str]]:
        return {"unknown": self._unknown} if self._unknown else {}


def _values(wanted: Property, identity: Identity | None) -> list[dict[str, str | int]]:
    values = wanted.read(identity) if identity else ()
    return [{"int": one} if isinstance(one, int) else {"str": one} for one in values]
