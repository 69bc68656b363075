"""Respell a single word: the likeliest spellings in another language, with their probabilities.

There are two ways, because orthographies differ. Belarusian spells vowels by the stress, which is
unknown: its places are summed over, each with its probability. For Russian and Ukrainian, and for
Latin spellings, a beam search finds what could have been spelled so, ranked by a letter model of
the target's names (a noisy channel).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.respelling import letter_model, letters, stress
from namenorm.respelling.letter_model import END, START, LetterModel
from namenorm.respelling.letters import Table
from namenorm.respelling.model import LEAST, likeliest, tempered
from namenorm.respelling.stress import StressModel
from namenorm.text.letters import lettered, unlettered

LONGEST: Final = 40
"""A longer word gets no alternatives; no name is longer."""
_WIDTH: Final = 32
"""The width of the beam."""
_KEPT: Final = 12
_REMEMBERED: Final = 20_000


@dataclass(frozen=True)
class WordSpeller:
    """Respells small-letter words by one table: by the stress, or by a letter model."""

    table: Table
    by: StressModel | LetterModel
    _memo: dict[tuple[str, int | None], tuple[dict[str, float], float]] = field(
        default_factory=dict
    )

    def spell(self, word: str, until: int | None = None) -> dict[str, float]:
        """The spellings of a word, likeliest first; the probabilities sum to at most 1.

        The stress lies before the letter `until`.
        """
        return self._spelt(word, until)[0]

    def weigh(self, word: str) -> float:
        """−ln of the probability that this road gave the word; comparable within one alphabet."""
        return self._spelt(word, None)[1]

    def _spelt(self, word: str, until: int | None) -> tuple[dict[str, float], float]:
        word = lettered(word)
        if len(word) > LONGEST:
            text = "".join(piece.options[0][0] for piece in self.table.letters.cut(word))
            return {unlettered(text): 1.0}, math.inf
        known = self._memo.get((word, until))
        if known is None:
            if len(self._memo) >= _REMEMBERED:  # bounded, because names come from outside
                self._memo.clear()
            if isinstance(self.by, StressModel):
                found, cost = self._by_stress(self.by, word, until), 0.0
            else:
                found, cost = self._by_letter_model(self.by, word)
            found = tempered(found, self.table.temper)
            known = {unlettered(text): p for text, p in found.items()}, cost
            self._memo[word, until] = known
        return known

    def _by_stress(self, by: StressModel, word: str, until: int | None) -> dict[str, float]:
        found: dict[str, float] = {}
        for place, chance in by.chances(word, until).items():
            spelt = {"": chance}
            for piece in self.table.letters.cut(word, place):
                options = letters.shares(piece)
                longer = {
                    head + text: p * share for head, p in spelt.items() for text, share in options
                }
                kept = longer if len(longer) <= _WIDTH else likeliest(longer, _WIDTH)
                spelt = {text: longer[text] for text in kept}
            for text, p in spelt.items():
                found[text] = found.get(text, 0.0) + p
        return {text: found[text] for text in likeliest(found, _KEPT) if found[text] >= LEAST}

    def _by_letter_model(self, by: LetterModel, word: str) -> tuple[dict[str, float], float]:
        heads = {START: 0.0}
        for piece in self.table.letters.cut(word):
            longer: dict[str, float] = {}
            for head, cost in heads.items():
                for text, share in piece.options:
                    here, total = head, cost - math.log(share)
                    for letter in text:
                        total += by.step(here.replace("ё", "е"), "е" if letter == "ё" else letter)
                        here += letter
                    if total < longer.get(here, math.inf):
                        longer[here] = total
            kept = longer if len(longer) <= _WIDTH else sorted(longer, key=lambda h: (longer[h], h))
            heads = {head: longer[head] for head in list(kept)[:_WIDTH]}
        costs = {
            head[1:]: cost + by.step(head.replace("ё", "е"), END) for head, cost in heads.items()
        }
        least = min(costs.values())
        chances = {text: math.exp(least - cost) for text, cost in costs.items()}
        total = sum(chances.values())
        chances = {text: p / total for text, p in chances.items()}
        found = {text: chances[text] for text in likeliest(chances, _KEPT)}
        return found, least - math.log(total)


BY_STRESS: Final = frozenset({("ru", "be"), ("uk", "be")})
"""The pairs of languages respelled by the stress; all others by a letter model."""


@cache
def load(folder: Path, source: str, target: str) -> WordSpeller:
    """The rules of the tables in `folder`. Raises `TableError`."""
    table = letters.load(folder, source, target)
    if (source, target) in BY_STRESS:
        return WordSpeller(table, stress.load(folder))
    return WordSpeller(table, letter_model.load(folder, target))
