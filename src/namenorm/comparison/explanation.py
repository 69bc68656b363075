"""Why a candidate has its score: evidence side by side, which sums to its weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from namenorm.comparison.alignment import Aligned, align
from namenorm.names.model import Role

SPELLED: Final = frozenset({*(role.value for role in Role), "word"})
"""The roles of evidence whose two sides are spellings."""


@dataclass(frozen=True, slots=True)
class PartEvidence:
    """One part of the query beside one part of the name; `weight` in log odds."""

    query: str
    name: str
    role: str
    relation: str
    weight: float

    @property
    def letters(self) -> Aligned:
        """The letters of both spellings side by side; empty where one of them is missing."""
        if self.role not in SPELLED or not (self.query and self.name):
            return ()
        return align(self.query, self.name)

    def to_dict(self) -> dict[str, Any]:
        return {
            "query": self.query,
            "name": self.name,
            "role": self.role,
            "relation": self.relation,
            "weight": round(self.weight, 2),
            "letters": [list(pair) for pair in self.letters],
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a score came out: the parts side by side, strongest words first."""

    parts: tuple[PartEvidence, ...]

    @property
    def weight(self) -> float:
        """The sum of the weights, in log odds."""
        return sum(part.weight for part in self.parts)

    @property
    def sentence(self) -> str:
        """The explanation as one line of English."""
        said = []
        for part in self.parts:
            if part.query and part.name:
                said.append(
                    f"{part.query} = {part.name} ({part.relation})"
                    if part.weight >= 0
                    else f"{part.query} against {part.name} ({part.relation})"
                )
            else:
                said.append(f"{part.query or part.name or part.role} {part.relation}")
        return "; ".join(said)

    def to_dict(self) -> dict[str, Any]:
        return {"sentence": self.sentence, "parts": [part.to_dict() for part in self.parts]}
