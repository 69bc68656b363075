"""Routes about spellings: transliteration, its schemes, respelling, what a spelling is."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError

from namenorm.faces.api.routing import Answer, Given, Routes
from namenorm.faces.api.schemas import answers
from namenorm.faces.api.schemas.inputs import (
    CardInput,
    NameInput,
    RespellInput,
    SchemesInput,
    TextInput,
    TransliterateBody,
    TransliterateQuery,
)
from namenorm.faces.api.service import Service, service
from namenorm.faces.words import MAX_REVERSE

routes = Routes(
    "spellings", __name__, url_prefix="/v1", description="How a name is written, and in what."
)


@routes.verb(
    "/transliterate",
    arguments=TransliterateQuery,
    body=TransliterateBody,
    answered=answers.Transliteration,
)
def transliterate(given: Given) -> Answer:
    """A text by a scheme; without one the text decides, and `detected` says how.

    A list of texts gives a list of results in the same order.
    """
    text = given.pop("text")
    if isinstance(text, str):
        return transliterated(text, **given)
    _bound(given["reverse"], sum(map(len, text)))
    found = [transliterated(one, **given) for one in text]
    keys = ("result", "alternatives", "detected", "scheme")
    lists = {key: [one[key] for one in found] for key in keys if key in found[0]}
    if given["scheme"] is not None:
        lists["scheme"] = found[0]["scheme"]
    return {"text": text, "reverse": given["reverse"], **lists}


def _bound(reverse: bool, size: int) -> None:
    if reverse and size > MAX_REVERSE:
        raise ValidationError({"text": [f"At most {MAX_REVERSE} characters to read back."]})


def transliterated(text: str, **given: Any) -> Given:
    """What `transliterate` answers to one text."""
    import namenorm
    from namenorm.translit import schemes

    answer: Given = {"text": text}
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


@routes.verb("/schemes", arguments=SchemesInput, answered=answers.Schemes, methods=("GET",))
def schemes(given: Given) -> Answer:
    """The romanisation systems there are.

    All of them, or those in force on a day, or those for a language.
    """
    import namenorm

    found = namenorm.schemes(on=given["on"])
    lang = given["lang"]
    return {"schemes": [s.to_dict() for s in found if lang in (None, s.lang)]}


@routes.verb("/detect", arguments=TextInput, answered=answers.DetectedText)
def detect(given: Given) -> Answer:
    """The language of a text.

    With its certainty, the other languages that were weighed, and the scheme that would be taken.
    """
    import namenorm

    return {**given, **namenorm.detect(given["text"]).to_dict()}


@routes.verb("/inspect", arguments=TextInput, answered=answers.Inspection)
def inspect(given: Given) -> Answer:
    """The characters of a text that are not what they look like.

    Look-alikes of another script, odd apostrophes, invisible characters, letters in pieces.
    """
    import namenorm

    return {**given, "flaws": [f.to_dict() for f in namenorm.inspect(given["text"])]}


@routes.verb("/origin", arguments=NameInput, answered=answers.Origin)
def origin(given: Given) -> Answer:
    """By which language and scheme a name was spelt.

    Part by part; `mixed` where the parts came by different roads.
    """
    import namenorm

    return namenorm.origin(given["name"]).to_dict()


@routes.verb("/respell", arguments=RespellInput, answered=answers.Respellings)
def respell(given: Given) -> Answer:
    """A name in the orthography of another language or norm.

    Spellings, surest first, each with the chance that it is right and the reason.
    """
    import namenorm
    from namenorm.respelling.respeller import guess

    name, target = given["name"], given["target"]
    source = given["source"] or guess(name, target)
    found = namenorm.respell(name, source, target, limit=given["limit"])
    answer = {"name": name, "from": source, "to": target}
    return {**answer, "respellings": [respelling.to_dict() for respelling in found]}


@routes.verb("/card", arguments=CardInput, answered=answers.Card, cacheable=False)
def card(given: Given) -> Answer:
    """How a name is written in each language.

    Each form with where it comes from (registry, rule, guess), and the forms of passports.
    """
    return carded(service(), given)


def carded(using: Service, given: Given) -> Given:
    """What `card` answers."""
    import namenorm

    found = namenorm.press_forms(
        given["name"], source=given["source"], on=given["on"], resolver=using.resolver
    )
    return found.to_dict()
