"""Answers to GET that were given before, kept in memory while the registry is the same.

News repeats a few thousand names. The answers kept are bounded in bytes; the least recently asked
leave first. They are kept as they were sent, under all that they depend on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from namenorm.faces.front.bounded import Bounded, Key

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from namenorm.faces.api.service import Live

CACHEABLE: Final = "namenorm.cacheable"
"""In the environment of a request: that its answer depends on nothing but the registry."""
HIT: Final = "namenorm.hit"
"""In the environment of a request: whether it was answered from memory."""
ROUTE: Final = "namenorm.route"
"""In the environment of a request: the rule of its route."""
SERVED: Final = "namenorm.registry"
"""In the environment of a request: the version of the registry that answered it."""
_DEPENDS: Final = (
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
)
_UNCHANGED: Final = {"etag", "cache-control", "vary"}
"""What a 304 says again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was sent."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    route: str
    unchanged: tuple[tuple[str, str], ...]


class Remembered:
    """Answers what it knows, and asks `inner` for the rest."""

    def __init__(self, inner: WSGIApplication, live: Live, size: int) -> None:
        self._inner = inner
        self._live = live
        self._kept: Bounded[Kept] = Bounded(size, lambda kept: len(kept.body))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or not environ["PATH_INFO"].startswith("/v1/"):
            return self._inner(environ, start_response)
        get = environ.get
        version = self._live.service().version["registry"]
        key: Key = (version, *[get(name) for name in _DEPENDS])
        kept = self._kept.get(key)
        if kept is None:
            return self._asked(key, environ, start_response)
        wanted = get("HTTP_IF_NONE_MATCH")
        if wanted is not None and wanted != kept.etag:
            return self._inner(environ, start_response)
        environ[HIT] = True
        environ[ROUTE] = kept.route
        if wanted is not None:
            start_response("304 NOT MODIFIED", list(kept.unchanged))
            return []
        start_response(kept.status, list(kept.headers))
        return [kept.body]

    def _asked(
        self, key: Key, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """What `inner` answers, kept where the application says that it may be."""
        started: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            started[:] = [status, tuple(headers)]
            return start_response(status, headers, exc_info)

        found = self._inner(environ, start)
        if not environ.get(CACHEABLE) or not started or not started[0].startswith("200"):
            return found
        try:
            body = b"".join(found)
        finally:
            if hasattr(found, "close"):
                found.close()
        status, headers = started
        served = environ.get(SERVED)
        if served in (None, key[0]):
            by_name = {name.lower(): value for name, value in headers}
            if "set-cookie" not in by_name:
                unchanged = tuple(pair for pair in headers if pair[0].lower() in _UNCHANGED)
                route = environ.get(ROUTE, "")
                etag = by_name.get("etag", "")
                self._kept.keep(key, Kept(status, headers, body, etag, route, unchanged))
        return [body]
