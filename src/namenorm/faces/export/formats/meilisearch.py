"""Meilisearch's setting `synonyms`, one JSON object: to each spelling the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from namenorm.faces.export.clusters import Cluster
from namenorm.faces.export.formats.model import ExportEntry, Format


def entries(clusters: Iterable[Cluster]) -> Iterator[ExportEntry]:
    """A member for each spelling, in small letters, as Meilisearch compares them.

    A spelling of two identities has the other spellings of both.
    """
    others: dict[str, dict[str, None]] = {}
    for cluster in clusters:
        texts = dict.fromkeys(text.lower() for text in cluster.texts)
        if len(texts) > 1:
            for text in texts:
                others.setdefault(text, {}).update(texts)
    for text in sorted(others):
        listed = [other for other in others[text] if other != text]
        written = json.dumps(listed, ensure_ascii=False)
        yield ExportEntry(text, f"{json.dumps(text, ensure_ascii=False)}: {written}")


FORMAT: Final = Format(entries, opening="{\n", between=",\n", closing="\n}\n", gone="key")
