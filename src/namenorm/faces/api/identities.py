"""The route of one identity."""

from __future__ import annotations

from flask import request

from namenorm.faces.api.answering import display
from namenorm.faces.api.routing import Answer, Routes
from namenorm.faces.api.schemas import answers
from namenorm.faces.api.service import service

routes = Routes(
    "identities", __name__, url_prefix="/v1/identities", description="What the registry holds."
)
_ID = {
    "in": "path",
    "name": "id_",
    "required": True,
    "schema": {"type": "string"},
    "example": "cichanouskaja-sviatlana",
}


@routes.shown("/<id_>", answered=answers.ShownIdentity, fails=(404,), parameters=[_ID])
def identity(id_: str) -> Answer:
    """One identity, by its id.

    With all its names, and its canonical form in each language.
    """
    found = service().registry.get(id_)
    return {**found.to_dict(), "display": display(found, request.accept_languages)}
