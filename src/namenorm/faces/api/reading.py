"""Reads a request into a checked mapping: the query of a GET, the JSON body of a POST."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import request
from marshmallow import Schema, ValidationError
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


def read(schema: Schema) -> dict[str, Any]:
    """The parameters of this request as `schema` loads them.

    Raises `BadRequest`, `UnsupportedMediaType`, `RequestEntityTooLarge`, `ValidationError`.
    """
    given = _body() if request.method == "POST" else _query()
    loaded: dict[str, Any] = schema.load(given)
    return loaded


def _query() -> dict[str, str]:
    try:
        unquote_to_bytes(request.query_string).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The query string is not UTF-8.") from None
    repeated = [name for name, values in request.args.lists() if len(values) > 1]
    if repeated:
        raise ValidationError({name: ["Give it once."] for name in repeated})
    return request.args.to_dict()


def _body() -> Any:
    if not request.is_json:
        raise UnsupportedMediaType("Send the body as application/json.")
    try:
        return json.loads(request.get_data().decode("utf-8"))
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8.") from None
    except ValueError as error:
        raise BadRequest(f"The body is not valid JSON: {error}.") from None
    except RecursionError:
        raise BadRequest("The body is nested too deeply.") from None
