"""The application factory.

The registry is opened when the application is made: a broken one stops the start, not a request,
and gunicorn's workers share its memory. A file that is replaced later is taken up by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from namenorm.faces import reconcile
from namenorm.faces.api import health, identities, names, problems, spellings
from namenorm.faces.api.service import Live
from namenorm.faces.settings import Settings

if TYPE_CHECKING:
    from namenorm.registry import Registry


class ReadableJSON(DefaultJSONProvider):
    """JSON in UTF-8, unescaped, keys in the order they were given."""

    ensure_ascii = False
    sort_keys = False

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """As the base class; a lone surrogate, which UTF-8 cannot hold, stays a JSON escape."""
        text = super().dumps(obj, **kwargs)
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


def create_app(settings: Settings | None = None, *, registry: Registry | None = None) -> Flask:
    """Make the service; the settings of the environment and their registry when None."""
    settings = settings or Settings.from_env()
    app = Flask("namenorm", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body
    app.json = ReadableJSON(app)
    app.extensions["namenorm"] = Live(settings.registries, registry)
    for module in (names, spellings, identities, health):
        app.register_blueprint(module.routes)
    app.register_blueprint(reconcile.routes)
    problems.register(app)
    return app
