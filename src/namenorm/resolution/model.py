"""What comes back from a resolver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from namenorm.comparison.score import Explanation
from namenorm.registry import Identity, NameForm

Decision = Literal["match", "ambiguous", "none"]


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate: `score` is the probability that the query names `identity`."""

    identity: Identity
    score: float
    name: NameForm
    explanation: Explanation

    def to_dict(self) -> dict[str, Any]:
        return {
            "identity": self.identity.to_dict(),
            "score": round(self.score, 4),
            "name": self.name.to_dict(),
            "explanation": self.explanation.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to one query: candidates best first, and what to make of them.

    `deciding` says what would settle an `ambiguous` one. `version` names the tables and
    the algorithm that made the answer.
    """

    query: str
    decision: Decision
    matches: tuple[Match, ...]
    deciding: str | None
    version: dict[str, str]

    def to_dict(self) -> dict[str, Any]:
        return {
            "query": self.query,
            "decision": self.decision,
            "deciding": self.deciding,
            "matches": [match.to_dict() for match in self.matches],
            "version": self.version,
        }
