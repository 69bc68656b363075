"""What stands before the routes, as WSGI middleware: seen (`observed`), readable by pages of other
origins (`shared`), let in (`guarded`), answered from memory (`remembered`). Each wraps the next;
`behind` puts them in their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from namenorm.faces.front.guarded import Guarded
from namenorm.faces.front.observed import Observed
from namenorm.faces.front.remembered import Remembered
from namenorm.faces.front.shared import Shared

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from namenorm.faces.api.service import Live
    from namenorm.faces.settings import Settings

__all__ = ["behind"]


def behind(app: WSGIApplication, live: Live, settings: Settings) -> WSGIApplication:
    """`app` behind all that the settings ask for."""
    if settings.cache_bytes:
        app = Remembered(app, live, settings.cache_bytes // 2)
    if settings.api_keys or settings.rate_limit:
        app = Guarded(app, settings)
    if settings.cors_origins:
        app = Shared(app, settings.cors_origins)
    app = Observed(app, settings)
    if settings.proxies:
        count = settings.proxies
        app = ProxyFix(app, x_for=count, x_proto=count, x_host=count, x_prefix=count)
    return app
