"""Cases of names, by `tables/names/inflection.tsv`: declined forms, and guesses back.

>>> shipped().forms("Пазняк", "be", Role.SURNAME, Gender.MALE)["gen"]
('Пазняка',)
>>> [guess.text for guess in shipped().nominatives("Пазняком", Role.SURNAME)][:2]
['Пазняко', 'Пазняк']
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from pathlib import Path
from typing import Any, Final

from namenorm.names.model import Gender, Role
from namenorm.tables import cached, locate, read
from namenorm.text import vowels
from namenorm.text.scripts import has_cyrillic

CASES: Final = ("gen", "dat", "acc", "ins", "loc")
COLUMNS: Final = ("lang", "role", "gender", "nominative", *CASES)
MOST_GUESSES: Final = 10
_ROLES: Final = {
    "s": frozenset({Role.SURNAME}),
    "g": frozenset({Role.GIVEN}),
    "b": frozenset({Role.SURNAME, Role.GIVEN}),
    "p": frozenset({None}),
}
_GENDERS: Final = {"m": Gender.MALE, "f": Gender.FEMALE, "-": None}
DRESS_COLUMNS: Final = ("lang", "role", "gender", "nominative", "ending", "note")
DRESS: Final = "dress"
"""Stands for the case of a foreign name that another language has given its ending."""
_CYRILLIC: Final = frozenset({"be", "ru", "uk"})
_CONSONANTS: Final = frozenset("бвгґджзклмнпрстфхцчшщўbcćčdfghjklłļmnńņprsśštvwxzźżž")
_IOTATED: Final = frozenset("яюї")
"""Vowels that are an ending behind a vowel, too: Мария."""
_OPEN: Final = frozenset("йь’")
"""Letters behind which, as behind vowels, no vowel stands that a case may lose."""
_GLIDES: Final = frozenset("йj")
_SOFTENING: Final = frozenset("еёєe")
"""Vowels that, alone, are an ending behind a vowel or a soft sign, too: Ивье."""
_SURELY_OBLIQUE: Final = 3
"""Letters of an ending that tells a case by itself."""
_SURELY_FEMININE: Final = 4
"""Letters of an ending of women's surnames that no man's surname in a vowel has by chance."""
_SHORTEST: Final = 2
"""Letters that must stay before an ending; one is enough before a long one: Łódź, Łodzi."""
_LONG: Final = 2


@dataclass(frozen=True, slots=True)
class Paradigm:
    """One row: what stands in place of `nominative` (empty: nothing is taken off) by case."""

    lang: str
    roles: frozenset[Role | None]
    gender: Gender | None
    nominative: str
    endings: dict[str, tuple[str, ...]]
    shuns: frozenset[str] = frozenset()
    """Letters behind which `nominative` does not stand."""

    def fits(self, word: str) -> bool:
        """Whether a nominative in small letters declines so."""
        stem = word[: len(word) - len(self.nominative)]
        least = _SHORTEST if len(self.nominative) < _LONG else 1
        if len(stem) < least or stem[-1] in self.shuns:
            return False
        return word.endswith(self.nominative) if self.nominative else word[-1] in _CONSONANTS


_Alike = tuple[str, Gender | None, frozenset[str]]
"""What a paradigm makes of a word that it fits."""
_Cases = tuple[Paradigm, set[str]]


@dataclass(frozen=True, slots=True)
class Guess:
    """A nominative that a word may stem from, with the gender and the cases that say so."""

    text: str
    gender: Gender | None
    cases: frozenset[str]


@dataclass(frozen=True)
class Inflection:
    """The paradigms, and by role, by whether they are Cyrillic, and by ending.

    There those of one nominative and gender stand once, with the cases that end so.
    """

    paradigms: tuple[Paradigm, ...]
    by_ending: dict[tuple[Role | None, bool], dict[str, list[tuple[Paradigm, frozenset[str]]]]]
    oblique: tuple[str, ...]
    feminine: tuple[str, ...]
    """Endings of cases that women's surnames have and no man's has in these letters."""

    @cached_property
    def _lengths(self) -> dict[tuple[Role | None, bool, str], list[int]]:
        """How long the endings are that have this last letter, the longest first; none is 0."""
        found: dict[tuple[Role | None, bool, str], set[int]] = {}
        for (role, cyrillic), endings in self.by_ending.items():
            for ending in filter(None, endings):
                found.setdefault((role, cyrillic, ending[-1]), {0}).add(len(ending))
        return {last: sorted(lengths, reverse=True) for last, lengths in found.items()}

    def is_oblique(self, word: str) -> bool:
        """Whether no nominative ends as `word` does: Ціханоўскай, Поповым."""
        return word.lower().endswith(self.oblique)

    def leans(self, word: str) -> Gender | None:
        """The gender that a surname mostly has which ends so in a case: Медведевой."""
        return Gender.FEMALE if word.lower().endswith(self.feminine) else None

    def ends_in_consonant(self, word: str) -> bool:
        """Whether a man's surname that ends so is declined as a noun."""
        return word[-1:].lower() in _CONSONANTS | {"й", "ь"}

    def forms(
        self, word: str, lang: str, role: Role | None, gender: Gender | None
    ) -> dict[str, tuple[str, ...]]:
        """The forms of a nominative by case; empty where it is not declined."""
        lower = word.lower()
        for paradigm in self.paradigms:
            if (
                paradigm.lang == lang
                and role in paradigm.roles
                and paradigm.gender is gender
                and paradigm.fits(lower)
            ):
                stem = word[: len(word) - len(paradigm.nominative)]
                return {
                    case: tuple(stem + ending for ending in endings)
                    for case, endings in paradigm.endings.items()
                }
        return {}

    def nominatives(self, word: str, role: Role | None) -> list[Guess]:
        """What `word` may be a case of, longest ending first, at most `MOST_GUESSES`."""
        first, hyphen, last = word.rpartition("-")
        if hyphen:
            return self._joined(first, last, role)[:MOST_GUESSES]
        lower = word.lower()
        cyrillic = has_cyrillic(lower)
        by_ending = self.by_ending.get((role, cyrillic), {})
        found: dict[tuple[str, Gender | None], set[str]] = {}
        shortest = 0 if lower[-1:] in _CONSONANTS else 1  # Сум is a case, with no ending
        for length in self._lengths.get((role, cyrillic, lower[-1:]), (0,)):
            if not shortest <= length < len(lower):
                continue
            for paradigm, cases in by_ending.get(lower[len(lower) - length :], ()):
                nominative = word[: len(word) - length] + paradigm.nominative
                small = nominative.lower()
                if small != lower and paradigm.fits(small):
                    found.setdefault((nominative, paradigm.gender), set()).update(cases)
        guesses = [Guess(text, gender, frozenset(c)) for (text, gender), c in found.items()]
        return guesses[:MOST_GUESSES]

    def _joined(self, first: str, last: str, role: Role | None) -> list[Guess]:
        """What a double name may be a case of: both halves in one case, else one of them."""
        firsts, lasts = self.nominatives(first, role), self.nominatives(last, role)
        pairs = sorted(product(range(len(firsts)), range(len(lasts))), key=sum)
        both = [(firsts[at], lasts[other]) for at, other in pairs]
        found = [
            Guess(f"{one.text}-{other.text}", other.gender, one.cases & other.cases)
            for one, other in both
            if one.gender is other.gender and one.cases & other.cases
        ]
        found += [Guess(f"{first}-{one.text}", one.gender, one.cases) for one in lasts]
        found += [Guess(f"{one.text}-{last}", one.gender, one.cases) for one in firsts]
        return found


@cache
def load(folder: Path) -> Inflection:
    """The paradigms of the tables in `folder`. Raises `TableError`."""
    listed = cached.values(folder, "inflection", lambda: _values(folder))
    paradigms = [_paradigm(*row) for row in listed["paradigms"]]
    dress = [(_paradigm(*row), endings) for row, endings in listed["dress"]]
    rows = [
        (ending, paradigm, case)
        for paradigm in paradigms
        for case, forms in paradigm.endings.items()
        for ending in forms
    ]
    rows += [(ending, paradigm, DRESS) for paradigm, endings in dress for ending in endings]
    by_role: dict[tuple[Role | None, bool], dict[str, dict[_Alike, _Cases]]] = {}
    for ending, paradigm, case in rows:
        alike = paradigm.nominative, paradigm.gender, paradigm.shuns
        for role in paradigm.roles:
            some = by_role.setdefault((role, paradigm.lang in _CYRILLIC), {}).setdefault(ending, {})
            some.setdefault(alike, (paradigm, set()))[1].add(case)
    nominatives = tuple({p.nominative for p in paradigms if len(p.nominative) > 1})
    oblique = {
        ending
        for ending, paradigm, _ in rows
        if len(ending) >= _SURELY_OBLIQUE
        and Role.SURNAME in paradigm.roles
        and not ending.endswith(nominatives)
    }
    ending_of = {
        gender: {e for e, p, _ in rows if Role.SURNAME in p.roles and p.gender is gender}
        for gender in Gender
    }
    feminine = {e for e in ending_of[Gender.FEMALE] if len(e) >= _SURELY_FEMININE}
    feminine -= ending_of[Gender.MALE]
    paradigms.sort(key=lambda paradigm: -len(paradigm.nominative))
    by_ending = {
        role: {
            ending: [(paradigm, frozenset(cases)) for paradigm, cases in some.values()]
            for ending, some in endings.items()
        }
        for role, endings in by_role.items()
    }
    shown = tuple(sorted(oblique)), tuple(sorted(feminine))
    return Inflection(tuple(paradigms), by_ending, *shown)


def _values(folder: Path) -> dict[str, Any]:
    """The rows of the tables in `folder`, checked, as JSON values."""
    paradigms: list[Any] = []
    dress: list[Any] = []
    for row in read.tsv(folder / "names" / "inflection.tsv", COLUMNS):
        if row["role"] not in _ROLES or row["gender"] not in _GENDERS:
            raise row.error("role is s, g, b or p; gender is m, f or -")
        endings = {case: list(map(_ending, row.forms(case))) for case in CASES}
        paradigms.append([*_head(row), endings])
    for row in read.tsv(folder / "names" / "dress.tsv", DRESS_COLUMNS):
        dress.append([[*_head(row), {}], row.forms("ending")])
    return {"paradigms": paradigms, "dress": dress}


def _head(row: read.TableRow) -> tuple[str, str, str, str]:
    return row["lang"], row["role"], row["gender"], _ending(row["nominative"])


def _paradigm(
    lang: str, role: str, gender: str, nominative: str, endings: dict[str, list[str]]
) -> Paradigm:
    cases = {case: tuple(forms) for case, forms in endings.items()}
    shuns = _shunned(nominative, cases) if cases else frozenset[str]()
    return Paradigm(lang, _ROLES[role], _GENDERS[gender], nominative, cases, shuns)


def _ending(cell: str) -> str:
    """What a cell says: # is no ending."""
    return "" if cell == "#" else cell


def _shunned(nominative: str, endings: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """The letters behind which an ending does not stand.

    A vowel that some case loses, and a vowel alone, shun vowels; й shuns consonants.
    """
    if nominative in _GLIDES:
        return _CONSONANTS
    vanishes = any(form[:1] in _CONSONANTS for forms in endings.values() for form in forms)
    alone = len(nominative) == 1 and nominative not in _SOFTENING
    letters = frozenset(vowels.cyrillic() + vowels.of("pl"))
    opens = nominative[:1] in letters - _IOTATED
    return letters | _OPEN if opens and (alone or vanishes) else frozenset()


def shipped() -> Inflection:
    """The paradigms of the tables that ship."""
    return load(locate.shipped())
