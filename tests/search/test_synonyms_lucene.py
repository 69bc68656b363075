"""Synonym files in Lucene's synonym graph filter: read by its parsers, searched, highlighted."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namenorm import Registry
from namenorm.faces.export.clusters import ALL, Choice, Cluster, clusters
from namenorm.faces.export.formats import FORMATS
from namenorm.faces.export.synonyms import export
from tests.support import lucene

pytestmark = pytest.mark.needs("java", "lucene")

STEP = 24
"""Of the registry's identities every so manieth is asked for."""


def saved(format: str, path: Path, choice: Choice = ALL) -> Path:
    """The synonyms of the registry that ships."""
    file = io.StringIO()
    export(Registry.shipped().identities.by_id(), format, file, choice=choice)
    path.write_text(file.getvalue(), encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=["solr", "wordnet"])
def analyzer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = saved(request.param, tmp_path_factory.mktemp("synonyms") / "names.txt")
    return lucene.synonyms(request.param, path)


def test_each_spelling_finds_each_other_and_no_other_identity(
    analyzer: Any, tmp_path: Path
) -> None:
    """Every spelling is a document; what a spelling finds is its own identity, or a bearer's."""
    held = list(clusters(Registry.shipped().identities.by_id(), ALL))[::STEP]
    bearers: dict[str, set[int]] = {}
    index = lucene.Index(lucene.plain(tmp_path))
    about: list[int] = []
    for number, cluster in enumerate(held):
        for text in cluster.texts:
            index.add(index.text("name", f"begin {text} end"))
            about.append(number)
            bearers.setdefault(text.casefold(), set()).add(number)
    asked = missed = 0
    strange: list[tuple[str, str]] = []
    for number, cluster in enumerate(held):
        own = {n for n, meant in enumerate(about) if meant == number}
        for text in cluster.texts[:: max(1, len(cluster.texts) // 3)]:
            found = set(index.find(index.parsed(f'"{lucene.escaped(text)}"', analyzer)))
            asked += len(own)
            missed += len(own - found)
            strange += [(text, n) for n in found - own if not _holds(held[about[n]], cluster)]
    assert asked > 1500
    assert missed == 0
    assert strange == []


def _holds(other: Cluster, cluster: Cluster) -> bool:
    """Whether a spelling of one stands, as words, in a spelling of the other: Minsk Region."""
    texts = [f" {' '.join(words(text))} " for text in other.texts]
    return any(f" {' '.join(words(text))} " in held for text in cluster.texts for held in texts)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[’'.][^\W_]+)*", text.lower())


@pytest.fixture(scope="module")
def inflected(tmp_path_factory: pytest.TempPathFactory) -> Any:
    choice = Choice(types=("person",), inflected=True)
    path = tmp_path_factory.mktemp("inflected") / "names.txt"
    return lucene.synonyms("solr", saved("solr", path, choice))


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("Тихановской Светланы", False),
        ("Светланы Тихановской", True),
        ("Святлане Ціханоўскай", True),
        ("Minsk", False),
    ],
)
def test_oblique_cases(inflected: Any, text: str, document: bool, tmp_path: Path) -> None:
    index = lucene.Index(lucene.plain(tmp_path))
    index.add(index.text("name", "Yesterday Sviatlana Tsikhanouskaya spoke."))
    found = index.find(index.parsed(f'"{lucene.escaped(text)}"', inflected))
    assert bool(found) == document


def test_the_words_that_matched_are_highlighted(analyzer: Any, tmp_path: Path) -> None:
    index = lucene.Index(lucene.plain(tmp_path))
    index.add(index.text("name", "Учора Святлана Ціханоўская выступіла, а Святлана спявала."))
    asked = index.parsed("Svetlana Tikhanovskaya", analyzer)
    searcher = index.searcher
    highlighter = index.lucene.search.uhighlight.UnifiedHighlighter(searcher, index.analyzer)
    (text,) = highlighter.highlight("name", asked, searcher.search(asked, 10))
    assert "<b>Святлана Ціханоўская</b>" in str(text).replace("</b> <b>", " ")
    assert "<b>Святлана</b> спявала" not in str(text)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.text("ab,=>\\#'\"()|ў ", min_size=1, max_size=12)
        .map(lambda text: " ".join(text.split()))
        .filter(bool),
        min_size=2,
        max_size=4,
        unique_by=str.casefold,
    )
)
def test_signs_of_the_formats_are_letters_like_others(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("signs")
    for format in ("solr", "wordnet"):
        path = folder / format
        entries = FORMATS[format].entries([Cluster("x", 0.5, tuple(texts))])
        path.write_text("".join(f"{entry.text}\n" for entry in entries), encoding="utf-8")
        analyzer = lucene.synonyms(format, path, words=lucene.WHITESPACE)
        index = lucene.Index(lucene.plain(folder, words=lucene.WHITESPACE))
        for text in texts:
            index.add(index.text("name", text))
        for text in texts:
            asked = index.lucene.util.QueryBuilder(analyzer).createPhraseQuery("name", text)
            assert len(index.find(asked)) == len(texts), (format, text)
