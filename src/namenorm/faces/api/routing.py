"""How an endpoint is added: a function of the arguments, a schema in, a schema out.

    routes = Routes("names", __name__, url_prefix="/v1", description="…")

    @routes.verb("/keys", arguments=KeysInput, answered=answers.Keys)
    def keys(given: Given) -> Answer:
        \"""The search keys of a name.\"""
        return {"q": given["q"], "keys": list(namenorm.keys(given["q"]))}

makes GET (the parameters in the query) and POST (in a JSON body) of it, reads and refuses
parameters, answers with ETag and Cache-Control, and puts both into the OpenAPI document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, Final, TypeAlias, TypeVar

import flask_smorest
from flask import Response
from marshmallow import Schema

from namenorm.faces.api import answering
from namenorm.faces.api.parameters import RequestParser

Given: TypeAlias = dict[str, Any]
Answer: TypeAlias = Mapping[str, Any] | Response
View = TypeVar("View", bound=Callable[..., Answer])

WITHOUT_BODY: Final = (400, 401, 406, 413, 422, 429, 500)
"""What may go wrong with every verb."""
WITH_BODY: Final = (*WITHOUT_BODY[:3], 408, 413, 415, 422, 429, 500)
KEEPING: Final = {
    "ETag": {"schema": {"type": "string"}, "description": "For If-None-Match."},
    "Cache-Control": {"schema": {"type": "string"}},
    "Vary": {"schema": {"type": "string"}},
}


class Routes(flask_smorest.Blueprint):  # type: ignore[misc]
    """The routes about one noun."""

    ARGUMENTS_PARSER = RequestParser()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare_doc_cbks.append(_in_order)

    def verb(
        self,
        rule: str,
        *,
        arguments: type[Schema],
        answered: type[Schema],
        body: type[Schema] | None = None,
        methods: Iterable[str] = ("GET", "POST"),
        fails: Iterable[int] = (),
        cacheable: bool = True,
    ) -> Callable[[View], View]:
        """Register a function of the arguments; `body` is the schema of a POST where it differs.

        `cacheable` says that an answer depends on nothing but the registry; `fails` adds statuses
        to those of all verbs.
        """

        def register(view: View) -> View:
            name = view.__name__
            if "GET" in methods:
                get = _named(view, name, lambda given: _get(view(given), cacheable))
                self._add(rule, "GET", get, arguments(), "query", answered, (*WITHOUT_BODY, *fails))
            if "POST" in methods:
                post = _named(view, f"{name}_post", lambda given: _post(view(given)))
                schema = (body or arguments)()
                self._add(rule, "POST", post, schema, "json", answered, (*WITH_BODY, *fails))
            return view

        return register

    def shown(
        self,
        rule: str,
        *,
        answered: type[Schema],
        fails: Iterable[int] = (),
        parameters: list[Any] | None = None,
        cacheable: bool = True,
    ) -> Callable[[View], View]:
        """Register a function of the path alone, for GET; not `cacheable`: no caching at all."""

        def register(view: View) -> View:
            def finish(**path: str) -> Response:
                answering.require(answering.JSON)
                response = answering.answer(view(**path))
                if cacheable:
                    return answering.with_caching(response, cacheable=True)
                response.headers["Cache-Control"] = "no-store"
                return response

            statuses = (401, 406, 429, 500, *fails) if cacheable else (406, 500, *fails)
            headers = KEEPING if cacheable else None
            done = self.response(200, answered, headers=headers)(
                _named(view, view.__name__, finish)
            )
            done = self._documented(done, view.__name__, statuses)
            self.route(rule, methods=["GET"], parameters=parameters)(done)
            return view

        return register

    def _add(
        self,
        rule: str,
        method: str,
        view: Callable[..., Response],
        schema: Schema,
        location: str,
        answered: type[Schema],
        statuses: Iterable[int],
    ) -> None:
        headers = KEEPING if method == "GET" else None
        done = self.response(200, answered, headers=headers)(view)
        done = self.arguments(schema, location=location)(done)
        done = self._documented(done, view.__name__, statuses)
        self.route(rule, methods=[method])(done)

    def _documented(
        self, view: Callable[..., Any], name: str, statuses: Iterable[int]
    ) -> Callable[..., Any]:
        for status in sorted(set(statuses)):
            view = self.alt_response(status, HTTPStatus(status).name)(view)
        documented: Callable[..., Any] = self.doc(operationId=name)(view)
        return documented


def _in_order(operation: Given, info: Given, **kwargs: Any) -> Given:
    """An operation with its responses by status.

    Generated clients accept the type of the first alone: it has to be the answer, not a problem.
    """
    responses = operation.get("responses", {})
    return {**operation, "responses": {status: responses[status] for status in sorted(responses)}}


def _named(view: Callable[..., Any], name: str, do: Callable[..., Response]) -> Any:
    """`do` with the documentation of `view`."""

    @wraps(view)
    def named(*args: Any, **kwargs: Any) -> Response:
        return do(*args, **kwargs)

    named.__name__ = name
    return named


def _get(found: Answer, cacheable: bool) -> Response:
    answering.require(answering.JSON)
    return answering.with_caching(answering.answer(found), cacheable=cacheable)


def _post(found: Answer) -> Response:
    answering.require(answering.JSON)
    return answering.answer(found)
