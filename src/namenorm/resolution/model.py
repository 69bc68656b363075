"""What comes back from a resolver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from namenorm.comparison.explanation import Explanation
from namenorm.registry import Identity, NameForm

Decision = Literal["match", "ambiguous", "none"]


class MatchSource(Protocol):
    """A candidate of a resolver, from which a match is read off when it is looked at."""

    def identity(self) -> Identity:
        """Who or what it is."""

    def explain(self) -> tuple[NameForm, Explanation]:
        """The name that matched, and why."""


class Match:
    """A candidate: `score` is the probability that the query names `identity`.

    The identity, the name that matched and the explanation are made when they are looked at.
    """

    __slots__ = ("_explained", "_found", "_identity", "score")

    def __init__(self, score: float, found: MatchSource) -> None:
        self.score = score
        self._found = found
        self._identity: Identity | None = None
        self._explained: tuple[NameForm, Explanation] | None = None

    @property
    def identity(self) -> Identity:
        """Who or what is meant."""
        if self._identity is None:
            self._identity = self._found.identity()
        return self._identity

    @property
    def name(self) -> NameForm:
        """The name of the identity that matched."""
        return self._why()[0]

    @property
    def explanation(self) -> Explanation:
        """Why it matched, part by part."""
        return self._why()[1]

    def _why(self) -> tuple[NameForm, Explanation]:
        if self._explained is None:
            self._explained = self._found.explain()
        return self._explained

    def __repr__(self) -> str:
        return f"Match({self.identity.id!r}, score={self.score:.4f}, name={self.name.text!r})"

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
