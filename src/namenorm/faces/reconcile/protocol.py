"""The addresses of the service.

| | 0.2 | 1.0-draft |
|---|---|---|
| endpoint | `/reconcile` | `/reconcile/1.0-draft` |
| names in a language | `/reconcile/be-Latn` | `/reconcile/be-Latn/1.0-draft` |
| manifest | GET | GET |
| queries | `queries`, GET or form | POST JSON to `/reconcile` behind the endpoint |
| fetch properties | `extend`, GET or form | POST JSON to `/extend` |
| alike, behind the endpoint | `/suggest/…`, `/preview`, `/extend/propose` | the same |
| of 0.2 alone | `/flyout/…`, `callback` for JSONP | |

A query of a batch that cannot be used has an `error` beside its empty list of candidates; a batch
that cannot be read is refused as a whole, with `application/problem+json`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Blueprint, Response, g, request
from marshmallow import ValidationError
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from namenorm.faces.api.service import service
from namenorm.faces.bodies import json_body, json_value
from namenorm.faces.reconcile import extension, flyouts, jsonp, manifest, queries, suggestions
from namenorm.faces.reconcile.bounds import BATCH
from namenorm.faces.reconcile.candidates import Reconciler
from namenorm.faces.reconcile.extension import Extension
from namenorm.faces.reconcile.parameters import parameters
from namenorm.registry.model import FORMS

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"

routes = Blueprint("reconcile", __name__, url_prefix="/reconcile", template_folder="templates")
_old = Blueprint("0_2", __name__)
_new = Blueprint("1_0", __name__)


@routes.url_value_preprocessor
def choose_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """The language of the names that are shown, where the address has one."""
    g.lang = values.pop("lang", None) if values else None


@routes.after_request
def share(response: Response) -> Response:
    """Let pages of other sites ask, as the specification demands; names hang on the language."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.vary.add("Accept-Language")
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS, POST"
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    return response


def _lang() -> str:
    """The language of the names: that of the address, or the best of `Accept-Language`."""
    return g.lang or request.accept_languages.best_match(FORMS) or "be"


def _root() -> str:
    """The address of the endpoint that is asked, as the client knows it. Raises `BadRequest`."""
    if not request.host:
        raise BadRequest("The Host header names no host.")
    return request.base_url.rstrip("/")


@_old.route("", methods=["GET", "POST"], strict_slashes=False)
def endpoint() -> Response:
    """The manifest of 0.2, the answer to `queries`, or the values that `extend` asks for."""
    given = parameters()
    function = jsonp.checked(given)
    kinds = [name for name in ("queries", "extend") if name in given]
    if len(kinds) > 1:
        raise ValidationError({"extend": ["Send queries or extend, not both."]})
    if kinds:
        text = json_value(given[kinds[0]], kinds[0])
        answer = _old_batch(text) if kinds == ["queries"] else _old_extension(text)
    elif "query" in given or request.method == "POST":
        raise ValidationError({"queries": ["Missing: send a batch of queries, or extend."]})
    else:
        answer = manifest.old(_root(), g.lang)
    return jsonp.answered(answer, function)


def _old_batch(batch: Any) -> dict[str, Any]:
    if not isinstance(batch, dict):
        raise ValidationError({"queries": ["Must be an object with one query a key."]})
    _bound(len(batch))
    reconciler = Reconciler(service(), _lang())
    answers = {}
    for key, given in batch.items():
        found, error = reconciler.answer(given, queries.OLD)
        answers[key] = {"result": found, **({"error": error} if error else {})}
    return answers


def _old_extension(given: Any) -> dict[str, Any]:
    return Extension(given, service().registry).old()


@_old.get("/flyout/<any(entity, property, type):what>")
def flyout(what: str) -> Response:
    """A few words about a suggestion."""
    given = parameters()
    id = _id(given)
    if what == "entity":
        answer = flyouts.entity(service().registry.get(id), _lang())
    else:
        answer = flyouts.property(id) if what == "property" else flyouts.type(id)
    return jsonp.answered(answer, jsonp.checked(given))


@_new.get("", strict_slashes=False)
def new_manifest() -> Response:
    """The manifest of 1.0-draft."""
    return jsonp.answered(manifest.new(_root(), g.lang), None)


@_new.post("/reconcile")
def new_batch() -> Response:
    """The answers to a batch of 1.0-draft."""
    given = json_body(request)
    batch = given.get("queries") if isinstance(given, dict) else None
    if not isinstance(batch, list):
        raise ValidationError({"queries": ["Missing: an object with a list of queries."]})
    _bound(len(batch))
    reconciler = Reconciler(service(), _lang())
    answers = []
    for one in batch:
        found, error = reconciler.answer(one, queries.NEW)
        answers.append({"candidates": found, **({"error": error} if error else {})})
    return jsonp.answered({"results": answers}, None)


@_new.post("/extend")
def new_extension() -> Response:
    """The values that a data extension query of 1.0-draft asks for."""
    return jsonp.answered(Extension(json_body(request), service().registry).new(), None)


def _bound(count: int) -> None:
    if count > BATCH:
        reason = f"The batch has {count} queries; at most {BATCH} are answered at once."
        raise RequestEntityTooLarge(reason)


def _id(given: Mapping[str, str]) -> str:
    if "id" not in given:
        raise ValidationError({"id": ["Missing data for required field."]})
    return given["id"]


def preview() -> Response:
    """An identity as a page."""
    identity = service().registry.get(_id(parameters()))
    response = Response(flyouts.preview(identity, _lang()), mimetype="text/html")
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def suggest_entities() -> Response:
    """Identities that may be meant."""
    return _suggested(lambda given: suggestions.entities(given, service(), _lang()))


def suggest_properties() -> Response:
    """Properties that may be meant."""
    return _suggested(suggestions.properties)


def suggest_types() -> Response:
    """Types that may be meant."""
    return _suggested(suggestions.types)


def propose() -> Response:
    """The properties that can be fetched."""
    return _suggested(extension.proposed)


def _suggested(answer: Callable[[Mapping[str, str]], dict[str, Any]]) -> Response:
    given = parameters()
    return jsonp.answered(answer(given), jsonp.checked(given))


for _version in (_old, _new):
    for _rule, _view in (
        ("/preview", preview),
        ("/suggest/entity", suggest_entities),
        ("/suggest/property", suggest_properties),
        ("/suggest/type", suggest_types),
        ("/extend/propose", propose),
    ):
        _version.add_url_rule(_rule, view_func=_view, methods=["GET"])

_LANGUAGE: Final = f"/<any({', '.join(map(repr, FORMS))}):lang>"
routes.register_blueprint(_old)
routes.register_blueprint(_new, url_prefix=f"/{manifest.NEW}")
routes.register_blueprint(_old, url_prefix=_LANGUAGE, name="0_2_in")
routes.register_blueprint(_new, url_prefix=f"{_LANGUAGE}/{manifest.NEW}", name="1_0_in")
