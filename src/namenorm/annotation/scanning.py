"""Scan a running text, made `bare`, for the words that may begin a name: capitalised, initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from namenorm.text.letters import APOSTROPHES, LATIN_DIGRAPHS, LETTER, word

LONGEST: Final = 60
"""The most letters of a word; longer words are skipped."""

_UPPER: Final = "".join(
    c for c in map(chr, (*range(0x41, 0x530), *range(0x1E00, 0x1F00))) if c.isupper()
)
_APOSTROPHE: Final = f"[{APOSTROPHES}]"
_SIMPLE: Final = word(LETTER, APOSTROPHES)
_WORD: Final = rf"{_SIMPLE}(?:[-‑](?:\n(?=[{_UPPER}]))?{_SIMPLE})*"
_CAPITAL: Final = re.compile(
    rf"(?<![^\W_])(?=[{_UPPER}])(?:"
    rf"(?P<initial>[{_UPPER}]\.|(?:Дз|Дж|{LATIN_DIGRAPHS})\.)"
    rf"|(?P<word>{_WORD}))"
)
_NEXT: Final = re.compile(
    rf"(?:(?:{_APOSTROPHE}[sS]?)?(?:[ \u00a0\u202f]|[ ]?\n)[«“„\"]?|[./&])(?P<word>{_WORD})"
)
_SPACES: Final = (" ", "\n", "\u00a0")
_JOINED: Final = re.compile(r"-[a-z]+$")
_ADJACENT: Final = re.compile(r"[ \u00a0\u202f]|[ \u00a0]?\n[ \u00a0]?")
_SENTENCE: Final = ".!?…:;\n•"
_OPENING: Final = " \t\u00a0«»“”„\"'‘’()[]–—-*_#>|"
_LOOKED_BACK: Final = 12
_SHORTEST_OWNER: Final = 3
"""The least letters of a word with a possessive ’s."""
_LONGEST_GAP: Final = 12
"""The most characters of particles and spaces between two words: ` von der `."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a running text: `text` stands from `start` to `end`.

    `adjacent`: no more than a space or particles separate it from the word before.
    `begins_sentence`: a sentence begins with it, so that its capital proves nothing.
    `particles_start`: where the particles before it begin (von der Leyen), or `start`.
    """

    text: str
    start: int
    end: int
    initial: bool
    adjacent: bool
    begins_sentence: bool
    particles_start: int


def capitalised_words(text: str, particles: frozenset[str] = frozenset()) -> list[Word]:
    """The capitalised words of `text` in their order, without possessive endings.

    Small-letter `particles` do not separate two words: Ursula von der Leyen is one run.
    """
    found: list[Word] = []
    before = -1
    for match in _CAPITAL.finditer(text):
        start, end = match.span()
        if end - start > LONGEST:
            before = -1
            continue
        initial = match.lastgroup == "initial"
        stop = end if initial else _within(text, start, end)
        adjacent = before >= 0 and (
            before == start
            or (start - before == 1 and text[before] == " ")
            or _ADJACENT.fullmatch(text, before, start) is not None
            or (start - before <= _LONGEST_GAP and _are_particles(text[before:start], particles))
        )
        opens = not adjacent and begins_sentence(text, start)
        particles_start = _particles_start(text, start, particles)
        found.append(Word(text[start:stop], start, stop, initial, adjacent, opens, particles_start))
        before = end if stop == end else -1
    return found


def following(text: str, at: int) -> Word | None:
    """The word that follows the offset `at`, capitalised or not."""
    match = _NEXT.match(text, at)
    if match is None or match.end() - match.start("word") > LONGEST:
        return None
    start, end = match.span("word")
    stop = _within(text, start, end)
    return Word(text[start:stop], start, stop, False, True, False, start)


def preceding(text: str, start: int) -> Word | None:
    """The small-letter word before `start`, one space apart."""
    if start < _SHORTEST_OWNER or text[start - 1] != " " or not text[start - 2].islower():
        return None
    first = max(map(text.rfind, _SPACES, repeat(max(0, start - LONGEST)), repeat(start - 1))) + 1
    word = text[first : start - 1]
    if not first or not word.isalpha():
        return None
    return Word(word, first, start - 1, False, False, False, first)


def _within(text: str, start: int, end: int) -> int:
    """Where a word ends without a possessive ’s and without a second half such as -based.

    Minsk of Minsk-based; Frankfurt-am-Main stays whole.
    """
    joined = _JOINED.search(text, start, end)
    if joined is not None:
        return joined.start()
    if text[end - 1] in "sS" and end - start > _SHORTEST_OWNER and text[end - 2] in APOSTROPHES:
        return end - 2
    return end


def _are_particles(gap: str, particles: frozenset[str]) -> bool:
    """Whether the gap between two words holds particles only, within one paragraph."""
    words = gap.split()
    return bool(words) and gap[0].isspace() and "\n\n" not in gap and particles.issuperset(words)


def _particles_start(text: str, start: int, particles: frozenset[str]) -> int:
    """Where the particles before a word begin."""
    while start > 1 and text[start - 1] == " ":
        at = text.rfind(" ", max(0, start - _LONGEST_GAP), start - 1)
        if at < 0 or text[at + 1 : start - 1] not in particles:
            break
        start = at + 1
    return start


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or a heading begins at `start`."""
    for at in range(start - 1, max(start - _LOOKED_BACK, 0) - 1, -1):
        char = text[at]
        if char in _SENTENCE:
            return True
        if char not in _OPENING:
            return False
    return True
