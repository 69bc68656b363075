"""The verbs: each makes the request that asks it. Both clients send what these make.

All are POST with a JSON body, so that no name stands in an address, which proxies log; what holds
no name is GET. None changes anything: every request may be sent again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, NotRequired, TypeAlias, TypedDict, TypeVar, Unpack
from urllib.parse import quote

from namenorm.client import answers
from namenorm.client.answers import IdentityType, Role
from namenorm.errors import InputError

T = TypeVar("T")
Detail: TypeAlias = Literal["full", "brief"]
Markup: TypeAlias = Literal["text", "markdown", "html"]


@dataclass(frozen=True, slots=True)
class ServiceRequest(Generic[T]):
    """One request, whose answer is a `T`: GET where there is no `body`."""

    path: str
    body: bytes | None = None
    query: Mapping[str, str] | None = None


class Query(TypedDict):
    """One name of many, with what is known of its bearer."""

    q: str
    type: NotRequired[IdentityType]
    birth_year: NotRequired[str]
    country: NotRequired[str]


class BatchOptions(TypedDict, total=False):
    """What holds for all names of many; without `limit` one match for each comes back."""

    type: IdentityType | None
    limit: int | None
    detail: Detail | None
    match_at: float | None
    ambiguous_within: float | None


def written(value: object) -> bytes:
    """A value as JSON; a lone surrogate stays an escape. Raises `InputError`.

    >>> written(["Мінск"]).decode()
    '["Мінск"]'
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise InputError(f"it cannot be sent as JSON: {error}", argument="value") from None
    return text.encode("utf-8", "backslashreplace")


def _posted(path: str, **given: object) -> ServiceRequest[Any]:
    """What is None is not sent: the service has its own default."""
    return ServiceRequest(
        path, written({name: value for name, value in given.items() if value is not None})
    )


def resolve(
    q: str,
    *,
    type: IdentityType | None = None,
    birth_year: str | None = None,
    country: str | None = None,
    limit: int | None = None,
    detail: Detail | None = None,
    match_at: float | None = None,
    ambiguous_within: float | None = None,
) -> ServiceRequest[answers.Resolution]:
    """Who or what a name means, best first; `type`, `birth_year` and `country` are evidence."""
    return _posted(
        "/v1/resolve",
        q=q,
        type=type,
        birth_year=birth_year,
        country=country,
        limit=limit,
        detail=detail,
        match_at=match_at,
        ambiguous_within=ambiguous_within,
    )


def resolve_batch(
    names: Sequence[str | Query], **options: Unpack[BatchOptions]
) -> ServiceRequest[answers.Batch]:
    """Who or what each of up to 1,000 names means, in one request."""
    return _posted("/v1/resolve/batch", names=list(names), **options)


def annotate(
    text: str, *, lang: str | None = None, format: Markup | None = None
) -> ServiceRequest[answers.AnnotatedText]:
    """The people, places and organisations that a text names."""
    return _posted("/v1/annotate", text=text, lang=lang, format=format)


def restyle(
    text: str, style: str, *, lang: str | None = None, format: Markup | None = None
) -> ServiceRequest[answers.Restyled]:
    """A text with its names in a house style."""
    return _posted("/v1/restyle", text=text, style=style, lang=lang, format=format)


def lint(
    text: str, style: str | None = None, *, lang: str | None = None, format: Markup | None = None
) -> ServiceRequest[answers.Linted]:
    """Findings in a text for a copy editor; without a style only names spelled in two ways."""
    return _posted("/v1/lint", text=text, style=style, lang=lang, format=format)


def compare(a: str, b: str, *, role: Role | None = None) -> ServiceRequest[answers.Comparison]:
    """How likely two names name one bearer; with a `role` both are one part of a name."""
    return _posted("/v1/compare", a=a, b=b, role=role)


def keys(
    q: str, *, within: Literal["all", "script", "lang"] | None = None, lang: str | None = None
) -> ServiceRequest[answers.Keys]:
    """The search keys of a name."""
    return _posted("/v1/keys", q=q, within=within, lang=lang)


def transliterate(
    text: str,
    scheme: str | None = None,
    *,
    on: date | None = None,
    reverse: bool | None = None,
    limit: int | None = None,
    repair: bool | None = None,
    unknown: Literal["unidecode", "error"] | None = None,
) -> ServiceRequest[answers.Transliteration]:
    """A text by a scheme; without one the text decides. `limit` goes with `reverse`."""
    return _transliterated(text, scheme, on, reverse, limit, repair, unknown)


def transliterate_many(
    texts: Sequence[str],
    scheme: str | None = None,
    *,
    on: date | None = None,
    reverse: bool | None = None,
    limit: int | None = None,
    repair: bool | None = None,
    unknown: Literal["unidecode", "error"] | None = None,
) -> ServiceRequest[answers.Transliterations]:
    """Up to 1,000 texts by a scheme, in one request; the answer has lists in their order."""
    return _transliterated(list(texts), scheme, on, reverse, limit, repair, unknown)


def _transliterated(
    text: str | list[str],
    scheme: str | None,
    on: date | None,
    reverse: bool | None,
    limit: int | None,
    repair: bool | None,
    unknown: str | None,
) -> ServiceRequest[Any]:
    return _posted(
        "/v1/transliterate",
        text=text,
        scheme=scheme,
        on=_day(on),
        reverse=reverse,
        limit=limit,
        repair=repair,
        unknown=unknown,
    )


def schemes(
    *, on: date | None = None, lang: Literal["be", "ru", "uk"] | None = None
) -> ServiceRequest[answers.Schemes]:
    """The romanisation systems there are, those in force on a day, or those for a language."""
    given = {"on": _day(on), "lang": lang}
    query = {name: value for name, value in given.items() if value is not None}
    return ServiceRequest("/v1/schemes", query=query)


def detect(text: str) -> ServiceRequest[answers.DetectedText]:
    """The language of a text."""
    return _posted("/v1/detect", text=text)


def inspect(text: str) -> ServiceRequest[answers.Inspection]:
    """The characters of a text that are not what they look like."""
    return _posted("/v1/inspect", text=text)


def origin(name: str) -> ServiceRequest[answers.Origin]:
    """By which language and scheme a name was spelt, part by part."""
    return _posted("/v1/origin", name=name)


def respell(
    name: str,
    source: str | None = None,
    target: Literal["be", "be-tarask", "ru", "uk"] | None = None,
    *,
    limit: int | None = None,
) -> ServiceRequest[answers.Respellings]:
    """A name in another language (Belarusian by default), surest first; `source` is guessed."""
    return _posted("/v1/respell", name=name, **{"from": source, "to": target}, limit=limit)


def card(
    name: str, *, source: str | None = None, on: date | None = None
) -> ServiceRequest[answers.Card]:
    """How a name is written in each language; `on` is the day of the passport."""
    return _posted("/v1/card", name=name, **{"from": source}, on=_day(on))


def identity(id: str) -> ServiceRequest[answers.ShownIdentity]:
    """One identity, by its id."""
    return ServiceRequest(f"/v1/identities/{quote(id, safe='')}")


def ready() -> ServiceRequest[answers.Readiness]:
    """Which registry is served."""
    return ServiceRequest("/readyz")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
