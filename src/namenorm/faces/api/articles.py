"""Routes about running text: the names in it, the house style, findings for a copy editor."""

from __future__ import annotations

from namenorm.annotation.model import Mention
from namenorm.faces.api.routing import Answer, Given, Routes
from namenorm.faces.api.schemas import answers
from namenorm.faces.api.schemas.inputs import ArticleInput, LintInput, RestyleInput
from namenorm.faces.api.service import Service, service

routes = Routes("articles", __name__, url_prefix="/v1", description="Names in running text.")


@routes.verb("/annotate", arguments=ArticleInput, answered=answers.AnnotatedText, methods=("POST",))
def annotate(given: Given) -> Answer:
    """The people, places and organisations that a text names.

    Offsets count code points of the text as it was sent, markup included. A person who is not in
    the registry is a mention without an identity, with proposals of how to spell the name in
    Belarusian.
    """
    return annotated(service(), given)


def annotated(using: Service, given: Given) -> Given:
    """What `annotate` answers."""
    found = using.restyler.annotator.annotated(given["text"], **_how(given))
    return {
        "lang": found.lang,
        "mentions": [_mention(mention) for mention in found.mentions],
        "version": using.version,
    }


@routes.verb("/restyle", arguments=RestyleInput, answered=answers.Restyled, methods=("POST",))
def restyle(given: Given) -> Answer:
    """A text with its names in a house style; every other character is as it was.

    `left` are names off the style whose right form is not known: they stay.
    """
    using = service()
    found = using.restyler.restyle(given["text"], given["style"], **_how(given))
    return {**found.to_dict(), "version": using.version}


@routes.verb("/lint", arguments=LintInput, answered=answers.Linted, methods=("POST",))
def lint(given: Given) -> Answer:
    """What a copy editor is told of a text.

    What is off a house style, with the form to write where it is known, and what is spelled in two
    ways; lines and columns count from 1.
    """
    from namenorm.restyling.findings import Reviewer

    using = service()
    reviewer = Reviewer(using.restyler)
    found = reviewer.consistency(given["text"], **_how(given))
    if given["style"] is not None:
        found += reviewer.lint(given["text"], given["style"], **_how(given))
    found.sort(key=lambda finding: (finding.start, finding.rule))
    return {"findings": [finding.to_dict() for finding in found], "version": using.version}


def _how(given: Given) -> Given:
    return {"lang": given["lang"], "format": given["format"]}


def _mention(mention: Mention) -> Given:
    """A mention without the names of its identity and the reasons, which `/v1/resolve` has."""
    identity, best = mention.identity, mention.resolution.matches[:1]
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "identity": identity
        and {"id": identity.id, "type": identity.type, "forms": identity.forms()},
        "decision": mention.resolution.decision,
        "score": round(best[0].score, 4) if best else None,
        "first": mention.first,
        "proposals": [{"text": one.text, "score": one.score} for one in mention.proposals()],
    }
