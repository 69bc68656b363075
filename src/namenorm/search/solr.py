"""Queries of Solr (JSON Request API), and texts whose words carry their keys."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from namenorm.search.keyed import WordWithKeys
from namenorm.search.quoting import clauses
from namenorm.search.search_query import SearchQuery


def ask(query: SearchQuery) -> dict[str, Any]:
    """The body of `/query`; the query is one of Lucene's classic syntax."""
    params: dict[str, Any] = {"q.op": "OR"}
    if query.highlight:
        params |= {"hl": True, "hl.fl": query.field, "hl.method": "unified"}
    return {"query": clauses(query), "limit": query.limit, "params": params}


def preanalyzed(text: str, words: Iterable[WordWithKeys]) -> str:
    """`text` for a field of the type `PreAnalyzedField`: its only tokens are the keys of `words`.

    Offsets are code points of `text`; Java's are UTF-16, and so are those that are written.

    >>> from types import SimpleNamespace as Word
    >>> preanalyzed("у Менску", [Word(start=2, end=8, keys=("a1",))])
    '{"v":"1","str":"у Менску","tokens":[{"t":"a1","s":2,"e":8,"i":1}]}'
    """
    tokens = [
        {"t": key, "s": _utf16(text, word.start), "e": _utf16(text, word.end), "i": int(not rank)}
        for word in words
        for rank, key in enumerate(word.keys)
    ]
    written = {"v": "1", "str": text, "tokens": tokens}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def _utf16(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le")) // 2
