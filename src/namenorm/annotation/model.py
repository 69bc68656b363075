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
    """A span of a text that names somebody or something; `text` is what is read there.

    `start` and `end` count code points of the source; of plain text, `text` is `source[start:end]`.
    `identity` is who or what is named, None for a person who is not known, or not for sure. `first`
    is the place in the list of the mention that names the same in full, None where it says so
    itself. `resolution` is the answer to the name.
    """

    start: int
    end: int
    text: str
    identity: Identity | None
    resolution: Resolution
    first: int | None = None

    @property
    def linked(self) -> bool:
        """Whether it is known who or what is named."""
        return self.identity is not None

    def proposals(self, target: str = "be", limit: int = 3) -> list[Respelling]:
        """How somebody who is not known may be spelled in `target` (be, be-tarask, ru or uk).

        The likeliest first; empty for one who is known, and where nothing is to be respelt.
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
