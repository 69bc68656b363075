"""Queries of Meilisearch; the key field is among `filterableAttributes`."""

from __future__ import annotations

from typing import Any

from namenorm.search.search_query import SearchQuery


def ask(query: SearchQuery) -> dict[str, Any]:
    """The body of `/indexes/…/search`: outer lists are AND, inner ones OR."""
    clauses = [[f"{query.field} = {_quoted(k)}" for k in term.keys] for term in query.required]
    return {"q": "", "filter": clauses, "limit": query.limit}


def _quoted(key: str) -> str:
    escaped = key.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
