"""Reads a request into what a schema loads: the query of a GET, the JSON body of a POST."""

from __future__ import annotations

from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

from flask import Request
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest

from namenorm.faces.api.schemas.fields import lexical
from namenorm.faces.bodies import json_body


class RequestParser(FlaskParser):
    """The parser of all routes; what it refuses is raised, for `problems` to answer.

    Raises `BadRequest`, `UnsupportedMediaType`, `RequestEntityTooLarge`, `ValidationError`.
    """

    DEFAULT_UNKNOWN_BY_LOCATION = dict.fromkeys(("query", "json"))  # as the schema says

    def load_querystring(self, req: Request, schema: Schema) -> dict[str, Any]:
        """The query, each parameter in its type."""
        return lexical(query(req), schema)

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The value of the body."""
        return json_body(req)

    def handle_error(
        self, error: ValidationError, req: Request, schema: Schema, **kwargs: Any
    ) -> NoReturn:
        """The fields that are wrong, without the place that they stand in."""
        messages = error.messages
        if isinstance(messages, dict):
            (messages,) = messages.values()
        raise ValidationError(messages) from None


def query(req: Request) -> dict[str, str]:
    """The parameters of the query, each of them once. Raises `BadRequest`, `ValidationError`."""
    if b"%" in req.query_string or not req.query_string.isascii():
        try:
            unquote_to_bytes(req.query_string).decode("utf-8")
        except UnicodeDecodeError:
            raise BadRequest("The query string is not UTF-8.") from None
    args = req.args
    repeated = [name for name, values in args.lists() if len(values) > 1]
    if repeated:
        raise ValidationError({name: ["Give it once."] for name in repeated})
    return args.to_dict()
