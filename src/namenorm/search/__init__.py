"""Search by name in engines that do not know names: keys in the index, keys in the query.

`document` puts keys beside the texts of a document, `highlights` and `marked` show what matched.
`query` builds the query of an engine; `groups` gives the bare keys, for any other engine or ORM;
`stored` is what the key field of a document holds. `docs/search.md` and `docs/search-engines.md`.

>>> document({"name": "Łukašenka"}, fields=["name"])
{'name': 'Łukašenka', 'name_keys': ['dslukasank']}
>>> query("Тихановская", "sqlite").sql
'"name_keys" MATCH ?'
"""

from __future__ import annotations

from namenorm.search.condition import Condition
from namenorm.search.document import document
from namenorm.search.highlighting import Highlight, highlights, marked
from namenorm.search.queries import ENGINES, query
from namenorm.search.terms import groups, stored

__all__ = [
    "ENGINES",
    "Condition",
    "Highlight",
    "document",
    "groups",
    "highlights",
    "marked",
    "query",
    "stored",
]
