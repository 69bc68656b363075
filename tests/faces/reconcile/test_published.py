"""Every answer against the published JSON schemas, whose query examples are asked and answered.

The schemas are those of the repository `reconciliation-api/specs`, a folder a version with
`schemas/` and `examples/`. They are not shipped: the folder is `reconciliation` in `shared` beside
the checkout, or what `RECONCILIATION_SPECS` names; `test_reconcile` checks the answers in the
project's own words in any case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from namenorm.faces.api import create_app
from namenorm.faces.settings import Settings
from tests.support.needs import SPECS

OLD, NEW = "0.2", "1.0-draft"
VERSIONS = (OLD, NEW)
ROOTS = {OLD: "/reconcile", NEW: "/reconcile/1.0-draft"}
LANGUAGES = ("", "/be-Latn", "/en")

pytestmark = pytest.mark.needs("schemas")


class Schemas:
    """The schemas of one version."""

    def __init__(self, version: str) -> None:
        paths = (SPECS / version / "schemas").glob("*.json")
        self._named = {path.stem: json.loads(path.read_text("utf-8")) for path in paths}
        resources = (DRAFT7.create_resource(one) for one in self._named.values())
        self._registry: Registry[Any] = Registry().with_resources(
            (resource.id() or "", resource) for resource in resources
        )

    def validator(self, name: str) -> Draft7Validator:
        return Draft7Validator(self._named[name], registry=self._registry)


@pytest.fixture(scope="module")
def schemas() -> dict[str, Schemas]:
    return {version: Schemas(version) for version in VERSIONS}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings()).test_client()


def examples(version: str, kind: str, validity: str) -> Iterator[Any]:
    """The examples of one kind."""
    for path in sorted((SPECS / version / "examples" / kind / validity).glob("*.json")):
        value = json.loads(path.read_text("utf-8"))
        yield pytest.param(version, value, id=f"{version}-{kind}-{validity}-{path.stem}")


def of_both(kind: str, validity: str) -> list[Any]:
    return [one for version in VERSIONS for one in examples(version, kind, validity)]


def asked(client: FlaskClient, version: str, batch: Any) -> Any:
    """The answer to a batch of queries."""
    if version == OLD:
        return client.post(ROOTS[OLD], data={"queries": json.dumps(batch)})
    return client.post(f"{ROOTS[NEW]}/reconcile", json=batch)


def results(version: str, answer: Any) -> list[dict[str, Any]]:
    return list(answer.values()) if version == OLD else answer["results"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_manifest(
    client: FlaskClient, schemas: dict[str, Schemas], version: str, lang: str
) -> None:
    address = ROOTS[version].replace("/reconcile", f"/reconcile{lang}")
    schemas[version].validator("manifest").validate(client.get(address).json)


def test_the_schemas_refuse_what_they_should(schemas: dict[str, Schemas]) -> None:
    """So that an answer that they take has been looked at."""
    for version in VERSIONS:
        for kind in ("manifest", "reconciliation-result-batch", "data-extension-response"):
            validator = schemas[version].validator(kind)
            for example in examples(version, kind, "invalid"):
                assert not validator.is_valid(example.values[1]), example.id
            for example in examples(version, kind, "valid"):
                assert validator.is_valid(example.values[1]), example.id


@pytest.mark.parametrize(("version", "batch"), of_both("reconciliation-query-batch", "valid"))
def test_a_valid_batch_is_answered(
    client: FlaskClient, schemas: dict[str, Schemas], version: str, batch: Any
) -> None:
    """Its types and properties are those of another service: each query says so of itself."""
    schemas[version].validator("reconciliation-query-batch").validate(batch)
    response = asked(client, version, batch)
    assert response.status_code == 200, response.text
    schemas[version].validator("reconciliation-result-batch").validate(response.json)
    queries = list(batch.values()) if version == OLD else batch["queries"]
    answered = results(version, response.json)
    assert len(answered) == len(queries)
    foreign = ("DifferentiatedPerson", "uid", "professionOrOccupation")
    for query, result in zip(queries, answered, strict=True):
        strange = [word for word in foreign if word in json.dumps(query)]
        assert ("error" in result) == bool(strange)
        assert not strange or any(word in json.dumps(result["error"]) for word in strange)


def ours(version: str, query: dict[str, Any]) -> dict[str, Any]:
    """A query of the examples in the words of this service, about someone whom it knows."""
    query = json.loads(json.dumps(query).replace("DifferentiatedPerson", "person"))
    if version == OLD:
        evidence = [{"pid": "born", "v": [1982, "1982-09-11"]}, {"pid": "country", "v": "BY"}]
        query["query"] = "Светлана Тихановская"
        if "properties" in query:
            query["properties"] = evidence
        return query
    for condition in query["conditions"]:
        if condition["matchType"] == "property":
            condition.pop("matchQualifier", None)
            condition.update(propertyId="born", propertyValue=1982)
        else:
            condition["propertyValue"] = "Светлана Тихановская"
    name = {"matchType": "name", "propertyValue": "Светлана Тихановская"}
    return {**query, "conditions": [name, *query["conditions"]]}


@pytest.mark.parametrize(("version", "batch"), of_both("reconciliation-query-batch", "valid"))
def test_a_valid_batch_in_our_words_finds_whom_it_means(
    client: FlaskClient, schemas: dict[str, Schemas], version: str, batch: Any
) -> None:
    if version == OLD:
        batch = {key: ours(OLD, query) for key, query in batch.items()}
    else:
        batch = {"queries": [ours(NEW, query) for query in batch["queries"]]}
    schemas[version].validator("reconciliation-query-batch").validate(batch)
    response = asked(client, version, batch)
    schemas[version].validator("reconciliation-result-batch").validate(response.json)
    for result in results(version, response.json):
        best = result["result" if version == OLD else "candidates"][0]
        assert (best["id"], best["match"]) == ("cichanouskaja-sviatlana", True)


@pytest.mark.parametrize(("version", "batch"), of_both("reconciliation-query-batch", "invalid"))
def test_an_invalid_batch_gets_a_clear_error(
    client: FlaskClient, schemas: dict[str, Schemas], version: str, batch: Any
) -> None:
    """As a whole where it is no batch, or else with each query that is wrong."""
    response = asked(client, version, batch)
    if response.status_code == 200:
        schemas[version].validator("reconciliation-result-batch").validate(response.json)
        for result in results(version, response.json):
            assert result["error"]["detail"] and result["error"]["errors"]
    else:
        assert response.status_code == 422 and response.mimetype == "application/problem+json"
        assert response.json["errors"]


@pytest.mark.parametrize(("version", "query"), of_both("data-extension-query", "valid"))
def test_data_extension(
    client: FlaskClient, schemas: dict[str, Schemas], version: str, query: Any
) -> None:
    """As it stands it asks for strange properties, and is refused; in our words it is answered."""

    def extended(given: Any) -> Any:
        if version == OLD:
            return client.post(ROOTS[OLD], data={"extend": json.dumps(given)})
        return client.post(f"{ROOTS[NEW]}/extend", json=given)

    refused = extended(query)
    assert refused.status_code == 422 and refused.json["errors"]["properties"]
    proposed = client.get(f"{ROOTS[version]}/extend/propose?type=person&limit=50").json
    schemas[version].validator("data-extension-property-proposal").validate(proposed)
    query = {
        "ids": ["cichanouskaja-sviatlana", *query["ids"]],
        "properties": [{"id": one["id"]} for one in proposed["properties"]],
    }
    schemas[version].validator("data-extension-query").validate(query)
    answer = extended(query)
    assert answer.status_code == 200, answer.text
    schemas[version].validator("data-extension-response").validate(answer.json)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("prefix", ["", "п", "Minsk", "Лук", "born", "qq"])
def test_suggestions(
    client: FlaskClient, schemas: dict[str, Schemas], version: str, prefix: str
) -> None:
    names = {"entity": "entities", "property": "properties", "type": "types"}
    for what, plural in names.items():
        address = f"{ROOTS[version]}/suggest/{what}"
        answer = client.get(address, query_string={"prefix": prefix}).json
        schemas[version].validator(f"suggest-{plural}-response").validate(answer)
