"""Read back what a scheme wrote: a beam search for the Cyrillic letters that give a text.

Several spellings may give one text (`u` is у or ў, a soft sign may have been dropped). The search
keeps a bounded set of prefixes for each place of a word, drops those that the rules would not write
so, and orders the rest by the letter sequences of the language.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from namenorm.text.letters import CYRILLIC, MARKS, unlettered
from namenorm.text.marks import joined
from namenorm.translit.rules import Rules
from namenorm.translit.spelling import EDGE, SpellingModel
from namenorm.translit.writing import SchemeWriter

_BEAM: Final = 24
_LONGEST: Final = 60
"""A longer run of letters is no word; it is read back in pieces of this length."""

_DROPPED: Final = 2.5
"""The cost (−ln probability) of a soft sign or apostrophe that the text leaves out."""
_LETTER_MORE: Final = 10.0
"""The cost of each letter in a reversible scheme, so that the shortest spelling wins."""
_GLYPH: Final = 5.0
"""The cost of another glyph for a sign, such as ' for ʹ."""
_WRONG: Final = 1000.0
"""The cost of a letter without a rule, or of a spelling that gives another text."""

_FOLLOWERS: Final = ("а", "і", "ь", "ʼя", "вя", "ля", "нь", "ця", "")
"""Representative continuations: each makes other contexts hold."""

_SIGNS: Final = str.maketrans({**dict.fromkeys("’ʹʼ‘`´", "'"), **dict.fromkeys("”ʺ“„", '"')})
_NO_SIGNS: Final = str.maketrans("", "", "'\"")
_LETTER: Final = rf"[^\W\d_{CYRILLIC}]"
_LATIN: Final = re.compile(rf"{_LETTER}(?:{_LETTER}|[{MARKS}]|[·'\"’‘`´”“„](?={_LETTER}))*['’]?")

Options: TypeAlias = list[tuple[float, str]]
"""Spellings with their costs, likeliest first."""
_Chain: TypeAlias = tuple["_Chain | None", str]


@dataclass(frozen=True, slots=True)
class Derivation:
    """One way in which a scheme could have written a word.

    `spelling` is the Cyrillic word in small letters; `pieces` are its (written, letters) in order;
    `price` is the cost of dropped and unusual signs, −ln of their probability.
    """

    spelling: str
    pieces: tuple[tuple[str, str], ...]
    price: float


class SchemeReader:
    """Reads text back by the rules of one scheme."""

    def __init__(
        self, rules: Rules, writer: SchemeWriter, spelling: SpellingModel, *, exact: bool
    ) -> None:
        """`exact`: the scheme is reversible."""
        self._rules = rules
        self._writer = writer
        self._spelling = spelling
        self._exact = exact
        self._letter = _LETTER_MORE if exact else 0.0
        self._inverse: dict[str, list[tuple[str, str, int]]] = {}
        self._silent: list[tuple[str, int, float]] = []
        for rule in rules.all:
            latin = rule.latin.translate(_SIGNS)
            if latin:
                self._inverse.setdefault(latin[0], []).append((rule.letters, latin, rule.number))
            if not latin.strip("'\""):
                self._silent.append((rule.letters, rule.number, _DROPPED if latin else 0.0))
        self._won: dict[tuple[str, int, str], bool] = {}
        self._possible: dict[tuple[str, int], bool] = {}

    def read(self, text: str, limit: int = 1) -> list[str]:
        """Cyrillic spellings that this scheme would write as `text`, likeliest first.

        At most `limit`, at least one. Linear in the length of the text.
        """
        text = joined(text)
        found: list[tuple[float, _Chain | None]] = [(0.0, None)]
        for between, word in _pieces(text):
            options = self._word(word, limit) if word else [(0.0, "")]
            longer: list[tuple[float, _Chain | None]] = [
                (cost + more, (chain, between + spelt))
                for cost, chain in found
                for more, spelt in options
            ]
            found = heapq.nsmallest(limit, longer, key=_cost) if len(longer) > 1 else longer
        return [_joined(chain) for _, chain in found]

    def analyse(self, word: str, limit: int = 3) -> list[Derivation]:
        """How the scheme could have written a word, likeliest first; empty if it could not."""
        plain = word.lower()
        if not plain or len(plain) != len(word) or len(plain) > _LONGEST:
            return []
        found: dict[str, Derivation] = {}
        for partial in sorted(self._search(plain), key=_order):
            price = self._difference(self._writer.write(partial.done), plain)
            if partial.done not in found and price < _WRONG and partial.cost < _WRONG:
                found[partial.done] = Derivation(
                    partial.done, _aligned(plain, partial), price + partial.price
                )
        return list(found.values())[:limit]

    def _word(self, word: str, limit: int) -> Options:
        plain = word.lower()
        if len(plain) != len(word):
            return [(_WRONG, word)]
        best: dict[str, float] = {}
        for partial in self._search(plain):
            cost = partial.cost + self._difference(self._writer.write(partial.done), plain)
            spelt = _recase(word, partial.done, partial.spans)
            best[spelt] = min(cost, best.get(spelt, cost))
        ordered = heapq.nsmallest(limit, ((cost, spelt) for spelt, cost in best.items()))
        return ordered or [(_WRONG, word)]

    def _search(self, plain: str) -> list[_Prefix]:
        """The prefixes that cover a whole small-letter word, with the cost of its end."""
        lower = plain.translate(_SIGNS)
        beam: dict[int, list[_Prefix]] = {0: [_Prefix(0.0, 0.0, "", (), "", "", -1)]}
        for at in range(len(lower)):
            partials = heapq.nsmallest(_BEAM, beam.pop(at, []), key=_order)
            for partial in partials:
                self._lengthen(partial, lower, at, beam)
            if partials and not any(beam.values()):  # no rule writes this letter
                beam[at + 1] = [
                    _Prefix(
                        p.cost + _WRONG, 0.0, p.done + plain[at], (*p.spans, (1, 1)), "", "", -1
                    )
                    for p in partials
                ]
        return [
            partial._replace(cost=partial.cost + self._spelling.surprise(partial.done, EDGE))
            for partial in beam.get(len(lower), [])
        ]

    def _difference(self, written: str, text: str) -> float:
        """The cost of a spelling that the scheme writes as `written`, if the text is `text`."""
        if written == text:
            return 0.0
        if self._exact:
            return _WRONG
        written, text = written.translate(_SIGNS), text.translate(_SIGNS)
        if written == text:
            return _GLYPH
        if written.translate(_NO_SIGNS) != text.translate(_NO_SIGNS):
            return _WRONG
        return 0.0  # dropped signs cost where they were inserted

    def _lengthen(
        self, partial: _Prefix, lower: str, at: int, beam: dict[int, list[_Prefix]]
    ) -> None:
        """Extend `partial` by one rule, and by silent letters behind it; put these into `beam`."""
        for letters, latin, number in self._inverse.get(lower[at], ()):
            if not lower.startswith(latin, at):
                continue
            longer = self._longer(partial, letters, len(latin), number, 0.0)
            if longer is None:
                continue
            there = beam.setdefault(at + len(latin), [])
            there.append(longer)
            for silent, rule, price in self._silent:
                quiet = self._longer(longer, silent, 0, rule, price)
                if quiet is not None:
                    there.append(quiet)

    def _longer(
        self, partial: _Prefix, letters: str, written: int, number: int, price: float
    ) -> _Prefix | None:
        """`partial` with the letters of one more rule; None if another rule would apply."""
        if partial.number >= 0 and not self._wins(
            partial.before, partial.letters, partial.number, letters
        ):
            return None
        before = partial.done[-1:] if partial.number >= 0 else ""  # copied: an edge
        if not self._may_win(before, letters, number):
            return None
        return _Prefix(
            partial.cost
            + price
            + self._letter * len(letters)
            + self._spelling.surprise(partial.done[-2:], letters),
            partial.price + price,
            partial.done + letters,
            (*partial.spans, (len(letters), written)),
            before,
            letters,
            number,
        )

    def _may_win(self, before: str, letters: str, number: int) -> bool:
        memo = (before, number)
        known = self._possible.get(memo)
        if known is None:
            known = self._possible[memo] = any(
                self._wins(before, letters, number, follower) for follower in _FOLLOWERS
            )
        return known

    def _wins(self, before: str, letters: str, number: int, after: str) -> bool:
        """Whether rule `number` may apply to `letters` between `before` and `after`.

        The text further right is unknown, so softness is tried both ways.
        """
        memo = (before, number, after)
        known = self._won.get(memo)
        if known is None:
            known = self._won[memo] = any(
                self._winner(before, letters + after, soft) == number for soft in (True, False)
            )
        return known

    def _winner(self, before: str, text: str, is_soft: bool) -> int:
        """The number of the rule that applies at the beginning of `text` behind `before`."""
        trial = before + text
        rule = self._rules.at(trial, len(before), [is_soft] * (len(trial) + 1))
        return rule.number if rule else -1


class _Prefix(NamedTuple):  # faster to make than a dataclass; there are many
    """A prefix of a word that is being read back, in the beam.

    `before`, `letters` and `number` belong to its last rule. `price` is the part of `cost` that
    dropped signs caused.
    """

    cost: float
    price: float
    done: str
    spans: tuple[tuple[int, int], ...]
    before: str
    letters: str
    number: int


_order = itemgetter(0, 2)
"""Sorts by cost, then by the letters read."""


def _cost(entry: tuple[float, _Chain | None]) -> float:
    return entry[0]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of (text before a word, the word); the last word is empty. Words are bounded."""
    at = 0
    for match in _LATIN.finditer(text):
        for start in range(match.start(), match.end(), _LONGEST):
            end = min(start + _LONGEST, match.end())
            yield text[at:start], text[start:end]
            at = end
    yield text[at:], ""


def _joined(chain: _Chain | None) -> str:
    parts = []
    while chain is not None:
        chain, part = chain
        parts.append(part)
    return "".join(reversed(parts))


def _aligned(plain: str, partial: _Prefix) -> tuple[tuple[str, str], ...]:
    pieces, here, there = [], 0, 0
    for taken, written in partial.spans:
        letters = partial.done[here : here + taken]
        pieces.append((plain[there : there + written], letters))
        here += taken
        there += written
    return tuple(pieces)


def _recase(word: str, cyrillic: str, spans: Sequence[tuple[int, int]]) -> str:
    if word.isupper() and len(word) > 1:
        return unlettered(cyrillic.upper())
    out, here, there = [], 0, 0
    for taken, written in spans:
        piece = cyrillic[here : here + taken]
        if written and word[there].isupper():
            piece = piece[0].upper() + piece[1:]
        out.append(piece)
        here += taken
        there += written
    return unlettered("".join(out))
