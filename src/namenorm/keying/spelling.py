"""Sounds to keys: consonants by class, with where vowels stand and which of them are у.

Ціханоўскі, Тихановский and Cichanoŭskaja have one key, because what they differ in is left out:
which of а, о and е a vowel is, which sound of a class a consonant is, and all that follows the last
consonant. The last vowel before it is left out, too, because it comes and goes with the case
(Казлавец, Казлаўца). A case that ends in a consonant (Пазняком, Ціханоўскага, Шевчукові) or changes
one (Лукашэнцы) is read both ways: as it stands, and as the nominative that it may be a case of.

`docs/decisions/what-a-key-keeps.md` has what other keys would find.

>>> shipped().spell(("cixanowskaja", "cixanolskaja"), True)
('dstiganavsk', 'dstiganalsk')
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.names import inflection
from namenorm.names.model import Role
from namenorm.sounds import table
from namenorm.sounds.table import VOWELS
from namenorm.tables import locate, read

try:
    from namenorm.keying import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]

VERSION: Final = "d"
"""The first letter of every key; another one means that keys must be made anew."""
SOUND: Final = VERSION + "s"
"""Begins the key of how a word sounds."""
MOST_KEYS: Final = 8
"""Keys of sounds that a word has at most."""

MARKS: Final = "aui"
"""What stands for vowels in a key: for а, о and е, for у, for і and ы."""
_CONSONANTS: Final = 14
"""Consonants of a word that make its key."""
_LONGEST: Final = 200
_SHORTEST: Final = 2
"""Sounds that must stay before an ending."""
_SURE: Final = 5
"""Sounds of an ending that no nominative has: -скага; but -ковы is no case of -ок alone."""
_KINDS: Final = {**dict.fromkeys("aoe", 1), "u": 2, "i": 3, "j": 4}
_SOUNDS: Final = 0x300
_CYRILLIC: Final = frozenset({"be", "ru", "uk"})

_Endings = dict[str, list[tuple[str, bool]]]
"""By ending: what stands for it in a nominative, and whether it is sure to be an oblique case."""


@dataclass(frozen=True)
class KeySpeller:
    """Turns the sound strings of a word into its keys; `endings` by whether they are Cyrillic."""

    sounds: table.Sounds
    classes: dict[str, str]
    endings: dict[bool, _Endings]
    longest: int
    silent: frozenset[str] = frozenset()
    core: _core.Speller | None = None

    def spell(self, sounds: tuple[str, ...], cyrillic: bool) -> tuple[str, ...]:
        """The distinct keys of a word that may sound so, likeliest first, at most `MOST_KEYS`."""
        if self.core is not None:
            return self.core.spell(sounds, cyrillic)
        bodies = {body: None for sound in sounds for body in self._bodies(sound, cyrillic) if body}
        return tuple(SOUND + body for body in list(bodies)[:MOST_KEYS])

    def _bodies(self, sound: str, cyrillic: bool) -> Iterator[str]:
        sound = sound[:_LONGEST]
        found = list(self._lemmas(sound, self.endings[cyrillic]))
        if not any(sure for _, sure in found):
            yield self.body(sound)
        for lemma, _ in found:
            yield self.body(lemma)

    def _lemmas(self, sound: str, endings: _Endings) -> Iterator[tuple[str, bool]]:
        """What a word may be a case of, longest ending first, and whether it is surely one."""
        for length in range(min(self.longest, len(sound) - _SHORTEST), 0, -1):
            stem = sound[:-length]
            if any(char in self.classes for char in stem):
                for instead, sure in endings.get(sound[-length:], ()):
                    yield stem + instead, sure

    def body(self, sound: str) -> str:
        """A key without its first letters; that of vowels alone has them as they are.

        >>> shipped().body("lukašenka"), shipped().body("kazlawca"), shipped().body("eva")
        ('lukasank', 'kaslavt', 'av')
        """
        out: list[str] = []
        count, at, end, last = 0, 0, len(sound), ""
        while at < end:
            if sound[at] in VOWELS:
                start = at
                while at < end and sound[at] in VOWELS:
                    at += 1
                run = sound[start:at]
                last = ""
                if at < end and run.strip("j"):
                    out.append("u" if "u" in run else "a" if run.strip("ij") else "i")
                continue
            found = self.classes.get(sound[at], "")
            at += 1
            if found and found != last:
                if count > 1 and "".join(out[-2:]) + found in self.silent:
                    del out[-1]
                    count -= 1
                out.append(found)
                last = found
                count += 1
                if count == _CONSONANTS:
                    break
        if not count:
            return "".join(char for char in sound if char in VOWELS)[:_CONSONANTS]
        if len(out) > _SHORTEST and out[-2] in MARKS:
            del out[-2]
        return "".join(out)


@cache
def load(folder: Path) -> KeySpeller:
    """The speller by the tables in `folder`. Raises `TableError`."""
    path = folder / "compare" / "sounds.toml"
    data, more = read.toml(path), read.toml(folder / "keying" / "keys.toml")
    rows = {script: [*more["rows"][script], *data[script]] for script in ("cyrillic", "latin")}
    how = table.made(path, {**data, **rows})
    classes = {sound: wide.lower() for sound, (wide, _) in how.classes.items()}
    bare = KeySpeller(how, classes, {}, 0)
    endings: dict[bool, _Endings] = {True: {}, False: {}}

    def add(cyrillic: bool, ending: str, nominative: str) -> None:
        """An ending, where it makes another key than the nominative does by itself."""
        letters, instead = how.of(ending)[0], how.of(nominative)[0].rstrip(VOWELS)
        if bare.body("p" + letters) != bare.body("p" + instead):
            rows = endings[cyrillic].setdefault(letters, [])
            sure = len(letters) >= _SURE and len(instead) >= _SHORTEST
            if instead not in (known for known, _ in rows):
                rows.append((instead, sure))

    for paradigm in inflection.load(folder).paradigms:
        if paradigm.roles & {Role.SURNAME, Role.GIVEN}:
            for forms in paradigm.endings.values():
                for form in forms:
                    add(paradigm.lang in _CYRILLIC, form, paradigm.nominative)
    for script in ("cyrillic", "latin"):
        for ending, nominative in more["endings"][script]:
            add(script == "cyrillic", ending, nominative)
    longest = max(map(len, (*endings[True], *endings[False])))
    silent = frozenset(more["silent"])
    core = _compiled(classes, endings, silent) if _core else None
    return KeySpeller(how, classes, endings, longest, silent, core)


def _compiled(
    classes: dict[str, str], endings: dict[bool, _Endings], silent: frozenset[str]
) -> _core.Speller:
    """The compiled twin of `KeySpeller.spell`."""
    kinds = bytearray(_SOUNDS)
    for sound, found in classes.items():
        kinds[ord(sound)] = ord(found)
    for vowel, kind in _KINDS.items():
        kinds[ord(vowel)] = kind
    rows = [
        (ending, instead, cyrillic, sure)
        for cyrillic, held in endings.items()
        for ending, found in held.items()
        for instead, sure in found
    ]
    rows.sort(key=lambda row: (row[2], row[0][-1], -len(row[0])))
    return _core.Speller(
        kinds=bytes(kinds), endings=tuple(rows), silent=tuple(silent), prefix=SOUND
    )


def shipped() -> KeySpeller:
    """The speller by the tables that ship."""
    return load(locate.shipped())
