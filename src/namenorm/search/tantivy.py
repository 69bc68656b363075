"""Queries of Tantivy, for `Index.parse_query`."""

from __future__ import annotations

from namenorm.search.quoting import any_of, phrase
from namenorm.search.search_query import SearchQuery


def ask(asked: SearchQuery) -> str:
    """A query; the key field is tokenised by `raw` or `whitespace`."""
    clauses = [f"+{any_of(asked.field, term)}" for term in asked.required]
    clauses += [any_of(asked.field, term) for term in asked.welcome]
    if asked.spelled:
        clauses.append(f"{asked.spelled}:{phrase(asked.text)}")
    return " ".join(clauses)
