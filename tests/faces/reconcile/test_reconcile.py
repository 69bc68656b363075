"""The Reconciliation Service API: what is asked in both versions, and what comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import namenorm
from namenorm.faces.api import create_app
from namenorm.faces.reconcile.bounds import BATCH, EFFORT, LEAST, PAGE, VALUES
from namenorm.faces.reconcile.vocabulary import PROPERTIES
from namenorm.faces.settings import Settings
from namenorm.registry import Registry
from tests.faces.reconcile.contract import check_new, check_old

OLD, NEW = "/reconcile", "/reconcile/1.0-draft"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings()).test_client()


def old(client: FlaskClient, root: str = OLD, **queries: Any) -> dict[str, Any]:
    """The answer to a batch of 0.2."""
    response = client.post(root, data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    check_old(response.json)
    return response.json


def new(client: FlaskClient, *queries: Any, root: str = NEW) -> list[dict[str, Any]]:
    """The answers to a batch of 1.0-draft."""
    response = client.post(f"{root}/reconcile", json={"queries": queries})
    assert response.status_code == 200, response.text
    check_new(response.json)
    return response.json["results"]


def named(value: Any, *more: Any, **rest: Any) -> dict[str, Any]:
    """A query of 1.0-draft for a name."""
    return {"conditions": [{"matchType": "name", "propertyValue": value}, *more], **rest}


def having(id: str, value: Any, **rest: Any) -> dict[str, Any]:
    """A condition on a property."""
    return {"matchType": "property", "propertyId": id, "propertyValue": value, **rest}


def problem(response: TestResponse, status: int, told: str = "") -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    assert told in response.text
    return response.json


# What the service says of itself


def test_the_manifests(client: FlaskClient) -> None:
    found = client.get(OLD).json
    assert found["versions"] == ["0.2"] and found["batchSize"] == BATCH
    assert found["view"]["url"] == "http://localhost/reconcile/preview?id={{id}}"
    assert [one["id"] for one in found["defaultTypes"]] == ["person", "place", "organisation"]
    assert client.get(f"{OLD}/").json == found
    found = client.get(NEW).json
    assert found["versions"] == ["1.0-draft"] and found["standardizedScore"] is True
    assert found["view"]["url"] == "http://localhost/reconcile/1.0-draft/preview?id={id}"


def test_what_stands_around_a_name_is_read(client: FlaskClient) -> None:
    text = "Пинск, Брестская область"
    for found in (
        old(client, q={"query": text})["q"]["result"],
        new(client, named(text))[0]["candidates"],
    ):
        assert found[0]["id"] == "pinsk" and found[0]["match"]


def test_the_addresses_of_the_manifest_answer(client: FlaskClient) -> None:
    found = client.get("/reconcile/en").json
    assert set(found["suggest"]) == {"entity", "property", "type"}
    for service in found["suggest"].values():
        assert service["service_url"] == "http://localhost/reconcile/en"
        typed = {"prefix": "per"}
        assert client.get("/reconcile/en" + service["service_path"], query_string=typed).json
    flyout = found["suggest"]["entity"]["flyout_service_path"].replace("${id}", "minsk")
    assert client.get("/reconcile/en" + flyout).json["id"] == "minsk"
    assert client.get(found["preview"]["url"].replace("{{id}}", "minsk")).mimetype == "text/html"
    proposing = found["extend"]["propose_properties"]
    assert client.get(proposing["service_url"] + proposing["service_path"]).json["properties"]


@pytest.mark.parametrize("host", ["[", 'a"<b>', "ex ample", ""])
def test_the_manifest_has_no_addresses_without_a_host(client: FlaskClient, host: str) -> None:
    problem(client.get(OLD, environ_overrides={"HTTP_HOST": host}), 400, "no host")


@pytest.mark.parametrize("address", [OLD, NEW, f"{OLD}/suggest/entity?prefix=m", f"{NEW}/preview"])
def test_pages_of_other_sites_may_ask(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Access-Control-Allow-Origin"] == "*"
    allowed = client.options(address).headers
    assert "GET" in allowed["Access-Control-Allow-Methods"]
    assert "Content-Type" in allowed["Access-Control-Allow-Headers"]


# Queries


@pytest.mark.parametrize(
    "name",
    ["Tsikhanouskaya", "Тихановская Светлана", "Swiatłana Cichanouska", "ЦІХАНОЎСКАЯ С. Г."],
)
def test_a_name_in_both_versions(client: FlaskClient, name: str) -> None:
    resolved = namenorm.resolve(name)
    assert resolved.decision == "match"
    was = old(client, q0={"query": name})["q0"]["result"]
    now = new(client, named(name))[0]["candidates"]
    assert was == now
    assert [one["id"] for one in now] == [match.identity.id for match in resolved.matches]
    assert [one["match"] for one in now] == [True] + [False] * (len(now) - 1)
    for one, match in zip(now, resolved.matches, strict=True):
        assert one["score"] == round(100 * match.score, 2)
        weights = [round(part.weight, 2) for part in match.explanation.parts]
        assert [feature["value"] for feature in one["features"]] == weights


@pytest.mark.parametrize("name", ["Васіль Шаранговіч", "Ivanov", "Qqqzzxw"])
def test_without_a_decision_nothing_matches(client: FlaskClient, name: str) -> None:
    assert namenorm.resolve(name).decision != "match"
    assert not any(one["match"] for one in old(client, q=dict(query=name))["q"]["result"])


def test_a_get_asks_the_same(client: FlaskClient) -> None:
    queries = json.dumps({"q0": {"query": "Мінск", "limit": 1}})
    got = client.get(OLD, query_string={"queries": queries}).json
    assert got == client.post(OLD, data={"queries": queries}).json
    assert got["q0"]["result"][0]["id"] == "minsk"


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        ([{"pid": "born", "v": 1939}], "saranhovic-vasil-artist"),
        ([{"pid": "born", "v": "1897"}], "saranhovic-vasil"),
        ([{"pid": "born", "v": "1897-03-04T00:00:00Z"}], "saranhovic-vasil"),
        ([{"pid": "born", "v": 1897.0}], "saranhovic-vasil"),
        ([{"pid": "born", "v": ["1897", 1700]}], "saranhovic-vasil"),  # the one that fits counts
        ([{"pid": "born", "v": "1939"}, {"pid": "country", "v": "BY"}], "saranhovic-vasil-artist"),
        ([{"pid": "born", "v": "1939"}, {"pid": "country", "v": " "}], "saranhovic-vasil-artist"),
        ([{"pid": "country", "v": "Belarus"}], None),  # both are of Belarus
        ([{"pid": "country", "v": {"id": "minsk", "name": "Менск"}}], None),
    ],
)
def test_a_year_of_birth_and_a_country_are_evidence(
    client: FlaskClient, properties: list[Any], found: str | None
) -> None:
    query = {"query": "Васіль Шаранговіч", "properties": properties}
    result = old(client, q=query)["q"]["result"]
    assert [one["id"] for one in result if one["match"]] == ([found] if found else [])
    conditions = [having(one["pid"], one["v"]) for one in properties]
    assert new(client, named("Васіль Шаранговіч", *conditions))[0]["candidates"] == result


def test_evidence_is_a_feature(client: FlaskClient) -> None:
    query = {"query": "Лукашэнка", "properties": [{"pid": "country", "v": "Рэспубліка Беларусь"}]}
    best = old(client, q=query)["q"]["result"][0]
    assert {"id": "country", "name": "BY = BY (same country)"}.items() <= best["features"][
        -1
    ].items()


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        (having("born", 1939, required=True), ["saranhovic-vasil-artist"]),
        (
            having("born", [1939, "1897"], required=True),
            ["saranhovic-vasil-artist", "saranhovic-vasil"],
        ),
        (having("born", [1939, 1897], required=True, matchQuantifier="all"), []),
        (having("born", 1939, required=True, matchQuantifier="none"), ["saranhovic-vasil"]),
        (having("be", "васіль шаранговіч", required=True, matchQuantifier="none"), []),
        (having("wikidata", "Q1", required=True), []),
    ],
)
def test_a_requirement_leaves_out_who_does_not_meet_it(
    client: FlaskClient, condition: Any, ids: list[str]
) -> None:
    found = new(client, named("Васіль Шаранговіч", condition, limit=2))[0]["candidates"]
    assert {one["id"] for one in found if one["name"] == "Васіль Шаранговіч"} == set(ids)


def test_a_requirement_is_evidence_too(client: FlaskClient) -> None:
    condition = having("born", 1939, required=True)
    (found,) = new(client, named("Васіль Шаранговіч", condition))[0]["candidates"]
    assert (found["id"], found["match"]) == ("saranhovic-vasil-artist", True)


@pytest.mark.parametrize(
    ("type", "types"),
    [
        ("place", {"place"}),
        (["place"], {"place"}),
        (["place", "organisation"], {"place", "organisation"}),
        ("", {"person", "place", "organisation"}),
        ([], {"person", "place", "organisation"}),
    ],
)
def test_types(client: FlaskClient, type: Any, types: set[str]) -> None:
    found = old(client, q={"query": "Minsk", "type": type, "limit": 20})["q"]["result"]
    assert {one["type"][0]["id"] for one in found} <= types
    assert found[0]["id"] == "minsk"


def test_one_identity_has_not_two_types(client: FlaskClient) -> None:
    query = {"query": "Minsk", "type": ["place", "person"], "type_strict": "all"}
    assert old(client, q=query)["q"]["result"] == []


def test_an_identifier_is_found_by_itself(client: FlaskClient) -> None:
    best = old(client, q={"query": "cichanouskaja-sviatlana"})["q"]["result"][0]
    assert (best["id"], best["score"]) == ("cichanouskaja-sviatlana", 100)
    asked = {"matchType": "id", "propertyValue": ["minsk", "nobody"]}
    (found,) = new(client, {"conditions": [asked]})[0]["candidates"]
    assert (found["id"], found["match"]) == ("minsk", True)


def test_an_identifier_may_be_a_number() -> None:
    names = [{"text": "Ян Чачот", "lang": "be"}]
    registry = Registry.from_records([{"id": "17", "type": "person", "names": names}])
    client = create_app(Settings(), registry=registry).test_client()
    found = old(client, id={"query": "17"}, other={"query": "18"}, name={"query": "Ян Чачот"})
    assert [one["id"] for one in found["id"]["result"]] == ["17"]
    assert "holds no letter" in found["other"]["error"]["detail"]
    assert found["name"]["result"][0]["match"]


def test_limits(client: FlaskClient) -> None:
    queries = {f"q{n}": {"query": "Радзівіл", "limit": n} for n in (1, 3, 1000)}
    sizes = {key: len(one["result"]) for key, one in old(client, **queries).items()}
    assert sizes["q1"] == 1 and sizes["q3"] == 3 and sizes["q1000"] <= 100


@pytest.mark.parametrize("root", ["/reconcile/be-Latn", "/reconcile/be-Latn/"])
def test_names_are_shown_in_the_language_of_the_address(client: FlaskClient, root: str) -> None:
    assert old(client, root, q={"query": "Минск"})["q"]["result"][0]["name"] == "Minsk"
    assert client.get(root).json["name"] == "namenorm (be-Latn)"


def test_names_are_shown_in_the_language_that_is_accepted(client: FlaskClient) -> None:
    queries = {"queries": json.dumps({"q": {"query": "Minsk"}})}
    for accepted, shown in {"ru": "Минск", "de, en-GB;q=0.8": "Minsk", "ja": "Мінск"}.items():
        response = client.post(OLD, data=queries, headers={"Accept-Language": accepted})
        assert response.json["q"]["result"][0]["name"] == shown
        assert "Accept-Language" in response.headers["Vary"]


# Errors


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"query": ""}, "query holds no letter"),
        ({"query": "—"}, "query holds no letter"),
        ({"query": "х" * 301}, "at most 300"),
        ({"query": "\ud800я"}, "surrogate"),
        ({"query": 1}, "Not a valid string"),
        ({}, "Give a name"),
        ([], "Invalid input type"),
        (None, "Invalid input type"),
        ({"query": "Ян", "typ": "person"}, "Unknown field"),
        ({"query": "Ян", "type": "Q5"}, "'Q5' is none of person"),
        ({"query": "Ян", "type": [{"id": "person"}]}, "Must be a string"),
        ({"query": "Ян", "type_strict": "no"}, "Must be one of"),
        ({"query": "Ян", "limit": 0}, "greater than or equal to 1"),
        ({"query": "Ян", "limit": 1.5}, "Not a valid integer"),
        ({"query": "Ян", "limit": True}, "Not a valid integer"),
        ({"query": "Ян", "properties": [{"pid": "born"}]}, "Missing data"),
        ({"query": "Ян", "properties": [{"pid": "P569", "v": "1"}]}, "No property 'P569'"),
        ({"query": "Ян", "properties": [{"pid": "ru", "v": "Ян"}]}, "'ru' is no evidence"),
        ({"query": "Ян", "properties": [{"pid": "born", "v": "NaN"}]}, "'NaN' is no year"),
        ({"query": "Ян", "properties": [{"pid": "born", "v": None}]}, "may not be null"),
        ({"query": "Ян", "properties": [{"pid": "born", "v": {"id": 1}}]}, "Must be a string"),
        (
            {"query": "Ян", "properties": [{"pid": "country", "v": "Narnia"}]},
            "no known place of",
        ),
        ({"query": "Ян", "properties": [{"pid": "born", "v": [1] * (VALUES + 1)}]}, "At most"),
    ],
)
def test_a_query_that_cannot_be_used_says_why_and_the_others_are_answered(
    client: FlaskClient, query: Any, told: str
) -> None:
    found = old(client, bad=query, good={"query": "Minsk"}, none={"query": "Ъ" * 20})
    assert found["bad"]["result"] == [] and told in json.dumps(found["bad"]["error"])
    assert found["good"]["result"][0]["id"] == "minsk" and "error" not in found["good"]
    assert "error" not in found["none"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"conditions": [having("born", 1939)]}, "Give a name or an id"),
        (named(""), "this one is blank"),
        (named("—"), "query holds no letter"),
        ({"conditions": [{"matchType": "id", "propertyValue": []}]}, "this one is blank"),
        (named("Ян", having("country", " ", required=True)), "this one is blank"),
        (named("Ян", having("born", 1900, matchQuantifier="none")), "none goes with required"),
        (named("Ян", having("born", 1900, matchQualifier="near")), "No property has qualifiers"),
        (named("Ян", {"matchType": "property", "propertyValue": 1}), "Goes with matchType"),
        (named("Ян", lang=5), "Not a valid string"),
        (named("Ян", type=["person"]), "Not a valid string"),
        (named("Ян", type="Q5"), "'Q5' is none of person"),
        (named(["А", "Б"], having("born", [1, 2, 3])), "is no year"),
        (named(["Ян", "Яна"], having("born", [1901, 1902, 1903])), "in 6 ways"),
    ],
)
def test_the_same_in_the_draft(client: FlaskClient, query: Any, told: str) -> None:
    bad, good = new(client, query, named("Minsk"))
    assert bad["candidates"] == [] and told in json.dumps(bad["error"])
    assert good["candidates"][0]["id"] == "minsk"


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ({"queries": "{"}, 400, "not valid JSON"),
        ({"queries": "NaN"}, 400, "NaN is no number"),
        ({"queries": "[" * 100_000}, 400, "nested too deeply"),
        ({"queries": "[]"}, 422, "Must be an object"),
        ({"queries": "{}", "extend": "{}"}, 422, "not both"),
        ({"query": "Minsk"}, 422, "send a batch"),
        ({"x": "1"}, 422, "send a batch"),
        ({"extend": "[]"}, 422, "ids and properties"),
        ({"queries": json.dumps({str(n): {} for n in range(BATCH + 1)})}, 413, "at most 500"),
    ],
)
def test_a_batch_that_cannot_be_read(
    client: FlaskClient, sent: dict[str, str], status: int, told: str
) -> None:
    problem(client.post(OLD, data=sent), status, told)


def test_what_is_not_sent_as_it_should_be(client: FlaskClient) -> None:
    problem(client.post(OLD, json={}), 415, "application/x-www-form-urlencoded")
    problem(client.post(f"{NEW}/reconcile", data={}), 415, "application/json")
    problem(client.post(f"{NEW}/reconcile", json=[]), 422, "list of queries")
    problem(client.post(f"{NEW}/reconcile", json={"queries": [{}] * 501}), 413, "at most 500")
    problem(client.get(f"{OLD}?queries=%ff"), 400, "not UTF-8")
    problem(client.get(f"{OLD}?queries={{}}&queries={{}}"), 422, "Give it once")
    problem(client.get(f"{OLD}?{'&'.join('abcdefgh' * 7)}"), 400, "parameters")
    problem(client.get(f"{NEW}/reconcile"), 405)
    problem(client.get(f"{OLD}/xx"), 404)
    problem(client.post(OLD, data={"queries": "x" * 2_000_000}), 413)


def test_a_batch_is_bounded_by_what_it_looks_up(client: FlaskClient) -> None:
    many = EFFORT // 200 + 1
    found = old(client, **{f"q{n}": {"query": "я" * 200} for n in range(many)})
    assert "error" not in found["q0"] and "fewer queries" in str(found[f"q{many - 1}"]["error"])
    assert BATCH * LEAST < EFFORT


# JSONP


@pytest.mark.parametrize("function", ["f", "jQuery3_1.$cb", "a.b.c"])
def test_a_function_is_called_with_the_answer(client: FlaskClient, function: str) -> None:
    for address in (OLD, f"{OLD}/suggest/type", f"{OLD}/flyout/type"):
        response = client.get(address, query_string={"callback": function, "id": "place", "_": "1"})
        start, end = f"/**/{function}(", ");"
        assert response.mimetype == "text/javascript"
        assert response.text.startswith(start) and response.text.endswith(end)
        json.loads(response.text[len(start) : -len(end)])


@pytest.mark.parametrize("function", ["", "alert(1)//", "a b", "1a", "ў", "a" * 200, "a..b", "<x>"])
def test_what_is_no_function_is_refused(client: FlaskClient, function: str) -> None:
    problem(client.get(OLD, query_string={"callback": function}), 422, "JavaScript function")


# Suggestions


def suggested(client: FlaskClient, what: str, **given: Any) -> list[dict[str, Any]]:
    return client.get(f"{OLD}/suggest/{what}", query_string=given).json["result"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Ціх", "cichanouskaja-sviatlana"),
        ("cichan", "cichanouskaja-sviatlana"),
        ("Тихановская Светл", "cichanouskaja-sviatlana"),
        ("Tichanowskaja", "cichanouskaja-sviatlana"),  # a whole name in another spelling
        ("lukashenka-viktar", "lukashenka-viktar"),  # an identifier
        ("гомел", "homiel"),
    ],
)
def test_entities_are_suggested(client: FlaskClient, typed: str, first: str) -> None:
    found = suggested(client, "entity", prefix=typed)
    assert found[0]["id"] == first and set(found[0]) == {"id", "name", "description", "notable"}


def test_further_suggestions(client: FlaskClient) -> None:
    pages = [suggested(client, "entity", prefix="м", cursor=PAGE * n) for n in range(3)]
    ids = [one["id"] for page in pages for one in page]
    assert len(ids) == 3 * PAGE == len(set(ids))
    for prefix in ("", " ", "12", "ъъъ"):
        assert suggested(client, "entity", prefix=prefix) == []


def test_properties_and_types_are_suggested(client: FlaskClient) -> None:
    assert [one["id"] for one in suggested(client, "property", prefix="birth")] == ["born"]
    assert len(suggested(client, "property")) == len(PROPERTIES)
    assert [one["id"] for one in suggested(client, "type", prefix="P")] == ["person", "place"]
    problem(client.get(f"{OLD}/suggest/type?cursor=-1"), 422)
    problem(client.get(f"{OLD}/suggest/entity?prefix={'я' * 301}"), 413, "prefix")


# Data extension


def test_properties_are_proposed(client: FlaskClient) -> None:
    ids = [p["id"] for p in client.get(f"{OLD}/extend/propose?type=place").json["properties"]]
    assert {"be", "be-Latn", "ru", "en", "wikidata"} <= set(ids) and "born" not in ids
    found = client.get(f"{NEW}/extend/propose?type=person&limit=2").json
    assert (len(found["properties"]), found["type"], found["limit"]) == (2, "person", 2)
    problem(client.get(f"{OLD}/extend/propose?type=Q5"), 422, "type")


def test_properties_are_fetched_in_both_versions(client: FlaskClient) -> None:
    ids = ["be-Latn", "ru", "born", "country", "patronymic", "type", "wikidata"]
    asked = {
        "ids": ["cichanouskaja-sviatlana", "minsk", "nobody"],
        "properties": [{"id": id, "settings": {}} for id in ids],
    }
    was = client.post(OLD, data={"extend": json.dumps(asked)}).json
    assert client.get(OLD, query_string={"extend": json.dumps(asked)}).json == was
    assert was["rows"]["cichanouskaja-sviatlana"] == {
        "be-Latn": [{"str": "Śviatłana Cichanoŭskaja"}],
        "ru": [{"str": "Светлана Тихановская"}],
        "born": [{"int": 1982}],
        "country": [{"str": "BY"}],
        "patronymic": [{"str": "Георгіеўна"}],
        "type": [{"str": "person"}],
        "wikidata": [],
    }
    assert was["rows"]["minsk"]["wikidata"] == [{"str": "Q2280"}]
    assert was["unknown"] == ["nobody"] and was["rows"]["nobody"]["ru"] == []
    now = client.post(f"{NEW}/extend", json=asked).json
    assert now["meta"] == was["meta"] and now["unknown"] == was["unknown"]
    assert len(now["rows"]) == len(was["rows"]) > 1
    for row in now["rows"]:
        assert {one["id"]: one["values"] for one in row["properties"]} == was["rows"][row["id"]]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"ids": ["minsk"]}, "properties"),
        ({"ids": "minsk", "properties": []}, "ids"),
        ({"ids": ["minsk"], "properties": [{"id": "P31"}]}, "No property 'P31'"),
        ({"ids": ["minsk"], "properties": [{"id": "ru", "settings": {"limit": 1}}]}, "no"),
        ({"ids": ["x"] * 1001, "properties": []}, "Longer than maximum"),
    ],
)
def test_an_extension_that_cannot_be_used(client: FlaskClient, query: Any, told: str) -> None:
    problem(client.post(f"{NEW}/extend", json=query), 422, told)
    problem(client.post(OLD, data={"extend": json.dumps(query)}), 422, told)


# Previews

EVIL = '"><script>alert(1)</script>&{{ 7 * 7 }}'


def test_a_preview(client: FlaskClient) -> None:
    response = client.get(f"{NEW}/preview?id=cichanouskaja-sviatlana")
    assert response.mimetype == "text/html" and "Śviatłana Cichanoŭskaja" in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    problem(client.get(f"{OLD}/preview?id=nobody"), 404, "nobody")
    problem(client.get(f"{OLD}/preview"), 422, "id")
    problem(client.get(f"{OLD}/flyout/type?id=nobody"), 404, "nobody")
    problem(client.get(f"{OLD}/flyout/property?id=nobody"), 404, "nobody")


def test_what_a_registry_holds_is_escaped() -> None:
    names = [{"text": f"Ян {EVIL}", "lang": "be"}, {"text": EVIL, "lang": "en", "kind": "alias"}]
    registry = Registry.from_records([{"id": EVIL, "type": "person", "names": names}])
    client = create_app(Settings(), registry=registry).test_client()
    for what in ("preview", "flyout/entity"):
        shown = client.get(f"{OLD}/{what}", query_string={"id": EVIL})
        text = shown.json["html"] if shown.is_json else shown.text
        assert "<script" not in text and "&lt;script&gt;" in text and "{{ 7 * 7 }}" in text
