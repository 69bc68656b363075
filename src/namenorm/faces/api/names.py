"""Routes about names: who is meant, how near two spellings are, which keys find them."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from namenorm.faces.api.reading import read
from namenorm.faces.api.schemas import CompareInput, KeysInput, ResolveInput
from namenorm.faces.api.service import service

routes = Blueprint("names", __name__, url_prefix="/v1")


@routes.route("/resolve", methods=["GET", "POST"])
def resolve() -> Response:
    """Who or what `q` means, best first."""
    given = read(ResolveInput())
    return jsonify(service().resolver.resolve(given.pop("q"), **given).to_dict())


@routes.route("/compare", methods=["GET", "POST"])
def compare() -> Response:
    """How likely the names `a` and `b` name the same."""
    import namenorm

    given = read(CompareInput())
    return jsonify({**given, **namenorm.compare(given["a"], given["b"]).to_dict()})


@routes.route("/keys", methods=["GET", "POST"])
def keys() -> Response:
    """The search keys of `q`, of all spellings or `within` its script or its language."""
    import namenorm

    given = read(KeysInput())
    found = namenorm.keys(given["q"], within=given["within"], lang=given["lang"])
    return jsonify({"q": given["q"], "keys": list(found)})
