"""Lucene itself, driven through JPype: the jars of Debian's package `liblucene*-java`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.support.needs import LUCENE

STANDARD: Final = "org.apache.lucene.analysis.standard.StandardTokenizerFactory"
WHITESPACE: Final = "org.apache.lucene.analysis.core.WhitespaceTokenizerFactory"
TOKENIZERS: Final = {STANDARD: "standard", WHITESPACE: "whitespace"}
_JARS: Final = (
    "core",
    "codecs",
    "analy*-common",
    "queryparser",
    "queries",
    "highlighter",
    "memory",
    "sandbox",
    "test-framework",
)


@cache
def package() -> Any:
    """The package `org.apache.lucene`; the Java machine runs until the tests end."""
    import jpype

    jars = [
        str(jar) for part in _JARS for jar in sorted(LUCENE.glob(f"lucene-{part}-[0-9]*.jar"))[-1:]
    ]
    assert len(jars) == len(_JARS), f"a part of Lucene is missing; found {jars}"
    jpype.startJVM(classpath=jars, convertStrings=True)
    return jpype.JPackage("org").apache.lucene


Step = tuple[str, dict[str, str]]
"""A filter: its name and its arguments."""


def analyzer(
    *filters: Step, folder: Path, tokenizer: str = "standard", chars: Iterable[Step] = ()
) -> Any:
    """An analyzer of character filters, a tokenizer and filters; files are read from `folder`."""
    import jpype

    lucene = package()
    path = jpype.JPackage("java").nio.file.Paths.get(str(folder))
    made = lucene.analysis.custom.CustomAnalyzer.builder(path)
    # Lucene takes out of each map what it knows, and refuses what stays.
    for name, arguments in chars:
        made = made.addCharFilter(name, jpype.java.util.HashMap(arguments))
    made = made.withTokenizer(tokenizer)
    for name, arguments in filters:
        made = made.addTokenFilter(name, jpype.java.util.HashMap(arguments))
    return made.build()


def synonyms(format: str, path: Path, *, words: str = STANDARD) -> Any:
    """The analyzer with the synonym graph of a file, by the parser of `solr` or `wordnet`.

    `words` is the factory of the tokenizer, for the file and for queries.
    """
    arguments = {
        "synonyms": path.name,
        "format": format,
        "expand": "true",
        "ignoreCase": "true",
        "tokenizerFactory": words,
    }
    chain = ("lowercase", {}), ("synonymGraph", arguments)
    return analyzer(*chain, folder=path.parent, tokenizer=TOKENIZERS[words])


def plain(folder: Path, *, words: str = STANDARD) -> Any:
    """Words in small letters."""
    return analyzer(("lowercase", {}), folder=folder, tokenizer=TOKENIZERS[words])


class Index:
    """An index in memory: documents are lists of fields, found by their number."""

    def __init__(self, analyzer: Any) -> None:
        self.lucene = package()
        self.analyzer = analyzer
        lucene = self.lucene
        self._directory = lucene.store.ByteBuffersDirectory()
        self._writer = lucene.index.IndexWriter(
            self._directory, lucene.index.IndexWriterConfig(analyzer)
        )
        self._reader: Any = None

    def add(self, *fields: Any) -> None:
        document = self.lucene.document.Document()
        for field in fields:
            document.add(field)
        self._writer.addDocument(document)

    def text(self, name: str, text: str) -> Any:
        """A field of words, stored."""
        return self.lucene.document.TextField(name, text, self.lucene.document.Field.Store.YES)

    def keyword(self, name: str, value: str) -> Any:
        """A field of one token."""
        return self.lucene.document.StringField(name, value, self.lucene.document.Field.Store.NO)

    @property
    def searcher(self) -> Any:
        if self._reader is None:
            self._writer.close()
            self._reader = self.lucene.index.DirectoryReader.open(self._directory)
        return self.lucene.search.IndexSearcher(self._reader)

    def find(self, query: Any, most: int = 100) -> list[int]:
        """The numbers of the documents that fit, best first."""
        return [hit.doc for hit in self.searcher.search(query, most).scoreDocs]

    def parsed(self, text: str, analyzer: Any, field: str = "name") -> Any:
        """A query of Lucene's classic syntax; words that became graphs make phrases."""
        parser = self.lucene.queryparser.classic.QueryParser(field, analyzer)
        parser.setSplitOnWhitespace(False)
        parser.setAutoGenerateMultiTermSynonymsPhraseQuery(True)
        return parser.parse(text)


def escaped(text: str) -> str:
    """A text in which no sign is one of the query syntax."""
    return str(package().queryparser.classic.QueryParser.escape(text))
