"""Conditions of PostgreSQL over a column of keys, `text[]` with a GIN index.

`learn` puts words into the table by which the functions of `namenorm export postgres` find keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from namenorm.search.condition import Condition, identifier
from namenorm.search.search_query import SearchQuery
from namenorm.search.vocabulary import vocabulary


def ask(query: SearchQuery) -> Condition:
    """A condition with the placeholders of psycopg."""
    one = f"{identifier(query.field)} && %s::text[]"
    required = query.required
    return Condition(
        " AND ".join([one] * len(required)), tuple(list(term.keys) for term in required)
    )


def learn(connection: Any, names: Iterable[str]) -> int:
    """Put the words of `names` that `nn_word` does not know into it; gives how many they were.

    `connection` is one of psycopg, in a database with the functions of `keys.sql`. Nothing is
    committed. Words that are known stay as they are.
    """
    given = list(names)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS name, unnest(nn_unknown(name)) AS word",
            (given,),
        )
        unknown = {word for (word,) in cursor.fetchall()}
        found = [(w, list(k)) for w, k in vocabulary(given).items() if w in unknown]
        cursor.executemany(
            "INSERT INTO nn_word (word, keys) VALUES (%s, %s) ON CONFLICT (word) DO NOTHING", found
        )
    return len(found)
