"""Each request gets an id, a line in the log and its place in the counts; answers, their headers.

The query is not logged unless the settings say so: names are personal data.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Iterable
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from werkzeug.wsgi import ClosingIterator

from namenorm.faces.middleware.counts import counts
from namenorm.faces.middleware.environ import CALLER, HIT, ID, ROUTE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from namenorm.faces.settings import Settings

_LOG: Final = logging.getLogger("namenorm.access")
_GIVEN_ID: Final = re.compile("[A-Za-z0-9._-]{1,64}")
_METHODS: Final = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
_SECURITY: Final = (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"))
_POLICY: Final = ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")


class Monitoring:
    """Follows each request from its first byte to the last one of its answer."""

    def __init__(self, inner: WSGIApplication, settings: Settings) -> None:
        self._inner = inner
        self._logs = settings.access_log
        self._names = settings.log_names

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID")
        id_ = given if given and _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        environ[ID] = id_
        seen = "500"

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            nonlocal seen
            seen = status[:3]
            headers.append(("X-Request-Id", id_))
            headers += _SECURITY
            if not any(name == _POLICY[0] for name, _ in headers):
                headers.append(_POLICY)
            return start_response(status, headers, exc_info)

        found = self._inner(environ, start)
        if isinstance(found, list):
            self._done(environ, seen, began)
            return found
        return ClosingIterator(found, lambda: self._done(environ, seen, began))

    def _done(self, environ: WSGIEnvironment, status: str, began: float) -> None:
        seconds = perf_counter() - began
        method = environ["REQUEST_METHOD"]
        method = method if method in _METHODS else "other"
        route, hit = environ.get(ROUTE, ""), environ.get(HIT, False)
        counts().request(method, route, status, seconds, hit=hit)
        if not self._logs:
            return
        entry = {
            "request_id": environ[ID],
            "method": method,
            "route": route,
            "status": int(status),
            "ms": round(seconds * 1000, 2),
        }
        if CALLER in environ:
            entry["caller"] = environ[CALLER]
        if self._names:
            entry["path"] = environ["PATH_INFO"]
            entry["query"] = environ.get("QUERY_STRING", "")
        _LOG.info("request", extra=entry)
