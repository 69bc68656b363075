"""Solr's synonyms, which Lucene's synonym graph filter reads: one line an identity.

Elasticsearch and OpenSearch read the same files (`synonyms_path`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from namenorm.faces.export.clusters import Cluster
from namenorm.faces.export.formats.model import ExportEntry, Format


def entries(clusters: Iterable[Cluster]) -> Iterator[ExportEntry]:
    """A line for each cluster of two or more spellings."""
    for cluster in clusters:
        if len(cluster.texts) > 1:
            yield ExportEntry(cluster.id, ",".join(map(escaped, cluster.texts)))


def escaped(text: str) -> str:
    r"""`text` in which no sign separates or comments.

    >>> print(escaped("A, B => C\\"))
    A\, B \=> C\\
    """
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace("=>", "\\=>")
    return f"\\{text}" if text.startswith("#") else text


FORMAT: Final = Format(entries, comment="# ")
