"""Pages of other origins: those of NAMENORM_CORS_ORIGINS may read every answer, others none."""

from __future__ import annotations

import socket

import pytest
from flask.testing import FlaskClient

from namenorm.faces.api import create_app
from namenorm.faces.middleware.access import hashed
from namenorm.faces.settings import Settings
from tests.support.server import started
from tests.support.waiting import PATIENCE

PAGE = "https://cms.example.org"
KEYS = (("desk", hashed("secret")),)


def shared(*origins: str, **settings: object) -> FlaskClient:
    return create_app(Settings(cors_origins=origins, **settings)).test_client()  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/openapi.json", "/v1/keys?q=Minsk", "/v1/keys?q=", "/nothing"])
def test_a_page_of_an_origin_that_is_set_may_read_every_answer(path: str) -> None:
    client = shared(PAGE, "https://other.example.org")
    for _ in range(2):  # the second time from memory
        told = client.get(path, headers={"Origin": PAGE}).headers
        assert told.getlist("Access-Control-Allow-Origin") == [PAGE]
        assert "Retry-After" in told["Access-Control-Expose-Headers"]
        assert "Origin" in ", ".join(told.getlist("Vary"))
        for headers in ({}, {"Origin": "https://evil.example.org"}, {"Origin": "null"}):
            told = client.get(path, headers=headers).headers
            assert "Access-Control-Allow-Origin" not in told
            assert "Origin" in ", ".join(told.getlist("Vary"))
        assert (
            "Access-Control-Allow-Origin"
            not in shared().get(path, headers={"Origin": PAGE}).headers
        )
        every = shared("*").get(path, headers={"Origin": "https://any.example.org"}).headers
        assert every.getlist("Access-Control-Allow-Origin") == ["*"]


def test_a_page_may_read_why_it_is_refused() -> None:
    client = shared(PAGE, api_keys=KEYS, rate_limit="1/hour")
    found = client.get("/v1/keys?q=Minsk", headers={"Origin": PAGE})
    assert found.status_code == 401
    assert found.headers["Access-Control-Allow-Origin"] == PAGE
    key = {"Origin": PAGE, "Authorization": "Bearer secret"}
    assert client.get("/v1/keys?q=Minsk", headers=key).status_code == 200
    limited = client.get("/v1/keys?q=Minsk", headers=key)
    assert limited.status_code == 429 and limited.headers["Retry-After"]
    assert limited.headers["Access-Control-Allow-Origin"] == PAGE


def test_a_browser_asks_before_and_is_told() -> None:
    client = shared(PAGE, api_keys=KEYS)
    asked = {
        "Origin": PAGE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    told = client.options("/v1/resolve", headers=asked)
    assert told.status_code == 204 and not told.data
    assert told.headers["Access-Control-Allow-Origin"] == PAGE
    assert "POST" in told.headers["Access-Control-Allow-Methods"]
    allowed = told.headers["Access-Control-Allow-Headers"]
    assert {"Accept-Language", "Authorization", "Content-Type"} <= set(allowed.split(", "))
    told = client.options("/v1/resolve", headers={**asked, "Origin": "https://evil.example.org"})
    assert not [name for name, _ in told.headers if name.startswith("Access-Control")]


def test_reconciliation_stays_open_to_all_pages() -> None:
    for client in (shared(), shared(PAGE), shared("*")):
        told = client.get("/reconcile", headers={"Origin": "https://any.example.org"}).headers
        assert told.getlist("Access-Control-Allow-Origin") == ["*"]


def test_a_page_may_read_what_the_server_itself_refuses() -> None:
    environ = {"NAMENORM_CORS_ORIGINS": PAGE, "NAMENORM_BODY_TIMEOUT": "1"}
    with started(environ=environ) as (address, _):
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as slow:
            slow.sendall(
                b"POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                b"Content-Length: 9\r\nOrigin: " + PAGE.encode() + b"\r\n\r\n{"
            )
            told = slow.recv(4096).decode()
    assert " 408 " in told.splitlines()[0]
    assert f"access-control-allow-origin: {PAGE}" in told.lower()
