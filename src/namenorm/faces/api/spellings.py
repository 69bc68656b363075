"""Routes about spelling systems: transliteration and the list of schemes."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from marshmallow import ValidationError

from namenorm.faces.api.reading import read
from namenorm.faces.api.schemas import TransliterateBody, TransliterateQuery
from namenorm.faces.words import MAX_REVERSE

routes = Blueprint("spellings", __name__, url_prefix="/v1")


@routes.route("/transliterate", methods=["GET", "POST"])
def transliterate() -> Response:
    """`text` spelt by `scheme`; a list of texts gives a list of results in the same order."""
    import namenorm

    given = read(TransliterateBody() if request.method == "POST" else TransliterateQuery())
    text, scheme, reverse = given["text"], given["scheme"], given["reverse"]
    many = isinstance(text, list)
    texts = text if many else [text]
    if reverse and sum(map(len, texts)) > MAX_REVERSE:
        raise ValidationError({"text": [f"At most {MAX_REVERSE} characters to read back."]})
    results = [namenorm.transliterate(one, scheme, reverse=reverse) for one in texts]
    return jsonify({**given, "result": results if many else results[0]})


@routes.get("/schemes")
def schemes() -> Response:
    """Every scheme."""
    import namenorm

    return jsonify({"schemes": [scheme.to_dict() for scheme in namenorm.schemes()]})
