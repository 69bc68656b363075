"""Words to keys: how a word sounds, the given names that it may be, the father that it names.

| key | of |
|---|---|
| `dstiganavsk` | a word, by its sounds (`spelling`); for one letter, `bi` and its sounds |
| `dgsviatlana` | a given name of `tables/names/given.tsv`, by its id, in any language and case |
| `dpryhor` | a patronymic, by the father's id |
| `dn2020` | a number |

A key has small letters a-z and digits only, so that every tokenizer leaves it whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Final

from namenorm.keying import spelling
from namenorm.keying.spelling import MARKS, SOUND, VERSION
from namenorm.names import endings, given, inflection, variants
from namenorm.names.model import Gender, Role
from namenorm.tables import locate, read
from namenorm.text.clean import clean
from namenorm.text.letters import APOSTROPHE
from namenorm.text.scripts import has_cyrillic

try:
    from namenorm.keying import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]

GIVEN: Final = VERSION + "g"
FATHER: Final = VERSION + "p"
INITIAL: Final = VERSION + "i"
NUMBER: Final = VERSION + "n"
MOST_NAMES: Final = 6
"""Given names that a word may be, and fathers that it may name."""
MOST: Final = spelling.MOST_KEYS + 2 * MOST_NAMES
"""Keys that a word of a text has at most; most words have one or two."""

_MOST_KNOWN: Final = 1 << 16
"""Words whose keys are kept."""
_DIGITS: Final = 20
_CONSONANTS: Final = 3
"""Consonants by which a spelling that no table has is known for a given name or a patronymic."""
_MANY: Final = 4
"""Consonants from which on it may be one of several."""

Listed = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Keyer:
    """The keys of words, by the tables of one folder; `cache` keeps those of the last ones.

    `names` has the keys that a word has beside those of its sounds, by its form in small letters;
    `alike` by a key of its sounds, for words that are not among `names`.
    """

    speller: spelling.KeySpeller
    names: Listed
    alike: Listed
    elided: tuple[str, ...]
    core: _core.Maker | None = None
    cache: Listed = field(default_factory=dict)

    def of(self, word: str) -> tuple[str, ...]:
        """The keys of a word or a number, those of its sounds last; none where it has no sounds.

        >>> shipped().of("Святлане"), shipped().of("Рыгоравічам")
        (('dgsviatlana', 'dssvatln'), ('dpryhor', 'dsrigaravitm', 'dsrigaravt'))
        """
        found = self.cache.get(word)
        return self.make(word) if found is None else found

    def make(self, word: str) -> tuple[str, ...]:
        """The keys of a word that the memo has not."""
        found = self.core.make(word) if self.core is not None else None
        if found is None:
            found = self._made(word)
        if len(self.cache) >= _MOST_KNOWN:
            self.cache.clear()
        self.cache[word] = found
        return found

    def _made(self, word: str) -> tuple[str, ...]:
        plain = clean(word)
        keys = self.speller.spell(self.speller.sounds.of(plain), has_cyrillic(plain))
        if len(plain) == 1 or not keys:
            return _lone(plain, keys)
        named = self.names.get(plain.casefold())
        if named is None:
            named = next((self.alike[key] for key in keys if key in self.alike), ())
        elision = self._unelided(plain) if APOSTROPHE in plain else ()
        return tuple(dict.fromkeys((*named, *keys, *elision)))[:MOST]

    def _unelided(self, word: str) -> tuple[str, ...]:
        """The keys of what follows an article or a preposition without its vowel."""
        before, _, rest = word.partition(APOSTROPHE)
        return self.of(rest) if rest and before.lower() in self.elided else ()


def _lone(word: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of an initial, of a number, or of what has no sounds."""
    if word[:1].isdecimal():
        digits = "".join(takewhile(str.isdecimal, word[:_DIGITS]))
        return (f"{NUMBER}{int(digits)}",)
    return tuple(INITIAL + key.removeprefix(SOUND) for key in keys)


def marked(mark: str, ids: Iterable[str]) -> Iterator[str]:
    """The keys of given names, at most `MOST_NAMES`, without the hyphens of their ids."""
    return (mark + id.replace("-", "") for id in sorted(ids)[:MOST_NAMES])


@cache
def load(folder: Path) -> Keyer:
    """The keyer by the tables in `folder`. Raises `TableError`."""
    speller, listed = spelling.load(folder), given.load(folder)
    sounds = speller.sounds
    patronymics = endings.patronymics(folder)
    names = {
        form: tuple(marked(GIVEN, ids))
        for form, ids in _inflected_forms(listed, inflection.load(folder)).items()
    }
    for form, split in patronymics.whole.items():
        names[form] = tuple(marked(FATHER, listed.father(split.stem)))
    firsts: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    fathers: dict[str, set[str]] = {}
    behind = {speller.body(end): end for end in (sounds.of(e)[0] for e in patronymics.table)}
    for form, found in listed.written.items():
        sound = sounds.of(form)[0]
        ids, held = (found.ids, firsts) if found.ids else (found.short, short)
        held.setdefault(SOUND + speller.body(sound), set()).update(ids)
        for end in behind.values() if found.ids else ():
            key = SOUND + speller.body(variants.stripped(sound) + end)
            fathers.setdefault(key, set()).update(
                id for id in found.ids if listed.genders[id] is Gender.MALE
            )
    alike = {
        key: tuple(marked(mark, ids))
        for mark, held in ((FATHER, fathers), (GIVEN, short), (GIVEN, firsts))
        for key, ids in held.items()
        if len(ids) <= MOST_NAMES
        and tells(key, _CONSONANTS if mark == FATHER or len(ids) == 1 else _MANY)
    }
    elided = tuple(read.toml(folder / "keying" / "keys.toml")["elided"])
    core = None
    if _core is not None and speller.core is not None and sounds.reader is not None:
        core = _core.Maker(speller=speller.core, read=sounds.reader.read, names=names, alike=alike)
    return Keyer(speller, names, alike, elided, core)


def tells(key: str, consonants: int = _CONSONANTS) -> bool:
    """Whether a key of sounds has enough consonants to tell a name from most others."""
    return sum(letter not in MARKS for letter in key.removeprefix(SOUND)) >= consonants


def _inflected_forms(names: given.GivenNames, cases: inflection.Inflection) -> dict[str, set[str]]:
    """The ids of given names by their forms, in full or short, and in the oblique cases."""
    found: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    inflecting = [
        paradigm
        for paradigm in cases.paradigms  # the longest nominative first
        if Role.GIVEN in paradigm.roles and paradigm.endings
    ]
    for form, known in names.written.items():
        ids, held = (known.ids, found) if known.ids else (known.short, short)
        held.setdefault(form, set()).update(ids)
        fitting = [paradigm for paradigm in inflecting if paradigm.fits(form)]
        for gender in {names.genders[id] for id in ids}:
            own = [paradigm for paradigm in fitting if paradigm.gender is gender]
            here = {id for id in ids if names.genders[id] is gender}
            for paradigm in own:
                if len(paradigm.nominative) == len(own[0].nominative):
                    stem = form[: len(form) - len(paradigm.nominative)]
                    for endings_of_case in paradigm.endings.values():
                        for ending in endings_of_case:
                            held.setdefault(stem + ending, set()).update(here)
    return {**short, **found}


def shipped() -> Keyer:
    """The keyer by the tables that ship."""
    return load(locate.shipped())
