"""Conditions of PostgreSQL over a column of keys, `text[]` with a GIN index."""

from __future__ import annotations

from namenorm.search.asked import Asked
from namenorm.search.condition import Condition, identifier


def ask(asked: Asked) -> Condition:
    """A condition with the placeholders of psycopg."""
    one = f"{identifier(asked.field)} && %s::text[]"
    required = asked.required
    return Condition(
        " AND ".join([one] * len(required)), tuple(list(term.keys) for term in required)
    )
