"""Reads a request into what a schema loads: the query of a GET, the JSON body of a POST."""

from __future__ import annotations

import json
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

from flask import Request
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from namenorm.faces.api.schemas.fields import lexical


class Reader(FlaskParser):
    """The parser of all routes; what it refuses is raised, for `problems` to answer.

    Raises `BadRequest`, `UnsupportedMediaType`, `RequestEntityTooLarge`, `ValidationError`.
    """

    DEFAULT_UNKNOWN_BY_LOCATION = dict.fromkeys(("query", "json"))  # as the schema says

    def load_querystring(self, req: Request, schema: Schema) -> dict[str, Any]:
        """The query, each parameter in its type."""
        return lexical(query(req), schema)

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The value of the body."""
        return body(req)

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


def body(req: Request) -> Any:
    """The JSON value of the body. Raises `BadRequest`, `UnsupportedMediaType`."""
    if not req.is_json:
        raise UnsupportedMediaType("Send the body as application/json.")
    if req.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType("Send the body as it is, without a Content-Encoding.")
    return value(req.get_data())


def value(data: bytes) -> Any:
    """The value of JSON text. Raises `BadRequest`."""
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_no_json)
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8.") from None
    except ValueError as error:
        raise BadRequest(f"The body is not valid JSON: {str(error)[:200]}.") from None
    except RecursionError:
        raise BadRequest("The body is nested too deeply.") from None


def _no_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")
