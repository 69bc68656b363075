"""WordNet's Prolog clauses, which Lucene reads: a set of nouns an identity, a line a spelling."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from namenorm.faces.export.clusters import Cluster
from namenorm.faces.export.formats.model import ExportEntry, Format

_LOWEST: Final = 100_000_000
_COUNT: Final = 900_000_000
"""The number of a set has nine digits, the first of which tells nouns."""


def entries(clusters: Iterable[Cluster]) -> Iterator[ExportEntry]:
    """The clauses of each cluster of two or more spellings.

    The number of a set depends on the id alone, so that it stays in later exports; only where two
    ids have one number the second takes the next that is free.
    """
    taken: set[int] = set()
    for cluster in clusters:
        if len(cluster.texts) < 2:
            continue
        digest = hashlib.sha256(cluster.id.encode()).digest()
        number = int.from_bytes(digest[:8]) % _COUNT
        while number in taken:
            number = (number + 1) % _COUNT
        taken.add(number)
        yield ExportEntry(
            cluster.id,
            "\n".join(
                f"s({_LOWEST + number},{rank},'{text.replace(chr(39), chr(39) * 2)}',n,1,0)."
                for rank, text in enumerate(cluster.texts, start=1)
            ),
        )


FORMAT: Final = Format(entries)
