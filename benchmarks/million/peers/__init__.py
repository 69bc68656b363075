"""The peers: general tools that a user could choose, over names in plain Latin letters.

Each peer gets all names of each identity by `unidecode`, in small letters, and the question
likewise. One that cannot be had on a machine says why, and is left out by name.
"""

from __future__ import annotations

from typing import Final

PEERS: Final = {
    "tantivy": "Tantivy, fuzzy terms, 50 reranked by rapidfuzz",
    "symspell": "SymSpell by word, 50 reranked by rapidfuzz",
    "extract": "rapidfuzz `process.extractOne`, WRatio",
    "cdist": "rapidfuzz `process.cdist`, token_sort_ratio, 2 workers, in bulk",
    "logic": "nomenklatura logic-v2 over the 50 of Tantivy",
    "postgres": "PostgreSQL pg_trgm, GIN index",
    "sqlite": "SQLite FTS5 trigram, 50 reranked by rapidfuzz",
}
"""Each peer, a module here, with its title."""
