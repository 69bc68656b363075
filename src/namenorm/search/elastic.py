"""Queries of Elasticsearch and OpenSearch, and texts whose words carry their keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from namenorm.search.keyed import WordWithKeys
from namenorm.search.search_query import SearchQuery


def ask(query: SearchQuery) -> dict[str, Any]:
    """The body of `_search`; words are marked in a field of the type `annotated_text`."""
    found: dict[str, Any] = {
        "filter": [{"terms": {query.field: list(term.keys)}} for term in query.required]
    }
    should: list[dict[str, Any]] = [
        {"constant_score": {"filter": {"terms": {query.field: list(term.keys)}}}}
        for term in query.welcome
    ]
    if query.spelled:
        should.append({"match": {query.spelled: {"query": query.text}}})
    if should:
        found["should"] = should
    body: dict[str, Any] = {"query": {"bool": found}, "size": query.limit}
    if query.highlight:
        body["highlight"] = {"fields": {query.field: {"type": "annotated"}}}
    return body


def annotated(text: str, words: Iterable[WordWithKeys]) -> str:
    """`text` for a field of the type `annotated_text`: each of `words` carries its keys.

    Offsets are code points of `text`, in order; brackets of the text are taken out, because the
    field would read them as its own.

    >>> from types import SimpleNamespace as Word
    >>> annotated("у Менску.", [Word(start=2, end=8, keys=("a1", "b2"))])
    'у [Менску](a1&b2).'
    """
    found, at = [], 0
    for word in words:
        keys = "&".join(quote(key, safe="") for key in word.keys)
        found += [_plain(text[at : word.start]), f"[{_plain(text[word.start : word.end])}]({keys})"]
        at = word.end
    return "".join((*found, _plain(text[at:])))


def _plain(text: str) -> str:
    return text.translate({ord("["): " ", ord("]"): " "})
