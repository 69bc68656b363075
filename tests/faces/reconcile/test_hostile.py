"""Whatever is sent, the service answers or refuses: no failure of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from namenorm.faces.api import create_app
from namenorm.faces.reconcile.vocabulary import PROPERTIES
from namenorm.faces.settings import Settings
from namenorm.registry import Registry
from tests.faces.reconcile.contract import check_new, check_old

ADDRESSES = [
    "",
    "/suggest/entity",
    "/suggest/property",
    "/suggest/type",
    "/preview",
    "/extend/propose",
    "/flyout/entity",
    "/flyout/type",
    "/flyout/property",
    "/1.0-draft",
    "/1.0-draft/reconcile",
    "/1.0-draft/extend",
    "/1.0-draft/suggest/entity",
    "/be-Latn",
]
PEOPLE = [
    {"id": f"p-{n}", "type": "person", "names": [{"text": name, "lang": "be"}]}
    for n, name in enumerate(["Ян Чачот", "Святлана Ціханоўская", "Іван Іваноў", "Іван Іваноў"])
]
BENT = [
    *("", " ", "\0", "\ud800", "\u202eянаЧ", "я͖̗̘̙́̚" * 20, "𝕴van", "Ⅳ", "İ", "ǅ", "ß", "\ufeff"),
    *("Іваноў", "ivanov", "p-1", "Ян.Чачот", "...", "—", "А. А.", "'", "”", "1e999", "{{7*7}}"),
    *("x" * 301, "а б " * 70, "<script>", "%00", "\r\nSet-Cookie: a=b", "9" * 400, "١٩٨٢"),
]
TEXTS = st.one_of(st.sampled_from(BENT), st.text(max_size=40))
NUMBERS = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.just(1e308))
SCALARS = st.one_of(TEXTS, NUMBERS, st.booleans(), st.none())
WORDS = st.sampled_from(
    [
        *("query", "type", "limit", "properties", "type_strict", "pid", "v", "id", "name", "ids"),
        *("conditions", "matchType", "propertyId", "propertyValue", "required", "lang"),
    ]
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | TEXTS, inner, max_size=4),
    max_leaves=12,
)
KNOWN = st.sampled_from([*PROPERTIES, "uid"])
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=7), st.fixed_dictionaries({"id": SCALARS}))
OLD_QUERY = st.fixed_dictionaries(
    {},
    optional={
        "query": TEXTS | ANYTHING,
        "type": st.sampled_from(["person", "place", ["person", "place"]]) | ANYTHING,
        "type_strict": st.sampled_from(["any", "all", "should"]) | ANYTHING,
        "limit": st.integers(-1, 200) | NUMBERS | ANYTHING,
        "properties": st.lists(st.fixed_dictionaries({"pid": KNOWN, "v": VALUES}), max_size=3)
        | ANYTHING,
    },
)
CONDITION = st.fixed_dictionaries(
    {"matchType": st.sampled_from(["name", "id", "property"]), "propertyValue": VALUES},
    optional={
        "propertyId": KNOWN,
        "required": st.booleans(),
        "matchQuantifier": st.sampled_from(["any", "all", "none"]),
        "matchQualifier": TEXTS,
    },
)
NEW_QUERY = st.fixed_dictionaries(
    {"conditions": st.lists(CONDITION | ANYTHING, max_size=4) | ANYTHING},
    optional={"type": st.just("person") | ANYTHING, "limit": NUMBERS},
)
MANY = settings(
    max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    registry = Registry.from_records(PEOPLE)
    return create_app(Settings(max_body=50_000), registry=registry).test_client()


def told(response: TestResponse) -> None:
    """Answered, or refused with a problem that says nothing of the inside."""
    assert response.status_code < 500, response.text
    if response.status_code >= 400:
        assert response.mimetype == "application/problem+json"
        assert response.json["detail"]
    assert "Traceback" not in response.text and 'File "' not in response.text


def test_batches(client: FlaskClient) -> None:
    answered: list[int] = []

    @MANY
    @given(st.dictionaries(TEXTS, ANYTHING | OLD_QUERY, max_size=4) | ANYTHING)
    def batches(batch: Any) -> None:
        response = client.post("/reconcile", data={"queries": json.dumps(batch)})
        told(response)
        if response.status_code == 200:
            check_old(response.json)
            assert len(response.json) == len(batch)
            answered.append(len(batch))

    batches()
    assert sum(answered) > 50


def test_batches_of_the_draft(client: FlaskClient) -> None:
    answered: list[int] = []

    @MANY
    @given(st.lists(NEW_QUERY | ANYTHING, max_size=4) | ANYTHING)
    def batches(batch: Any) -> None:
        response = client.post("/reconcile/1.0-draft/reconcile", json={"queries": batch})
        told(response)
        if response.status_code == 200:
            check_new(response.json)
            assert len(response.json["results"]) == len(batch)
            answered.append(len(batch))

    batches()
    assert sum(answered) > 50


@MANY
@given(
    st.fixed_dictionaries(
        {"ids": st.lists(TEXTS, max_size=3) | ANYTHING},
        optional={"properties": st.lists(st.fixed_dictionaries({"id": KNOWN})) | ANYTHING},
    )
    | ANYTHING
)
def test_extensions(client: FlaskClient, query: Any) -> None:
    told(client.post("/reconcile", data={"extend": json.dumps(query)}))
    told(client.post("/reconcile/1.0-draft/extend", json=query))


@MANY
@given(
    st.sampled_from(ADDRESSES),
    st.dictionaries(
        st.sampled_from(["prefix", "cursor", "id", "type", "limit", "callback", "queries"]) | TEXTS,
        TEXTS.filter(lambda text: "\ud800" not in text),
        max_size=4,
    ),
)
def test_parameters(client: FlaskClient, address: str, given: dict[str, str]) -> None:
    given = {name.replace("\ud800", ""): value for name, value in given.items()}
    told(client.get(f"/reconcile{address}", query_string=given))


@MANY
@given(
    st.sampled_from(ADDRESSES),
    st.sampled_from(["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"]),
    st.binary(max_size=200),
    st.sampled_from(["queries=", "extend=", "prefix=", "id=", "&" * 60, "callback=", ""]),
    st.sampled_from(["application/x-www-form-urlencoded", "application/json", "text/plain", ""]),
    st.binary(max_size=30),
)
@example("", "POST", b"queries=" + b"[" * 40_000, "", "application/x-www-form-urlencoded", b"a")
@example("/1.0-draft/reconcile", "POST", b'{"a":' * 9_000, "", "application/json", b"[")
@example("", "POST", b"x" * 60_000, "", "application/x-www-form-urlencoded", b"a:b:c")
def test_bytes(
    client: FlaskClient, address: str, method: str, raw: bytes, start: str, kind: str, host: bytes
) -> None:
    response = client.open(
        f"/reconcile{address}",
        method=method,
        data=start.encode() + raw,
        content_type=kind,
        environ_overrides={
            "QUERY_STRING": start + raw[:100].decode("latin-1"),
            "HTTP_HOST": host.decode("latin-1"),
            "HTTP_ACCEPT_LANGUAGE": raw[:30].decode("latin-1"),
        },
    )
    assert response.status_code < 500, response.text
