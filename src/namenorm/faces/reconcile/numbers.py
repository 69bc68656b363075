"""Whole numbers, as JSON and as parameters of an address have them."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate


class WholeNumber(fields.Integer):
    """From `least` to `most`, also as 5.0 or as digits in a string; 1.5 is refused."""

    def __init__(self, least: int, most: int | None = None, **options: Any) -> None:
        super().__init__(validate=validate.Range(least, most), **options)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)
