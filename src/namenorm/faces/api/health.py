"""The route that a supervisor asks."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from namenorm.faces.api.service import service

routes = Blueprint("health", __name__)


@routes.get("/healthz")
def healthz() -> Response:
    """The process answers, and how many identities it knows."""
    return jsonify({"status": "ok", "identities": len(service().registry)})
