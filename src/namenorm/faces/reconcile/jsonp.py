"""Answers as JSON, or as a script that calls a function of the page with it (JSONP).

JSONP is how version 0.2 lets pages of other sites ask; the name of the function is checked, the
script begins with a comment, and its type may not be guessed, so that it can be nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from flask import Response, current_app, jsonify
from marshmallow import ValidationError

_FUNCTION: Final = re.compile(r"[A-Za-z_$][\w$]{0,99}(?:\.[A-Za-z_$][\w$]{0,99}){0,5}", re.ASCII)
_LINES: Final = {0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What ends a line in a script, but not in JSON."""


def checked(parameters: Mapping[str, str]) -> str | None:
    """The function that `callback` names, None where there is none. Raises `ValidationError`."""
    function = parameters.get("callback")
    if function is not None and not _FUNCTION.fullmatch(function):
        raise ValidationError({"callback": ["Must be the name of a JavaScript function."]})
    return function


def answered(answer: Mapping[str, Any], function: str | None) -> Response:
    """`answer` as JSON, or as a call of `function`."""
    if function is None:
        return jsonify(answer)
    script = f"/**/{function}({current_app.json.dumps(answer)});".translate(_LINES)
    response = Response(script, mimetype="text/javascript")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
