"""Compile a scheme's rules and run them over text: first rule that fits wins, one pass.

The reading of rules and contexts is written down in `tables/README.md`. Cost is linear in
the length of the text: each place is looked at once, by the few rules of its letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from unidecode import unidecode

from namenorm.text.casing import recase
from namenorm.text.scripts import is_cyrillic

VOWELS: Final = {"be": "аеёіоуыэюя", "ru": "аеёиоуыэюя", "uk": "аеєиіїоуюя"}
_IOTATED: Final = "еёюя"
_SOFTENING: Final = "еёіюяь"
_SIGNS: Final = "ьъʼ"
_WORD: Final = re.compile(r"[\u0400-\u052f]+(?:[’ʼ'‘`´][\u0400-\u052f]+)*")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’'‘`´", "ʼ"))
_BEAM: Final = 32
_LONGEST: Final = 60
"""Letters of a word that are read back together; longer ones are no words."""

Test = Callable[[str, int, int, Sequence[bool]], bool]
"""(word, start, end, soft) -> does the context hold for word[start:end]?"""

Rule = tuple[str, str, str]
"""(letters, latin, context)"""


class BadContext(ValueError):
    """A rule's context is written in a way that the engine does not know."""


def context(source: str, vowels: str) -> Test:
    """The test that a context such as `initial|after:ўь` stands for."""
    return _any(
        [
            _all([_atom(atom, vowels) for atom in term.split("+")])
            for term in (source or "any").split("|")
        ]
    )


def _any(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda w, s, e, soft: any(test(w, s, e, soft) for test in tests)


def _all(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda w, s, e, soft: all(test(w, s, e, soft) for test in tests)


def _atom(atom: str, vowels: str) -> Test:
    name, _, letters = atom.partition(":")
    simple = _SIMPLE.get(name)
    if simple and not letters:
        return simple
    if name == "after-vowel":
        return lambda w, s, e, soft: s > 0 and w[s - 1] in vowels
    if name == "before-vowel":
        return lambda w, s, e, soft: e < len(w) and w[e] in vowels
    if name in ("after-consonant", "after-consonant-not"):
        others = vowels + _SIGNS + letters
        return lambda w, s, e, soft: s > 0 and w[s - 1] not in others
    if name == "after" and letters:
        return lambda w, s, e, soft: s > 0 and w[s - 1] in letters
    if name == "before" and letters:
        return lambda w, s, e, soft: e < len(w) and w[e] in letters
    if name == "before-soft" and letters:
        return lambda w, s, e, soft: e < len(w) and w[e] in letters and soft[e]
    raise BadContext(f"no context {atom!r}")


_SIMPLE: Final[dict[str, Test]] = {
    "any": lambda w, s, e, soft: True,
    "initial": lambda w, s, e, soft: s == 0,
    "final": lambda w, s, e, soft: e == len(w),
    "before-apostrophe-iotated": lambda w, s, e, soft: (
        e + 1 < len(w) and w[e] == "ʼ" and w[e + 1] in _IOTATED
    ),
}


class Engine:
    """The compiled rules of one scheme."""

    def __init__(self, lang: str, rules: Sequence[Rule]) -> None:
        """`lang` gives the vowels (be, ru, uk). Raises `BadContext`."""
        vowels = VOWELS[lang]
        self._rules: dict[str, list[tuple[str, str, Test, int]]] = {}
        self._inverse: dict[str, list[tuple[str, str, int]]] = {}
        self._softeners: list[tuple[str, Test]] = []
        for number, (letters, latin, where) in enumerate(rules):
            test = context(where, vowels)
            compiled = (letters, latin, test, number)
            self._rules.setdefault(letters[0], []).append(compiled)
            if latin:
                self._inverse.setdefault(latin[0], []).append((letters, latin, number))
            if "before-soft" in where:
                self._softeners.append((letters, test))
        self._won: dict[tuple[str, int, str], bool] = {}
        self._silent = [(rule[0], n) for n, rule in enumerate(rules) if not rule[1]]

    def write(self, text: str) -> str:
        """Each Cyrillic word of `text` in Latin letters; everything else as it stands."""
        return _WORD.sub(lambda match: self._word(match.group())[0], text)

    def fired(self, word: str) -> list[int]:
        """The numbers of the rules (from 0) that write the words of `word`."""
        return [n for match in _WORD.finditer(word) for n in self._word(match.group())[1]]

    def _word(self, word: str) -> tuple[str, list[int]]:
        source = word.translate(_APOSTROPHES)
        lower = source.lower()
        if len(lower) != len(source):  # a letter whose small form is two code points
            return unidecode(word), []
        soft = self._softness(lower)
        pieces: list[str] = []
        fired: list[int] = []
        at, end = 0, len(lower)
        while at < end:
            for letters, latin, test, number in self._rules.get(lower[at], ()):
                stop = at + len(letters)
                if lower.startswith(letters, at) and test(lower, at, stop, soft):
                    pieces += [latin, *[""] * (len(letters) - 1)]
                    fired.append(number)
                    at = stop
                    break
            else:
                char = lower[at]
                pieces.append(unidecode(char) if is_cyrillic(char) else word[at])
                at += 1
        return recase(source, pieces), fired

    def _softness(self, word: str) -> list[bool]:
        """Which consonants are soft, from the right: assimilation runs through a cluster."""
        soft = [False] * (len(word) + 1)
        if not self._softeners:
            return soft
        for at in range(len(word) - 1, -1, -1):
            end = at + 2 if word.startswith("дз", at) else at + 1
            if word[at] == "д" and end == at + 1:
                continue  # д is soft only as part of дз
            soft[at] = (end < len(word) and word[end] in _SOFTENING) or any(
                word.startswith(letters, at) and test(word, at, at + len(letters), soft)
                for letters, test in self._softeners
            )
        return soft

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
            same = self._word(partial.done)[0] == lower
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
        trial, at = before + text, len(before)
        soft = [is_soft] * (len(trial) + 1)
        for letters, _latin, test, number in self._rules.get(text[0], ()):
            if trial.startswith(letters, at) and test(trial, at, at + len(letters), soft):
                return number
        return -1


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
