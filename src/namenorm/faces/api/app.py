"""The application factory.

The registry is opened when the application is made: a broken one stops the start, not a request,
and all processes share its memory. A file that is replaced later is taken up by itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, request
from flask_compress import Compress

from namenorm.faces import reconcile
from namenorm.faces.api import (
    articles,
    batch,
    document,
    health,
    identities,
    metrics,
    names,
    problems,
    script,
    spellings,
)
from namenorm.faces.api.service import Live
from namenorm.faces.jsons import ReadableJSON
from namenorm.faces.middleware import with_middleware
from namenorm.faces.middleware.environ import ROUTE
from namenorm.faces.settings import RELOAD, Settings

if TYPE_CHECKING:
    from namenorm.registry import Registry


def create_app(settings: Settings | None = None, *, registry: Registry | None = None) -> Flask:
    """Make the service; the settings of the environment and their registry when None."""
    settings = settings or Settings.from_env()
    app = Flask("namenorm", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body
    app.config["NAMENORM"] = settings
    app.json = ReadableJSON(app)
    signal = Path(settings.run_dir) / RELOAD if settings.run_dir else None
    room = settings.cache_bytes // 2  # the other half is for answers to GET
    live = app.extensions["namenorm"] = Live(settings.registry, registry, signal=signal, room=room)
    api = document.register(app, settings)
    for module in (names, batch, articles, spellings, identities, health, metrics):
        api.register_blueprint(module.routes)
    app.register_blueprint(script.routes)
    app.register_blueprint(reconcile.routes)
    problems.register(app)
    Compress(app)
    app.before_request(_note_route)
    app.wsgi_app = with_middleware(  # type: ignore[assignment,method-assign]
        app.wsgi_app, settings, lambda: live.service().version["registry"]
    )
    return app


def _note_route() -> None:
    """Tell the middleware the route of a request: its rule holds no name."""
    request.environ[ROUTE] = request.url_rule.rule if request.url_rule else ""
