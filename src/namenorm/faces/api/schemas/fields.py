"""Fields that take JSON as it is: no text for a number, no 1 for true, no NaN.

What the query of a GET spells out is read into these types before (`lexical`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validate

from namenorm.errors import InputError
from namenorm.faces.words import MAX_TEXTS
from namenorm.names.countries import ACCEPTED, LONGEST, country_code
from namenorm.text.clean import LONGEST_NAME

_INTEGER: Final = re.compile(r"-?[0-9]{1,18}")
_NUMBER: Final = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?([eE]-?[0-9]{1,2})?")
_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOST_FIELDS: Final = 50
Loaded = Mapping[str, Any]


class Input(Schema):
    """Parameters; one that is not listed is refused."""

    class Meta:
        unknown = RAISE

    @pre_load
    def few(self, data: Any, **kwargs: Any) -> Any:
        """Refuse a crowd of fields as a crowd: a word about each would be a long answer."""
        if isinstance(data, Mapping) and len(data) > _MOST_FIELDS:
            raise ValidationError(f"{len(data)} fields; there are at most {_MOST_FIELDS}.")
        return data


def lexical(given: Mapping[str, str], schema: Schema) -> dict[str, Any]:
    """The values of a query in the types of `schema`; what is none of its type stays text."""
    fields_of = {field.data_key or name: field for name, field in schema.load_fields.items()}
    return {name: _typed(value, fields_of.get(name)) for name, value in given.items()}


def _typed(value: str, field: fields.Field[Any] | None) -> Any:
    if isinstance(field, Flag):
        return {"true": True, "false": False}.get(value, value)
    if isinstance(field, Whole) and _INTEGER.fullmatch(value):
        return int(value)
    if isinstance(field, Share) and _NUMBER.fullmatch(value):
        return float(value)
    return value


class Whole(fields.Integer):
    """An integer from `low` to `high`; 5.0 is one, 1.5, true and "5" are none."""

    def __init__(self, low: int, high: int, **kwargs: Any) -> None:
        super().__init__(validate=validate.Range(low, high), **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if isinstance(value, bool) or not whole:
            raise self.make_error("invalid", input=value)
        return int(value)


class Share(fields.Float):
    """A number from 0 to 1."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Range(0, 1), **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid", input=value)
        if isinstance(value, float) and not math.isfinite(value):
            raise self.make_error("special", input=value)
        return value


class Flag(fields.Boolean):
    """true or false."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Shaped(fields.String):
    """Text that is `pattern` from end to end; `accepted` says so in words."""

    def __init__(self, pattern: str, accepted: str, **kwargs: Any) -> None:
        metadata = {**kwargs.pop("metadata", {}), "pattern": f"^(?:{pattern})$"}
        super().__init__(metadata=metadata, **kwargs)
        self._pattern = re.compile(pattern)
        self._accepted = accepted

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not self._pattern.fullmatch(text):
            raise ValidationError(self._accepted)
        return text


class Day(Shaped):
    """A day such as 2022-05-01."""

    def __init__(self, **kwargs: Any) -> None:
        metadata = {**kwargs.pop("metadata", {}), "format": "date"}
        super().__init__(_DAY, "Must be a day such as 2022-05-01.", metadata=metadata, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValidationError("Must be a day of the calendar.") from None


class Country(fields.String):
    """A country, by letters or by name; what comes out are its two letters."""

    def __init__(self, **kwargs: Any) -> None:
        described = {"minLength": 1, "maxLength": LONGEST, "example": "BY"}
        super().__init__(metadata={**described, **kwargs.pop("metadata", {})}, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            code = country_code(text)
        except InputError:
            code = ""
        if not code:
            raise ValidationError(f"Must be {ACCEPTED}.")
        return code


class NameText(fields.String):
    """A name: at least one letter, `LONGEST_NAME` characters at most; the verbs refuse others.

    The letter is not in the document: JSON Schema has no pattern for letters of all scripts that
    the tools agree on.
    """

    def __init__(self, description: str, example: str, **kwargs: Any) -> None:
        metadata = {
            "description": f"{description} At least one letter.",
            "example": example,
            "minLength": 1,
            "maxLength": LONGEST_NAME,
        }
        super().__init__(metadata=metadata, **kwargs)


class TextOrTexts(fields.Field[Any]):
    """A string, or a list of 1 to `MAX_TEXTS` strings."""

    def __init__(self, **kwargs: Any) -> None:
        many = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": MAX_TEXTS}
        metadata = {**kwargs.pop("metadata", {}), "oneOf": [{"type": "string"}, many]}
        super().__init__(metadata=metadata, **kwargs)

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
