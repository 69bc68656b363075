"""Answers as responses: which type, in which language a name is shown, how long they keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import xxhash
from flask import Response, current_app, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import NotAcceptable

from namenorm.faces.jsons import dumped
from namenorm.faces.middleware.environ import CACHEABLE
from namenorm.registry import Identity

JSON: Final = "application/json"


def require(media_type: str) -> None:
    """Raises `NotAcceptable` where the client does not take `media_type`."""
    accepted = request.environ.get("HTTP_ACCEPT")
    if accepted and "*/*" not in accepted and not request.accept_mimetypes[media_type]:
        raise NotAcceptable(f"The answer is {media_type}; accept that.")


def answer(value: Mapping[str, Any] | Response) -> Response:
    """A value as JSON."""
    return value if isinstance(value, Response) else Response(dumped(value), mimetype=JSON)


def with_caching(response: Response, *, cacheable: bool) -> Response:
    """An answer to a GET, with what caches need; 304 where the client has it."""
    scope = "private" if current_app.config["NAMENORM"].api_keys else "public"
    headers = response.headers
    headers["Cache-Control"] = f"{scope}, max-age={current_app.config['NAMENORM'].max_age}"
    headers["Vary"] = "Accept-Language"
    headers["ETag"] = f'W/"{xxhash.xxh3_64_hexdigest(response.get_data())}"'
    if cacheable and response.status_code == 200:
        request.environ[CACHEABLE] = True
    if "HTTP_IF_NONE_MATCH" in request.environ:
        response.make_conditional(request)
    return response


def display(identity: Identity, wanted: LanguageAccept) -> dict[str, str]:
    """The form to show of an identity: in the first language that is wanted and there."""
    forms = {name.lang: name.text for name in reversed(identity.names) if name.kind == "main"}
    own = next((name for name in identity.names if name.kind == "main"), identity.names[0])
    lang = wanted.best_match(forms) if wanted and forms else None
    return {"text": forms[lang] if lang else own.text, "lang": lang or own.lang}
