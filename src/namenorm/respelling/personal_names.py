"""Respell given names and patronymics by the table of given names.

>>> shipped().given("Дмитрий", "ru", "be")["Дзмітрый"] > 0.5
True
>>> list(shipped().patronymic("Геннадьевна", "ru", "be"))[:2]
['Генадзеўна', 'Генадзьеўна']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rapidfuzz.distance import Levenshtein

from namenorm.lang import CYRILLIC
from namenorm.names.model import Gender
from namenorm.names.variants import COLUMNS, SHORT_COLUMNS
from namenorm.respelling.stress import fold
from namenorm.tables import locate, read
from namenorm.translit import patronymics

_KNOWN: Final = 0.97
"""The probability that a name of the table is written as the table says."""
_RARE: Final = 20.0
"""Bearers in 100,000 of a given name that `frequency.tsv` does not list."""
_NEXT: Final = 0.03
"""The probability of each further form of a given name, relative to the one before. All are right,
but among five spellings of a full name, different surnames are more useful."""
_NEXT_FATHER: Final = 0.15
"""The same for patronymics, of which one stands in the passport."""
_SONS: Final = 3
"""The most patronymics of one father's name."""


@dataclass(frozen=True)
class ListedParts:
    """Given names and patronymics by language and form."""

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
    """Language → (id, gender) → patronymics of the father's main form, in small letters."""
    others: dict[str, dict[tuple[str, Gender], tuple[str, ...]]]
    """The same for his further forms, which are rarer or foreign."""
    initials: dict[tuple[str, str], dict[str, dict[str, float]]]
    """(source, target) → initial → initials, with their probabilities."""
    bearers: dict[str, float]
    """Id → bearers in 100,000, for common names."""

    def given(self, word: str, source: str, target: str) -> dict[str, float] | None:
        """The forms in `target` of a given name of `source`, likeliest first; None if unknown.

        A name that only `target` has is kept (Рыгор in a Russian text).
        """
        ids = self.names[source].get(word.casefold())
        if ids:
            return self.spelt(ids, target, word.casefold(), source)
        return {word: _KNOWN} if word.casefold() in self.names[target] else None

    def spelt(
        self, ids: list[str], target: str, word: str, source: str | None = None
    ) -> dict[str, float] | None:
        """The forms in `target` of the names `ids`, likeliest first; None if there are none.

        The main form comes first if `word` is the main form in `source`, or if `source` is not
        given; else the form nearest to `word`.
        """
        found: dict[str, None] = {}
        for id in ids:
            theirs = self.forms[target].get(id, ())
            main = self.forms[source].get(id, ("",))[0].casefold() if source else word
            same = word.replace("ё", "е") == main.replace("ё", "е")  # the press writes е for ё
            near = theirs if same else _nearest(theirs, word)
            found |= dict.fromkeys(near)
        return _ranked(found) if found else None

    def nickname(self, word: str, source: str, target: str) -> dict[str, float] | None:
        """The short forms in `target` that differ from `word` in one letter at most, or None."""
        ids = self.short[source].get(word.casefold(), ())
        theirs = dict.fromkeys(form for id in ids for form in self.short_forms[target].get(id, ()))
        near = [form for form in _nearest(tuple(theirs), word.casefold()) if _alike(form, word)]
        return _ranked(dict.fromkeys(near)) if near else None

    def initial(self, letter: str, source: str, target: str) -> dict[str, float]:
        """The initials in `target` of names whose initial in `source` is `letter`."""
        return self.initials[source, target].get(letter.casefold()) or {letter: _KNOWN}

    def patronymic(self, word: str, source: str, target: str) -> dict[str, float] | None:
        """The forms in `target` of a patronymic of `source`, likeliest first; None if unknown."""
        word = word.casefold().replace("ё", "е")
        found: dict[str, None] = {}
        for father in self.fathers[source].get(word, ()):
            ours, theirs = self.sons[source].get(father, ()), self.sons[target].get(father, ())
            if not ours or ours[0].replace("ё", "е") != word:
                theirs = tuple(_nearest((*theirs, *self.others[target].get(father, ())), word))
            found |= dict.fromkeys(son.capitalize() for son in theirs[:_SONS])
        return _ranked(found, _NEXT_FATHER) if found else None

    def patronymics_of(
        self, ids: Iterable[str], gender: Gender, lang: str
    ) -> Iterator[tuple[str, tuple[str, ...], bool]]:
        """The patronymics of children of the fathers `ids`: (id, patronymics, main form or not).

        In small letters. Those of the main form of a father's name come together, those of each
        other form by themselves.
        """
        for id in ids:
            yield id, self.sons[lang].get((id, gender), ()), True
            for other in self.others[lang].get((id, gender), ()):
                yield id, (other,), False


def _nearest(forms: tuple[str, ...], word: str) -> list[str]:
    """The forms, nearest to a word of a related language first."""
    return sorted(
        forms,
        key=lambda form: (
            Levenshtein.distance(_bare(form), _bare(word)),
            Levenshtein.distance(form.casefold(), word),
        ),
    )


def _bare(word: str) -> str:
    """The word with letters that correspond in the three languages made equal."""
    return (
        fold(word.casefold())
        .replace("дз", "д")
        .replace("ц", "т")
        .replace("о", "а")
        .replace("я", "е")
    )


def _alike(form: str, word: str) -> bool:
    return Levenshtein.distance(_bare(form), _bare(word)) <= 1


def _ranked(forms: dict[str, None], further: float = _NEXT) -> dict[str, float]:
    shares = [further**rank for rank in range(len(forms))]
    total = sum(shares)
    return {form: _KNOWN * share / total for form, share in zip(forms, shares, strict=True)}


@cache
def load(folder: Path) -> ListedParts:
    """The names of the tables in `folder`. Raises `TableError`."""
    names: dict[str, dict[str, list[str]]] = {lang: {} for lang in CYRILLIC}
    forms: dict[str, dict[str, tuple[str, ...]]] = {lang: {} for lang in CYRILLIC}
    short: dict[str, dict[str, list[str]]] = {lang: {} for lang in CYRILLIC}
    short_forms: dict[str, dict[str, tuple[str, ...]]] = {lang: {} for lang in CYRILLIC}
    genders: dict[str, Gender] = {}
    for row in read.tsv(folder / "names" / "given.tsv", COLUMNS):
        genders[row["id"]] = Gender(row["gender"])
        for lang in CYRILLIC:
            forms[lang][row["id"]] = tuple(dict.fromkeys(row.forms(lang)))
            for form in row.forms(lang):
                ids = names[lang].setdefault(form.casefold(), [])
                if row["id"] not in ids:
                    ids.append(row["id"])
    for row in read.tsv(folder / "names" / "short_forms.tsv", SHORT_COLUMNS):
        for lang in CYRILLIC:
            short_forms[lang][row["id"]] = tuple(row.forms(lang))
            for form in row.forms(lang):
                short[lang].setdefault(form.casefold(), []).append(row["id"])
    fathers: dict[str, dict[str, list[tuple[str, Gender]]]] = {lang: {} for lang in CYRILLIC}
    sons: dict[str, dict[tuple[str, Gender], list[str]]] = {lang: {} for lang in CYRILLIC}
    others: dict[str, dict[tuple[str, Gender], list[str]]] = {lang: {} for lang in CYRILLIC}
    for lang, id, gender, word, main in _patronymics(folder, names, forms, genders):
        told = fathers[lang].setdefault(word.replace("ё", "е"), [])
        if (id, gender) not in told:
            told.append((id, gender))
        theirs = (sons if main else others)[lang].setdefault((id, gender), [])
        if word not in theirs:
            theirs.append(word)
    bearers = _bearers(folder, names)
    return ListedParts(
        names,
        forms,
        {lang: {form: tuple(ids) for form, ids in found.items()} for lang, found in short.items()},
        short_forms,
        fathers,
        _frozen(sons),
        _frozen(others),
        _initials(forms, bearers),
        bearers,
    )


def _patronymics(
    folder: Path,
    names: dict[str, dict[str, list[str]]],
    forms: dict[str, dict[str, tuple[str, ...]]],
    genders: dict[str, Gender],
) -> Iterator[tuple[str, str, Gender, str, bool]]:
    """Each (language, id of the father's name, gender, patronymic, main form or not).

    First those of the table, then those that the rules make.
    """
    for row in read.tsv(folder / "names" / "patronymics.tsv"):
        lang, _, case = row["note"].partition(";")
        if row["father"] and lang in CYRILLIC and not case:
            for id in names[lang].get(row["father"].casefold(), ()):
                main = forms[lang][id][0].casefold() == row["father"].casefold()
                yield lang, id, Gender(row["gender"]), row["ending"], main
    for lang in CYRILLIC:
        rules = patronymics.load(folder, lang)
        for id, found in forms[lang].items():
            if genders[id] is Gender.MALE:
                for rank, father in enumerate(found):
                    for son, daughter in rules.of(father):
                        yield lang, id, Gender.MALE, son, rank == 0
                        yield lang, id, Gender.FEMALE, daughter, rank == 0


def _frozen(
    found: dict[str, dict[tuple[str, Gender], list[str]]],
) -> dict[str, dict[tuple[str, Gender], tuple[str, ...]]]:
    return {lang: {key: tuple(of) for key, of in by.items()} for lang, by in found.items()}


def _bearers(folder: Path, names: dict[str, dict[str, list[str]]]) -> dict[str, float]:
    """Bearers in 100,000 by the id of the given name."""
    bearers: dict[str, float] = {}
    for row in read.tsv(folder / "names" / "frequency.tsv"):
        if row["role"] == "given" and row["lang"] in CYRILLIC:
            for id in names[row["lang"]].get(row["text"].casefold(), ()):
                bearers[id] = float(row["per_100k"])
    return bearers


def _initials(
    forms: dict[str, dict[str, tuple[str, ...]]], bearers: dict[str, float]
) -> dict[tuple[str, str], dict[str, dict[str, float]]]:
    """How initials correspond: by the main forms of names, weighted by their bearers."""
    found: dict[tuple[str, str], dict[str, dict[str, float]]] = {}
    for source in CYRILLIC:
        for target in CYRILLIC:
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


def shipped() -> ListedParts:
    """The names of the tables that ship."""
    return load(locate.shipped())
