"""The tools: what a language model may ask, in the words of the HTTP service."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields, validate
from werkzeug.datastructures import LanguageAccept

from namenorm.faces.api import articles, names, spellings
from namenorm.faces.api.routing import Given
from namenorm.faces.api.schemas import answers
from namenorm.faces.api.schemas.inputs import (
    ArticleInput,
    CardInput,
    ResolveInput,
    TransliterateQuery,
)
from namenorm.faces.api.service import Service
from namenorm.faces.words import MAX_ARTICLE

_ANY_LANGUAGE: Final = LanguageAccept()


class BoundedText(TransliterateQuery):
    """`GET /v1/transliterate` with the bound that the length of a URL is there."""

    text = fields.String(
        required=True,
        validate=validate.Length(max=MAX_ARTICLE),
        metadata={"description": "A name, or running text.", "example": "Ціханоўская"},
    )


@dataclass(frozen=True)
class Tool:
    """One tool: `arguments` checks what comes in, `answered` describes what goes out."""

    name: str
    title: str
    description: str
    arguments: type[Schema]
    answered: type[Schema]
    answer: Callable[[Service, Given], Mapping[str, Any]]

    @cached_property
    def accepts(self) -> dict[str, Any]:
        """The JSON Schema of the arguments."""
        return {**_json_schema(self.arguments), "additionalProperties": False}

    @cached_property
    def returns(self) -> dict[str, Any]:
        """The JSON Schema of the answer."""
        return _json_schema(self.answered)

    def call(self, using: Service, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """The answer. Raises marshmallow's `ValidationError`, `NamenormError`."""
        return self.answer(using, self.arguments().load(arguments))


def _json_schema(schema: type[Schema]) -> dict[str, Any]:
    """A schema as the OpenAPI document has it, with those that it names beside it."""
    spec = APISpec("", "", "3.1.0", plugins=[MarshmallowPlugin()])
    spec.components.schema("Root", schema=schema)
    text = json.dumps(spec.components.schemas).replace("#/components/schemas/", "#/$defs/")
    named = json.loads(text)
    root: dict[str, Any] = named.pop("Root")
    return {**root, "$defs": named} if named else root


def _resolve(using: Service, given: Given) -> Given:
    return names.resolved(using, _ANY_LANGUAGE, **given)


def _transliterate(using: Service, given: Given) -> Mapping[str, Any]:
    return spellings.transliterated(given.pop("text"), **given)


TOOLS: Final = {
    tool.name: tool
    for tool in (
        Tool(
            "resolve",
            "Who is meant by a name",
            "Look up which person, place or organisation of Belarus, or of the news about it, a"
            " name means. Any spelling, language, case form or order of the name will do. Use it"
            " before you write, spell or link a name, instead of spelling it from memory."
            " `decision` says what to make of the answer. `match`: the first of `matches` is meant;"
            " its `forms` are how it is written in each language. `ambiguous`: two or more"
            " identities fit; ask the user which one is meant (`deciding` says what would settle"
            " it, such as a year of birth) and do not choose one yourself. `none`: nobody known;"
            " say so, and do not invent an identity. Scores are probabilities from 0 to 1."
            " What is known of the bearer (birth_year, country, type) goes in beside the name.",
            ResolveInput,
            answers.Resolution,
            _resolve,
        ),
        Tool(
            "card",
            "How a name is written in each language",
            "Look up how one name is written in Belarusian (Cyrillic and Łacinka), Russian,"
            " Ukrainian, English, Polish, German and other press, and in passports; also a name"
            " that nobody has listed. Each form says where it comes from (`by`): `registry` is"
            " checked, `given` is as you sent it, `rule` follows from a rule, `guess` is to be told"
            " to the user as unsure. Where `decision` is `ambiguous`, ask who is meant, do not"
            " choose.",
            CardInput,
            answers.Card,
            spellings.carded,
        ),
        Tool(
            "transliterate",
            "Write a text in another alphabet by a system",
            "Write Belarusian, Russian or Ukrainian text in Latin letters by a named romanisation"
            " system (be-lacinka, be-national, be-bgnpcgn-1979, ru-iso9-1995 …), or read Latin"
            " letters back with `reverse`. Without `scheme` the text decides, and `detected` says"
            " how. It is letter by letter: for the spelling that the press uses of a person, ask"
            " `card` or `resolve`.",
            BoundedText,
            answers.Transliteration,
            _transliterate,
        ),
        Tool(
            "annotate",
            "Who is named in a text",
            "Find the people, places and organisations that a running text names, short mentions"
            " and case forms too, and link each to its identity. `start` and `end` count code"
            " points of the text as you sent it. A mention whose `decision` is `ambiguous` fits two"
            " or more identities: ask the user, do not choose. A mention without `identity` is"
            " somebody who is not known; `proposals` are ways to spell the name in Belarusian.",
            ArticleInput,
            answers.AnnotatedText,
            articles.annotated,
        ),
    )
}
