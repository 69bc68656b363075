"""The rules of one scheme, compiled; `rows` are the rows of its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from namenorm.text import vowels
from namenorm.translit.contexts import ContextTerm, Test, parse, test

SOFTENING: Final = "еёіюяь"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `letters` are written as `latin` if one of `terms` holds; `number` is its row."""

    number: int
    letters: str
    latin: str
    terms: tuple[ContextTerm, ...]
    test: Test


class Rules:
    """The rules of one scheme, indexed by their first letter."""

    def __init__(self, lang: str, rows: Sequence[tuple[str, str, str]]) -> None:
        """`lang` gives the vowels (be, ru, uk). Raises `BadContext`."""
        self.all: list[Rule] = []
        self.by_letter: dict[str, list[Rule]] = {}
        for number, (letters, latin, where) in enumerate(rows):
            terms = parse(where, vowels.of(lang))
            rule = Rule(number, letters, latin, terms, test(terms))
            self.all.append(rule)
            self.by_letter.setdefault(letters[0], []).append(rule)
        self.softeners = [rule for rule in self.all if any(term.soft for term in rule.terms)]

    def at(self, word: str, start: int, soft: Sequence[bool]) -> Rule | None:
        """The rule that applies at `start` of a small-letter word."""
        for rule in self.by_letter.get(word[start], ()):
            end = start + len(rule.letters)
            if word.startswith(rule.letters, start) and rule.test(word, start, end, soft):
                return rule
        return None

    def softness(self, word: str) -> list[bool]:
        """Which consonants are soft; from the right, because assimilation spreads in a cluster."""
        soft = [False] * (len(word) + 1)
        if not self.softeners:
            return soft
        for at in range(len(word) - 1, -1, -1):
            end = at + 2 if word.startswith("дз", at) else at + 1
            if word[at] == "д" and end == at + 1:
                continue  # д is soft only as part of дз
            soft[at] = (end < len(word) and word[end] in SOFTENING) or any(
                word.startswith(rule.letters, at)
                and rule.test(word, at, at + len(rule.letters), soft)
                for rule in self.softeners
            )
        return soft
