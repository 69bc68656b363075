"""The JSON body of a request, the same for all who answer over HTTP.

The server bounds its size (`Settings.max_body`); every refusal is an exception of werkzeug, which
`faces.api.problems` answers as `application/problem+json`.
"""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

from flask import Request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

_SHOWN: Final = 200
"""Characters of the parser's message that an error repeats."""


def json_body(request: Request) -> Any:
    """The JSON value of the body.

    Raises `BadRequest`, `UnsupportedMediaType`, `RequestEntityTooLarge`.
    """
    if not request.is_json:
        raise UnsupportedMediaType("Send the body as application/json.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType("Send the body as it is, without a Content-Encoding.")
    return json_value(request.get_data(), "body")


def json_value(text: bytes | str, what: str) -> Any:
    """The value of JSON text, which is called `what`. Raises `BadRequest`.

    >>> json_value(b'["Jan"]', "body")
    ['Jan']
    """
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        return json.loads(decoded, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise BadRequest(f"The {what} is not UTF-8.") from None
    except ValueError as error:
        raise BadRequest(f"The {what} is not valid JSON: {str(error)[:_SHOWN]}.") from None
    except RecursionError:
        raise BadRequest(f"The {what} is nested too deeply.") from None


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")
