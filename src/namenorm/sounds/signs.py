"""How far two sound strings are apart: Levenshtein over signs that carry the weights.

Each consonant is written as several signs, some for its class and one for itself, so that
plain Levenshtein over the signs is a weighted distance over the sounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from rapidfuzz.distance import Levenshtein

from namenorm.sounds import table
from namenorm.tables import locate, read

SAME: Final = 2
"""Signs between two spellings of the same sounds: v for ў, z for с."""

_VOWELS: Final = frozenset("aoeiuj")
_FRONT: Final = frozenset("eij")
_OPEN: Final = frozenset("aoeiu")
_GLIDES: Final = frozenset("ij")
_UNIT_OF_VOWELS: Final = "a"
_KEY_SOUNDS: Final = 15


@dataclass(frozen=True)
class Signs:
    """Turns sound strings into sign strings and keys."""

    sounds: table.Sounds
    wide: int
    narrow: int
    own: int
    vowel_wide: int
    vowel_narrow: int
    vowel_own: int

    def expand(self, sound: str) -> str:
        """The signs of a sound string, doubled sounds once."""
        out: list[str] = []
        at, end = 0, len(sound)
        last = ""
        while at < end:
            char = sound[at]
            if char in _VOWELS:
                stop = at
                while stop < end and sound[stop] in _VOWELS:
                    stop += 1
                run = sound[at:stop].rstrip("ij") or sound[at:stop]  # ай, ой: no front vowels
                if run != "j":
                    wide, narrow = _vowel_classes(run)
                    first = next((c for c in run if c != "j"), "i")
                    out.append(wide * self.vowel_wide + narrow * self.vowel_narrow)
                    out.append(first.upper() * self.vowel_own)
                last = ""
                at = stop
                continue
            if char != last:
                wide, narrow = self.sounds.classes[char]
                out.append(
                    _WIDE[wide] * self.wide + _NARROW[narrow] * self.narrow + char * self.own
                )
                last = char
            at += 1
        return "".join(out)

    def divided(self, sound: str) -> str:
        """The signs where two vowels meet, each with its own: a consonant may be missing there.

        A glide between them stays with the first.
        """
        out = ""
        for before, char in pairwise(" " + sound):
            if char in _OPEN and (before in _OPEN or (before == "j" and out[-2:-1] in _OPEN)):
                out += "'"
            out += char
        return "".join(map(self.expand, out.split("'")))

    def units(self, sound: str) -> str:
        """One character a sound: wide classes of consonants, all vowels alike, no doubles.

        Levenshtein over these counts the sounds that a slip has changed; glides before a vowel
        are left out.
        """
        out: list[str] = []
        last = ""
        for char, following in pairwise(sound + " "):
            if char in _GLIDES and following in _VOWELS:
                continue
            unit = _UNIT_OF_VOWELS if char in _VOWELS else self.sounds.classes[char][0]
            if char != last:
                out.append(unit)
            last = char
        return "".join(out)

    def spell_out(self, sound: str) -> str:
        """The signs of an acronym: each sound for itself, vowels and doubles too."""
        return "".join(map(self.expand, sound.replace("j", "i")))

    def agree(self, left: str, right: str) -> bool:
        """Whether two words have a reading in which every sound is of one narrow class."""
        one, other = (map(self.expand, self.sounds.of(word)) for word in (left, right))
        return signs_apart(one, other, SAME) <= SAME

    def key(self, sound: str) -> int:
        """The consonants' wide classes, four bits each, vowels and doubles left out."""
        value, last, count = 0, "", 0
        for char in sound:
            if char in _VOWELS:
                last = ""
                continue
            wide = self.sounds.classes[char][0]
            if wide == last:
                continue
            last = wide
            value = value << 4 | _CODE[wide]
            count += 1
            if count == _KEY_SOUNDS:
                break
        return value


_CLASSES: Final = "BPVFMNLRSTDKGX"
_WIDE: Final = {c: chr(0x1000 + i) for i, c in enumerate(_CLASSES)}
_NARROW: Final = {c: chr(0x1100 + i) for i, c in enumerate(_CLASSES + "ŠČ")}
_CODE: Final = {c: i + 1 for i, c in enumerate(_CLASSES)}


@cache
def load(folder: Path) -> Signs:
    """The signs by the tables in `folder`."""
    costs = read.toml(folder / "compare" / "costs.toml")["signs"]
    wide, narrow, own = costs["consonant"]
    return Signs(table.load(folder), wide, narrow, own, *costs["vowel"])


def _vowel_classes(run: str) -> tuple[str, str]:
    """The wide and the narrow class of a run of vowels.

    а and о are near е, я and ё, those are near і and ы, and у is near none: akannie and
    unstressed vowels change into their neighbours only.
    """
    if "u" in run:
        return "u", "u"
    if set(run) <= {"i", "j"}:
        return "i", "e"
    return "v", "e" if _FRONT & set(run) else "a"


def without_one(key: int) -> set[int]:
    """A key, and the keys with one of its classes left out."""
    found = {key}
    shift = 0
    while key >> shift:
        found.add((key >> shift + 4) << shift | key & ((1 << shift) - 1))
        shift += 4
    return found


def signs_apart(left: Iterable[str], right: Iterable[str], farthest: int) -> int:
    """The least distance between any two of the alternates; at most `farthest` + 1."""
    best = farthest + 1
    others = list(right)
    for a in left:
        for b in others:
            if abs(len(a) - len(b)) < best:
                best = min(best, Levenshtein.distance(a, b, score_cutoff=best))
                if not best:
                    return 0
    return best


def shipped() -> Signs:
    """The signs by the tables that ship."""
    return load(locate.shipped())
