"""Given names and patronymics in another language, by the table of given names.

>>> shipped().given("Дмитрий", "ru", "be")["Дзмітрый"] > 0.5
True
>>> list(shipped().patronymic("Геннадьевна", "ru", "be"))[:2]
['Генадзеўна', 'Генадзьеўна']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rapidfuzz.distance import Levenshtein

from namenorm.names.given import COLUMNS, SHORT_COLUMNS
from namenorm.names.model import Gender
from namenorm.tables import locate, read
from namenorm.translit import patronymics

LANGUAGES: Final = ("be", "ru", "uk")
_KNOWN: Final = 0.97
"""The chance that a name of the table is written as the table says."""
_RARE: Final = 20.0
"""Bearers of a given name that `frequency.tsv` does not list, in 100,000."""
_NEXT: Final = 0.03
"""What each further form of a name is worth beside the one before: they are as right, but who
asks for five spellings wants other surnames sooner."""
_NEXT_FATHER: Final = 0.15
"""The same of patronymics, where one of them stands in the passport."""
_FATHERS: Final = 1
"""Forms of a father's name that are good for a patronymic; further ones are rarer or foreign."""


@dataclass(frozen=True)
class Parts:
    """The table, by the forms of each language."""

    names: dict[str, dict[str, list[str]]]
    """Language → form in small letters → ids of the names that are written so."""
    forms: dict[str, dict[str, tuple[str, ...]]]
    """Language → id → its forms, the main one first."""
    short: dict[str, dict[str, tuple[str, ...]]]
    """Language → short form in small letters → ids."""
    short_forms: dict[str, dict[str, tuple[str, ...]]]
    """Language → id → short forms."""
    fathers: dict[str, dict[str, list[tuple[str, Gender]]]]
    """Language → patronymic in small letters → (id of the father's name, gender)."""
    sons: dict[str, dict[tuple[str, Gender], tuple[str, ...]]]
    """Language → (id, gender) → patronymics in small letters, those of the main form first."""
    initials: dict[tuple[str, str], dict[str, dict[str, float]]]
    """(source, target) → letter → letters, with their chances."""

    def given(self, word: str, source: str, target: str) -> dict[str, float] | None:
        """The forms in `target` of a given name of `source`, likeliest first; None if unknown.

        A name that only `target` has stays (Рыгор in a Russian text).
        """
        ids = self.names[source].get(word.casefold())
        if ids:
            return self.spelt(ids, target, word.casefold(), source)
        return {word: _KNOWN} if word.casefold() in self.names[target] else None

    def spelt(
        self, ids: list[str], target: str, word: str, source: str | None = None
    ) -> dict[str, float] | None:
        """The forms in `target` of the names `ids`.

        The form that has the place of `word` in the table comes first, or the main one;
        short forms answer only to short forms.
        """
        found: dict[str, None] = {}
        for id in ids:
            theirs = self.forms[target].get(id, ())
            main = self.forms[source].get(id, ("",))[0].casefold() if source else word
            same = word.replace("ё", "е") == main.replace("ё", "е")  # the press writes е for both
            near = theirs if same else _nearest(theirs, word)
            found |= dict.fromkeys(near)
        return _ranked(found) if found else None

    def nickname(self, word: str, source: str, target: str) -> dict[str, float] | None:
        """The short forms in `target` that are as near in letters as a short name can be."""
        ids = self.short[source].get(word.casefold(), ())
        theirs = dict.fromkeys(form for id in ids for form in self.short_forms[target].get(id, ()))
        near = [form for form in _nearest(tuple(theirs), word.casefold()) if _alike(form, word)]
        return _ranked(dict.fromkeys(near)) if near else None

    def initial(self, letter: str, source: str, target: str) -> dict[str, float]:
        """The letters with which names begin in `target` that begin with `letter` in `source`."""
        return self.initials[source, target].get(letter.casefold()) or {letter: _KNOWN}

    def patronymic(self, word: str, source: str, target: str) -> dict[str, float] | None:
        """The patronymics in `target` of a father named so in `source`; None if unknown."""
        word = word.casefold().replace("ё", "е")
        found: dict[str, None] = {}
        for father in self.fathers[source].get(word, ()):
            ours, theirs = self.sons[source][father], self.sons[target].get(father, ())
            near = theirs if ours[0].replace("ё", "е") == word else _nearest(theirs, word)
            found |= dict.fromkeys(son.capitalize() for son in near)
        return _ranked(found, _NEXT_FATHER) if found else None

    def sired(self, ids: list[str], gender: Gender, target: str) -> dict[str, float] | None:
        """The patronymics in `target` of a child of fathers named so."""
        sons = self.sons[target]
        found = [son.capitalize() for id in ids for son in sons.get((id, gender), ())]
        return _ranked(dict.fromkeys(found), _NEXT_FATHER) if found else None


def _nearest(forms: tuple[str, ...], word: str) -> list[str]:
    """Forms by their distance from a word in a kindred language, then as they stand."""
    return sorted(
        forms,
        key=lambda form: (
            Levenshtein.distance(_bare(form), _bare(word)),
            Levenshtein.distance(form.casefold(), word),
        ),
    )


_ALIKE: Final = str.maketrans("іыэёўґєї’ъʼ", "ииеевгеиььь")


def _bare(word: str) -> str:
    """Letters that the three languages write for one another, brought to one."""
    word = word.casefold().translate(_ALIKE)
    return word.replace("дз", "д").replace("ц", "т").replace("о", "а").replace("я", "е")


def _alike(form: str, word: str) -> bool:
    return Levenshtein.distance(_bare(form), _bare(word)) <= 1


def _ranked(forms: dict[str, None], further: float = _NEXT) -> dict[str, float]:
    shares = [further**rank for rank in range(len(forms))]
    total = sum(shares)
    return {form: _KNOWN * share / total for form, share in zip(forms, shares, strict=True)}


@cache
def load(folder: Path) -> Parts:
    """The names of the tables in `folder`. Raises `TableError`."""
    names: dict[str, dict[str, list[str]]] = {lang: {} for lang in LANGUAGES}
    forms: dict[str, dict[str, tuple[str, ...]]] = {lang: {} for lang in LANGUAGES}
    short: dict[str, dict[str, list[str]]] = {lang: {} for lang in LANGUAGES}
    short_forms: dict[str, dict[str, tuple[str, ...]]] = {lang: {} for lang in LANGUAGES}
    genders: dict[str, Gender] = {}
    for row in read.tsv(folder / "names" / "given.tsv", COLUMNS):
        genders[row["id"]] = Gender(row["gender"])
        for lang in LANGUAGES:
            forms[lang][row["id"]] = tuple(dict.fromkeys(row.forms(lang)))
            for form in row.forms(lang):
                ids = names[lang].setdefault(form.casefold(), [])
                if row["id"] not in ids:
                    ids.append(row["id"])
    for row in read.tsv(folder / "names" / "short_forms.tsv", SHORT_COLUMNS):
        for lang in LANGUAGES:
            short_forms[lang][row["id"]] = tuple(row.forms(lang))
            for form in row.forms(lang):
                short[lang].setdefault(form.casefold(), []).append(row["id"])
    fathers: dict[str, dict[str, list[tuple[str, Gender]]]] = {lang: {} for lang in LANGUAGES}
    sons: dict[str, dict[tuple[str, Gender], list[str]]] = {lang: {} for lang in LANGUAGES}
    for lang, id, gender, word in _patronymics(folder, names, forms, genders):
        told = fathers[lang].setdefault(word.replace("ё", "е"), [])
        if (id, gender) not in told:
            told.append((id, gender))
        theirs = sons[lang].setdefault((id, gender), [])
        if word not in theirs:
            theirs.append(word)
    return Parts(
        names,
        forms,
        {lang: {form: tuple(ids) for form, ids in found.items()} for lang, found in short.items()},
        short_forms,
        fathers,
        {lang: {key: tuple(found) for key, found in of.items()} for lang, of in sons.items()},
        _initials(folder, names, forms),
    )


def _patronymics(
    folder: Path,
    names: dict[str, dict[str, list[str]]],
    forms: dict[str, dict[str, tuple[str, ...]]],
    genders: dict[str, Gender],
) -> Iterator[tuple[str, str, Gender, str]]:
    """(language, id of the father's name, gender, patronymic): those of the table, then by rule."""
    for row in read.tsv(folder / "names" / "patronymics.tsv"):
        lang, _, case = row["note"].partition(";")
        if row["father"] and lang in LANGUAGES and not case:
            for id in names[lang].get(row["father"].casefold(), ()):
                yield lang, id, Gender(row["gender"]), row["ending"]
    for lang in LANGUAGES:
        rules = patronymics.load(folder, lang)
        for id, found in forms[lang].items():
            if genders[id] is Gender.MALE:
                for father in found[:_FATHERS]:
                    for son, daughter in rules.of(father):
                        yield lang, id, Gender.MALE, son
                        yield lang, id, Gender.FEMALE, daughter


def _initials(
    folder: Path,
    names: dict[str, dict[str, list[str]]],
    forms: dict[str, dict[str, tuple[str, ...]]],
) -> dict[tuple[str, str], dict[str, dict[str, float]]]:
    """How initials answer to one another: by the main forms of names, as common as they are."""
    bearers: dict[str, float] = {}
    for row in read.tsv(folder / "names" / "frequency.tsv"):
        if row["role"] == "given" and row["lang"] in LANGUAGES:
            for id in names[row["lang"]].get(row["text"].casefold(), ()):
                bearers[id] = float(row["per_100k"])
    found: dict[tuple[str, str], dict[str, dict[str, float]]] = {}
    for source in LANGUAGES:
        for target in LANGUAGES:
            counts: dict[str, dict[str, float]] = {}
            for id, ours in forms[source].items():
                theirs = forms[target].get(id)
                if ours and theirs:
                    letters = counts.setdefault(ours[0][0].casefold(), {})
                    first = theirs[0][0].casefold()
                    letters[first] = letters.get(first, 0.0) + bearers.get(id, _RARE)
            found[source, target] = {
                letter: {first: n / sum(of.values()) for first, n in of.items()}
                for letter, of in counts.items()
            }
    return found


def shipped() -> Parts:
    """The names of the tables that ship."""
    return load(locate.shipped())
