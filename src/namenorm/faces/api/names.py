"""Routes about names: who is meant, how near two spellings are, which keys find them."""

from __future__ import annotations

from typing import Any

from flask import request
from werkzeug.datastructures import LanguageAccept

from namenorm.faces.api.answering import display
from namenorm.faces.api.routing import Answer, Given, Routes
from namenorm.faces.api.schemas import answers
from namenorm.faces.api.schemas.inputs import CompareInput, KeysInput, ResolveInput
from namenorm.faces.api.service import Service, service
from namenorm.resolution import Match, Resolution

routes = Routes("names", __name__, url_prefix="/v1", description="Who is meant by a name.")


@routes.verb("/resolve", arguments=ResolveInput, answered=answers.Resolution)
def resolve(given: Given) -> Answer:
    """Who or what a name means, best first.

    The candidates come back also where the decision is `none`: each with the probability that it
    is meant, the name that matched and, part by part, why.
    """
    return resolved(service(), request.accept_languages, **given)


def resolved(using: Service, wanted: LanguageAccept, *, detail: str, **arguments: Any) -> Given:
    """The answer to one query, with the form that is shown of each match. Raises `InputError`."""
    found = using.resolver.resolve(arguments.pop("q"), **arguments)
    return written(found, using, wanted, detail)


def written(found: Resolution, using: Service, wanted: LanguageAccept, detail: str) -> Given:
    """A resolution as it goes over the wire."""
    one = _brief if detail == "brief" else _full
    return {
        "query": found.query,
        "decision": found.decision,
        "deciding": found.deciding,
        "matches": [one(match, wanted) for match in found.matches],
        "version": using.version,
    }


def _full(match: Match, wanted: LanguageAccept) -> Given:
    return {**match.to_dict(), "display": display(match.identity, wanted)}


def _brief(match: Match, wanted: LanguageAccept) -> Given:
    identity = match.identity
    return {
        "identity": {"id": identity.id, "type": identity.type},
        "score": round(match.score, 4),
        "name": match.name.to_dict(),
        "display": display(identity, wanted),
    }


@routes.verb("/compare", arguments=CompareInput, answered=answers.Comparison)
def compare(given: Given) -> Answer:
    """How likely two names name one bearer.

    With a `role` both are one part of a name; of given names and patronymics it is told how likely
    they are one name. The explanation has the parts of both side by side.
    """
    import namenorm

    return {**given, **namenorm.compare(given["a"], given["b"], role=given["role"]).to_dict()}


@routes.verb("/keys", arguments=KeysInput, answered=answers.Keys)
def keys(given: Given) -> Answer:
    """The search keys of a name.

    Spellings of the same name part share one: for the index of a search engine. All spellings, or
    those `within` the script or the language of this one.
    """
    import namenorm

    found = namenorm.keys(given["q"], within=given["within"], lang=given["lang"])
    return {"q": given["q"], "keys": list(found)}
