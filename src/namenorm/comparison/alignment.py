"""Which letters of one spelling stand where which letters of the other do.

>>> align("Zichanou", "Ціханоў")
(('z', 'ц'), ('i', 'і'), ('ch', 'х'), ('a', 'а'), ('n', 'н'), ('ou', 'оў'))
"""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import Final

from namenorm.sounds import phonetics

Aligned = tuple[tuple[str, str], ...]
"""Pairs of letter groups, in small letters; an empty one has no counterpart."""
_REMEMBERED: Final = 4_096
"""Words whose sounds are remembered: the same names are candidates again and again."""


def align(left: str, right: str) -> Aligned:
    """The letters of two words side by side, paired by their sounds."""
    from rapidfuzz.distance import Levenshtein  # slow to load, and only explanations need it

    one, other = _sounds(left), _sounds(right)
    codes = ["".join(code for _, code in word) for word in (one, other)]
    pairs: list[tuple[str, str]] = []
    for step in Levenshtein.opcodes(codes[0], codes[1]):
        mine = [letters for letters, _ in one[step.src_start : step.src_end]]
        theirs = [letters for letters, _ in other[step.dest_start : step.dest_end]]
        for pair in zip_longest(mine, theirs, fillvalue=""):
            if step.tag in ("equal", "replace") and pairs and "" in pair:
                # The second sound of letters that are read together: ou beside о and ў.
                pairs[-1] = (pairs[-1][0] + pair[0], pairs[-1][1] + pair[1])
            elif pair != ("", ""):
                pairs.append(pair)
    return tuple(pairs)


@lru_cache(_REMEMBERED)
def _sounds(word: str) -> tuple[tuple[str, str], ...]:
    """(letters, one character for the kind of sound), a sound each.

    Letters that are read together stand at their first sound. A run of vowels is one sound, as
    it is in the comparison; silent letters join those before.
    """
    how = phonetics.shipped()
    found: list[tuple[str, str]] = []
    for letters, sounds in how.sounds.graphemes(word):
        codes = _codes(how, sounds[0])
        if found and (not codes or codes == found[-1][1] == "a"):
            found[-1] = (found[-1][0] + letters, found[-1][1])
        else:
            found.append((letters, codes[:1] or "-"))
            found += [("", code) for code in codes[1:]]
    return tuple(found)


def _codes(how: phonetics.Encoder, sound: str) -> str:
    """The wide class of each consonant; `a` for a run of vowels and glides."""
    out = ""
    for char in sound:
        code = how.sounds.classes[char][0] if char in how.sounds.classes else "a"
        if not (code == "a" and out.endswith("a")):
            out += code
    return out
