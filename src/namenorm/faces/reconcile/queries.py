"""One query of a batch, read from the words of either version into one form.

0.2 has `query`, `type` and `properties`; 1.0-draft has `conditions`, and says what each is matched
with. What cannot be taken into account is refused, with the reason, rather than passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from namenorm.faces.reconcile.bounds import CANDIDATES, CONDITIONS, USUAL, VALUES
from namenorm.faces.reconcile.numbers import WholeNumber
from namenorm.faces.reconcile.vocabulary import EVIDENCE, PROPERTIES
from namenorm.faces.words import TYPES
from namenorm.years import year_of


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property; `id` is set where it is an entity, reconciled before."""

    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class PropertyCondition:
    """Values of a property: `required` of a candidate, or else evidence for it.

    `quantifier` says how many of the values an identity must have: any, all, none.
    """

    property: str
    values: tuple[Value, ...]
    required: bool = False
    quantifier: str = "any"


@dataclass(frozen=True, slots=True)
class ReconciliationQuery:
    """Who bears one of the names `texts`, or who has one of `ids`."""

    texts: tuple[str, ...]
    ids: tuple[str, ...]
    type: str | None
    limit: int
    conditions: tuple[PropertyCondition, ...]

    def evidence(self, property: str) -> Iterator[Value]:
        """The values of a property that are evidence: what is required speaks for its bearers."""
        for one in self.conditions:
            if one.property == property and one.quantifier != "none":
                yield from one.values


class Values(fields.Field):  # type: ignore[type-arg,unused-ignore]  # generic from marshmallow 4 on
    """A string, a number, a boolean, an entity (`id`, `name`), or a list of such; blank ones go."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> tuple[Value, ...]:
        given = value if isinstance(value, list) else [value]
        if len(given) > VALUES:
            raise ValidationError(f"At most {VALUES} values.")
        return tuple(one for one in map(_value, given) if one.text.strip() or one.id)


def _value(given: Any) -> Value:
    if isinstance(given, bool):
        return Value("true" if given else "false")
    if isinstance(given, (int, float)):
        whole = isinstance(given, float) and given.is_integer()
        return Value(str(int(given) if whole else given))
    if isinstance(given, str):
        return Value(given)
    if isinstance(given, dict) and isinstance(given.get("id"), str):
        name = given.get("name", given["id"])
        if isinstance(name, str):
            return Value(name, given["id"])
    raise ValidationError("Must be a string, a number, a boolean, or an entity with an id.")


class Types(fields.Field):  # type: ignore[type-arg,unused-ignore]
    """A type or a list of types."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> tuple[str, ...]:
        given = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in given):
            raise ValidationError("Must be a string or a list of strings.")
        found = tuple(dict.fromkeys(one for one in given if one))
        for one in found:
            _type(one)
        return found


def known_property(id: str) -> None:
    """Raises `ValidationError` where there is no such property."""
    if id not in PROPERTIES:
        raise ValidationError(f"No property {id[:80]!r}; there are {', '.join(PROPERTIES)}.")


def _type(id: str) -> None:
    if id and id not in TYPES:
        raise ValidationError(f"{id[:80]!r} is none of {', '.join(TYPES)}.")


class OldProperty(Schema):
    """A property of a query of 0.2."""

    pid = fields.String(required=True, validate=known_property)
    v = Values(required=True)

    @post_load
    def made(self, data: Mapping[str, Any], **kwargs: Any) -> PropertyCondition:
        """The condition that it is."""
        return _evidence("pid", PropertyCondition(data["pid"], data["v"]))


class OldQuery(Schema):
    """A query of 0.2."""

    query = fields.String()
    type = Types(load_default=())
    type_strict = fields.String(
        load_default="any", validate=validate.OneOf(["any", "should", "all"])
    )
    limit = WholeNumber(1, load_default=USUAL)
    properties = fields.List(
        fields.Nested(OldProperty), load_default=(), validate=validate.Length(max=CONDITIONS)
    )

    @validates_schema
    def check(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """A name is what candidates are found by."""
        if "query" not in data:
            raise ValidationError({"query": ["Give a name; properties tell its bearers apart."]})

    @post_load
    def made(self, data: Mapping[str, Any], **kwargs: Any) -> ReconciliationQuery:
        """The query that it is; one that must have several types has no answer."""
        types: tuple[str, ...] = data["type"]
        quantifier = "all" if data["type_strict"] == "all" else "any"
        conditions = [*data["properties"]]
        if len(types) > 1:
            values = tuple(map(Value, types))
            conditions.append(PropertyCondition("type", values, True, quantifier))
        return ReconciliationQuery(
            (data["query"],),
            (),
            types[0] if len(types) == 1 else None,
            min(data["limit"], CANDIDATES),
            tuple(conditions),
        )


class NewCondition(Schema):
    """A condition of a query of 1.0-draft."""

    match_type = fields.String(
        data_key="matchType", required=True, validate=validate.OneOf(["name", "id", "property"])
    )
    property = fields.String(data_key="propertyId", validate=known_property)
    values = Values(data_key="propertyValue", required=True)
    required = fields.Boolean(load_default=False)
    quantifier = fields.String(
        data_key="matchQuantifier",
        load_default="any",
        validate=validate.OneOf(["any", "all", "none"]),
    )
    qualifier = fields.String(data_key="matchQualifier")
    lang = fields.String()
    dir = fields.String(validate=validate.OneOf(["ltr", "rtl", "auto"]))

    @validates_schema
    def check(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """What goes together."""
        of_property = data["match_type"] == "property"
        if not data["values"] and (data["required"] or not of_property):
            raise ValidationError({"propertyValue": ["Give a value; this one is blank."]})
        if of_property != ("property" in data):
            raise ValidationError({"propertyId": ["Goes with matchType property, and only there."]})
        if "qualifier" in data:
            raise ValidationError({"matchQualifier": ["No property has qualifiers here."]})
        if not of_property and data["quantifier"] != "any":
            raise ValidationError({"matchQuantifier": ["Goes with matchType property."]})

    @post_load
    def made(self, data: Mapping[str, Any], **kwargs: Any) -> tuple[str, PropertyCondition]:
        """(what it is matched with, the condition)."""
        condition = PropertyCondition(
            data.get("property", ""), data["values"], data["required"], data["quantifier"]
        )
        if data["match_type"] == "property":
            condition = _evidence("propertyId", condition)
        return data["match_type"], condition


class NewQuery(Schema):
    """A query of 1.0-draft."""

    conditions = fields.List(
        fields.Nested(NewCondition), required=True, validate=validate.Length(min=1, max=CONDITIONS)
    )
    type = fields.String(load_default="", validate=_type)
    limit = WholeNumber(1, load_default=USUAL)
    lang = fields.String()
    dir = fields.String(validate=validate.OneOf(["ltr", "rtl", "auto"]))

    @post_load
    def made(self, data: Mapping[str, Any], **kwargs: Any) -> ReconciliationQuery:
        """The query that it is. Raises `ValidationError`."""
        by_use: dict[str, list[PropertyCondition]] = {"name": [], "id": [], "property": []}
        for how, condition in data["conditions"]:
            by_use[how].append(condition)
        if not by_use["name"] and not by_use["id"]:
            raise ValidationError(
                {"conditions": ["Give a name or an id; properties tell bearers of a name apart."]}
            )
        names = tuple(value.text for one in by_use["name"] for value in one.values)
        ids = tuple(value.id or value.text for one in by_use["id"] for value in one.values)
        return ReconciliationQuery(
            names,
            ids,
            data["type"] or None,
            min(data["limit"], CANDIDATES),
            tuple(by_use["property"]),
        )


def _evidence(field: str, condition: PropertyCondition) -> PropertyCondition:
    """`condition`, if it can be taken into account. Raises `ValidationError`."""
    if condition.required:
        return condition
    if condition.property not in EVIDENCE:
        reason = f"{condition.property!r} is no evidence; {' and '.join(EVIDENCE)} are."
        raise ValidationError({field: [reason]})
    if condition.quantifier == "none":
        raise ValidationError({"matchQuantifier": ["none goes with required."]})
    return condition


def year(value: Value) -> str:
    """The year of a value of `born`. Raises `ValidationError`."""
    found = year_of(value.text, "cell")
    if found is None:
        reason = f"{value.text[:40]!r} is no year: YYYY, or a date that begins so."
        raise ValidationError({"born": [reason]})
    return f"{found:04}"


OLD: Final = OldQuery()
NEW: Final = NewQuery()
