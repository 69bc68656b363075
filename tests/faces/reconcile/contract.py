"""What answers look like, in the project's own words: checked wherever the tests run.

The published schemas, which are not shipped, are checked beside it (`test_published`).
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft7Validator

TEXT = {"type": "string", "minLength": 1}
NAMED = {
    "type": "object",
    "properties": {"id": TEXT, "name": TEXT, "description": TEXT},
    "required": ["id", "name"],
}
FEATURE = {
    "type": "object",
    "properties": {"id": TEXT, "name": TEXT, "value": {"type": ["number", "boolean"]}},
    "required": ["id", "name", "value"],
    "additionalProperties": False,
}
CANDIDATE = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "description": TEXT,
        "type": {"type": "array", "items": NAMED, "minItems": 1, "maxItems": 1},
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "features": {"type": "array", "items": FEATURE, "minItems": 1},
    },
    "required": ["id", "name", "description", "type", "score", "match", "features"],
    "additionalProperties": False,
}
ERROR = {
    "type": "object",
    "properties": {"detail": TEXT, "errors": {"type": "object", "minProperties": 1}},
    "required": ["detail", "errors"],
    "additionalProperties": False,
}


def _result(candidates: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {candidates: {"type": "array", "items": CANDIDATE}, "error": ERROR},
        "required": [candidates],
        "additionalProperties": False,
    }


OLD_BATCH = {"type": "object", "additionalProperties": _result("result")}
NEW_BATCH = {
    "type": "object",
    "properties": {"results": {"type": "array", "items": _result("candidates")}},
    "required": ["results"],
    "additionalProperties": False,
}


def check_old(answer: dict[str, Any]) -> None:
    """An answer to a batch of 0.2."""
    Draft7Validator(OLD_BATCH).validate(answer)
    for result in answer.values():
        _check(result["result"], result)


def check_new(answer: dict[str, Any]) -> None:
    """An answer to a batch of 1.0-draft."""
    Draft7Validator(NEW_BATCH).validate(answer)
    for result in answer["results"]:
        _check(result["candidates"], result)


def _check(candidates: list[dict[str, Any]], result: dict[str, Any]) -> None:
    """What a schema cannot say: order, one match at most, features told apart."""
    assert not ("error" in result and candidates)
    scores = [one["score"] for one in candidates]
    assert scores == sorted(scores, reverse=True)
    ids = [one["id"] for one in candidates]
    assert len(ids) == len(set(ids))
    for one in candidates:
        features = [feature["id"] for feature in one["features"]]
        assert len(features) == len(set(features))
