"""Routes about spellings: transliteration, its schemes, respelling, what a spelling is."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify
from marshmallow import ValidationError

from namenorm.faces.api.reading import read
from namenorm.faces.api.schemas import (
    CardInput,
    NameInput,
    RespellInput,
    SchemesInput,
    TextInput,
    TransliterateBody,
    TransliterateQuery,
)
from namenorm.faces.api.service import service
from namenorm.faces.words import MAX_REVERSE

routes = Blueprint("spellings", __name__, url_prefix="/v1")


@routes.get("/transliterate")
def transliterate() -> Response:
    """`text` spelt by `scheme`; without one the text decides, and `detected` says how."""
    given = read(TransliterateQuery())
    return jsonify(_transliterate(given.pop("text"), **given))


@routes.post("/transliterate")
def transliterate_many() -> Response:
    """The same; a list of texts gives a list of results in the same order."""
    given = read(TransliterateBody())
    text = given.pop("text")
    if isinstance(text, str):
        return jsonify(_transliterate(text, **given))
    _bound(given["reverse"], sum(map(len, text)))
    found = [_transliterate(one, **given) for one in text]
    keys = ("result", "alternatives", "detected", "scheme")
    lists = {key: [one[key] for one in found] for key in keys if key in found[0]}
    if given["scheme"] is not None:
        lists["scheme"] = found[0]["scheme"]
    return jsonify({"text": text, "reverse": given["reverse"], **lists})


def _bound(reverse: bool, size: int) -> None:
    if reverse and size > MAX_REVERSE:
        raise ValidationError({"text": [f"At most {MAX_REVERSE} characters to read back."]})


def _transliterate(text: str, **given: Any) -> dict[str, Any]:
    import namenorm
    from namenorm.translit import schemes

    answer: dict[str, Any] = {"text": text}
    limit = given["limit"]
    if given["scheme"] is None:
        found = namenorm.detect(text)
        _bound(found.reverse, len(text))
        answer |= {"scheme": found.scheme, "reverse": found.reverse, "detected": found.to_dict()}
    else:
        _bound(given["reverse"], len(text))
        chosen = schemes.scheme(given["scheme"], on=given["on"])
        answer |= {"scheme": chosen.id, "reverse": given["reverse"]}
    result = namenorm.transliterate(text, **given)
    if limit is None:
        return {**answer, "result": result}
    return {**answer, "result": result[0], "alternatives": result}


@routes.get("/schemes")
def schemes() -> Response:
    """Every scheme, or those in force on a day, or those for a language."""
    import namenorm

    given = read(SchemesInput())
    found = namenorm.schemes(on=given["on"])
    lang = given["lang"]
    return jsonify({"schemes": [s.to_dict() for s in found if lang in (None, s.lang)]})


@routes.route("/detect", methods=["GET", "POST"])
def detect() -> Response:
    """The language of `text`."""
    import namenorm

    given = read(TextInput())
    return jsonify({**given, **namenorm.detect(given["text"]).to_dict()})


@routes.route("/inspect", methods=["GET", "POST"])
def inspect() -> Response:
    """The characters of `text` that are not what they look like."""
    import namenorm

    given = read(TextInput())
    return jsonify({**given, "flaws": [f.to_dict() for f in namenorm.inspect(given["text"])]})


@routes.route("/origin", methods=["GET", "POST"])
def origin() -> Response:
    """By which language and scheme `name` was spelt, part by part."""
    import namenorm

    return jsonify(namenorm.origin(read(NameInput())["name"]).to_dict())


@routes.route("/respell", methods=["GET", "POST"])
def respell() -> Response:
    """`name` in the orthography of another language or norm, surest first."""
    import namenorm
    from namenorm.respelling.respeller import guess

    given = read(RespellInput())
    name, target = given["name"], given["target"]
    source = given["source"] or guess(name, target)
    found = namenorm.respell(name, source, target, limit=given["limit"])
    answer = {"name": name, "from": source, "to": target}
    return jsonify({**answer, "respellings": [respelling.to_dict() for respelling in found]})


@routes.route("/card", methods=["GET", "POST"])
def card() -> Response:
    """How `name` is written in each language, with where each form comes from."""
    import namenorm

    given = read(CardInput())
    found = namenorm.press_forms(
        given["name"],
        source=given["source"],
        on=given["on"],
        resolver=service().resolver,
    )
    return jsonify(found.to_dict())
