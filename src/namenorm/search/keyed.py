"""What the formats of engines take for a word of a document: its place and its keys."""

from __future__ import annotations

from typing import Protocol


class WordWithKeys(Protocol):
    """The word from `start` to `end` (code points) and its keys."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def keys(self) -> tuple[str, ...]: ...
