"""What comes back from restyling a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """A mention that got another form: `old` stood from `start` to `end` of the text as it was."""

    start: int
    end: int
    old: str
    new: str
    id: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "old": self.old,
            "new": self.new,
            "id": self.id,
        }


@dataclass(frozen=True, slots=True)
class Left:
    """A mention off the style that stays as it is, because its right form is not known."""

    start: int
    end: int
    text: str
    id: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "id": self.id,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Restyled:
    """A text in a style; every character outside the `changes` is as it was.

    `left` are mentions for somebody to look at. Offsets are code points of the text before.
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
