"""Routes about spelling systems: transliteration and the list of schemes."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from namenorm.faces.api.reading import read
from namenorm.faces.api.schemas import TransliterateBody, TransliterateQuery

routes = Blueprint("spellings", __name__, url_prefix="/v1")


@routes.route("/transliterate", methods=["GET", "POST"])
def transliterate() -> Response:
    """`text` spelt by `scheme`; a list of texts gives a list of results in the same order."""
    import namenorm

    given = read(TransliterateBody() if request.method == "POST" else TransliterateQuery())
    text, scheme, reverse = given["text"], given["scheme"], given["reverse"]
    many = isinstance(text, list)
    texts = text if many else [text]
    results = [namenorm.transliterate(one, scheme, reverse=reverse) for one in texts]
    return jsonify({**given, "result": results if many else results[0]})


@routes.get("/schemes")
def schemes() -> Response:
    """Every scheme."""
    import namenorm

    return jsonify({"schemes": [scheme.to_dict() for scheme in namenorm.schemes()]})
