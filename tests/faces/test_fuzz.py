"""Bad input, made by hypothesis, against the live server: refused, and never a fault of ours.

Every endpoint of the OpenAPI document is asked. `FUZZ_EXAMPLES=4000` asks ten times as much. How
soon a request is refused is measured by `benchmarks.http`.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.paths import ROOT
from tests.support.refused import REFUSED
from tests.support.server import ask, running
from tests.support.waiting import PATIENCE

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "400"))
ENOUGH = 10_000
FIELDS = ("q", "name", "names", "text", "a", "b", "limit", "scheme", "on", "from", "to", "reverse")
FOLDER = str(ROOT).encode()

ODD = st.sampled_from(
    [
        "\x00",
        "Łuka\x00šenka",
        "\u202eвокша\u202c",
        "\u2066a\u2069",
        "Z\u0351\u036b\u0343a\u0327\u0315l" + "\u0301" * 280,
        "\ufeff",
        "\U0001f600",
        "\ufdfa" * 20,
        "а" * 300,
        "-" * 300,
        " ".join("а" * 150),
        "İ" * 100,
        "1e309",
        "../../etc/passwd",
        "<script>",
    ]
)
TEXTS = st.one_of(st.text(max_size=320), ODD)
VALUES = st.recursive(
    st.one_of(
        TEXTS,
        st.none(),
        st.booleans(),
        st.integers(-(10**30), 10**30),
        st.floats(allow_nan=True, allow_infinity=True),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4)
    ),
    max_leaves=12,
)
BODIES = st.one_of(
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=5).map(
        lambda value: json.dumps(value).encode()  # NaN and Infinity as Python writes them
    ),
    VALUES.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=200),
    st.text(max_size=50).map(lambda text: f'{{"q": "{text}"}}'.encode("utf-8", "surrogatepass")),
)
TYPES = st.sampled_from(
    ["application/json"] * 6
    + [
        "application/x-ndjson",
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/json; charset=x",
        "application/json; charset=utf-16",
        "\xff",
        "",
    ]
)
CODINGS = st.sampled_from([""] * 6 + ["gzip", "br", "deflate, gzip", "identity", "\xff"])
RESTS = st.sampled_from(["", "&q=%FF", "&%00=1", "&q=a&q=b", "&q=%ED%A0%80", "&&&=", "&limit=1e99"])
FUZZ = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


class Asker:
    """A client that checks each answer, and counts them; the endpoints are the document's."""

    def __init__(self, address: str) -> None:
        self.place = urlsplit(address).netloc
        paths = ask(f"{address}/openapi.json")["paths"]
        self.got = [path for path, verbs in paths.items() if "get" in verbs]
        self.posted = [path for path, verbs in paths.items() if "post" in verbs]
        self.statuses: Counter[int] = Counter()

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str = "", coding: str = ""
    ) -> int:
        """The status of an answer that holds to what each answer holds to."""
        connection = http.client.HTTPConnection(self.place, timeout=PATIENCE)
        headers = {"Content-Type": kind, "Content-Encoding": coding}
        sent = {name: value for name, value in headers.items() if value}
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            told, data = response.headers.get("Content-Type", ""), response.read()
        finally:
            connection.close()
        self.statuses[response.status] += 1
        held(response.status, told, data)
        return response.status


@pytest.fixture(scope="module")
def asker() -> Iterator[Asker]:
    with running() as address:
        yield Asker(address)


def held(status: int, kind: str, body: bytes) -> None:
    """What each answer keeps to."""
    assert status < 500, body
    assert b"Traceback" not in body and b"site-packages" not in body and FOLDER not in body
    if status >= 400:
        assert kind == "application/problem+json"
        problem = json.loads(body)
        assert {"type", "title", "status", "detail", "instance"} <= set(problem)
        assert problem["status"] == status


def filled(path: str, text: str) -> str:
    """A path of the document with `text` for its parameters."""
    return re.sub(r"\{[^}]*\}", lambda _: quote(text, safe="", errors="surrogatepass"), path)


def test_ten_thousand_hostile_requests_to_all_endpoints(asker: Asker) -> None:
    @FUZZ
    @given(body=BODIES, kind=TYPES, coding=CODINGS)
    def bodies(body: bytes, kind: str, coding: str) -> None:
        for path in asker.posted:
            asker.ask("POST", filled(path, "a"), body, kind, coding)

    @FUZZ
    @given(
        asked=st.dictionaries(st.sampled_from(FIELDS), TEXTS, max_size=4), rest=RESTS, text=TEXTS
    )
    def queries(asked: dict[str, str], rest: str, text: str) -> None:
        said = "&".join(f"{name}={quote(v, errors='surrogatepass')}" for name, v in asked.items())
        for path in asker.got:
            asker.ask("GET", f"{filled(path, text)}?{said}{rest}")

    @FUZZ
    @given(path=st.text(max_size=40))
    def paths(path: str) -> None:
        asker.ask("GET", "/" + quote(path, errors="surrogatepass"))

    assert {"/v1/resolve", "/v1/resolve/batch"} <= set(asker.posted)
    before = asker.statuses.copy()
    bodies()
    queries()
    paths()
    statuses = asker.statuses - before
    assert statuses.total() >= ENOUGH
    assert {200, 400, 404, 415, 422} <= set(statuses)


KEYS = b" /v1/keys?q=a HTTP/1.1\r\nHost: x\r\n"
POSTED = b"POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
RAW = [  # granian leaves out a header whose value is not ASCII
    (b"GET" + KEYS + b"X-A: \xff\xfe\r\n\r\n", 200),
    (b"GET" + KEYS + b"Accept-Language: \xd0\xff, ;q=, en;q=9\r\n\r\n", 200),
    (b"GET" + KEYS + b"Accept: ;;q=a\r\n\r\n", 406),
    (b"GET" + KEYS + b"If-None-Match: \xd0\x9c, W/\r\n\r\n", 200),
    (b"GET" + KEYS + b"Authorization: Bearer \xd0\x9c\r\n\r\n", 200),
    (b"GET" + KEYS + b"X-Request-Id: a b<script>\r\n\r\n", 200),
    (b"GET" + KEYS + b"Content-Length: 99999999\r\n\r\n", 200),
    (b"GET /v1/keys?q=\xd0\x9c HTTP/1.1\r\nHost: x\r\n\r\n", 200),
    (b"GET /v1/keys?q=\xff HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    (b"GET /v1/keys?q=" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 413),
    (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    (b"HEAD" + KEYS + b"\r\n", 200),
    (b"OPTIONS" + KEYS + b"\r\n", 200),
    (b"TRACE" + KEYS + b"\r\n", 405),
    (b"BREW" + KEYS + b"\r\n", 405),
    (POSTED + b"Content-Length: abc\r\n\r\n{}", 400),
    (POSTED + b"Content-Length: -1\r\n\r\n{}", 400),
    (POSTED + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
    (POSTED + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 415),
    (
        b"POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Type: \xff\r\nContent-Length: 2\r\n\r\n{}",
        415,
    ),
]


@pytest.mark.parametrize(("sent", "status"), RAW, ids=lambda value: str(value)[-60:])
def test_bytes_that_no_client_library_would_send(asker: Asker, sent: bytes, status: int) -> None:
    host, _, port = asker.place.partition(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
        connection.sendall(sent)
        assert connection.recv(100).split(b" ")[1] == str(status).encode()


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_no_endpoint_takes_is_refused_by_all(asker: Asker, body: bytes) -> None:
    for path in asker.posted:
        assert 400 <= asker.ask("POST", filled(path, "a"), body, "application/json") < 500, path
