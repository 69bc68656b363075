"""A name in running text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from namenorm.errors import NamenormError
from namenorm.markup.document import Document
from namenorm.registry import Identity
from namenorm.resolution import Resolution
from namenorm.respelling import Respelling, respell


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of running text that names a person, a place or an organisation.

    `start` and `end` are offsets in the source, in code points; in plain text, `text` is
    `source[start:end]`. `identity` is None for a person who is unknown or uncertain. `first` is
    the index, in the list of mentions, of the full mention that a short one refers to; None for
    a mention that stands by itself. `resolution` is the answer to the name.
    """

    start: int
    end: int
    text: str
    identity: Identity | None
    resolution: Resolution
    first: int | None = None

    @property
    def linked(self) -> bool:
        """Whether the mention has an identity."""
        return self.identity is not None

    def proposals(self, target: str = "be", limit: int = 3) -> list[Respelling]:
        """Spellings in `target` (be, be-tarask, ru or uk) of a person who has no identity.

        Likeliest first; empty if the mention has an identity, or if it cannot be respelled.
        """
        if self.identity is not None:
            return []
        try:
            return respell(" ".join(self.text.split()), None, target, limit=limit)
        except NamenormError:
            return []

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "identity": self.identity.to_dict() if self.identity else None,
            "first": self.first,
            "proposals": [one.to_dict() for one in self.proposals()],
            "resolution": self.resolution.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its mentions, in their order; `lang` is the language of its text."""

    document: Document
    lang: str | None
    mentions: tuple[Mention, ...]
