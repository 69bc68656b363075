"""Every failure as one body, `application/problem+json` (RFC 9457).

| raised | status |
|---|---|
| broken JSON, text that is not UTF-8, `EmptyName`, `BadText` | 400 |
| `UnknownIdentity`, an unknown route | 404 |
| a method that the route has not | 405 |
| `NameTooLong`, a body over the limit | 413 |
| a body that is not JSON by its type | 415 |
| `ValidationError`, `UnknownScheme`, `UnknownLanguage`, `UnknownLetter` | 422 |

What is not expected stays a 500 without details; the log has them, without the query.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, request
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

MEDIA_TYPE = "application/problem+json"

STATUSES: dict[type[Exception], HTTPStatus] = {
    InputError: HTTPStatus.BAD_REQUEST,
    NameTooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnknownIdentity: HTTPStatus.NOT_FOUND,
    UnknownLanguage: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownLetter: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownScheme: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def register(app: Flask) -> None:
    """Let `app` answer each failure with a problem."""
    for kind in STATUSES:
        app.register_error_handler(kind, _core)
    app.register_error_handler(ValidationError, _validation)
    app.register_error_handler(HTTPException, _http)


def problem(
    status: int, detail: str, *, kind: str | None = None, errors: object = None
) -> Response:
    """The response; `kind` is the last part of its type, None where the status says it all."""
    phrase = HTTPStatus(status).phrase
    body: dict[str, Any] = {
        "type": f"urn:namenorm:problem:{kind}" if kind else "about:blank",
        "title": kind.replace("-", " ").capitalize() if kind else phrase,
        "status": int(status),
        "detail": detail,
        "instance": request.path,
    }
    if errors:
        body["errors"] = errors
    return Response(current_app.json.dumps(body), status=status, mimetype=MEDIA_TYPE)


def _core(error: Exception) -> Response:
    status = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
    kind = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    argument = getattr(error, "argument", None)
    errors = {argument: [str(error)]} if argument else None
    return problem(status, str(error), kind=kind, errors=errors)


def _validation(error: ValidationError) -> Response:
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Some parameters cannot be used; errors says which and why.",
        kind="invalid-parameters",
        errors=error.messages,
    )


def _http(error: HTTPException) -> AnyResponse:
    if error.code is None or error.response is not None:
        return error.get_response()
    response = problem(error.code, error.description or HTTPStatus(error.code).phrase)
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response
