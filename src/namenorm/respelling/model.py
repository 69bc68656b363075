"""The results of respelling, and probabilities of spellings."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from namenorm.names.model import PersonName, Role
from namenorm.text.casing import with_capitals_of
from namenorm.text.letters import APOSTROPHE

MAX_LIMIT: Final = 20
"""The most alternatives that a caller can ask for."""
LEAST: Final = 1e-4
"""Less probable alternatives are dropped."""

_CAPITAL_BEHIND: Final = re.compile(f"{APOSTROPHE}[^\\W\\d_a-zа-яёіў]")

Chances = Mapping[str, float]
"""Spellings with their probabilities (0 to 1), which sum to at most 1."""


@dataclass(frozen=True, slots=True)
class Respelling:
    """A spelling in the other language or norm.

    `score` (0 to 1) is the probability that it is right. `why` says what each part was spelled by:
    a table, a rule, or a guess at the road by which a Latin spelling came.
    """

    text: str
    score: float
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As the HTTP service returns it."""
        return {"text": self.text, "score": round(self.score, 4), "why": self.why}


def tempered(chances: Chances, temper: float) -> dict[str, float]:
    """Probabilities raised to `temper` (below 1: less certain), their sum kept; likeliest first.

    >>> {text: round(p, 2) for text, p in tempered({"Гара": 0.8, "Гора": 0.2}, 0.5).items()}
    {'Гара': 0.67, 'Гора': 0.33}
    """
    total = sum(chances.values())
    raised = {text: (p / total) ** temper for text, p in chances.items() if p > 0}
    scale = total / (sum(raised.values()) or 1.0)
    return {text: raised[text] * scale for text in likeliest(raised)}


def likeliest(chances: Chances, limit: int | None = None) -> list[str]:
    """The spellings by falling probability, then by the alphabet."""
    return sorted(chances, key=lambda text: (-chances[text], text))[:limit]


def joined(parts: Iterable[Chances], limit: int) -> dict[str, float]:
    """The likeliest ways to write the parts one after another, each with its own alternatives.

    >>> joined([{"Анатоль": 0.6, "Анатолій": 0.4}, {" ": 1.0}, {"Гара": 1.0}], 1)
    {'Анатоль Гара': 0.6}
    """
    found = {"": 1.0}
    for chances in parts:
        longer = {head + text: p * q for head, p in found.items() for text, q in chances.items()}
        found = {text: longer[text] for text in likeliest(longer, limit)}
    return found


def main(chances: Chances) -> dict[str, float]:
    """The first spelling alone, with the sum of the probabilities.

    All current forms of one given name are right; in a full name one of them is enough.

    >>> main({"Анатоль": 0.75, "Анатолій": 0.25})
    {'Анатоль': 1.0}
    """
    first = next(iter(likeliest(chances, 1)), "")
    return {first: math.fsum(chances.values())}


def roles(reading: PersonName | None) -> dict[str, Role]:
    """The role of each word of a parsed name, by the word in small letters."""
    if reading is None:
        return {}
    named = [part for part in (reading.given, reading.patronymic, reading.surname) if part]
    return {
        piece: part.role
        for part in (*reading.second, *named)
        for piece in (*part.text.casefold().split("-"), part.text.casefold())
    }


def like(word: str, chances: Chances) -> dict[str, float]:
    """The spellings, capitalised as `word` is."""
    found: dict[str, float] = {}
    for text, chance in chances.items():
        text = with_capitals_of(word, text) if word[:1].isupper() else text.lower()
        mark = text.find(APOSTROPHE)
        if mark >= 0 and word[:1].isupper() and _CAPITAL_BEHIND.search(word):  # О’Конар
            text = text[: mark + 1] + text[mark + 1 : mark + 2].upper() + text[mark + 2 :]
        found[text] = found.get(text, 0.0) + chance
    return found


class Draft:
    """Collects the spellings of a name's words, and joins them with what stands between."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pieces: list[Chances] = []
        self._why: list[str] = []
        self._at = 0

    def put(self, start: int, end: int, chances: Chances, by: str) -> None:
        """Add the spellings of the word from `start` to `end`, and their source; in order."""
        self._pieces += [{self._name[self._at : start]: 1.0}, chances]
        self._why.append(f"{self._name[start:end]}: {by}")
        self._at = end

    def respellings(self, limit: int) -> list[Respelling]:
        """The likeliest spellings of the whole name."""
        pieces = [*self._pieces, {self._name[self._at :]: 1.0}]
        found = joined(pieces, max(limit, MAX_LIMIT))
        why = "; ".join(self._why)
        return [Respelling(text, min(found[text], 1.0), why) for text in likeliest(found, limit)]
