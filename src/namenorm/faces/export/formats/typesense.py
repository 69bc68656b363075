"""Typesense's synonyms, JSON Lines: one set an identity, with its id."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from namenorm.faces.export.clusters import Cluster
from namenorm.faces.export.formats.model import ExportEntry, Format


def entries(clusters: Iterable[Cluster]) -> Iterator[ExportEntry]:
    """An object for each cluster of two or more spellings."""
    for cluster in clusters:
        if len(cluster.texts) > 1:
            entry = {"id": cluster.id, "synonyms": cluster.texts}
            yield ExportEntry(cluster.id, json.dumps(entry, ensure_ascii=False))


FORMAT: Final = Format(entries, gone="key")
