"""Terms in the query syntax that Lucene began and Tantivy reads."""

from __future__ import annotations

from namenorm.search.terms import Term


def phrase(text: str) -> str:
    r"""`text` between quotes.

    >>> print(phrase('a "b" c\\'))
    "a \"b\" c\\"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def any_of(field: str, term: Term) -> str:
    """A clause: `field` holds one of the keys of `term`."""
    return f"({' OR '.join(f'{field}:{phrase(key)}' for key in term.keys)})"
