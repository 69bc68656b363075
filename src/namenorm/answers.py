"""What the service answers, as types: the client has them, and the service makes schemas of them.

A text beside a type describes it. What is `NotRequired` is left out of some answers:
`detail="brief"` leaves out names and reasons.
(Annotations are not put off here: `TypedDict` looks for `NotRequired` in them.)
"""

from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple, NotRequired, TypeAlias, TypedDict, final


class Bounds(NamedTuple):
    """The least and the greatest value of a number, or length of a list."""

    least: int
    most: int


IdentityType: TypeAlias = Literal["person", "place", "organisation"]
Role: TypeAlias = Literal["given", "patronymic", "surname"]
Decision: TypeAlias = Literal["match", "ambiguous", "none"]
Moment: TypeAlias = Annotated[str, datetime]
"""A time as RFC 3339 writes it."""
Share: TypeAlias = Annotated[float, Bounds(0, 1)]
"""A probability or a part of a whole."""


class Name(TypedDict):
    """One spelling of an identity."""

    text: Annotated[str, "The spelling."]
    lang: Annotated[str, "BCP 47."]
    kind: Annotated[str, "main, alias, short, birth, former or error."]


class Display(TypedDict):
    """The form to show, in the language that was asked for, else the first."""

    text: Annotated[str, "The form."]
    lang: Annotated[str, "BCP 47."]


class Identity(TypedDict):
    """One person, place or organisation."""

    id: Annotated[str, "Stable; never reused."]
    type: Annotated[IdentityType, "What it is."]
    forms: NotRequired[
        Annotated[dict[str, str], "The canonical form in each language, by language tag."]
    ]
    names: NotRequired[list[Name]]
    born: NotRequired[int | None]
    country: NotRequired[str | None]
    wikidata: NotRequired[str | None]
    kinds: NotRequired[Annotated[list[str], "town, river … where known."]]
    within: NotRequired[Annotated[list[str], "The ids of what a place lies in, the nearest."]]


class ShownIdentity(Identity):
    """One identity with the form to show."""

    display: Display


class PartEvidence(TypedDict):
    """One part of the query beside one part of the name; `weight` is in log odds."""

    query: Annotated[str, "As asked."]
    name: Annotated[str, "As the registry has it."]
    role: Annotated[str, "given, patronymic, surname …"]
    relation: Annotated[str, "What joins the two."]
    weight: Annotated[float, "In log odds."]
    letters: Annotated[
        list[Annotated[list[str], Bounds(2, 2)]], "The letters of both side by side."
    ]


class Explanation(TypedDict):
    """Why a score came out."""

    sentence: Annotated[str, "For a reader."]
    parts: Annotated[list[PartEvidence], "Part by part."]


class Match(TypedDict):
    """One candidate, with the probability that it is meant."""

    identity: Identity
    score: Annotated[Share, "The probability that it is meant."]
    name: Name
    display: Display
    explanation: NotRequired[Explanation]


class Version(TypedDict):
    """What made an answer."""

    algorithm: Annotated[str, "Raised when the same tables give other answers."]
    tables: Annotated[str, "A digest of the rules."]
    registry: Annotated[str, "A digest of the identities."]


@final
class Resolution(TypedDict):
    """Who or what a name means, best first; `ambiguous` means that somebody has to choose."""

    query: Annotated[str, "As asked."]
    decision: Annotated[Decision, "What to make of it."]
    deciding: Annotated[str | None, "What would decide an ambiguous one."]
    matches: Annotated[list[Match], "Best first, also where the decision is none."]
    version: Version


class ProblemDetails(TypedDict):
    """What went wrong, as RFC 9457 has it."""

    type: Annotated[str, "A URI of the kind of problem, or about:blank."]
    title: Annotated[str, "The kind of problem."]
    status: int
    detail: Annotated[str, "What was met, and what is accepted."]
    instance: Annotated[str, "The path that was asked."]
    errors: NotRequired[Annotated[dict[str, Any], "By field: what is wrong with it."]]


class RowError(TypedDict):
    """Why one name of many has no answer."""

    type: Annotated[str, "A URI of the kind of problem."]
    title: Annotated[str, "The kind of problem."]
    status: int
    detail: Annotated[str, "What was met, and what is accepted."]
    errors: NotRequired[Annotated[dict[str, Any], "By field."]]


@final
class Refused(TypedDict):
    """The row of a name that has no answer."""

    query: str | None
    error: RowError


Row: TypeAlias = Resolution | Refused
"""The answer to one of many names: `if "error" in row` tells which."""


class Batch(TypedDict):
    """The answers to many names, in their order; `errors` counts the refused ones."""

    results: list[Row]
    errors: int
    version: Version


class Comparison(TypedDict):
    """The probability that two names name one bearer; of forenames, that they are one name."""

    a: Annotated[str, "One name."]
    b: Annotated[str, "The other."]
    role: Annotated[Role | None, "What part of a name both are; null: whole names."]
    score: Annotated[Share, "The probability that they name one bearer."]
    explanation: Explanation


class Keys(TypedDict):
    """Search keys of a name."""

    q: Annotated[str, "As asked."]
    keys: list[str]


class OtherLanguage(TypedDict):
    """A language that was weighed."""

    lang: Annotated[str, "BCP 47."]
    certainty: Annotated[Share, "Its share."]


class Detected(TypedDict):
    """The language of a text, and the scheme that would be taken."""

    lang: Annotated[str, "BCP 47, `und` without a letter to go by."]
    certainty: Annotated[Share, "How sure."]
    others: Annotated[list[OtherLanguage], "The other languages that were weighed."]
    scheme: Annotated[str | None, "What writes it in the other script."]
    reverse: bool


class DetectedText(Detected):
    """The language of the text that was asked about."""

    text: Annotated[str, "As asked."]


class Transliteration(TypedDict):
    """A text by a scheme."""

    text: str
    result: str
    scheme: str | None
    reverse: bool
    detected: NotRequired[Detected]
    alternatives: NotRequired[list[str]]


class Transliterations(TypedDict):
    """Texts by a scheme, in their order; without one `scheme` is a list, too."""

    text: list[str]
    result: list[str]
    scheme: str | list[str | None]
    reverse: bool
    detected: NotRequired[list[Detected]]
    alternatives: NotRequired[list[list[str]]]


class Scheme(TypedDict):
    """A romanisation system."""

    id: Annotated[str, "Its id."]
    title: Annotated[str, "Its name."]
    lang: Annotated[str, "What it reads."]
    target: Annotated[str, "What it writes."]
    aliases: list[str]
    source: Annotated[str, "Where it is written down."]
    known_from: Annotated[str, "What this table was taken from."]
    remark: Annotated[str, "What else to know."]
    usage: Annotated[str, "wide, some or rare."]
    series: Annotated[str | None, "The series of systems that followed one another."]
    since: Annotated[str | None, "The first day in force."]
    until: Annotated[str | None, "The last day in force."]
    reversible: bool


class Schemes(TypedDict):
    """The romanisation systems there are."""

    schemes: Annotated[list[Scheme], "By id."]


class Flaw(TypedDict):
    """A character that is not what it looks like."""

    start: int
    end: int
    kind: Annotated[str, "lookalike, apostrophe, invisible or decomposed."]
    found: Annotated[str, "What stands there."]
    code_points: list[str]
    looks_like: Annotated[str, "What a reader sees."]
    meant: Annotated[str, "What replaces it."]
    sentence: Annotated[str, "For a reader."]


class Inspection(TypedDict):
    """The flaws of a text, in their order."""

    text: Annotated[str, "As asked."]
    flaws: Annotated[list[Flaw], "In their order."]


class OriginSource(TypedDict):
    """A language and a scheme that could have written a part."""

    lang: Annotated[str, "BCP 47."]
    scheme: Annotated[str | None, "None: the language's own Cyrillic."]
    certainty: Annotated[Share, "Its share."]
    spelling: Annotated[str, "What it would have been written from."]
    known: bool


class OriginPart(TypedDict):
    """One word of a name."""

    text: Annotated[str, "The word."]
    start: int
    end: int
    lang: Annotated[str, "The likeliest language."]
    certainty: Annotated[Share, "How sure."]
    letters: list[str]
    sources: Annotated[list[OriginSource], "Best first."]


class Origin(TypedDict):
    """By which roads a name was spelt."""

    name: Annotated[str, "As asked."]
    parts: Annotated[list[OriginPart], "Word by word."]
    mixed: bool
    sentence: Annotated[str, "For a reader."]


class Respelling(TypedDict):
    """A spelling in the other language, with the chance that it is right."""

    text: Annotated[str, "The spelling."]
    score: Annotated[Share, "The chance that it is right."]
    why: Annotated[str, "By what each part was spelt."]


Respellings = TypedDict(
    "Respellings",
    {
        "name": Annotated[str, "As asked."],
        "from": Annotated[str, "The language it is in."],
        "to": Annotated[str, "The language it is spelt in."],
        "respellings": Annotated[list[Respelling], "Surest first."],
    },
)
"""Spellings in the other language, surest first."""


class CardForm(TypedDict):
    """One spelling of a card; `by` is registry, given, rule or guess."""

    lang: Annotated[str, "BCP 47."]
    text: Annotated[str, "The spelling."]
    score: Annotated[Share, "The chance that it is right."]
    by: Annotated[str, "registry, given, rule or guess."]
    how: Annotated[str, "The scheme, or what was respelt."]


class Passport(TypedDict):
    """A form as a passport would have it."""

    road: Annotated[str, "The language it goes by."]
    scheme: Annotated[str, "Its id."]
    title: Annotated[str, "Its name."]
    text: Annotated[str, "The spelling."]
    score: Annotated[Share, "The chance that it is right."]


class Card(TypedDict):
    """How a name is written in each language."""

    name: Annotated[str, "As asked."]
    identity: Annotated[str | None, "The id, where the registry knows who is meant."]
    decision: Annotated[str, "As of /v1/resolve."]
    forms: Annotated[list[CardForm], "In each language."]
    alternatives: Annotated[list[CardForm], "Other spellings, best first."]
    passports: Annotated[list[Passport], "By the tables of a day."]


class Health(TypedDict):
    """That the process answers, and how many identities it knows."""

    status: Annotated[str, "ok."]
    identities: int


class LoadedRegistry(TypedDict):
    """The registry that is served."""

    version: Annotated[str, "A digest of the identities and of the rules."]
    identities: int
    since: Annotated[Moment, "When it was taken up."]


class Readiness(TypedDict):
    """Whether the service serves the newest registry."""

    status: Annotated[
        Literal["ready", "stale"],
        "`stale`: a newer file could not be taken up, the old one goes on serving.",
    ]
    registry: LoadedRegistry
    reload: Annotated[str | None, "Why the newer file was refused."]


class Mentioned(TypedDict):
    """Who or what is mentioned."""

    id: Annotated[str, "Stable; never reused."]
    type: Annotated[IdentityType, "What it is."]
    forms: NotRequired[
        Annotated[dict[str, str], "The canonical form in each language, by language tag."]
    ]


class Proposal(TypedDict):
    """A spelling in Belarusian of somebody who is not known."""

    text: Annotated[str, "The spelling."]
    score: Annotated[Share, "The chance that it is right."]


class Mention(TypedDict):
    """A name in a running text; `start` and `end` count code points."""

    start: Annotated[int, "In code points of the text."]
    end: Annotated[int, "In code points of the text."]
    text: Annotated[str, "What is read there."]
    identity: Mentioned | None
    decision: Annotated[str, "match, ambiguous or none, of the name alone."]
    score: Share | None
    first: Annotated[int | None, "The place in the list of the mention that names it in full."]
    proposals: Annotated[list[Proposal], "Of somebody who is not known; the likeliest first."]


class AnnotatedText(TypedDict):
    """The names in a running text, in their order."""

    lang: Annotated[str | None, "The language of the text."]
    mentions: Annotated[list[Mention], "In their order."]
    version: Version


class Change(TypedDict):
    """A mention that got another form."""

    start: int
    end: int
    old: Annotated[str, "As it was."]
    new: Annotated[str, "As it is now."]
    id: Annotated[str, "Who or what it names."]


class Left(TypedDict):
    """A mention off the style that stays."""

    start: int
    end: int
    text: Annotated[str, "As it stands."]
    id: Annotated[str, "Who or what it names."]
    reason: Annotated[str, "Why it stays."]


class Restyled(TypedDict):
    """A text in a house style; offsets are those of the text as it was sent."""

    text: Annotated[str, "In the style."]
    style: Annotated[str, "Its id."]
    changes: Annotated[list[Change], "In their order."]
    left: Annotated[list[Left], "For somebody to look at."]
    version: Version


class Finding(TypedDict):
    """One thing for a copy editor to look at; `line` and `column` count from 1."""

    start: int
    end: int
    line: Annotated[int, "From 1."]
    column: Annotated[int, "From 1, in code points."]
    text: Annotated[str, "As it stands."]
    rule: Annotated[str, "style, unsure or consistency."]
    message: Annotated[str, "What is to be said."]
    replacement: Annotated[str | None, "What to write instead, where it is known."]


class Linted(TypedDict):
    """The findings in a text for a copy editor."""

    findings: Annotated[list[Finding], "In their order."]
    version: Version
