"""Every failure as one body, `application/problem+json` (RFC 9457).

| raised | status |
|---|---|
| broken JSON, text that is not UTF-8, `EmptyName`, `BadText` | 400 |
| no key, or none that is known | 401 |
| `UnknownIdentity`, an unknown route | 404 |
| a method that the route has not | 405 |
| an `Accept` that leaves no type to answer in | 406 |
| a body that does not arrive in time | 408 |
| `NameTooLong`, a body over the limit | 413 |
| a body that is not JSON by its type | 415 |
| `ValidationError`, `UnknownScheme`, `UnknownLanguage`, `UnknownLetter` | 422 |
| more requests than are allowed | 429 |
| more streams at a time than are allowed | 503 |

What is not expected stays a 500 without details; the log has them, without the query.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, request
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from namenorm.errors import (
    InputError,
    NameTooLong,
    UnknownIdentity,
    UnknownLanguage,
    UnknownLetter,
    UnknownScheme,
)
from namenorm.faces.jsons import dumped
from namenorm.faces.problem import MEDIA_TYPE, described

STATUSES: Final[dict[type[Exception], HTTPStatus]] = {
    InputError: HTTPStatus.BAD_REQUEST,
    NameTooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnknownIdentity: HTTPStatus.NOT_FOUND,
    UnknownLanguage: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownLetter: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownScheme: HTTPStatus.UNPROCESSABLE_ENTITY,
}
_INVALID: Final = "Some parameters cannot be used; errors says which and why."
_CAMEL: Final = re.compile(r"(?<!^)(?=[A-Z])")


def register(app: Flask) -> None:
    """Let `app` answer each failure with a problem."""
    for kind in STATUSES:
        app.register_error_handler(kind, _input)
    app.register_error_handler(ValidationError, _input)
    app.register_error_handler(HTTPException, _http)


def of(error: InputError | ValidationError) -> dict[str, Any]:
    """The members of the problem that the caller's input makes, but `instance`."""
    if isinstance(error, ValidationError):
        unprocessable = HTTPStatus.UNPROCESSABLE_ENTITY
        messages = error.messages
        return described(unprocessable, _INVALID, kind="invalid-parameters", errors=messages)
    status = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
    kind = _CAMEL.sub("-", type(error).__name__).lower()
    errors = {error.argument: [str(error)]} if error.argument else None
    return described(status, str(error), kind=kind, errors=errors)


def problem(
    status: int, detail: str, *, kind: str | None = None, errors: object = None
) -> Response:
    """The response of a failure; the arguments of `described`."""
    return _response(described(status, detail, kind=kind, errors=errors))


def _response(members: dict[str, Any]) -> Response:
    body = dumped({**members, "instance": request.path})
    response = Response(body, status=members["status"], mimetype=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def _input(error: InputError | ValidationError) -> Response:
    return _response(of(error))


def _http(error: HTTPException) -> AnyResponse:
    if error.code is None or error.response is not None:
        return error.get_response()
    response = problem(error.code, error.description or HTTPStatus(error.code).phrase)
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response
