"""Terms in the query syntax that Lucene began and Tantivy reads."""

from __future__ import annotations

from namenorm.search.search_query import SearchQuery
from namenorm.search.terms import Term


def phrase(text: str) -> str:
    r"""`text` between quotes.

    >>> print(phrase('a "b" c\\'))
    "a \"b\" c\\"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def clauses(query: SearchQuery) -> str:
    """A clause for each word of `query`: its field holds one of the keys, which some must (`+`)."""
    found = [f"+{_any_of(query.field, term)}" for term in query.required]
    found += [_any_of(query.field, term) for term in query.welcome]
    if query.spelled:
        found.append(f"{query.spelled}:{phrase(query.text)}")
    return " ".join(found)


def _any_of(field: str, term: Term) -> str:
    return f"({' OR '.join(f'{field}:{phrase(key)}' for key in term.keys)})"
