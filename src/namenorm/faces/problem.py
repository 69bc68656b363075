"""A failure as RFC 9457 describes it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

MEDIA_TYPE: Final = "application/problem+json"


def described(
    status: int, detail: str, *, kind: str | None = None, errors: object = None
) -> dict[str, Any]:
    """The members of a problem but `instance`; `kind` is the last part of its type.

    None where the status says it all.

    >>> described(404, "no such route")["title"]
    'Not Found'
    """
    body: dict[str, Any] = {
        "type": f"urn:namenorm:problem:{kind}" if kind else "about:blank",
        "title": kind.replace("-", " ").capitalize() if kind else HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
    }
    return {**body, "errors": errors} if errors else body
