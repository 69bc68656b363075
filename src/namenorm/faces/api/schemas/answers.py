"""What each route answers, for the document and for whoever reads an answer back.

The routes write what `to_dict` of the values gives, without a dump by these: that would cost more
than the answer itself. The contract tests hold every answer to them.
"""

from __future__ import annotations

from typing import Any

from marshmallow import INCLUDE, Schema, fields, validate

from namenorm.faces.words import TYPES


def _text(description: str, **kwargs: Any) -> fields.String:
    return fields.String(required=True, metadata={"description": description}, **kwargs)


def _maybe(description: str) -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"description": description})


def _share(description: str) -> fields.Float:
    return fields.Float(
        required=True, validate=validate.Range(0, 1), metadata={"description": description}
    )


def _many(schema: type[Schema], description: str, **kwargs: Any) -> fields.List[Any]:
    return fields.List(
        fields.Nested(schema), required=True, metadata={"description": description}, **kwargs
    )


def _forms() -> fields.Dict:
    return fields.Dict(
        fields.String(),
        fields.String(),
        metadata={"description": "The canonical form in each language, by language tag."},
    )


class Name(Schema):
    """One spelling of an identity."""

    text = _text("The spelling.")
    lang = _text("BCP 47.")
    kind = _text("main, alias, short, birth, former or error.")


class Display(Schema):
    """The form to show: in the language that `Accept-Language` asks for, else the first."""

    text = _text("The form.")
    lang = _text("BCP 47.")


class Identity(Schema):
    """One person, place or organisation; `brief` answers have `id` and `type` alone."""

    id = _text("Stable; never reused.")
    type = _text("What it is.", validate=validate.OneOf(TYPES))
    forms = _forms()
    names = fields.List(fields.Nested(Name))
    born = fields.Integer(allow_none=True)
    country = fields.String(allow_none=True)
    wikidata = fields.String(allow_none=True)


class ShownIdentity(Identity):
    """`/v1/identities/{id}`."""

    display = fields.Nested(Display, required=True)


class PartEvidence(Schema):
    """One part of the query beside one part of the name."""

    query = _text("As asked.")
    name = _text("As the registry has it.")
    role = _text("given, patronymic, surname …")
    relation = _text("What joins the two.")
    weight = fields.Float(required=True, metadata={"description": "In log odds."})
    letters = fields.List(
        fields.List(fields.String(), validate=validate.Length(equal=2)),
        required=True,
        metadata={"description": "The letters of both side by side."},
    )


class Explanation(Schema):
    """Why a score came out."""

    sentence = _text("For a reader.")
    parts = _many(PartEvidence, "Part by part.")


class Match(Schema):
    """One candidate; `brief` answers have no explanation."""

    identity = fields.Nested(Identity, required=True)
    score = _share("The probability that it is meant.")
    name = fields.Nested(Name, required=True)
    display = fields.Nested(Display, required=True)
    explanation = fields.Nested(Explanation)


class Version(Schema):
    """What made the answer."""

    algorithm = _text("Raised when the same tables give other answers.")
    tables = _text("A digest of the rules.")
    registry = _text("A digest of the identities.")


class Resolution(Schema):
    """Who or what a name means."""

    query = _text("As asked.")
    decision = _text("What to make of it.", validate=validate.OneOf(["match", "ambiguous", "none"]))
    deciding = _maybe("What would decide an ambiguous one.")
    matches = _many(Match, "Best first, also where the decision is none.")
    version = fields.Nested(Version, required=True)


class RowError(Schema):
    """Why one row of a batch has no answer."""

    type = _text("A URI of the kind of problem.")
    title = _text("The kind of problem.")
    status = fields.Integer(required=True)
    detail = _text("What was met, and what is accepted.")
    errors = fields.Dict(metadata={"description": "By field."})


class Row(Schema):
    """A `Resolution`, or an `error`."""

    class Meta:
        unknown = INCLUDE

    line = fields.Integer(metadata={"description": "In NDJSON: the line it answers, from 1."})
    query = fields.Raw(allow_none=True, metadata={"description": "As asked."})
    error = fields.Nested(RowError)
    decision = fields.String(validate=validate.OneOf(["match", "ambiguous", "none"]))
    deciding = fields.String(allow_none=True)
    matches = fields.List(fields.Nested(Match))
    version = fields.Nested(Version)


class Batch(Schema):
    """One row for each name, in their order."""

    results = _many(Row, "One for each name, in their order.")
    errors = fields.Integer(required=True, metadata={"description": "How many rows have an error."})
    version = fields.Nested(Version, required=True)


class Problem(Schema):
    """RFC 9457."""

    type = _text("A URI of the kind of problem, or about:blank.")
    title = _text("The kind of problem.")
    status = fields.Integer(required=True)
    detail = _text("What was met, and what is accepted.")
    instance = _text("The path that was asked.")
    errors = fields.Dict(metadata={"description": "By field: what is wrong with it."})


class Comparison(Schema):
    """Two names compared."""

    a = _text("One name.")
    b = _text("The other.")
    role = _maybe("What part of a name both are; null: whole names.")
    score = _share("The probability that they name one bearer; of forenames, that they are one.")
    explanation = fields.Nested(Explanation, required=True)


class Keys(Schema):
    """Search keys."""

    q = _text("As asked.")
    keys = fields.List(fields.String(), required=True)


class OtherLanguage(Schema):
    """A language that was weighed."""

    lang = _text("BCP 47.")
    certainty = _share("Its share.")


class Detected(Schema):
    """The language of a text."""

    lang = _text("BCP 47, `und` without a letter to go by.")
    certainty = _share("How sure.")
    others = _many(OtherLanguage, "The other languages that were weighed.")
    scheme = _maybe("What writes it in the other script.")
    reverse = fields.Boolean(required=True)


class DetectedText(Detected):
    """`/v1/detect`."""

    text = _text("As asked.")


class Transliteration(Schema):
    """A text by a scheme; of a list of texts `result`, `detected` and `alternatives` are lists."""

    text = fields.Raw(required=True, metadata={"description": "As asked."})
    result = fields.Raw(required=True, metadata={"description": "Text, or a list of texts."})
    scheme = fields.Raw(
        required=True, allow_none=True, metadata={"description": "The id of what was taken."}
    )
    reverse = fields.Boolean(required=True)
    detected = fields.Raw(metadata={"description": "As of /v1/detect, where no scheme was named."})
    alternatives = fields.Raw(metadata={"description": "Spellings, likeliest first."})


class Scheme(Schema):
    """A romanisation system."""

    id = _text("Its id.")
    title = _text("Its name.")
    lang = _text("What it reads.")
    target = _text("What it writes.")
    aliases = fields.List(fields.String(), required=True)
    source = _text("Where it is written down.")
    known_from = _text("What this table was taken from.")
    remark = _text("What else to know.")
    usage = _text("wide, some or rare.")
    series = _maybe("The series of systems that followed one another.")
    since = _maybe("The first day in force.")
    until = _maybe("The last day in force.")
    reversible = fields.Boolean(required=True)


class Schemes(Schema):
    """`/v1/schemes`."""

    schemes = _many(Scheme, "By id.")


class Flaw(Schema):
    """A character that is not what it looks like."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    kind = _text("lookalike, apostrophe, invisible or decomposed.")
    found = _text("What stands there.")
    code_points = fields.List(fields.String(), required=True)
    looks_like = _text("What a reader sees.")
    meant = _text("What replaces it.")
    sentence = _text("For a reader.")


class Inspection(Schema):
    """`/v1/inspect`."""

    text = _text("As asked.")
    flaws = _many(Flaw, "In their order.")


class OriginSource(Schema):
    """A language and a scheme that could have written a part."""

    lang = _text("BCP 47.")
    scheme = _maybe("None: the language's own Cyrillic.")
    certainty = _share("Its share.")
    spelling = _text("What it would have been written from.")
    known = fields.Boolean(required=True)


class OriginPart(Schema):
    """One word of a name."""

    text = _text("The word.")
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    lang = _text("The likeliest language.")
    certainty = _share("How sure.")
    letters = fields.List(fields.String(), required=True)
    sources = _many(OriginSource, "Best first.")


class Origin(Schema):
    """By which roads a name was spelt."""

    name = _text("As asked.")
    parts = _many(OriginPart, "Word by word.")
    mixed = fields.Boolean(required=True)
    sentence = _text("For a reader.")


class Respelling(Schema):
    """A spelling in the other language."""

    text = _text("The spelling.")
    score = _share("The chance that it is right.")
    why = _text("By what each part was spelt.")


class Respellings(Schema):
    """`/v1/respell`."""

    name = _text("As asked.")
    source = _text("The language it is in.", data_key="from")
    target = _text("The language it is spelt in.", data_key="to")
    respellings = _many(Respelling, "Surest first.")


class CardForm(Schema):
    """One spelling of a card."""

    lang = _text("BCP 47.")
    text = _text("The spelling.")
    score = _share("The chance that it is right.")
    by = _text("registry, given, rule or guess.")
    how = _text("The scheme, or what was respelt.")


class Passport(Schema):
    """A form as a passport would have it."""

    road = _text("The language it goes by.")
    scheme = _text("Its id.")
    title = _text("Its name.")
    text = _text("The spelling.")
    score = _share("The chance that it is right.")


class Card(Schema):
    """How a name is written in each language."""

    name = _text("As asked.")
    identity = _maybe("The id, where the registry knows who is meant.")
    decision = _text("As of /v1/resolve.")
    forms = _many(CardForm, "In each language.")
    alternatives = _many(CardForm, "Other spellings, best first.")
    passports = _many(Passport, "By the tables of a day.")


class Health(Schema):
    """`/healthz`."""

    status = _text("ok.")
    identities = fields.Integer(required=True)


class LoadedRegistry(Schema):
    """The registry that is served."""

    version = _text("A digest of the identities and of the rules.")
    identities = fields.Integer(required=True)
    since = fields.DateTime(required=True, metadata={"description": "When it was taken up."})


class Readiness(Schema):
    """`/readyz`."""

    status = _text(
        "`stale`: a newer file could not be taken up, the old one goes on serving.",
        validate=validate.OneOf(["ready", "stale"]),
    )
    registry = fields.Nested(LoadedRegistry, required=True)
    reload = fields.String(
        required=True, allow_none=True, metadata={"description": "Why the newer file was refused."}
    )


class Mentioned(Schema):
    """Who or what is mentioned."""

    id = _text("Stable; never reused.")
    type = _text("What it is.", validate=validate.OneOf(TYPES))
    forms = _forms()


class Proposal(Schema):
    """A spelling in Belarusian of somebody who is not known."""

    text = _text("The spelling.")
    score = _share("The chance that it is right.")


class Mention(Schema):
    """A name in a running text."""

    start = fields.Integer(required=True, metadata={"description": "In code points of the text."})
    end = fields.Integer(required=True, metadata={"description": "In code points of the text."})
    text = _text("What is read there.")
    identity = fields.Nested(Mentioned, required=True, allow_none=True)
    decision = _text("match, ambiguous or none, of the name alone.")
    score = fields.Float(required=True, allow_none=True, validate=validate.Range(0, 1))
    first = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "The place in the list of the mention that names it in full."},
    )
    proposals = _many(Proposal, "Of somebody who is not known; the likeliest first.")


class AnnotatedText(Schema):
    """`/v1/annotate`."""

    lang = _maybe("The language of the text.")
    mentions = _many(Mention, "In their order.")
    version = fields.Nested(Version, required=True)


class Change(Schema):
    """A mention that got another form."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    old = _text("As it was.")
    new = _text("As it is now.")
    id = _text("Who or what it names.")


class Left(Schema):
    """A mention off the style that stays."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    text = _text("As it stands.")
    id = _text("Who or what it names.")
    reason = _text("Why it stays.")


class Restyled(Schema):
    """`/v1/restyle`; offsets are those of the text as it was sent."""

    text = _text("In the style.")
    style = _text("Its id.")
    changes = _many(Change, "In their order.")
    left = _many(Left, "For somebody to look at.")
    version = fields.Nested(Version, required=True)


class Finding(Schema):
    """One thing to look at."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    line = fields.Integer(required=True, metadata={"description": "From 1."})
    column = fields.Integer(required=True, metadata={"description": "From 1, in code points."})
    text = _text("As it stands.")
    rule = _text("style, unsure or consistency.")
    message = _text("What is to be said.")
    replacement = _maybe("What to write instead, where it is known.")


class Linted(Schema):
    """`/v1/lint`."""

    findings = _many(Finding, "In their order.")
    version = fields.Nested(Version, required=True)
