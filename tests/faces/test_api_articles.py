"""Running text over HTTP: annotate, restyle, lint, and what is refused."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from namenorm.faces.api import create_app
from namenorm.faces.settings import Settings

STORY = "Łukašenka’s aide met Piotr Zawadzki in Mahilyow. Lukashenko left."


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(Settings(max_body=100_000))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_annotate(client: FlaskClient) -> None:
    body = client.post("/v1/annotate", json={"text": STORY}).json
    told = [(m["text"], m["identity"] and m["identity"]["id"]) for m in body["mentions"]]
    assert told == [
        ("Łukašenka", "lukashenka-alaksandar"),
        ("Piotr Zawadzki", None),
        ("Mahilyow", "mahilou"),
        ("Lukashenko", "lukashenka-alaksandar"),
    ]
    first = body["mentions"][0]
    assert STORY[first["start"] : first["end"]] == "Łukašenka"
    assert body["lang"] == "en" and body["version"]["tables"]


def test_restyle(client: FlaskClient) -> None:
    html = "<p>Łukašenka in <code>Mahilyow</code> &amp; Mahilyow</p>"
    asked = {"text": html, "style": "lacinka", "format": "html"}
    body = client.post("/v1/restyle", json=asked).json
    assert body["text"] == "<p>Łukašenka in <code>Mahilyow</code> &amp; Mahiloŭ</p>"
    assert [(c["old"], c["new"]) for c in body["changes"]] == [("Mahilyow", "Mahiloŭ")]


def test_lint(client: FlaskClient) -> None:
    body = client.post("/v1/lint", json={"text": STORY, "style": "lacinka"}).json
    assert [(f["rule"], f["line"], f["replacement"]) for f in body["findings"]] == [
        ("style", 1, "Mahiloŭ"),
        ("consistency", 1, None),
        ("style", 1, "Łukašenka"),
    ]


@pytest.mark.parametrize(
    ("path", "asked", "field"),
    [
        ("annotate", {}, "text"),
        ("annotate", {"text": "x", "format": "docx"}, "format"),
        ("restyle", {"text": "x"}, "style"),
        ("restyle", {"text": "x", "style": "/etc/passwd.toml"}, "style"),
        ("lint", {"text": "x", "style": "../house.toml"}, "style"),
        ("annotate", {"text": "x", "lang": "no such"}, "lang"),
        ("annotate", {"text": "\ud800"}, "text"),
    ],
)
def test_what_is_refused(client: FlaskClient, path: str, asked: dict[str, str], field: str) -> None:
    response = client.post(f"/v1/{path}", json=asked)
    assert response.status_code in (400, 422), response.text
    assert response.mimetype == "application/problem+json" and field in response.text
