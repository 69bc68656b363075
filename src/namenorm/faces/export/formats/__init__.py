"""The formats of synonyms, one a module: each gives entries, sorted by their keys."""

from __future__ import annotations

from typing import Final

from namenorm.faces.export.formats import meilisearch, postgres, solr, typesense, wordnet
from namenorm.faces.export.formats.model import Format

FORMATS: Final[dict[str, Format]] = {
    "solr": solr.FORMAT,
    "wordnet": wordnet.FORMAT,
    "meilisearch": meilisearch.FORMAT,
    "typesense": typesense.FORMAT,
    "postgres": postgres.FORMAT,
}
"""By the name that the command takes."""
