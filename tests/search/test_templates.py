"""Templates of engines: what Lucene, PostgreSQL, SQLite and the HTTP service make of them.

The servers of Elasticsearch, OpenSearch, Solr, Logstash, Meilisearch and Typesense are in no
registry of packages that tests can use. The analyzers of the first three are built by Lucene, which
is what these servers do; of the other three only the form is looked at.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

import namenorm
from namenorm import Registry
from namenorm.errors import InputError
from namenorm.faces.cli import cli
from namenorm.faces.cli.export import ENGINES
from namenorm.faces.export.synonyms import export
from namenorm.faces.export.template import SYNONYMS, TEMPLATES, template
from namenorm.keying import VERSION
from namenorm.search import query
from namenorm.search.sqlite import register
from tests.search.stories import STORIES, numbers
from tests.support import lucene
from tests.support.cluster import Cluster
from tests.support.server import ask, running

_FILTERS = {"lowercase": "lowercase", "synonym_graph": "synonymGraph"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the synonyms that the templates name."""
    found = tmp_path_factory.mktemp("templates")
    file = io.StringIO()
    export(Registry.shipped().identities.by_id(), "solr", file)
    (found / SYNONYMS).write_text(file.getvalue(), encoding="utf-8")
    return found


def solr(folder: Path, kind: str) -> Any:
    """The analyzer of the schema, with all attributes that it has."""
    root = ElementTree.fromstring(template("solr"))
    (steps,) = root.findall(f".//analyzer[@type='{kind}']")
    found: dict[str, list[lucene.Step]] = {"charFilter": [], "tokenizer": [], "filter": []}
    for step in steps:
        arguments = dict(step.attrib)
        found[step.tag].append((arguments.pop("name"), arguments))
    ((tokenizer, _),) = found["tokenizer"]
    return lucene.analyzer(
        *found["filter"], folder=folder, tokenizer=tokenizer, chars=found["charFilter"]
    )


def elastic(folder: Path, kind: str) -> Any:
    """The analyzer of the settings; synonyms are read by the words of the analyzer itself."""
    told = json.loads(template("elasticsearch"))
    analysis = told["settings"]["analysis"]
    field = told["mappings"]["properties"]["name"]
    how = analysis["analyzer"][field["analyzer" if kind == "index" else "search_analyzer"]]
    chars = []
    for name in how["char_filter"]:
        held = analysis["char_filter"][name]
        assert held.pop("type") == "pattern_replace"
        chars.append(("patternReplace", held))
    filters = []
    for name in how["filter"]:
        held = dict(analysis["filter"].get(name, {"type": name}))
        arguments = {}
        if held["type"] == "synonym_graph":
            path = held["synonyms_path"].removeprefix("analysis/")
            arguments = {"synonyms": path, "tokenizerFactory": lucene.STANDARD}
            arguments["ignoreCase"] = str("lowercase" in how["filter"]).lower()
        filters.append((_FILTERS[held["type"]], arguments))
    return lucene.analyzer(*filters, folder=folder, tokenizer=how["tokenizer"], chars=chars)


@pytest.mark.needs("java", "lucene")
@pytest.mark.parametrize("build", [solr, elastic])
@pytest.mark.parametrize(
    ("document", "text"),
    [
        ("Учора Святлана Ціханоўская", "Svetlana Tikhanovskaya"),
        ("у горадзе Радашковічы", "Radoshkovichi"),
        ("Вінцэнт Дунін-Марцінкевіч", "Wincenty Dunin-Marcinkiewicz"),
        ("in Marjina Horka.", "Мар’іна Горка"),
        ("Мар'іна Горка", "Maryina Horka"),
        ("Марʼіна Горка", "Мар'іна Горка"),
    ],
)
def test_the_analyzers_find_other_spellings(
    folder: Path, build: Any, document: str, text: str
) -> None:
    index = lucene.Index(build(folder, "index"))
    index.add(index.text("name", document))
    asked = index.parsed(f'"{lucene.escaped(text)}"', build(folder, "query"))
    assert index.find(asked) == [0]


def test_opensearch_is_told_what_elasticsearch_is() -> None:
    assert template("opensearch") == template("elasticsearch")


@pytest.mark.parametrize(
    ("engine", "told"),
    [
        ("elasticsearch", f'"namenorm_keys": "{VERSION}"'),
        ("solr", f"keys of version {VERSION}"),
    ],
)
def test_the_version_of_the_keys_is_seen(engine: str, told: str) -> None:
    assert told in template(engine)


@pytest.mark.needs("postgresql")
def test_postgres(postgres: Cluster) -> None:
    with postgres.connect() as base, base.transaction(force_rollback=True):
        base.execute(template("postgres", field="person"))
        base.execute(
            "INSERT INTO documents (person, person_keys) VALUES (%s, %s)",
            ("Мінск", list(namenorm.keys("Мінск"))),
        )
        asked = query("Minsk", "postgres", field="person_keys")
        found = base.execute(f"SELECT person FROM documents WHERE {asked.sql}", asked.parameters)
        assert found.fetchall() == [("Мінск",)]


def test_sqlite() -> None:
    base = register(sqlite3.connect(":memory:"))
    create, insert = template("sqlite").split("-- ")
    base.execute(create)
    base.executemany(insert, [{"name": story.name} for story in STORIES])
    asked = query("Тихановская", "sqlite")
    rows = base.execute(f"SELECT rowid FROM documents WHERE {asked.sql}", asked.parameters)
    assert {number - 1 for (number,) in rows} == numbers("cichanouskaja")
    base.close()


def test_logstash_asks_what_the_service_answers() -> None:
    told = template("logstash")
    (url,) = re.findall(r'url => "http://127.0.0.1:8000(.*)"', told)
    (parameter,) = re.findall(r'query => \{ "(.*)" => "%\{name\}" \}', told)
    (member,) = re.findall(r'"\[@metadata\]\[namenorm\]\[(.*)\]" => "name_keys"', told)
    with running() as address:
        answer = ask(f"{address}{url}?{parameter}={quote('Тихановская')}")
    assert answer[member] == list(namenorm.keys("Тихановская"))


@pytest.mark.parametrize("engine", ["meilisearch", "typesense"])
def test_the_fields_that_queries_ask_are_told(engine: Any) -> None:
    told = template(engine, field="person")
    assert json.loads(told)
    assert '"person_keys"' in told
    assert "person_keys" in json.dumps(query("Тихановская", engine, field="person_keys"))


def test_the_command_knows_every_template(tmp_path: Path) -> None:
    assert set(ENGINES) == set(TEMPLATES)
    for engine in ENGINES:
        shown = CliRunner().invoke(cli, ["export", "template", engine, "--field", "who"])
        assert shown.exit_code == 0 and "who_keys" in shown.stdout
        path = tmp_path / engine
        written = CliRunner().invoke(cli, ["export", "template", engine, "-o", str(path)])
        assert written.exit_code == 0 and path.read_text("utf-8") == template(engine)


@pytest.mark.parametrize(
    ("engine", "field", "told"),
    [
        ("sphinx", "name", "no template for 'sphinx'; known are elasticsearch"),
        ("solr", '"/><x', "is no field"),
        ("sqlite", "", "is no field"),
    ],
)
def test_what_is_refused(engine: str, field: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        template(engine, field=field)
