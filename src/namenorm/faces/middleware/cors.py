"""Web pages of other origins: which of them may read answers (CORS, as the Fetch standard has it).

It stands before everything that answers, since a page that cannot read a refusal takes it for a
broken network. No cookies are involved; keys go in a header that the page sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ALL: Final = "*"
_ALLOW: Final = "Access-Control-Allow-Origin"
_READABLE: Final = ("Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-Id")
_PREFLIGHT: Final = (
    ("Access-Control-Allow-Methods", "GET, HEAD, POST"),
    (
        "Access-Control-Allow-Headers",
        "Accept-Language, Authorization, Content-Type, If-None-Match, X-Request-Id",
    ),
    ("Access-Control-Max-Age", "7200"),
)


class CrossOrigin:
    """Lets pages of `origins` read what `inner` answers, and answers their preflight requests."""

    def __init__(self, inner: WSGIApplication, origins: Iterable[str]) -> None:
        self._inner = inner
        self._origins = frozenset(origins)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        allowed = self._allowed(environ.get("HTTP_ORIGIN"))
        preflight = "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
        if preflight and environ["REQUEST_METHOD"] == "OPTIONS" and allowed:
            start_response("204 No Content", [*allowed, *_PREFLIGHT, *self._varies()])
            return []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            if not any(name.lower() == _ALLOW.lower() for name, _ in headers):
                headers = [*headers, *allowed, *self._varies()]
            return start_response(status, headers, exc_info)

        return self._inner(environ, start)

    def _allowed(self, origin: str | None) -> list[tuple[str, str]]:
        if ALL in self._origins:
            return [(_ALLOW, ALL), _READABLE]
        if origin in self._origins:
            return [(_ALLOW, origin or ""), _READABLE]
        return []

    def _varies(self) -> list[tuple[str, str]]:
        """For caches: answers to other origins have other headers."""
        return [] if ALL in self._origins else [("Vary", "Origin")]
