"""What each route accepts; a field that is not listed is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from namenorm.faces.words import (
    MAX_ALTERNATIVES,
    MAX_LIMIT,
    MAX_TEXTS,
    ORTHOGRAPHIES,
    TYPES,
    WITHIN,
)


class WholeNumber(fields.Integer):
    """An integer, also as decimal digits in a string; 1.5 is refused, not cut."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, float) and not value.is_integer():
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class TextOrTexts(fields.Field):  # type: ignore[type-arg,unused-ignore]  # generic from marshmallow 4 on
    """A string, or a list of 1 to `MAX_TEXTS` strings."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str | list[str]:
        if isinstance(value, str):
            return value
        if not isinstance(value, list):
            raise ValidationError("Must be a string or a list of strings.")
        if not 1 <= len(value) <= MAX_TEXTS:
            raise ValidationError(f"The list must hold 1 to {MAX_TEXTS} strings.")
        wrong = {i: ["Not a valid string."] for i, v in enumerate(value) if not isinstance(v, str)}
        if wrong:
            raise ValidationError(wrong)  # type: ignore[arg-type,unused-ignore]
        return value


class ResolveInput(Schema):
    """`/v1/resolve`."""

    q = fields.String(required=True)
    limit = WholeNumber(load_default=5, validate=validate.Range(1, MAX_LIMIT))
    type = fields.String(load_default=None, validate=validate.OneOf(TYPES))
    birth_year = fields.String(
        load_default=None,
        validate=validate.Regexp(
            r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z", error="Must be YYYY, YYYY-MM or YYYY-MM-DD."
        ),
    )
    country = fields.String(
        load_default=None,
        validate=validate.Regexp(r"[A-Za-z]{2}\Z", error="Must be two letters, such as BY."),
    )
    match_at = fields.Float(load_default=None, validate=validate.Range(0, 1))
    ambiguous_within = fields.Float(load_default=None, validate=validate.Range(0, 1))


class TransliterateQuery(Schema):
    """`GET /v1/transliterate`."""

    text = fields.String(required=True)
    scheme = fields.String(load_default=None)
    on = fields.Date(load_default=None, format="%Y-%m-%d")
    reverse = fields.Boolean(load_default=False)
    limit = WholeNumber(load_default=None, validate=validate.Range(1, MAX_ALTERNATIVES))
    repair = fields.Boolean(load_default=True)
    unknown_letter = fields.String(
        data_key="unknown",
        attribute="unknown",
        load_default="unidecode",
        validate=validate.OneOf(["unidecode", "error"]),
    )

    @validates_schema
    def check(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """What goes together."""
        if data["limit"] is not None and not data["reverse"]:
            raise ValidationError({"limit": ["Goes with reverse; writing has one answer."]})
        if data["reverse"] and data["scheme"] is None:
            raise ValidationError({"scheme": ["Reading back needs a scheme."]})


class TransliterateBody(TransliterateQuery):
    """`POST /v1/transliterate`: many texts at once, too."""

    text = TextOrTexts(required=True)  # type: ignore[assignment,unused-ignore]


class SchemesInput(Schema):
    """`/v1/schemes`."""

    on = fields.Date(load_default=None, format="%Y-%m-%d")
    lang = fields.String(load_default=None, validate=validate.OneOf(["be", "ru", "uk"]))


class TextInput(Schema):
    """`/v1/detect`, `/v1/inspect`."""

    text = fields.String(required=True)


class NameInput(Schema):
    """`/v1/origin`."""

    name = fields.String(required=True)


class RespellInput(Schema):
    """`/v1/respell`."""

    name = fields.String(required=True)
    source = fields.String(data_key="from", load_default=None)
    target = fields.String(data_key="to", load_default="be", validate=validate.OneOf(ORTHOGRAPHIES))
    limit = WholeNumber(load_default=5, validate=validate.Range(1, MAX_ALTERNATIVES))


class CardInput(Schema):
    """`/v1/card`."""

    name = fields.String(required=True)
    source = fields.String(data_key="from", load_default=None)
    on = fields.Date(load_default=None)


class CompareInput(Schema):
    """`/v1/compare`."""

    a = fields.String(required=True)
    b = fields.String(required=True)


class KeysInput(Schema):
    """`/v1/keys`."""

    q = fields.String(required=True)
    within = fields.String(load_default="all", validate=validate.OneOf(WITHIN))
    lang = fields.String(load_default=None)
