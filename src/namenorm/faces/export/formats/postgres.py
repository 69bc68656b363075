"""A thesaurus of PostgreSQL's text search: each spelling becomes one lexeme, `nn:` and the id.

A thesaurus knows one lexeme a phrase: a spelling of two identities is that of the more prominent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from namenorm.faces.export.clusters import Cluster
from namenorm.faces.export.formats.model import ExportEntry, Format

PREFIX: Final = "nn:"
"""Begins each lexeme; no word of a text begins so."""
_WORD: Final = re.compile(
    r"(?<!\w)[a-z0-9]+(?:[./][a-z0-9]+)+(?!\w)"  # Tut.by, U.S., RFE/RL: a host or a file
    r"|[^\W_]+(?:-[^\W\d_][^\W_]*)*"
)
"""A word as the parser of PostgreSQL cuts it, but for a slash behind a letter that is not ASCII and
a number behind a hyphen."""
_SPACE: Final = re.compile(r"\s")


def lexeme(id: str) -> str:
    """The lexeme of an identity.

    >>> lexeme("minsk")
    'nn:minsk'
    """
    return PREFIX + _SPACE.sub("_", id)


def phrase(text: str) -> str:
    """A spelling as the words that the parser makes of it; one with a hyphen whole, then in parts.

    >>> phrase("Дунін-Марцінкевіч, В. І.")
    'дунін-марцінкевіч дунін марцінкевіч в і'
    """
    found = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text).lower()):
        found += [word, *word.split("-")] if "-" in word else [word]
    return " ".join(found)


def entries(clusters: Iterable[Cluster]) -> Iterator[ExportEntry]:
    """A line for each phrase."""
    best: dict[str, tuple[float, str]] = {}
    for cluster in clusters:
        for found in filter(None, map(phrase, cluster.texts)):
            before = best.get(found)
            if before is None or cluster.prominence > before[0]:
                best[found] = cluster.prominence, cluster.id
    for found in sorted(best):
        yield ExportEntry(found, f"{found} : *{lexeme(best[found][1])}")


FORMAT: Final = Format(entries, comment="# ")
