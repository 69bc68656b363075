"""A thesaurus of PostgreSQL's text search: each spelling becomes one lexeme, `nn:` and the id.

A thesaurus knows one lexeme a phrase: a spelling of two identities is that of the more prominent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from namenorm.faces.export.clusters import Cluster
from namenorm.faces.export.formats.model import Entry, Format

PREFIX: Final = "nn:"
"""Begins each lexeme; no word of a text begins so."""
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
"""A word as the parser of PostgreSQL cuts it."""
_SPACE: Final = re.compile(r"\s")


def lexeme(id: str) -> str:
    """The lexeme of an identity.

    >>> lexeme("minsk")
    'nn:minsk'
    """
    return PREFIX + _SPACE.sub("_", id)


def phrase(text: str) -> str:
    """A spelling as the words that the parser makes of it.

    >>> phrase("Дунін-Марцінкевіч, В. І.")
    'дунін-марцінкевіч в і'
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", text).lower()))


def entries(clusters: Iterable[Cluster]) -> Iterator[Entry]:
    """A line for each phrase."""
    best: dict[str, tuple[float, str]] = {}
    for cluster in clusters:
        for found in filter(None, map(phrase, cluster.texts)):
            held = best.get(found)
            if held is None or cluster.prominence > held[0]:
                best[found] = cluster.prominence, cluster.id
    for found in sorted(best):
        yield Entry(found, f"{found} : *{lexeme(best[found][1])}")


FORMAT: Final = Format(entries, comment="# ")
