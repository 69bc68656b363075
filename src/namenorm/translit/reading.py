"""Read back what a scheme wrote: a bounded search for the letters that give the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from namenorm.translit.rules import Rules
from namenorm.translit.writing import Writer

_BEAM: Final = 32
_LONGEST: Final = 60
"""Letters of a word that are read back together; longer ones are no words."""


class Reader:
    """Reads text back by one scheme's rules."""

    def __init__(self, rules: Rules, writer: Writer) -> None:
        self._rules = rules
        self._writer = writer
        self._inverse: dict[str, list[tuple[str, str, int]]] = {}
        for rule in rules.all:
            if rule.latin:
                row = (rule.letters, rule.latin, rule.number)
                self._inverse.setdefault(rule.latin[0], []).append(row)
        self._won: dict[tuple[str, int, str], bool] = {}
        self._silent = [(rule.letters, rule.number) for rule in rules.all if not rule.latin]

    def read(self, text: str, limit: int = 1) -> list[str]:
        """Cyrillic spellings that this scheme would write as `text`, likeliest first.

        A spelling that gives back the very text comes before one that does not, and among
        those the one with the fewest letters. At most `limit`, at least one.
        """
        parts: list[list[str]] = [[""]]
        at = 0
        for match in _LATIN.finditer(text):
            parts.append([text[at : match.start()]])
            word = match.group()
            for start in range(0, len(word), _LONGEST):
                parts.append(self._read_word(word[start : start + _LONGEST], limit))
            at = match.end()
        parts.append([text[at:]])
        found = [""]
        for options in parts:
            found = [head + tail for head in found for tail in options][: max(limit, 1)]
        return found

    def _read_word(self, word: str, limit: int) -> list[str]:
        lower = word.lower()
        if len(lower) != len(word):
            return [word]
        beam: dict[int, list[_Partial]] = {0: [_Partial(0, "", (), "", "", -1)]}
        for at in range(len(lower)):
            partials = sorted(beam.pop(at, []), key=_cost)[:_BEAM]
            for partial in partials:
                for letters, latin, number in self._inverse.get(lower[at], ()):
                    if lower.startswith(latin, at):
                        longer = self._longer(partial, letters, len(latin), number)
                        if longer:
                            there = beam.setdefault(at + len(latin), [])
                            there.append(longer)
                            for silent, rule in self._silent:
                                quiet = self._longer(longer, silent, 0, rule)
                                if quiet:
                                    there.append(quiet)
            if partials and not any(beam.values()):  # no rule writes this letter
                copied = lower[at]
                beam[at + 1] = [
                    _Partial(p.cost + _COPIED, p.done + copied, (*p.spans, (1, 1)), "", "", -1)
                    for p in partials
                ]
        exact: list[str] = []
        other: list[str] = []
        for partial in sorted(beam.get(len(lower), []), key=_cost):
            same = self._writer.write(partial.done) == lower
            (exact if same else other).append(_recase_back(word, partial.done, partial.spans))
        return list(dict.fromkeys(exact + other))[: max(limit, 1)] or [word]

    def _longer(
        self, partial: _Partial, letters: str, written: int, number: int
    ) -> _Partial | None:
        """`partial` with the letters of one more rule, or None where a rule would not win."""
        if partial.number >= 0 and not self._wins(
            partial.before, partial.letters, partial.number, letters
        ):
            return None
        before = partial.done[-1:]
        if not any(self._wins(before, letters, number, follower) for follower in _FOLLOWERS):
            return None
        return _Partial(
            partial.cost + len(letters),
            partial.done + letters,
            (*partial.spans, (len(letters), written)),
            before,
            letters,
            number,
        )

    def _wins(self, before: str, letters: str, number: int, after: str) -> bool:
        """Whether rule `number` may write `letters` between `before` and `after`.

        What lies further right is not known, so softness is taken both ways.
        """
        memo = (before, number, after)
        known = self._won.get(memo)
        if known is None:
            known = self._won[memo] = any(
                self._winner(before, letters + after, soft) == number for soft in (True, False)
            )
        return known

    def _winner(self, before: str, text: str, is_soft: bool) -> int:
        """The number of the rule that writes the first letter of `text` behind `before`."""
        trial = before + text
        rule = self._rules.at(trial, len(before), [is_soft] * (len(trial) + 1))
        return rule.number if rule else -1


@dataclass(frozen=True, slots=True)
class _Partial:
    """The beginning of a word read back; `before`, `letters` and `number` are its last rule's."""

    cost: int
    done: str
    spans: tuple[tuple[int, int], ...]
    before: str
    letters: str
    number: int


def _cost(partial: _Partial) -> tuple[int, str]:
    """Fewest letters first; the apostrophe comes before the soft sign, as in print."""
    return partial.cost, partial.done


_COPIED: Final = 50
_FOLLOWERS: Final = ("а", "і", "ь", "ʼя", "вя", "ля", "нь", "ця", "")
"""What may stand on the right: each makes other contexts hold."""

_LATIN: Final = re.compile(r"[^\W\d_\u0400-\u052f]+(?:[’'ʹʺ”][^\W\d_\u0400-\u052f]+)*[’'ʹʺ”]?")


def _recase_back(word: str, cyrillic: str, spans: Sequence[tuple[int, int]]) -> str:
    if word.isupper() and len(word) > 1:
        return cyrillic.upper().replace("ʼ", "’")
    out, here, there = [], 0, 0
    for taken, written in spans:
        piece = cyrillic[here : here + taken]
        if written and word[there].isupper():
            piece = piece[0].upper() + piece[1:]
        out.append(piece)
        here += taken
        there += written
    return "".join(out).replace("ʼ", "’")
