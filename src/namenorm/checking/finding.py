"""One fault of a table or a house's file, with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from namenorm.errors import TableError

Progress = Callable[[int, int], None]
"""Told how many identities of how many have been looked at."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault; `line` counts from 1, 0 stands for the whole file."""

    file: str
    line: int
    reason: str

    @classmethod
    def of(cls, error: TableError) -> Fault:
        """The fault for which a table could not be read."""
        return cls(error.file, error.line, error.reason)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"

    def to_dict(self) -> dict[str, str | int]:
        """What a program gets."""
        return {"file": self.file, "line": self.line, "reason": self.reason}
