"""What each route answers, for the document and for whoever reads an answer back.

The schemas are made of the types of `namenorm.answers`; those that stand here say what a type
cannot: a row that is an answer or an error, a text or a list of texts. The routes write what
`to_dict` of the values gives, without a dump by these: that would cost more than the answer
itself. The contract tests hold every answer to them.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from types import NoneType
from typing import Annotated, Any, Final, Literal, NotRequired, get_args, get_origin, get_type_hints

from marshmallow import INCLUDE, Schema, fields, validate

from namenorm import answers

_PLAIN: Final[dict[Any, Any]] = {
    str: fields.String,
    int: fields.Integer,
    float: fields.Float,
    bool: fields.Boolean,
    datetime: fields.DateTime,
}


@cache
def schema_of(answer: Any) -> type[Schema]:
    """The schema of a `TypedDict` of `namenorm.answers`; it has the same name.

    >>> schema_of(answers.Display)().fields["lang"].metadata
    {'description': 'BCP 47.'}
    """
    made: dict[str, Any] = {}
    for name, hint in get_type_hints(answer, include_extras=True).items():
        optional = get_origin(hint) is NotRequired
        made[name] = _field(get_args(hint)[0] if optional else hint, required=not optional)
    return Schema.from_dict(made, name=answer.__name__)


def _field(hint: Any, **options: Any) -> Any:
    """The field of a value of a type, with what stands beside the type."""
    kind, notes = _without_notes(hint)
    if NoneType in get_args(kind):
        (value,) = set(get_args(kind)) - {NoneType}
        kind, more = _without_notes(value)
        notes += more
        options["allow_none"] = True
    limits = validate.Length if get_origin(kind) is list else validate.Range
    for note in notes:
        if isinstance(note, str):
            options["metadata"] = {"description": note}
        elif isinstance(note, answers.Bounds):
            options["validate"] = limits(*note)
        else:
            kind = note
    if get_origin(kind) is Literal:
        return fields.String(validate=validate.OneOf(get_args(kind)), **options)
    if get_origin(kind) is list:
        return fields.List(_field(*get_args(kind)), **options)
    if get_origin(kind) is dict:
        of_texts = (fields.String(), fields.String()) if kind == dict[str, str] else ()
        return fields.Dict(*of_texts, **options)
    return _PLAIN[kind](**options) if kind in _PLAIN else fields.Nested(schema_of(kind), **options)


def _without_notes(hint: Any) -> tuple[Any, list[Any]]:
    if get_origin(hint) is not Annotated:
        return hint, []
    kind, *notes = get_args(hint)
    return kind, notes


AnnotatedText = schema_of(answers.AnnotatedText)
Card = schema_of(answers.Card)
Comparison = schema_of(answers.Comparison)
DetectedText = schema_of(answers.DetectedText)
Health = schema_of(answers.Health)
Inspection = schema_of(answers.Inspection)
Keys = schema_of(answers.Keys)
Linted = schema_of(answers.Linted)
Origin = schema_of(answers.Origin)
Problem = schema_of(answers.ProblemDetails)
Readiness = schema_of(answers.Readiness)
Resolution = schema_of(answers.Resolution)
Respellings = schema_of(answers.Respellings)
Restyled = schema_of(answers.Restyled)
Schemes = schema_of(answers.Schemes)
ShownIdentity = schema_of(answers.ShownIdentity)


class Row(Schema):
    """A `Resolution`, or an `error`."""

    class Meta:
        unknown = INCLUDE

    line = fields.Integer(metadata={"description": "In NDJSON: the line it answers, from 1."})
    query = fields.Raw(allow_none=True, metadata={"description": "As asked."})
    error = fields.Nested(schema_of(answers.RowError))
    decision = fields.String(validate=validate.OneOf(get_args(answers.Decision)))
    deciding = fields.String(allow_none=True)
    matches = fields.List(fields.Nested(schema_of(answers.Match)))
    version = fields.Nested(schema_of(answers.Version))


class Batch(Schema):
    """One row for each name, in their order."""

    results = fields.List(
        fields.Nested(Row),
        required=True,
        metadata={"description": "One for each name, in their order."},
    )
    errors = fields.Integer(required=True, metadata={"description": "How many rows have an error."})
    version = fields.Nested(schema_of(answers.Version), required=True)


class Transliteration(Schema):
    """A text by a scheme; of a list of texts `result`, `detected` and `alternatives` are lists."""

    text = fields.Raw(required=True, metadata={"description": "As asked."})
    result = fields.Raw(required=True, metadata={"description": "Text, or a list of texts."})
    scheme = fields.Raw(
        required=True, allow_none=True, metadata={"description": "The id of what was taken."}
    )
    reverse = fields.Boolean(required=True)
    detected = fields.Raw(metadata={"description": "As of /v1/detect, where no scheme was named."})
    alternatives = fields.Raw(metadata={"description": "Spellings, likeliest first."})
