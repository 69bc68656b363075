"""The JavaScript client, one file: served for pages to import, and for its copying."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, request

FILE: Final = Path(__file__).parent / "static" / "namenorm.js"

routes = Blueprint("script", __name__)


@routes.get("/namenorm.js")
def script() -> Response:
    """The client, for `import { Namenorm } from "…/namenorm.js"`."""
    response = Response(_text(), mimetype="text/javascript")
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.add_etag()
    response.make_conditional(request)
    return response


@cache
def _text() -> bytes:
    return FILE.read_bytes()
