"""Queries of Tantivy, for `Index.parse_query`."""

from __future__ import annotations

from namenorm.search.quoting import any_of, phrase
from namenorm.search.search_query import SearchQuery


def ask(query: SearchQuery) -> str:
    """A query; the key field is tokenised by `raw` or `whitespace`."""
    clauses = [f"+{any_of(query.field, term)}" for term in query.required]
    clauses += [any_of(query.field, term) for term in query.welcome]
    if query.spelled:
        clauses.append(f"{query.spelled}:{phrase(query.text)}")
    return " ".join(clauses)
