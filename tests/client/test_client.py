"""`namenorm.client`, both kinds of it, against the live server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from datetime import date
from typing import Any
from urllib.request import Request, urlopen

import pytest

from namenorm.client import AsyncClient, Client, Problem, requests
from namenorm.client.many import LARGEST, MOST
from namenorm.errors import InputError
from namenorm.faces.middleware.access import hashed
from tests.support.server import ask, running, started
from tests.support.waiting import PATIENCE

LUKASHENKA = "lukashenka-alaksandar"
TEXT = "Łukašenka’s aide flew from Minsk."
DAY = date(2009, 1, 1)


class Both:
    """Asks by either client, and gives what came."""

    def __init__(self, kind: str, address: str, **options: Any) -> None:
        self._kind, self._address, self._options = kind, address, options

    def __call__(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        if self._kind == "sync":
            with Client(self._address, **self._options) as client:
                found = getattr(client, verb)(*args, **kwargs)
                return list(found) if verb == "resolve_many" else found
        return asyncio.run(self._awaited(verb, args, kwargs))

    async def _awaited(self, verb: str, args: Any, kwargs: Any) -> Any:
        async with AsyncClient(self._address, **self._options) as client:
            found = getattr(client, verb)(*args, **kwargs)
            if verb == "resolve_many":
                return [row async for row in found]
            return await found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def both(kind: str, server: str) -> Both:
    return Both(kind, server)


def posted(address: str, path: str, body: Any) -> Any:
    """What the service answers to a request that no client made."""
    headers = {"Content-Type": "application/json"}
    asked = Request(address + path, json.dumps(body).encode(), headers)
    with urlopen(asked, timeout=PATIENCE) as response:
        return json.load(response)


# verb, arguments, options, path, what the service is sent (None: GET)
VERBS: list[tuple[str, tuple[Any, ...], dict[str, Any], str, Any]] = [
    ("resolve", ("Łukaszenka",), {}, "/v1/resolve", {"q": "Łukaszenka"}),
    (
        *("resolve", ("Васіль Шаранговіч",), {"birth_year": "1939", "type": "person", "limit": 1}),
        "/v1/resolve",
        {"q": "Васіль Шаранговіч", "birth_year": "1939", "type": "person", "limit": 1},
    ),
    (
        *("resolve_batch", (["Minsk", {"q": "Ян Чачот"}, ""],), {"detail": "brief"}),
        "/v1/resolve/batch",
        {"names": ["Minsk", {"q": "Ян Чачот"}, ""], "detail": "brief"},
    ),
    ("annotate", (TEXT,), {"lang": "en"}, "/v1/annotate", {"text": TEXT, "lang": "en"}),
    ("restyle", (TEXT, "en-press"), {}, "/v1/restyle", {"text": TEXT, "style": "en-press"}),
    ("lint", (TEXT,), {"format": "html"}, "/v1/lint", {"text": TEXT, "format": "html"}),
    (
        "compare",
        ("Łukašenka", "Lukashenko"),
        {},
        "/v1/compare",
        {"a": "Łukašenka", "b": "Lukashenko"},
    ),
    (
        *("compare", ("Ольга", "Вольга"), {"role": "given"}),
        "/v1/compare",
        {"a": "Ольга", "b": "Вольга", "role": "given"},
    ),
    ("keys", ("Minsk",), {"within": "script"}, "/v1/keys", {"q": "Minsk", "within": "script"}),
    ("transliterate", ("Мінск",), {}, "/v1/transliterate", {"text": "Мінск"}),
    (
        *("transliterate", ("Minsk", "be-lacinka"), {"reverse": True, "limit": 2}),
        "/v1/transliterate",
        {"text": "Minsk", "scheme": "be-lacinka", "reverse": True, "limit": 2},
    ),
    (
        *("transliterate_many", (["Мінск", "Гомель"], "be-national"), {"on": DAY}),
        "/v1/transliterate",
        {"text": ["Мінск", "Гомель"], "scheme": "be-national", "on": "2009-01-01"},
    ),
    ("schemes", (), {"lang": "uk", "on": DAY}, "/v1/schemes?lang=uk&on=2009-01-01", None),
    ("detect", (TEXT,), {}, "/v1/detect", {"text": TEXT}),
    ("inspect", ("Мiнск",), {}, "/v1/inspect", {"text": "Мiнск"}),
    ("origin", ("Tsikhanouskaya",), {}, "/v1/origin", {"name": "Tsikhanouskaya"}),
    (
        *("respell", ("Тихановская", "ru", "be-tarask"), {"limit": 1}),
        "/v1/respell",
        {"name": "Тихановская", "from": "ru", "to": "be-tarask", "limit": 1},
    ),
    ("card", ("Каўшоў",), {"on": DAY}, "/v1/card", {"name": "Каўшоў", "on": "2009-01-01"}),
    ("identity", ("minsk",), {}, "/v1/identities/minsk", None),
    ("ready", (), {}, "/readyz", None),
]


@pytest.mark.parametrize("case", VERBS, ids=lambda case: case[0])
def test_each_verb_gives_what_the_service_answers(both: Both, server: str, case: Any) -> None:
    verb, args, options, path, body = case
    expected = ask(server + path) if body is None else posted(server, path, body)
    assert both(verb, *args, **options) == expected


def test_every_endpoint_has_a_verb_in_both_clients(server: str) -> None:
    paths = {path for path in ask(f"{server}/openapi.json")["paths"] if path.startswith("/v1/")}
    asked = {path.partition("?")[0].replace("minsk", "{id_}") for *_, path, _ in VERBS}
    assert asked - {"/readyz"} == paths
    public = [
        {name for name in vars(kind) if not name.startswith("_")} for kind in (Client, AsyncClient)
    ]
    assert public[0] - {"close"} == public[1] - {"aclose"}
    assert public[0] - {"close", "send", "resolve_many"} == {verb for verb, *_ in VERBS}
    for verb, *_ in VERBS:
        assert getattr(Client, verb).__doc__ == getattr(requests, verb).__doc__


def test_the_language_picks_what_is_displayed(kind: str, server: str) -> None:
    found = Both(kind, server, language="be-Latn")("resolve", "Lukashenko", limit=1)
    assert found["matches"][0]["display"] == {"text": "Alaksandar Łukašenka", "lang": "be-Latn"}


REFUSED: list[tuple[str, tuple[Any, ...], dict[str, Any], int, str, str]] = [
    ("resolve", ("!!!",), {}, 400, "empty-name", "q"),
    ("resolve", ("а" * 301,), {}, 413, "name-too-long", "q"),
    ("resolve", ("Minsk \ud800",), {}, 400, "bad-text", "q"),
    ("resolve", ("Minsk",), {"limit": 0}, 422, "invalid-parameters", "limit"),
    ("transliterate", ("Мінск", "be-lacink"), {}, 422, "unknown-scheme", "scheme"),
    ("identity", ("a/b?c#d",), {}, 404, "", ""),
    ("identity", ("nobody",), {}, 404, "unknown-identity", ""),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[3]}-{case[4]}")
def test_a_problem_says_all_that_the_service_said(both: Both, case: Any) -> None:
    verb, args, options, status, type_, field = case
    with pytest.raises(Problem) as caught:
        both(verb, *args, **options)
    problem = caught.value
    assert problem.status == status and problem.title and problem.detail
    assert problem.type == (f"urn:namenorm:problem:{type_}" if type_ else "about:blank")
    assert problem.instance.startswith("/v1/")
    if field:
        assert problem.argument == field and problem.errors[field]
        assert str(problem.errors[field][0]) in str(problem)


def test_a_key_opens_and_a_limit_is_waited_for(kind: str) -> None:
    environ = {
        "NAMENORM_API_KEYS": f"desk:{hashed('secret')}",
        "NAMENORM_RATE_LIMIT": "3/second",
    }
    limited_for_long = {**environ, "NAMENORM_RATE_LIMIT": "3/hour"}
    with started(environ=environ) as (address, _):
        with pytest.raises(Problem) as caught:
            Both(kind, address)("resolve", "Minsk")
        assert caught.value.status == 401
        asks = Both(kind, address, key="secret", attempts=10)
        assert [asks("keys", "Minsk")["keys"] for _ in range(5)] == [["dsminsk"]] * 5
    with started(environ=limited_for_long) as (address, _):
        hasty = Both(kind, address, key="secret", longest_wait=0)
        with pytest.raises(Problem) as limited:
            for _ in range(4):
                hasty("keys", "Minsk")
        assert limited.value.status == 429 and limited.value.retry_after >= 1


def test_any_number_of_names_in_order_with_errors_by_row(both: Both) -> None:
    bad: dict[int, Any] = {0: "", 1_500: "а" * 301, 2_499: {"q": "Minsk", "country": "Narnia"}}
    names = [bad.get(n, f"Łukaszenka {n}") for n in range(2_500)]
    found = both("resolve_many", names, detail="brief", limit=1)
    assert [row["query"] for row in found] == [
        name["q"] if isinstance(name, dict) else name for name in names
    ]
    errors = {n: row["error"]["status"] for n, row in enumerate(found) if "error" in row}
    assert errors == {0: 400, 1_500: 413, 2_499: 422}


def test_names_that_are_too_large_are_rows_too(both: Both) -> None:
    names = ["Minsk", "а" * 2_000_000, "Łukaszenka", *["б" * LARGEST] * 3, "б" * (LARGEST // 2 - 3)]
    found = both("resolve_many", names)
    assert ["error" in row for row in found] == [False, True, False, True, True, True, True]
    assert {row["error"]["status"] for row in found if "error" in row} == {413}


def test_names_are_taken_as_they_are_answered(server: str) -> None:
    taken = 0

    def names() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "Minsk"

    with Client(server) as client:
        assert next(client.resolve_many(names(), detail="brief"))["query"] == "Minsk"
        assert taken == MOST + 1

    async def asked() -> None:
        async def more() -> AsyncIterator[str]:
            for name in names():
                yield name

        async with AsyncClient(server) as client:
            rows = client.resolve_many(more(), detail="brief")
            assert (await anext(rows))["query"] == "Minsk"
            await rows.aclose()

    taken = 0
    asyncio.run(asked())
    assert taken == MOST + 1


def test_a_name_that_is_no_json_is_told(both: Both) -> None:
    with pytest.raises(InputError, match="JSON"):
        both("resolve_many", [object()])
    with pytest.raises(InputError, match="JSON"):
        both("resolve", "Minsk", match_at=float("nan"))
