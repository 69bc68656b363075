"""The HTTP service: each route, and each status that a failure may have."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from namenorm.faces.api import create_app
from namenorm.faces.settings import Settings

JSON = "application/json"


@pytest.fixture(scope="module")
def app() -> Flask:
    """The service over the shipped registry, with a body limit that a test can pass."""
    return create_app(Settings(max_body=100_000))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def problem(response: TestResponse, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    body = json.loads(response.data)
    assert body["status"] == status
    assert {"type", "title", "detail", "instance"} <= set(body)
    assert "Traceback" not in response.text
    return body


def first_id(response: TestResponse) -> str:
    assert response.status_code == 200, response.text
    return response.json["matches"][0]["identity"]["id"]


def test_resolve_get(client: FlaskClient) -> None:
    response = client.get("/v1/resolve", query_string={"q": "Tsikhanouskaya", "limit": 2})
    assert first_id(response) == "cichanouskaja-sviatlana"
    assert len(response.json["matches"]) <= 2


def test_resolve_post(client: FlaskClient) -> None:
    body = {"q": "Светлана Тихановская", "type": "person"}
    assert first_id(client.post("/v1/resolve", json=body)) == "cichanouskaja-sviatlana"


def test_what_stands_around_a_name_is_read(client: FlaskClient) -> None:
    response = client.get("/v1/resolve", query_string={"q": "Пинск, Брестская область"})
    assert first_id(response) == "pinsk" and response.json["decision"] == "match"


def test_json_is_utf8_unescaped(client: FlaskClient) -> None:
    response = client.get("/v1/resolve", query_string={"q": "Ціханоўская"})
    assert "Ціханоўская".encode() in response.data
    assert response.mimetype == JSON


@pytest.mark.parametrize("method", ["get", "post"])
def test_transliterate(client: FlaskClient, method: str) -> None:
    given = {"text": "Ціханоўская", "scheme": "be-lacinka"}
    if method == "get":
        response = client.get("/v1/transliterate", query_string=given)
    else:
        response = client.post("/v1/transliterate", json=given)
    assert response.json["result"] == "Cichanoŭskaja"


def test_transliterate_many(client: FlaskClient) -> None:
    body = {"text": ["Cichanoŭskaja", "Minsk"], "scheme": "be-lacinka", "reverse": True}
    response = client.post("/v1/transliterate", json=body)
    assert response.json["result"] == ["Ціханоўская", "Мінск"]


def test_compare(client: FlaskClient) -> None:
    given = {"a": "Łukašenka", "b": "Lukashenko"}
    got = client.get("/v1/compare", query_string=given)
    assert 0 <= got.json["score"] <= 1
    assert client.post("/v1/compare", json=given).json == got.json
    assert got.json["role"] is None


def test_compare_of_given_names(client: FlaskClient) -> None:
    got = client.get("/v1/compare", query_string={"a": "Ольга", "b": "Вольга", "role": "given"})
    assert got.json["score"] > 0.9 and got.json["role"] == "given"


def test_keys(client: FlaskClient) -> None:
    got = client.get("/v1/keys", query_string={"q": "Tsikhanouskaya"})
    assert "dstiganavsk" in got.json["keys"]
    assert client.post("/v1/keys", json={"q": "Tsikhanouskaya"}).json == got.json
    asked = {"q": "Ціханоўская", "within": "lang", "lang": "be"}
    assert "dbe0stiganavsk" in client.get("/v1/keys", query_string=asked).json["keys"]


@pytest.mark.parametrize(("field", "value"), [("within", "here"), ("lang", "tlh")])
def test_keys_refuse_an_unknown_switch(client: FlaskClient, field: str, value: str) -> None:
    asked = {"q": "Мінск", "within": "lang", field: value}
    got = client.get("/v1/keys", query_string=asked)
    assert got.status_code in (400, 422) and value in got.get_data(as_text=True) + value


def test_transliterate_without_a_scheme_says_what_it_took(client: FlaskClient) -> None:
    found = client.get("/v1/transliterate", query_string={"text": "Ціханоўская"}).json
    assert (found["result"], found["scheme"]) == ("Cichanoŭskaja", "be-lacinka")
    assert found["detected"]["lang"] == "be"
    body = {"text": ["Тихановская", "Łukašenka", "Merkel"]}
    found = client.post("/v1/transliterate", json=body).json
    assert found["result"] == ["Tikhanovskaya", "Лукашэнка", "Merkel"]
    assert found["scheme"] == ["ru-bgnpcgn-1947-simple", "be-lacinka", None]


def test_transliterate_by_date_and_back(client: FlaskClient) -> None:
    given = {"text": "Жодзіна", "scheme": "be-national", "on": "2022-05-01"}
    found = client.get("/v1/transliterate", query_string=given).json
    assert (found["result"], found["scheme"]) == ("Žodzina", "be-by-2007")
    given = {"text": "Dunka", "scheme": "be-en-press", "reverse": True, "limit": 3}
    found = client.post("/v1/transliterate", json=given).json
    assert found["result"] == found["alternatives"][0] and len(found["alternatives"]) == 3
    given = {"text": "Цiтоў", "scheme": "lacinka", "repair": "false"}
    assert client.get("/v1/transliterate", query_string=given).json["result"] == "Citoŭ"


def test_an_unknown_letter_is_an_error_by_choice(client: FlaskClient) -> None:
    given = {"text": "Щука", "scheme": "lacinka", "unknown": "error"}
    response = client.get("/v1/transliterate", query_string=given)
    assert response.status_code == 422 and "'Щ'" in response.json["detail"]


def test_schemes_of_a_day(client: FlaskClient) -> None:
    found = client.get("/v1/schemes?on=2022-05-01&lang=be").json["schemes"]
    ids = [scheme["id"] for scheme in found]
    assert "be-by-2007" in ids and "be-by-2023" not in ids and "ru-alalc" not in ids


def test_detect_origin_inspect_respell(client: FlaskClient) -> None:
    assert client.get("/v1/detect?text=Тихановская").json["lang"] == "ru"
    assert client.get("/v1/origin?name=Svetlana Tsikhanouskaya").json["mixed"] is True
    assert client.get("/v1/inspect?text=Цiхан").json["flaws"][0]["meant"] == "і"
    body = {"name": "Сьвятлана", "from": "be-tarask", "to": "be"}
    assert client.post("/v1/respell", json=body).json["respellings"][0]["text"] == "Святлана"


def test_respell_to_another_language(client: FlaskClient) -> None:
    found = client.get("/v1/respell?name=Светлана Тихановская").json
    assert (found["from"], found["to"]) == ("ru", "be")
    assert found["respellings"][0]["text"] == "Святлана Ціханоўская"
    assert 0 < found["respellings"][0]["score"] <= 1 and found["respellings"][0]["why"]
    response = client.get("/v1/respell?name=Ян&from=klingon&to=be")
    assert response.status_code == 422 and "klingon" in response.json["detail"]


def test_card(client: FlaskClient) -> None:
    card = client.get("/v1/card?name=Tsikhanouskaya").json
    assert card["identity"] == "cichanouskaja-sviatlana" and card["decision"] == "match"
    assert {"be", "ru", "uk", "de"} <= {form["lang"] for form in card["forms"]}
    card = client.post("/v1/card", json={"name": "Сяргей Каўшоў", "on": "2009-01-01"}).json
    assert "be-mvd-2008" in {passport["scheme"] for passport in card["passports"]}
    assert client.get("/v1/card?name=Ян&on=yesterday").status_code == 422
    assert client.get("/v1/card").status_code == 422


def test_schemes(client: FlaskClient) -> None:
    assert "be-lacinka" in [scheme["id"] for scheme in client.get("/v1/schemes").json["schemes"]]


def test_identity(client: FlaskClient) -> None:
    found = client.get("/v1/identities/cichanouskaja-sviatlana").json
    assert found["id"] == "cichanouskaja-sviatlana"
    assert "Ціханоўская" in found["forms"]["be"]


def test_healthz(client: FlaskClient) -> None:
    found = client.get("/healthz").json
    assert found["status"] == "ok"
    assert found["identities"] > 0


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"{", "broken JSON"),
        (b"", "no JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 90_000, "nested too deeply"),
        (b'{"q": "a", "limit": ' + b"9" * 5000 + b"}", "a number too long to read"),
        (b'{"q": "a", "limit": NaN}', "NaN"),
        (b'{"q": "a", "match_at": -Infinity}', "-Infinity"),
        (b'{"q": ""}', "empty name"),
        (b'{"q": "  "}', "blank name"),
        (rb'{"q": "\ud800"}', "lone surrogate"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_400(client: FlaskClient, body: bytes, why: str) -> None:
    problem(client.post("/v1/resolve", data=body, content_type=JSON), 400)


@pytest.mark.parametrize("path", ["/v1/resolve?q=%FF", "/v1/resolve?q=", "/v1/keys?q=%20"])
def test_400_in_a_query(client: FlaskClient, path: str) -> None:
    problem(client.get(path), 400)


@pytest.mark.parametrize("path", ["/nothing", "/v1/identities/nobody", "/v1/identities/%FF%00"])
def test_404(client: FlaskClient, path: str) -> None:
    problem(client.get(path), 404)


def test_405_says_what_is_allowed(client: FlaskClient) -> None:
    response = client.delete("/v1/resolve")
    problem(response, 405)
    assert "POST" in response.headers["Allow"]


def test_413_body(client: FlaskClient) -> None:
    problem(client.post("/v1/resolve", json={"q": "a" * 200_000}), 413)


def test_413_name(client: FlaskClient) -> None:
    problem(client.post("/v1/resolve", json={"q": "Іванова " * 5_000}), 413)


def test_415(client: FlaskClient) -> None:
    problem(client.post("/v1/resolve", data="q=a", content_type="text/plain"), 415)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("resolve", {}, "q"),
        ("resolve", {"q": None}, "q"),
        ("resolve", {"q": ["a"]}, "q"),
        ("resolve", {"q": "a", "limit": 0}, "limit"),
        ("resolve", {"q": "a", "limit": 1.5}, "limit"),
        ("resolve", {"q": "a", "limit": 10**400}, "limit"),
        ("resolve", {"q": "a", "limit": "5"}, "limit"),
        ("resolve", {"q": "a", "match_at": "0.5"}, "match_at"),
        ("resolve", {"q": "a", "match_at": True}, "match_at"),
        ("resolve", {"q": "a", "match_at": 1.1}, "match_at"),
        ("resolve", {"q": "a", "detail": "all"}, "detail"),
        ("resolve", {"q": "a", "limit": True}, "limit"),
        ("resolve", {"q": "a", "type": "ship"}, "type"),
        ("resolve", {"q": "a", "birth_year": "yesterday"}, "birth_year"),
        ("resolve", {"q": "a", "country": "Narnia"}, "country"),
        ("resolve", {"q": "a", "colour": "red"}, "colour"),
        ("resolve", {"q": "a", "\ud800": 1}, "\ud800"),
        ("resolve", [], "_schema"),
        ("resolve", None, "_schema"),
        ("compare", {"a": "a"}, "b"),
        ("compare", {"a": "a", "b": "b", "role": "word"}, "role"),
        ("keys", {}, "q"),
        ("transliterate", {"text": "а", "scheme": "klingon"}, "scheme"),
        ("transliterate", {"text": "а", "scheme": "\ud800"}, "scheme"),
        ("transliterate", {"text": "а", "scheme": "be-lacinka", "reverse": {}}, "reverse"),
        ("transliterate", {"text": [], "scheme": "be-lacinka"}, "text"),
        ("transliterate", {"text": "a", "reverse": True}, "scheme"),
        ("transliterate", {"text": "a", "scheme": "bgn", "limit": 3}, "limit"),
        ("transliterate", {"text": "a", "scheme": "bgn", "reverse": True, "limit": 21}, "limit"),
        ("transliterate", {"text": "a", "scheme": "bgn", "on": "2022-13-01"}, "on"),
        ("transliterate", {"text": "a", "scheme": "bgn", "unknown": "keep"}, "unknown"),
        ("respell", {"name": "Ян", "from": "be", "to": "pl"}, "to"),
        ("transliterate", {"text": [1], "scheme": "be-lacinka"}, "text"),
        ("transliterate", {"text": ["а"] * 1001, "scheme": "be-lacinka"}, "text"),
    ],
)
def test_422_names_the_field(client: FlaskClient, path: str, body: object, field: str) -> None:
    response = client.post(f"/v1/{path}", data=json.dumps(body), content_type=JSON)
    assert field in problem(response, 422)["errors"]


def test_422_in_a_query(client: FlaskClient) -> None:
    assert "q" in problem(client.get("/v1/resolve"), 422)["errors"]
    assert "q" in problem(client.get("/v1/resolve?q=a&q=b"), 422)["errors"]


def test_an_unknown_scheme_is_named(client: FlaskClient) -> None:
    response = client.get("/v1/transliterate", query_string={"text": "а", "scheme": "klingon"})
    assert "klingon" in problem(response, 422)["detail"]


def test_our_own_fault_is_a_500_without_details(app: Flask) -> None:
    """With another application, so that the route can be broken."""
    broken = create_app(Settings())

    def fail() -> str:
        raise RuntimeError("secret")

    broken.add_url_rule("/broken", view_func=fail)
    body = problem(broken.test_client().get("/broken"), 500)
    assert "secret" not in json.dumps(body)


_ROWS = [
    "Tsikhanouskaya",
    {"q": "Tsikhanouskaya", "type": "place"},
    {"q": "Tsikhanouskaya", "country": "PL"},
    "Łukašenka\ud800",
    "",
    "Лукашэнка",
    7,
]


@pytest.mark.parametrize("mimetype", [JSON, "application/x-ndjson"])
def test_rows_of_batches_are_the_same_remembered_or_not(client: FlaskClient, mimetype: str) -> None:
    """Each is asked for twice, by other options and in another language in between."""
    forgetful = create_app(Settings(cache_bytes=0)).test_client()
    asked = json.dumps({"names": _ROWS}) if mimetype == JSON else "\n".join(map(json.dumps, _ROWS))
    ways = [("detail=brief", "be"), ("detail=brief", "ru"), ("limit=3", "ru"), ("limit=3", "be")]
    seen = set()
    for options, lang in ways * 2:
        heard = {"Accept-Language": lang, "Content-Type": mimetype}
        found, expected = (
            one.post(f"/v1/resolve/batch?{options}", data=asked, headers=heard)
            for one in (client, forgetful)
        )
        assert found.status_code == 200
        assert found.data == expected.data
        seen.add(found.data)
    assert len(seen) == len(ways)
