"""Queries of Typesense; the key field is a `string[]` of the collection."""

from __future__ import annotations

from typing import Any, Final

from namenorm.search.search_query import SearchQuery

_MOST: Final = 250
"""Most documents on a page of Typesense."""


def ask(query: SearchQuery) -> dict[str, Any]:
    """The parameters of `/collections/…/documents/search`."""
    clauses = [f"{query.field}:=[{','.join(map(_quoted, t.keys))}]" for t in query.required]
    return {"q": "*", "filter_by": " && ".join(clauses), "per_page": min(query.limit, _MOST)}


def _quoted(key: str) -> str:
    """Between backticks, of which a key has none."""
    return f"`{key}`"
