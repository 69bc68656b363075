"""What is tried again, and what becomes of answers that are none: a transport of the test says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from namenorm.client import AsyncClient, BrokenAnswer, Client, ClientError, Problem, Unreachable
from namenorm.errors import InputError, NamenormError

ADDRESS = "https://names.example.org/under/here"
KEYS = {"q": "Minsk", "keys": ["mnsk"]}
OK = httpx.Response(200, json=KEYS)
NOW = {"Retry-After": "0"}
PAST = {"Retry-After": format_datetime(datetime(2020, 1, 1, tzinfo=UTC))}
Outcome = httpx.Response | type[httpx.HTTPError]


def outcome(kind: str, outcomes: list[Outcome], **options: Any) -> tuple[Any, list[httpx.Request]]:
    """What asking for keys comes to where the service does this and then that, and what it saw."""
    seen: list[httpx.Request] = []

    def do(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        now = outcomes[min(len(seen), len(outcomes)) - 1]
        if isinstance(now, type):
            raise now("it broke")
        return httpx.Response(now.status_code, headers=now.headers, content=now.content)

    transport = httpx.MockTransport(do)
    try:
        if kind == "sync":
            with Client(ADDRESS, transport=transport, **options) as client:
                return client.keys("Minsk"), seen
        return asyncio.run(_awaited(transport, options)), seen
    except NamenormError as error:
        return error, seen


async def _awaited(transport: httpx.MockTransport, options: dict[str, Any]) -> Any:
    async with AsyncClient(ADDRESS, transport=transport, **options) as client:
        return await client.keys("Minsk")


@pytest.fixture(params=["sync", "async"])
def asked(request: pytest.FixtureRequest) -> Callable[..., tuple[Any, list[httpx.Request]]]:
    return lambda outcomes, **options: outcome(request.param, outcomes, **options)


@pytest.mark.parametrize(
    "passing",
    [
        *(httpx.Response(status, headers=NOW) for status in (408, 429, 502, 503, 504)),
        httpx.Response(503, headers=PAST),
        httpx.Response(503, headers={"Retry-After": "soon"}),
        *(httpx.ConnectError, httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError),
    ],
    ids=str,
)
def test_what_passes_is_tried_again(asked: Any, passing: Outcome) -> None:
    found, seen = asked([passing, OK])
    assert found == KEYS and len(seen) == 2
    assert seen[0].content == seen[1].content == b'{"q":"Minsk"}'


@pytest.mark.parametrize("status", [400, 401, 404, 406, 413, 415, 422, 500])
def test_what_does_not_pass_is_not(asked: Any, status: int) -> None:
    found, seen = asked([httpx.Response(status, headers=NOW), OK])
    assert isinstance(found, Problem) and found.status == status and len(seen) == 1


def test_attempts_and_waits_are_bounded(asked: Any) -> None:
    found, seen = asked([httpx.Response(503, headers=NOW)], attempts=3)
    assert found.status == 503 and len(seen) == 3
    found, seen = asked([httpx.ConnectError], attempts=1)
    assert isinstance(found, Unreachable) and "it broke" in str(found) and len(seen) == 1
    found, seen = asked([httpx.Response(429, headers={"Retry-After": "61"}), OK])
    assert found.status == 429 and found.retry_after == 61 and len(seen) == 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, html="<p>Welcome</p>"),
        httpx.Response(200, json=[]),
        httpx.Response(200, content=b"{", headers={"Content-Type": "application/json"}),
        httpx.Response(204),
        httpx.Response(302, headers={"Location": "https://elsewhere.example.org/"}),
    ],
    ids=lambda answer: f"{answer.status_code}-{answer.content[:4]!r}",
)
def test_an_answer_of_somebody_else_is_told(asked: Any, answer: httpx.Response) -> None:
    found, seen = asked([answer])
    assert isinstance(found, BrokenAnswer) and len(seen) == 1


def test_a_failure_of_somebody_between_is_a_problem_without_details(asked: Any) -> None:
    found, _ = asked([httpx.Response(500, html="<h1>nginx</h1>")])
    assert (found.status, found.title, found.detail) == (500, "Internal Server Error", "")
    assert str(found) == "Internal Server Error"


def test_what_is_sent(asked: Any) -> None:
    _, (request,) = asked([OK], key="secret", language="be-Latn")
    assert request.method == "POST" and str(request.url) == f"{ADDRESS}/v1/keys"
    assert request.headers["Authorization"] == "Bearer secret"
    assert request.headers["Accept-Language"] == "be-Latn"
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["User-Agent"].startswith("namenorm/")
    _, (request,) = asked([OK])
    assert "Authorization" not in request.headers and "Accept-Language" not in request.headers


@pytest.mark.parametrize(
    ("address", "options", "argument"),
    [
        ("names.example.org", {}, "address"),
        ("ftp://names.example.org", {}, "address"),
        ("https://", {}, "address"),
        ("https://names.example.org:port", {}, "address"),
        (ADDRESS, {"key": "ключ"}, "key"),
        (ADDRESS, {"key": "a\r\nX: y"}, "key"),
        (ADDRESS, {"language": "be\n"}, "language"),
        (ADDRESS, {"attempts": 0}, "attempts"),
    ],
)
def test_what_cannot_be_used_is_told_at_once(address: str, options: Any, argument: str) -> None:
    for kind in (Client, AsyncClient):
        with pytest.raises(InputError) as caught:
            kind(address, **options)
        assert caught.value.argument == argument


def test_all_failures_are_of_the_house() -> None:
    assert {kind.__base__ for kind in (Problem, Unreachable, BrokenAnswer)} == {ClientError}
    assert issubclass(ClientError, NamenormError)
