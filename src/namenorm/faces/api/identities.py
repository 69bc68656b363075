"""The route of one identity."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from namenorm.faces.api.service import service

routes = Blueprint("identities", __name__, url_prefix="/v1/identities")


@routes.get("/<id_>")
def identity(id_: str) -> Response:
    """The identity with its names, and its canonical forms by language."""
    found = service().registry.get(id_)
    return jsonify({**found.to_dict(), "forms": dict(found.forms())})
