"""The result of restyling a text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """A mention that was rewritten: `old` stood from `start` to `end` of the original text."""

    start: int
    end: int
    old: str
    new: str
    id: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Left:
    """A mention that is off the style but stays, because its right form is unknown."""

    start: int
    end: int
    text: str
    id: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Restyled:
    """A text in a style; outside the `changes` every character is as before.

    `left` are mentions that a person should look at. Offsets are code points of the original text.
    """

    text: str
    style: str
    changes: tuple[Change, ...]
    left: tuple[Left, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "style": self.style,
            "changes": [change.to_dict() for change in self.changes],
            "left": [one.to_dict() for one in self.left],
        }
