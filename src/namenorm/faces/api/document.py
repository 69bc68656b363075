"""The OpenAPI 3.1 document, made of the schemas, and the page that shows it."""

from __future__ import annotations

from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Final

from flask import Blueprint, Flask, Response
from flask_smorest import Api
from flask_swagger_ui import get_swaggerui_blueprint

from namenorm.faces.api.routing import WITH_BODY
from namenorm.faces.api.schemas import answers
from namenorm.faces.api.schemas.inputs import BatchRow
from namenorm.faces.jsons import dumped
from namenorm.faces.problem import MEDIA_TYPE, described
from namenorm.faces.settings import Settings

DOCUMENT: Final = "/openapi.json"
PAGE: Final = "/docs"
_PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"
)
_ABOUT: Final = """\
Who or what is meant by a name from Belarus, in any spelling, and how to write it.

Errors are `application/problem+json` (RFC 9457). Answers to GET may be kept (`ETag`,
`Cache-Control`). `Accept-Language` picks the form that `display` shows."""
_EXAMPLES: Final[dict[int, dict[str, Any]]] = {
    400: described(400, "The body is not valid JSON."),
    401: described(401, "Send a key: Authorization: Bearer …", kind="no-key"),
    404: described(404, "no identity 'nobody'", kind="unknown-identity"),
    406: described(406, "The answer is application/json; accept that."),
    408: described(408, "The body did not arrive in 10 seconds."),
    413: described(413, "q has 500 characters; a name has at most 300", kind="name-too-long"),
    415: described(415, "Send the body as application/json."),
    422: described(
        422,
        "Some parameters cannot be used; errors says which and why.",
        kind="invalid-parameters",
        errors={"limit": ["Must be greater than or equal to 1 and less than or equal to 100."]},
    ),
    429: described(429, "More than 50 per 1 second.", kind="too-many-requests"),
    500: described(500, "The server met an error of its own."),
    503: described(503, "Too many streams at a time; try again.", kind="too-many-streams"),
}


class ApiDocument(Api):  # type: ignore[misc,unused-ignore]
    """The document of one application; its errors are those of `problems`, not of the library."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Left out: `problems.register` does it."""

    def _register_pagination_header(self) -> None:
        """Left out: nothing is answered in pages."""

    def _register_etag_headers(self) -> None:
        """Left out: `routing` describes the headers."""

    def _register_responses(self) -> None:
        """One response for each status of a problem."""
        problem = {"$ref": "#/components/schemas/Problem"}
        for status in sorted({*WITH_BODY, *_EXAMPLES}):
            content = {
                "schema": problem,
                "example": {**_EXAMPLES[status], "instance": "/v1/resolve"},
            }
            self.spec.components.response(
                HTTPStatus(status).name,
                {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: content}},
                lazy=True,
            )


def register(app: Flask, settings: Settings) -> Api:
    """Serve the document of `app` and its page; the routes are added to what comes back."""
    app.config.update(
        API_TITLE="namenorm", API_VERSION=version("namenorm"), OPENAPI_VERSION="3.1.0"
    )
    options: dict[str, Any] = {
        "info": {
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
            "contact": {"name": "namenorm contributors"},
        },
        "servers": [{"url": "/", "description": "This service."}],
        "security": [{}, {"key": []}] if not settings.api_keys else [{"key": []}],
    }
    document = ApiDocument(app, spec_kwargs=options)
    scheme = {"type": "http", "scheme": "bearer", "description": "Only where keys are set up."}
    document.spec.components.security_scheme("key", scheme)
    document.ma_plugin.converter.add_parameter_attribute_function(_without_null)
    document.spec.components.schema("Problem", schema=answers.Problem)
    document.spec.components.schema("BatchRow", schema=BatchRow)
    app.register_blueprint(_served(document))
    page = get_swaggerui_blueprint(
        PAGE,
        DOCUMENT,
        config={
            "app_name": "namenorm",
            "layout": "BaseLayout",
            "oauth2RedirectUrl": f"{PAGE}/oauth2-redirect.html",
            "validatorUrl": None,
        },
    )
    page.after_request(_own_policy)
    app.register_blueprint(page)
    return document


def _without_null(converter: object, field: object, ret: dict[str, Any]) -> dict[str, Any]:
    """A parameter of a query, where nothing spells null: it is left out."""
    schema = {name: value for name, value in ret["schema"].items() if value is not None}
    if isinstance(schema.get("type"), list):
        (schema["type"],) = [kind for kind in schema["type"] if kind != "null"]
    if "enum" in schema:
        schema["enum"] = [value for value in schema["enum"] if value is not None]
    return {"schema": schema}


def _served(document: Api) -> Blueprint:
    routes = Blueprint("document", __name__)

    @routes.get(DOCUMENT)
    def openapi() -> Response:
        """What this service answers, for programs."""
        response = Response(dumped(document.spec.to_dict()), mimetype="application/json")
        response.headers["Cache-Control"] = "public, max-age=60"
        return response

    return routes


def _own_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _PAGE_POLICY
    return response
