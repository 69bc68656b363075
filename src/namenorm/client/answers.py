"""What the service answers, as types; the tests hold them to its schemas, which say more of each.

What is `NotRequired` is left out of some answers: `detail="brief"` leaves out names and reasons.
(Annotations are not put off here: `TypedDict` looks for `NotRequired` in them.)
"""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict, final

IdentityType: TypeAlias = Literal["person", "place", "organisation"]
Role: TypeAlias = Literal["given", "patronymic", "surname"]
Decision: TypeAlias = Literal["match", "ambiguous", "none"]


class Name(TypedDict):
    """One spelling of an identity."""

    text: str
    lang: str
    kind: str


class Display(TypedDict):
    """The form to show, in the language that was asked for, else the first."""

    text: str
    lang: str


class Identity(TypedDict):
    """One person, place or organisation."""

    id: str
    type: IdentityType
    forms: NotRequired[dict[str, str]]
    names: NotRequired[list[Name]]
    born: NotRequired[int | None]
    country: NotRequired[str | None]
    wikidata: NotRequired[str | None]


class ShownIdentity(Identity):
    """One identity with the form to show."""

    display: Display


class PartEvidence(TypedDict):
    """One part of the query beside one part of the name; `weight` is in log odds."""

    query: str
    name: str
    role: str
    relation: str
    weight: float
    letters: list[list[str]]


class Explanation(TypedDict):
    """Why a score came out."""

    sentence: str
    parts: list[PartEvidence]


class Match(TypedDict):
    """One candidate, with the probability that it is meant."""

    identity: Identity
    score: float
    name: Name
    display: Display
    explanation: NotRequired[Explanation]


class Version(TypedDict):
    """What made an answer."""

    algorithm: str
    tables: str
    registry: str


@final
class Resolution(TypedDict):
    """Who or what a name means, best first; `ambiguous` means that somebody has to choose."""

    query: str
    decision: Decision
    deciding: str | None
    matches: list[Match]
    version: Version


class RowError(TypedDict):
    """Why one name of many has no answer."""

    type: str
    title: str
    status: int
    detail: str
    errors: NotRequired[dict[str, Any]]


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

    a: str
    b: str
    role: Role | None
    score: float
    explanation: Explanation


class Keys(TypedDict):
    """Search keys of a name."""

    q: str
    keys: list[str]


class OtherLanguage(TypedDict):
    """A language that was weighed."""

    lang: str
    certainty: float


class Detected(TypedDict):
    """The language of a text, and the scheme that would be taken."""

    lang: str
    certainty: float
    others: list[OtherLanguage]
    scheme: str | None
    reverse: bool


class DetectedText(Detected):
    """The language of the text that was asked about."""

    text: str


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

    id: str
    title: str
    lang: str
    target: str
    aliases: list[str]
    source: str
    known_from: str
    remark: str
    usage: str
    series: str | None
    since: str | None
    until: str | None
    reversible: bool


class Schemes(TypedDict):
    """The romanisation systems there are."""

    schemes: list[Scheme]


class Flaw(TypedDict):
    """A character that is not what it looks like."""

    start: int
    end: int
    kind: str
    found: str
    code_points: list[str]
    looks_like: str
    meant: str
    sentence: str


class Inspection(TypedDict):
    """The flaws of a text, in their order."""

    text: str
    flaws: list[Flaw]


class OriginSource(TypedDict):
    """A language and a scheme that could have written a part."""

    lang: str
    scheme: str | None
    certainty: float
    spelling: str
    known: bool


class OriginPart(TypedDict):
    """One word of a name."""

    text: str
    start: int
    end: int
    lang: str
    certainty: float
    letters: list[str]
    sources: list[OriginSource]


class Origin(TypedDict):
    """By which roads a name was spelt."""

    name: str
    parts: list[OriginPart]
    mixed: bool
    sentence: str


class Respelling(TypedDict):
    """A spelling in the other language, with the chance that it is right."""

    text: str
    score: float
    why: str


Respellings = TypedDict(
    "Respellings", {"name": str, "from": str, "to": str, "respellings": list[Respelling]}
)
"""Spellings in the other language, surest first."""


class CardForm(TypedDict):
    """One spelling of a card; `by` is registry, given, rule or guess."""

    lang: str
    text: str
    score: float
    by: str
    how: str


class Passport(TypedDict):
    """A form as a passport would have it."""

    road: str
    scheme: str
    title: str
    text: str
    score: float


class Card(TypedDict):
    """How a name is written in each language."""

    name: str
    identity: str | None
    decision: str
    forms: list[CardForm]
    alternatives: list[CardForm]
    passports: list[Passport]


class LoadedRegistry(TypedDict):
    """The registry that is served."""

    version: str
    identities: int
    since: str


class Readiness(TypedDict):
    """Whether the service serves the newest registry; `reload` says why not."""

    status: Literal["ready", "stale"]
    registry: LoadedRegistry
    reload: str | None


class Mentioned(TypedDict):
    """Who or what is mentioned."""

    id: str
    type: IdentityType
    forms: NotRequired[dict[str, str]]


class Proposal(TypedDict):
    """A spelling in Belarusian of somebody who is not known."""

    text: str
    score: float


class Mention(TypedDict):
    """A name in a running text; `start` and `end` count code points."""

    start: int
    end: int
    text: str
    identity: Mentioned | None
    decision: str
    score: float | None
    first: int | None
    proposals: list[Proposal]


class AnnotatedText(TypedDict):
    """The names in a running text, in their order."""

    lang: str | None
    mentions: list[Mention]
    version: Version


class Change(TypedDict):
    """A mention that got another form."""

    start: int
    end: int
    old: str
    new: str
    id: str


class Left(TypedDict):
    """A mention off the style that stays."""

    start: int
    end: int
    text: str
    id: str
    reason: str


class Restyled(TypedDict):
    """A text in a house style; offsets are those of the text as it was sent."""

    text: str
    style: str
    changes: list[Change]
    left: list[Left]
    version: Version


class Finding(TypedDict):
    """One thing for a copy editor to look at; `line` and `column` count from 1."""

    start: int
    end: int
    line: int
    column: int
    text: str
    rule: str
    message: str
    replacement: str | None


class Linted(TypedDict):
    """What a copy editor is told of a text."""

    findings: list[Finding]
    version: Version
