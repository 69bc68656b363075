"""The parameters of a request: those of the address, or of a form.

Parameters that the API does not know are left alone, because clients send some of their own
(jQuery adds `_`); what is known is read strictly.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from flask import request
from marshmallow import ValidationError
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

_FORM: Final = "application/x-www-form-urlencoded"
_MOST: Final = 50
"""Parameters of a request."""


def parameters() -> dict[str, str]:
    """The parameters of a GET, or those of the form of a POST.

    Raises `BadRequest`, `UnsupportedMediaType`, `RequestEntityTooLarge`, `ValidationError`.
    """
    if request.method != "POST":
        return _decoded("query string", request.query_string)
    if request.mimetype != _FORM:
        raise UnsupportedMediaType(f"Send the body as {_FORM}.")
    return _decoded("body", request.get_data())


def _decoded(what: str, raw: bytes) -> dict[str, str]:
    try:
        text = raw.decode("utf-8")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST)
    except UnicodeDecodeError:
        raise BadRequest(f"The {what} is not UTF-8.") from None
    except ValueError:
        raise BadRequest(f"The {what} has more than {_MOST} parameters.") from None
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValidationError({n: ["Give it once."] for n in found if names.count(n) > 1})
    return found
