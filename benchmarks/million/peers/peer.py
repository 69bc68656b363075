"""The interface of a peer: built from names, asked for an id."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz
from unidecode import unidecode

SHORTLIST: Final = 50
"""Candidates that are reranked."""


class Unavailable(Exception):
    """The peer cannot be had on this machine; says why."""


@dataclass(frozen=True)
class Names:
    """All names of all identities: whose each is, as written, and in plain letters."""

    ids: list[str]
    texts: list[str]
    plain: list[str]


class Peer(ABC):
    """One way to find the identity that a text names."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.leaving = ExitStack()
        """Undone by `close`."""

    @abstractmethod
    def build(self) -> None:
        """Make what is searched. Raises `Unavailable`, `ImportError`."""

    @abstractmethod
    def ask(self, text: str) -> str:
        """The id of the likeliest identity, empty where there is none."""

    def ask_all(self, texts: Sequence[str]) -> Iterator[tuple[str, float]]:
        """The answers, one by one, each with its milliseconds."""
        for text in texts:
            start = time.perf_counter()
            found = self.ask(text)
            yield found, (time.perf_counter() - start) * 1000

    def close(self) -> None:
        """Remove processes and files."""
        self.leaving.close()

    def nearest(self, wanted: str, rows: Sequence[int]) -> str:
        """The id of the one of some names that is nearest to a plain text."""
        plain = self.names.plain
        best = max(rows, key=lambda row: likeness(wanted, plain[row]), default=None)
        return self.names.ids[best] if best is not None else ""


def plain(text: str) -> str:
    """A name in small Latin letters without marks."""
    return unidecode(text).lower()


def likeness(one: str, other: str) -> float:
    """The similarity of two plain names; words may be in any order or missing."""
    return fuzz.WRatio(one, other) + fuzz.token_sort_ratio(one, other)
