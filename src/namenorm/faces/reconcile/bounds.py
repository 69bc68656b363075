"""The bounds of the service, as the manifest and the documentation state them."""

from __future__ import annotations

from typing import Final

BATCH: Final = 500
"""Most queries of a batch."""
EFFORT: Final = 50_000
"""Most characters of all names that are looked up for a batch, one by one, again for each value of
the evidence; so that no batch holds a worker for longer than some ten seconds."""
LEAST: Final = 50
"""Characters as which a shorter name counts."""
IDS: Final = 1000
"""Most identities whose properties are fetched at once."""
CANDIDATES: Final = 100
"""Most candidates of a query; who asks for more gets so many."""
USUAL: Final = 5
"""Candidates of a query that does not say how many."""
CONDITIONS: Final = 20
"""Most conditions or properties of one query."""
VALUES: Final = 5
"""Most values of one property of a query."""
PAGE: Final = 20
"""Suggestions of one answer; `cursor` asks for the next ones."""
FARTHEST: Final = 1000
"""Most suggestions that `cursor` may pass over."""
