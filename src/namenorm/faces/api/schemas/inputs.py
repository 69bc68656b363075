"""What each route accepts; a field that is not listed is refused."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from namenorm.faces.api.schemas.fields import (
    Country,
    Day,
    Flag,
    Input,
    Loaded,
    NameText,
    Shaped,
    Share,
    TextOrTexts,
    Whole,
)
from namenorm.faces.words import (
    DETAILS,
    MARKUPS,
    MAX_ALTERNATIVES,
    MAX_ARTICLE,
    MAX_LIMIT,
    MAX_TEXTS,
    ORTHOGRAPHIES,
    ROLES,
    STYLES,
    TYPES,
    WITHIN,
)
from namenorm.names.countries import ACCEPTED


def _about(description: str, example: object = None) -> dict[str, Any]:
    """What the document says of a field."""
    return {"description": description} | ({} if example is None else {"example": example})


def _type() -> fields.String:
    return fields.String(
        load_default=None,
        validate=validate.OneOf(TYPES),
        metadata=_about("Evidence: the kind of what is meant.", "person"),
    )


def _detail(default: str) -> fields.String:
    return fields.String(
        load_default=default,
        validate=validate.OneOf(DETAILS),
        metadata=_about("`brief` leaves out the names of identities and the explanations."),
    )


class Evidence(Input):
    """What is known of the bearer beside the name."""

    type = _type()
    birth_year = Shaped(
        "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?",
        "Must be YYYY, YYYY-MM or YYYY-MM-DD.",
        load_default=None,
        metadata=_about("Evidence: a year or a date of birth.", "1982"),
    )
    country = Country(
        load_default=None,
        metadata=_about(f"Evidence: a country; {ACCEPTED}."),
    )


class Decided(Input):
    """When an answer counts as a match."""

    match_at = Share(load_default=None, metadata=_about("Least score of a match.", 0.8))
    ambiguous_within = Share(
        load_default=None,
        metadata=_about("Share of the best score from which on another counts, too."),
    )


class ResolveInput(Evidence, Decided):
    """`/v1/resolve`."""

    q = NameText("The name, in any spelling.", "Tsikhanouskaya", required=True)
    limit = Whole(1, MAX_LIMIT, load_default=5, metadata=_about("Most matches that come back."))
    detail = _detail("full")


class BatchOptions(Decided):
    """What holds for all names of a batch."""

    type = _type()
    limit = Whole(1, MAX_LIMIT, load_default=1, metadata=_about("Most matches for each name."))
    detail = _detail("full")


class BatchRow(Evidence):
    """One name of a batch, with what is known of its bearer."""

    q = NameText("The name, in any spelling.", "Tsikhanouskaya", required=True)

    @post_load
    def known(self, data: Loaded, **kwargs: Any) -> dict[str, Any]:
        """Without what is not known: the options of the batch hold there."""
        return {name: value for name, value in data.items() if value is not None}


class BatchInput(BatchOptions):
    """`/v1/resolve/batch`. Each name is looked at by itself: a bad one is an error of its row."""

    names = fields.List(
        fields.Raw(
            allow_none=True,
            metadata={
                "anyOf": [
                    {"type": "string"},
                    {"$ref": "#/components/schemas/BatchRow"},
                    {"description": "Anything else is an error of its row."},
                ]
            },
        ),
        required=True,
        validate=validate.Length(1, MAX_TEXTS),
        metadata={
            "description": "Names, or objects as `BatchRow`.",
            "example": ["Tsikhanouskaya", {"q": "Ян Чачот", "birth_year": "1796"}],
        },
    )


class TransliterateQuery(Input):
    """`GET /v1/transliterate`."""

    text = fields.String(required=True, metadata=_about("A name, or running text.", "Ціханоўская"))
    scheme = fields.String(
        load_default=None,
        metadata=_about(
            "An id, alias or series of /v1/schemes; without one the text decides.", "be-lacinka"
        ),
    )
    on = Day(
        load_default=None, metadata=_about("The day on which a scheme of the series was in force.")
    )
    reverse = Flag(load_default=False, metadata=_about("Read back; needs a scheme."))
    limit = Whole(
        1,
        MAX_ALTERNATIVES,
        load_default=None,
        metadata=_about("Most spellings, likeliest first; goes with `reverse`."),
    )
    repair = Flag(
        load_default=True,
        metadata=_about("Read Latin letters inside Cyrillic words as what they look like."),
    )
    unknown_letter = fields.String(
        data_key="unknown",
        attribute="unknown",
        load_default="unidecode",
        validate=validate.OneOf(["unidecode", "error"]),
        metadata=_about("What happens to a letter without a rule."),
    )

    @validates_schema
    def check(self, data: Loaded, **kwargs: Any) -> None:
        """What goes together."""
        if data["limit"] is not None and not data["reverse"]:
            raise ValidationError({"limit": ["Goes with reverse; writing has one answer."]})
        if data["reverse"] and data["scheme"] is None:
            raise ValidationError({"scheme": ["Reading back needs a scheme."]})


class TransliterateBody(TransliterateQuery):
    """`POST /v1/transliterate`: many texts at once, too."""

    text = TextOrTexts(  # type: ignore[assignment,unused-ignore]
        required=True, metadata={"example": ["Ціханоўская", "Мінск"]}
    )


class SchemesInput(Input):
    """`/v1/schemes`."""

    on = Day(load_default=None, metadata=_about("Only those in force on that day.", "2022-05-01"))
    lang = fields.String(
        load_default=None,
        validate=validate.OneOf(["be", "ru", "uk"]),
        metadata=_about("Only those for a language.", "be"),
    )


class TextInput(Input):
    """`/v1/detect`, `/v1/inspect`."""

    text = fields.String(required=True, metadata=_about("A name, or running text.", "Мiнск"))


class NameInput(Input):
    """`/v1/origin`."""

    name = NameText("The name.", "Svetlana Tsikhanouskaya", required=True)


def _source() -> fields.String:
    return fields.String(
        data_key="from",
        load_default=None,
        metadata=_about("The language it is in; guessed without.", "ru"),
    )


class RespellInput(Input):
    """`/v1/respell`."""

    name = NameText("The name.", "Светлана Тихановская", required=True)
    source = _source()
    target = fields.String(
        data_key="to",
        load_default="be",
        validate=validate.OneOf(ORTHOGRAPHIES),
        metadata=_about("The language or norm to spell it in.", "be"),
    )
    limit = Whole(1, MAX_ALTERNATIVES, load_default=5, metadata=_about("Most spellings."))


class CardInput(Input):
    """`/v1/card`."""

    name = NameText("The name.", "Tsikhanouskaya", required=True)
    source = _source()
    on = Day(
        load_default=None, metadata=_about("The day of the passport; today without.", "2009-01-01")
    )


class CompareInput(Input):
    """`/v1/compare`."""

    a = NameText("One name.", "Łukašenka", required=True)
    b = NameText("The other.", "Lukashenko", required=True)
    role = fields.String(
        load_default=None,
        validate=validate.OneOf(ROLES),
        metadata={"description": "What part of a name both are; whole names without."},
    )


class KeysInput(Input):
    """`/v1/keys`."""

    q = NameText("The name.", "Tsikhanouskaya", required=True)
    within = fields.String(
        load_default="all",
        validate=validate.OneOf(WITHIN),
        metadata=_about("Keys of all spellings, or of the same script or language."),
    )
    lang = fields.String(load_default=None, metadata=_about("The language, for `within` it.", "be"))


class ArticleInput(Input):
    """`/v1/annotate`."""

    text = fields.String(
        required=True,
        validate=validate.Length(max=MAX_ARTICLE),
        metadata=_about("Running text.", "Łukašenka’s aide met Cichanoŭskaja in Minsk."),
    )
    lang = fields.String(
        load_default=None, metadata=_about("The language of the text; found out without.", "en")
    )
    format = fields.String(
        load_default="text",
        validate=validate.OneOf(MARKUPS),
        metadata=_about("How the text is marked up."),
    )


class RestyleInput(ArticleInput):
    """`/v1/restyle`."""

    style = fields.String(
        required=True,
        validate=validate.OneOf(STYLES),
        metadata=_about("The house style.", "en-press"),
    )


class LintInput(ArticleInput):
    """`/v1/lint`."""

    style = fields.String(
        load_default=None,
        validate=validate.OneOf(STYLES),
        metadata=_about(
            "The house style; without one, only names spelled in two ways.", "en-press"
        ),
    )
