"""Keys in Lucene: what Solr and Elasticsearch are asked, run by the library inside them.

Neither server is in a registry of packages that tests can use, so that none is started. Solr's
query is Lucene's classic syntax, and Lucene's own parser reads it. The few clauses of
Elasticsearch's body that `query` writes are built here, one by one, as what they stand for.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import namenorm
from namenorm.search import query
from namenorm.search.solr import preanalyzed
from tests.search.stories import QUERIES, STORIES, keys_of, numbers
from tests.support import lucene

pytestmark = pytest.mark.needs("java", "lucene")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> lucene.Index:
    made = lucene.Index(lucene.plain(tmp_path_factory.mktemp("lucene")))
    for story in STORIES:
        keys = [made.keyword("name_keys", key) for key in keys_of(story)]
        made.add(made.text("name", story.name), *keys)
    return made


def solr(index: lucene.Index, body: dict[str, Any]) -> list[int]:
    """The documents that Solr's query finds."""
    keywords = index.lucene.analysis.core.KeywordAnalyzer()
    by_field = index.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper
    import jpype

    words = jpype.java.util.HashMap({"name": index.analyzer})
    return index.find(index.parsed(body["query"], by_field(keywords, words)), body["limit"])


def elastic(index: lucene.Index, body: dict[str, Any]) -> list[int]:
    """The documents that Elasticsearch's body finds."""
    return index.find(_built(index, body["query"]), body["size"])


def _built(index: lucene.Index, clause: dict[str, Any]) -> Any:
    import jpype

    search = index.lucene.search
    ((kind, value),) = clause.items()
    if kind == "bool":
        built = search.BooleanQuery.Builder()
        for occur in ("filter", "should"):
            for inner in value.get(occur, ()):
                built.add(_built(index, inner), getattr(search.BooleanClause.Occur, occur.upper()))
        return built.build()
    if kind == "terms":
        ((field, keys),) = value.items()
        refs = [index.lucene.util.BytesRef(jpype.JString(key)) for key in keys]
        return search.TermInSetQuery(field, jpype.java.util.ArrayList(refs))
    if kind == "constant_score":
        return search.ConstantScoreQuery(_built(index, value["filter"]))
    assert kind == "match"
    ((field, match),) = value.items()
    return index.lucene.util.QueryBuilder(index.analyzer).createBooleanQuery(field, match["query"])


ASK = {"solr": solr, "elasticsearch": elastic, "opensearch": elastic}


@pytest.mark.parametrize("engine", ASK)
@pytest.mark.parametrize(("text", "about"), QUERIES)
def test_any_spelling_finds_all_and_nothing_else(
    index: lucene.Index, engine: Any, text: str, about: str
) -> None:
    assert set(ASK[engine](index, query(text, engine))) == numbers(about)


@pytest.mark.parametrize("engine", ASK)
def test_the_very_spelling_comes_first(index: lucene.Index, engine: Any) -> None:
    for number in sorted(numbers("cichanouskaja")):
        found = ASK[engine](index, query(STORIES[number].name, engine, spelled="name"))
        assert found[0] == number and set(found) == numbers("cichanouskaja")


@pytest.mark.parametrize("engine", ASK)
@pytest.mark.parametrize(
    ("options", "langs"),
    [
        ({"within": "script"}, {"be", "ru"}),
        ({"within": "lang", "lang": "en"}, {"en"}),
    ],
)
def test_one_script_or_one_language(
    index: lucene.Index, engine: Any, options: dict[str, Any], langs: set[str]
) -> None:
    found = ASK[engine](index, query("Тихановская", engine, **options))
    assert {STORIES[number].lang for number in found} == langs


@pytest.mark.parametrize("engine", ["solr", "elasticsearch"])
def test_signs_of_a_syntax_are_no_syntax(index: lucene.Index, engine: Any) -> None:
    for text in ('Тихановская" OR *:*', "Тихановская) OR name:(Лукин", "Тихановская\\"):
        found = ASK[engine](index, query(text, engine, spelled="name"))
        assert set(found) <= numbers("cichanouskaja")


def words(text: str) -> list[Any]:
    """The words with capitals, each with its place and keys."""
    return [
        SimpleNamespace(start=m.start(), end=m.end(), keys=namenorm.keys(m.group()))
        for m in re.finditer(r"\w+", text)
        if m.group()[0].isupper() and len(m.group()) > 1
    ]


def test_the_word_that_matched_is_highlighted(tmp_path: Path) -> None:
    """The tokens of `preanalyzed`, put into Lucene as Solr's field puts them."""
    import jpype

    index = lucene.Index(lucene.plain(tmp_path))
    package = index.lucene
    kind = package.document.FieldType(package.document.TextField.TYPE_STORED)
    kind.setIndexOptions(package.index.IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS)
    kind.setStored(False)
    for story in STORIES:
        read = json.loads(preanalyzed(f"𝔸 {story.text}", words(f"𝔸 {story.text}")))
        tokens = [package.analysis.Token(t["t"], t["i"], t["s"], t["e"]) for t in read["tokens"]]
        stream = package.analysis.CannedTokenStream(jpype.JArray(package.analysis.Token)(tokens))
        index.add(
            package.document.Field("text", stream, kind),
            package.document.StoredField("text", read["str"]),
        )
    asked = query("Тихановская", "solr", field="text", highlight=True)
    assert asked["params"]["hl.fl"] == "text"
    parsed = index.parsed(asked["query"], package.analysis.core.KeywordAnalyzer())
    searcher = index.searcher
    found = searcher.search(parsed, 100)
    assert {hit.doc for hit in found.scoreDocs} == numbers("cichanouskaja")
    highlighter = package.search.uhighlight.UnifiedHighlighter(searcher, index.analyzer)
    marked = [str(text) for text in highlighter.highlight("text", parsed, found)]
    shown = {found for text in marked for found in re.findall("<b>(.*?)</b>", text)}
    surnames = {STORIES[number].name.split()[1] for number in numbers("cichanouskaja")}
    assert shown == surnames
