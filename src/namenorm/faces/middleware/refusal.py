"""A problem as a WSGI answer, for what is refused before the application is asked."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from namenorm.faces.jsons import dumped
from namenorm.faces.problem import MEDIA_TYPE, described

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def refuse(
    environ: WSGIEnvironment,
    start_response: StartResponse,
    status: HTTPStatus,
    detail: str,
    *,
    kind: str | None = None,
    headers: Iterable[tuple[str, str]] = (),
) -> list[bytes]:
    """Answer with the problem; the arguments are those of `problems.described`."""
    path = environ["PATH_INFO"].encode("latin-1", "replace").decode("utf-8", "replace")
    body = dumped({**described(status, detail, kind=kind), "instance": path})
    start_response(
        f"{status.value} {status.phrase}",
        [
            ("Content-Type", MEDIA_TYPE),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            *headers,
        ],
    )
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
