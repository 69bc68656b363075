"""Keys and rate limits: who may ask, and how often.

Keys are compared by their hashes, all of them, in constant time. They are random and long, so
that one round of SHA-256 is enough to keep them.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import time
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from limits import RateLimitItem, parse_many
from limits.storage import storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

from namenorm.faces.middleware.environ import CALLER
from namenorm.faces.middleware.refusal import refuse

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from namenorm.faces.settings import Settings

_OPEN: Final = ("/healthz", "/readyz", "/openapi.json", "/namenorm.js")
_OPEN_UNDER: Final = "/docs/"


def hashed(key: str) -> str:
    """The hash of a key, which stands in the settings in its place."""
    return hashlib.sha256(key.encode()).hexdigest()


class AccessControl:
    """Lets in who has a key, where keys are set up, and not more often than the limit allows.

    What supervisors ask and the document are open to all.
    """

    def __init__(self, inner: WSGIApplication, settings: Settings) -> None:
        self._inner = inner
        self._keys = settings.api_keys
        self._limits: list[RateLimitItem] = []
        if settings.rate_limit:
            self._limits = parse_many(settings.rate_limit)
            self._window = SlidingWindowCounterRateLimiter(
                storage_from_string(settings.rate_storage)
            )

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        open_to_all = path in _OPEN or path.startswith(_OPEN_UNDER)
        if open_to_all or environ["REQUEST_METHOD"] == "OPTIONS":
            return self._inner(environ, start_response)
        if self._keys:
            caller = self._caller(environ.get("HTTP_AUTHORIZATION", ""))
            if caller is None:
                return refuse(
                    environ,
                    start_response,
                    HTTPStatus.UNAUTHORIZED,
                    "Send a key that is known: Authorization: Bearer …",
                    kind="no-key",
                    headers=[("WWW-Authenticate", 'Bearer realm="namenorm"')],
                )
            environ[CALLER] = caller
        who = environ.get(CALLER) or environ.get("REMOTE_ADDR", "")
        for limit in self._limits:
            if not self._window.hit(limit, who):
                reset = self._window.get_window_stats(limit, who).reset_time
                wait = max(1, math.ceil(reset - time.time()))
                return refuse(
                    environ,
                    start_response,
                    HTTPStatus.TOO_MANY_REQUESTS,
                    f"More than {limit}; try again in {wait} s.",
                    kind="too-many-requests",
                    headers=[("Retry-After", str(wait))],
                )
        return self._inner(environ, start_response)

    def _caller(self, authorization: str) -> str | None:
        """The label of the key that is sent."""
        scheme, _, key = authorization.partition(" ")
        if scheme.lower() != "bearer":
            return None
        sent = hashlib.sha256(key.strip().encode("latin-1", "replace")).hexdigest()
        found = None
        for label, known in self._keys:
            if hmac.compare_digest(sent, known):
                found = label
        return found
