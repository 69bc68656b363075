"""Search by name in engines that do not know names: keys in the index, keys in the query.

`query` builds what an engine is asked; `groups` gives the bare keys, for any other engine or ORM;
`stored` is what the key field of a document holds. `docs/search-engines.md` has each engine.

>>> query("Тихановская", "sqlite").sql
'"name_keys" MATCH ?'
"""

from __future__ import annotations

from namenorm.search.asking import ENGINES, query
from namenorm.search.condition import Condition
from namenorm.search.terms import groups, stored

__all__ = ["ENGINES", "Condition", "groups", "query", "stored"]
