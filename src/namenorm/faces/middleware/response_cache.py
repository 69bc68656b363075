"""A cache of answers to GET, valid as long as the registry is the same.

News repeats a few thousand names. The cache is bounded in bytes; the least recently used answers
leave first. They are cached as they were sent, under all that they depend on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from namenorm.faces.middleware.bounded_cache import BoundedCache, Key
from namenorm.faces.middleware.environ import CACHEABLE, HIT, REGISTRY, ROUTE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

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
class CachedResponse:
    """An answer as it was sent."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    route: str
    unchanged: tuple[tuple[str, str], ...]


class ResponseCache:
    """Answers what is in the cache, and asks `inner` for the rest.

    `registry` tells the version of the registry that is served.
    """

    def __init__(self, inner: WSGIApplication, registry: Callable[[], str], size: int) -> None:
        self._inner = inner
        self._registry = registry
        self._cached: BoundedCache[CachedResponse] = BoundedCache(size, lambda one: len(one.body))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or not environ["PATH_INFO"].startswith("/v1/"):
            return self._inner(environ, start_response)
        get = environ.get
        key: Key = (self._registry(), *[get(name) for name in _DEPENDS])
        cached = self._cached.get(key)
        if cached is None:
            return self._fetched(key, environ, start_response)
        wanted = get("HTTP_IF_NONE_MATCH")
        if wanted is not None and wanted != cached.etag:
            return self._inner(environ, start_response)
        environ[HIT] = True
        environ[ROUTE] = cached.route
        if wanted is not None:
            start_response("304 NOT MODIFIED", list(cached.unchanged))
            return []
        start_response(cached.status, list(cached.headers))
        return [cached.body]

    def _fetched(
        self, key: Key, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """What `inner` answers, cached where the application says that it may be."""
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
        served = environ.get(REGISTRY)
        if served in (None, key[0]):
            by_name = {name.lower(): value for name, value in headers}
            if "set-cookie" not in by_name:
                unchanged = tuple(pair for pair in headers if pair[0].lower() in _UNCHANGED)
                route = environ.get(ROUTE, "")
                etag = by_name.get("etag", "")
                entry = CachedResponse(status, headers, body, etag, route, unchanged)
                self._cached.put(key, entry)
        return [body]
