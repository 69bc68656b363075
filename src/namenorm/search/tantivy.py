"""Queries of Tantivy, for `Index.parse_query`."""

from __future__ import annotations

from namenorm.search.quoting import clauses
from namenorm.search.search_query import SearchQuery


def ask(query: SearchQuery) -> str:
    """A query; the key field is tokenised by `raw` or `whitespace`."""
    return clauses(query)
