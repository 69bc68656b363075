"""WSGI middleware: monitoring, cross-origin access (`cors`), keys and rate limits (`access`), and
the cache of answers (`response_cache`). Each wraps the next; `with_middleware` puts them in order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from namenorm.faces.middleware.access import AccessControl
from namenorm.faces.middleware.cors import CrossOrigin
from namenorm.faces.middleware.monitoring import Monitoring
from namenorm.faces.middleware.response_cache import ResponseCache

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from namenorm.faces.settings import Settings

__all__ = ["with_middleware"]


def with_middleware(
    app: WSGIApplication, settings: Settings, registry: Callable[[], str]
) -> WSGIApplication:
    """`app` with all middleware that the settings ask for.

    `registry` tells the version of the registry that is served.
    """
    if settings.cache_bytes:
        app = ResponseCache(app, registry, settings.cache_bytes // 2)
    if settings.api_keys or settings.rate_limit:
        app = AccessControl(app, settings)
    if settings.cors_origins:
        app = CrossOrigin(app, settings.cors_origins)
    app = Monitoring(app, settings)
    if settings.proxies:
        count = settings.proxies
        app = ProxyFix(app, x_for=count, x_proto=count, x_host=count, x_prefix=count)
    return app
