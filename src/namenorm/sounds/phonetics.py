"""Phonetic codes and phonetic keys of sound strings, and the distance between codes.

Each consonant is expanded to several symbols, some for its class and one for itself, so that plain
Levenshtein over the symbols (called signs here and in the compiled core) is a weighted edit
distance over the sounds. A code has one byte for each consonant or run of vowels; keys have the
classes of the consonants only, and find what may sound alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice, pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.sounds import table
from namenorm.tables import cached, locate

try:
    from namenorm.sounds import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]

SAME: Final = 2
"""The distance, in signs, within which two spellings have the same sounds: v for ў, z for с."""

SEPARATOR: Final = b"\0"
UNREAD: Final = b"\xff"
"""Begins the code of what has no sounds, such as a number: it is the same or another."""
MOST_CHANGED: Final = 4
"""Changed units beyond which they are not counted."""

_DIVIDED, _SPELLED = 1, 2
_FRONT: Final = frozenset("eij")
_OPEN: Final = frozenset("aoeiu")
_UNIT_OF_VOWELS: Final = "a"
_KEY_SOUNDS: Final = 15
_NEAR_SOUNDS: Final = 14
GAPS: Final = 8
ALL_GAPS: Final = (1 << GAPS) - 1
_HALF: Final = 16
"""Bits of a hashed key that are kept in two bytes; as many at most say in which slice it lies."""
_IN_SLICE: Final = 6
"""Slices of keys have about as many entries as this many bits can tell."""
NUMBER: Final = (1 << 24) - 1
"""The bits of an entry of `NearPhoneticKeys` that hold the number of a part."""


@dataclass(frozen=True)
class Encoder:
    """Makes phonetic codes and keys of sound strings, and compares codes.

    A code has one byte a unit: a consonant, doubled ones once, or a run of vowels. `units` has
    the signs of each unit, `changed` a character for its kind: the wide class of a consonant, or a
    vowel; two vowels where a run has another before its u.
    """

    sounds: table.Sounds
    units: tuple[str, ...]
    changed: tuple[str, ...]
    _consonants: dict[str, bytes]
    _vowels: dict[tuple[str, str, str], bytes]
    meter: _core.Meter | None = None

    def code(self, sound: str) -> bytes:
        """The phonetic code of a sound string."""
        out: list[bytes] = []
        at, end = 0, len(sound)
        last = ""
        while at < end:
            char = sound[at]
            if char in table.VOWELS:
                stop = at
                while stop < end and sound[stop] in table.VOWELS:
                    stop += 1
                run = sound[at:stop].rstrip("ij") or sound[at:stop]  # ай, ой: no front vowels
                if run != "j":
                    first = next((c for c in run if c != "j"), "i")
                    out.append(self._vowels[*_vowel_classes(run), first])
                last = ""
                at = stop
                continue
            if char != last:
                out.append(self._consonants[char])
                last = char
            at += 1
        return b"".join(out)

    def divided(self, sound: str) -> bytes:
        """The code where two vowels meet, each with its own: a consonant may be missing there.

        A glide between them stays with the first.
        """
        out = ""
        for before, char in pairwise(" " + sound):
            if char in _OPEN and (before in _OPEN or (before == "j" and out[-2:-1] in _OPEN)):
                out += "'"
            out += char
        return b"".join(map(self.code, out.split("'")))

    def spell_out(self, sound: str) -> bytes:
        """The code of an acronym: each sound for itself, vowels and doubles too."""
        return b"".join(map(self.code, sound.replace("j", "i")))

    def expand(self, code: bytes) -> str:
        """The signs of a code, over which plain Levenshtein is the distance of sounds."""
        return "".join([self.units[unit] for unit in code])

    def agree(self, left: str, right: str) -> bool:
        """Whether two words have a reading in which every sound is of one narrow class."""
        one, other = (tuple(map(self.code, self.sounds.of(word))) for word in (left, right))
        return self.apart(one, other, SAME) <= SAME

    def coded(
        self, sounds: tuple[str, ...], *, divided: bool = False, spelled: bool = False
    ) -> tuple[tuple[bytes, ...], tuple[int, ...], tuple[int, ...]]:
        """The distinct codes, keys and patterns of sound strings, in their order.

        `divided` adds the codes in which vowels that meet are apart; `spelled` reads each sound
        for itself.
        """
        if self.meter is not None:
            return self.meter.coded(sounds, _DIVIDED * divided | _SPELLED * spelled)
        codes = list(map(self.spell_out if spelled else self.code, sounds))
        if divided:
            codes += map(self.divided, sounds)
        keys, patterns = map(self.key, sounds), map(self.pattern, sounds)
        return (
            tuple(dict.fromkeys(codes)),
            tuple(dict.fromkeys(keys)),
            tuple(dict.fromkeys(patterns)),
        )

    def code_and_key(self, sound: str) -> tuple[bytes, int]:
        """The code and the key of one sound string."""
        (code,), (key,), _ = self.coded((sound,))
        return code, key

    def apart(self, left: tuple[bytes, ...], right: tuple[bytes, ...], farthest: int) -> int:
        """The least distance of one of `left` from one of `right`; at most `farthest` + 1."""
        if self.meter is not None:
            return self.meter.apart(left, right, farthest, False)
        best = farthest + 1
        others = [(code, self.expand(code)) for code in right]
        for code in left:
            one = self.expand(code)
            for other_code, other in others:
                if code[:1] == UNREAD or other_code[:1] == UNREAD:
                    best = 0 if code == other_code else best
                elif abs(len(one) - len(other)) < best:
                    best = min(best, _distance(one, other, best))
                if not best:
                    return 0
        return best

    def units_between(
        self, left: tuple[bytes, ...], right: tuple[bytes, ...], farthest: int
    ) -> int:
        """The least number of units that differ in kind (`changed`); at most `farthest` + 1."""
        if self.meter is not None:
            return self.meter.apart(left, right, farthest, True)
        best = farthest + 1
        for code in left:
            for other in right:
                if code[:1] == UNREAD or other[:1] == UNREAD:
                    best = 0 if code == other else best
                else:
                    one, two = self._kinds(code), self._kinds(other)
                    best = min(best, _distance(one, two, best))
        return best

    def _kinds(self, code: bytes) -> str:
        return "".join([self.changed[unit] for unit in code])

    def distances(
        self, left: tuple[bytes, ...], known: Codes, numbers: NDArray[np.int32], farthest: int
    ) -> NDArray[np.int32]:
        """`apart` of each of the parts `numbers`. Raises `ValueError` where they are damaged."""
        if self.meter is not None:
            found = self.meter.distances(left, known.held, known.starts, numbers, farthest)
            return np.frombuffer(found, np.int32)
        signs = [self.apart(left, known.of(number), farthest) for number in numbers.tolist()]
        return np.array(signs, np.int32)

    def nearest(
        self, known: Codes, keys: PhoneticKeys, queries: tuple[Query, ...], farthest: int
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The parts that share a key with one of `queries` and are at most `farthest` signs away.

        Their numbers, the nearest first, and the signs to each. Raises `ValueError` where the
        index is damaged.
        """
        if self.meter is not None:
            numbers, signs = self.meter.nearest(
                *(keys.starts, keys.keys, keys.parts, known.held, known.starts),
                *(queries, farthest, MOST_CHANGED, keys.shortened),
            )
            return np.frombuffer(numbers, np.int32), np.frombuffer(signs, np.int32)
        found: dict[int, int] = {}
        for wanted, codes, base, second in queries:
            for number in keys.find(wanted):
                other = known.of(number)
                apart = self.apart(codes, other, farthest)
                if second and apart <= farthest:
                    apart += second * max(0, self.units_between(codes, other, MOST_CHANGED) - 1)
                found[number] = min(apart + base, found.get(number, farthest + 1))
        near = sorted((signs, n) for n, signs in found.items() if signs <= farthest)
        return (
            np.array([number for _, number in near], np.int32),
            np.array([signs for signs, _ in near], np.int32),
        )

    def length(self, code: bytes) -> int:
        """How many signs a code has."""
        return sum(code.translate(self._lengths))

    @cached_property
    def _lengths(self) -> bytes:
        """The signs of each unit, for every byte."""
        return bytes(map(len, self.units)).ljust(256, b"\0")

    def key(self, sound: str) -> int:
        """The consonants' wide classes, four bits each, vowels and doubles left out."""
        value = 0
        for wide in islice(filter(None, self._wide(sound)), _KEY_SOUNDS):
            value = value << 4 | _CODE[wide]
        return value

    def pattern(self, sound: str) -> int:
        """The first consonants as in a key, and eight bits behind them for the places of vowels.

        The n-th bit says that a vowel stands behind n consonants.
        """
        value, vowels, count = 0, 0, 0
        for wide in self._wide(sound):
            if not wide:
                vowels |= 1 << count
            elif count == _NEAR_SOUNDS:
                break
            else:
                value = value << 4 | _CODE[wide]
                count += 1
        return value << GAPS | vowels & ALL_GAPS

    def _wide(self, sound: str) -> Iterator[str]:
        """The wide class of each consonant, doubled ones once; an empty string for a vowel."""
        last = ""
        for char in sound:
            wide = "" if char in table.VOWELS else self.sounds.classes[char][0]
            if not wide or wide != last:
                yield wide
            last = wide


_CLASSES: Final = "BPVFMNLRSTDKGX"
_WIDE: Final = {c: chr(0x1000 + i) for i, c in enumerate(_CLASSES)}
_NARROW: Final = {c: chr(0x1100 + i) for i, c in enumerate(_CLASSES + "ŠČC")}
_CODE: Final = {c: i + 1 for i, c in enumerate(_CLASSES)}
_VOWEL_CLASSES: Final = (("u", "u"), ("i", "e"), ("v", "e"), ("v", "a"))


class Codes:
    """The phonetic codes of many parts in one array, those of a part with a 0 between them.

    Those of part n begin at `starts[n]`.
    """

    def __init__(self, held: NDArray[np.uint8], starts: NDArray[np.uint32]) -> None:
        self.held, self.starts = held, starts

    def of(self, number: int) -> tuple[bytes, ...]:
        """The codes of one part."""
        found = self.held[self.starts[number] : self.starts[number + 1]].tobytes()
        return tuple(found.split(SEPARATOR))


class PhoneticKeys:
    """Finds the parts that have a phonetic key: the keys sorted and hashed, and the parts' numbers.

    The upper bits of a hash say in which slice it lies: the n-th begins at `starts[n]`. The next
    sixteen stand in `keys`, what is left of it nowhere.
    """

    shortened = False
    """Whether one sound was left out of keys."""

    def __init__(
        self, starts: NDArray[np.uint32], keys: NDArray[np.uint16], parts: NDArray[np.uint32]
    ) -> None:
        self.starts, self.keys, self.parts = starts, keys, parts

    def find(self, wanted: tuple[int, ...]) -> set[int]:
        """The numbers of the parts that have one of these keys."""
        found: set[int] = set()
        for hash in hashed(np.array(wanted, "<u8")).tolist():
            found.update(self.entries(hash).tolist())
        return found

    def entries(self, hash: int) -> NDArray[np.uint32]:
        """The entries of `parts` that have a key."""
        bits = (len(self.starts) - 1).bit_length() - 1
        which, key = divmod(hash >> _HALF - bits, 1 << _HALF)
        start, stop = self.starts[which : which + 2].tolist()
        held = self.keys[start:stop]
        first, last = (int(np.searchsorted(held, key, side)) for side in ("left", "right"))
        return self.parts[start + first : start + last]


class NearPhoneticKeys(PhoneticKeys):
    """Finds parts in spite of one typo, by keys from which one sound, or none, was left out.

    Two parts share one when each leaves out a sound, and vowels stand in the same places but for
    one. An entry has those places in its highest byte, the part's number below it. A key of
    which nothing is left would find every short part, and finds none.
    """

    shortened = True

    def find(self, wanted: tuple[int, ...]) -> set[int]:
        """The numbers of the parts that share a key with one of these patterns."""
        found: set[int] = set()
        for pattern in wanted:
            shorter = [(key, vowels) for key, vowels in without_one(pattern) if key]
            asked = hashed(np.array([key for key, _ in shorter], "<u8"))
            for (_, vowels), hash in zip(shorter, asked.tolist(), strict=True):
                entries = self.entries(hash)
                other = entries >> np.uint32(24) ^ np.uint32(vowels)
                kept = entries[other & (other - np.uint32(other > 0)) == 0]
                found.update((kept & np.uint32(NUMBER)).tolist())
        return found


def sliced(hashes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    """(starts, keys) of `PhoneticKeys` for sorted hashes."""
    bits = max(0, min(_HALF, len(hashes).bit_length() - _IN_SLICE))
    kept = hashes >> np.uint32(_HALF - bits)
    starts = np.searchsorted(kept >> np.uint32(_HALF), np.arange((1 << bits) + 1))
    return starts.astype("<u4"), (kept & np.uint32((1 << _HALF) - 1)).astype("<u2")


def hashed(keys: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Keys in 32 bits; two keys in one bring a candidate too many, no answer too many."""
    mixed = keys * np.uint64(0x9E3779B97F4A7C15)
    found: NDArray[np.uint32] = (mixed >> np.uint64(32)).astype("<u4")
    return found


Query = tuple[tuple[int, ...], tuple[bytes, ...], int, int]
"""(keys or patterns, codes, signs from the outset, signs a changed unit beyond the first)."""


@cache
def load(folder: Path) -> Encoder:
    """The encoder by the tables in `folder`. Raises `TableError`."""
    costs = cached.toml(folder, "compare/costs.toml")["signs"]
    sounds = table.load(folder)
    units, kinds = [""], [""]
    consonants: dict[str, bytes] = {}
    vowels: dict[tuple[str, str, str], bytes] = {}
    for sound, (wide, narrow) in sounds.classes.items():
        signs = (_WIDE[wide], _NARROW[narrow], sound)
        consonants[sound] = bytes([len(units)])
        units.append("".join(sign * n for sign, n in zip(signs, costs["consonant"], strict=True)))
        kinds.append(wide)
    for wide, narrow in _VOWEL_CLASSES:
        for first in sorted(_OPEN):
            signs = (wide, narrow, first.upper())
            vowels[wide, narrow, first] = bytes([len(units)])
            units.append("".join(sign * n for sign, n in zip(signs, costs["vowel"], strict=True)))
            kinds.append(_UNIT_OF_VOWELS * (2 if wide == "u" != first else 1))
    filler = range(256 - len(units))  # so that what no table knows has a length, too
    units += ["?" for _ in filler]
    kinds += ["?" for _ in filler]
    meter = None
    if _core:
        meter = _core.Meter(
            units=tuple(units),
            kinds=tuple(kinds),
            consonants=tuple(
                (sound, code[0], _CODE[sounds.classes[sound][0]])
                for sound, code in consonants.items()
            ),
            vowels=tuple(vowels[*classes, v][0] for classes in _VOWEL_CLASSES for v in "aoeiu"),
        )
    return Encoder(sounds, tuple(units), tuple(kinds), consonants, vowels, meter)


def _distance(one: str, other: str, most: int) -> int:
    from rapidfuzz.distance import Levenshtein  # slow to load; the compiled core does without it

    return Levenshtein.distance(one, other, score_cutoff=most)


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


def without_one(pattern: int) -> list[tuple[int, int]]:
    """(key, places of vowels) of a pattern, and with each of its consonants left out."""
    key, vowels = pattern >> GAPS, pattern & ALL_GAPS
    found = [(key, vowels)]
    sounds = (key.bit_length() + 3) // 4
    for gap in range(sounds):
        shift = 4 * (sounds - 1 - gap)
        shorter = (key >> shift + 4) << shift | key & (1 << shift) - 1
        below, here = vowels & (1 << gap) - 1, vowels & 1 << gap
        found.append((shorter, below | here | vowels >> gap + 1 << gap))
    return found


def shipped() -> Encoder:
    """The encoder by the tables that ship."""
    return load(locate.shipped())
