"""Generate surnames by the hundred thousand, built like those of the tables.

Stems of the surnames that the tables and identities hold take other endings, and new stems come
from a character model of the real ones; an ending follows only letters that it follows in a real
one. Repetitions follow the Pitman-Yor process, whose shares fall as those of real surnames do;
common surnames have their shares of `tables/names/frequency.tsv`.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

import namenorm
from namenorm.comparison import background
from namenorm.names import endings
from namenorm.names.model import Gender
from namenorm.tables import locate, read
from namenorm.text.scripts import has_cyrillic
from namenorm.text.vowels import is_vowel

_UNGENDERED: Final = {
    "be": ("овіч", "евіч", "авіч", "эвіч", "ёнак", "онак", "енка", "энка", "анка", "ейка",
           "чык", "чук", "юк", "ук", "ык", "ік", "ец", "эц", "ак", "як", "ка", "ко", "ла", "ня"),
    "ru": ("ович", "евич", "ёнок", "онок", "енко", "анко", "ейко", "ейка", "чик", "чук", "юк",
           "ук", "ик", "ец", "ак", "як", "ко", "ло", "ка", "ня"),
    "uk": ("ович", "евич", "енко", "єнко", "анко", "ейко", "чик", "чук", "юк", "ук", "ик", "ик",
           "ець", "ак", "як", "ко", "ло", "ка", "ня"),
}  # fmt: skip
"""Endings that show no gender; those that do stand in `tables/names/surnames.tsv`."""
_FEMALE: Final = {
    "be": {"скі": "ская", "цкі": "цкая", "аў": "ава", "еў": "ева", "оў": "ова", "ёў": "ёва",
           "яў": "ява", "ін": "іна", "ын": "ына", "ны": "ная"},
    "ru": {"ский": "ская", "цкий": "цкая", "зкий": "зкая", "ов": "ова", "ев": "ева", "ёв": "ёва",
           "ин": "ина", "ын": "ына", "ый": "ая", "ой": "ая"},
    "uk": {"ський": "ська", "цький": "цька", "зький": "зька", "ов": "ова", "ев": "ева",
           "єв": "єва", "ін": "іна", "їн": "їна", "ий": "а"},
}  # fmt: skip
"""A man's ending and a woman's."""
_HERE: Final = ("BY", "RU", "UA", "PL", "LT", "")
"""Countries whose people bear surnames of the kind that is made."""
_STEMS: Final = range(2, 9)
"""Letters of a made stem."""
_SHORTEST: Final = 4
"""Letters of a surname."""
_ORDER: Final = 3
_LOOSE: Final = 0.25
"""The share of letters that only the two before them decide: more stems than the real ones."""
_CHANGED: Final = 0.75
"""The share of made surnames whose stem is made, too."""
_DISCOUNT: Final = 0.8
_CONCENTRATION: Final = 500
"""Of the Pitman-Yor process: n people bear some n to the power of the discount surnames."""


def female(surname: str, lang: str) -> str:
    """The woman's form of a man's surname.

    >>> female("Вярбіцкі", "be"), female("Шевчук", "uk")
    ('Вярбіцкая', 'Шевчук')
    """
    for male, ending in _FEMALE[lang].items():
        if surname.endswith(male):
            return surname.removesuffix(male) + ending
    return surname


def held(lang: str) -> Iterator[str]:
    """Men's surnames of the identities, in `lang`; Ukrainian ones also respelt from Russian."""
    folder = locate.shipped()
    shown = endings.surnames(folder)
    for row in read.tsv(folder / "identities" / "people.tsv"):
        if row["country"] not in _HERE:
            continue
        name = row[lang]
        if not name and row["ru"]:
            name = namenorm.respell(row["ru"], "ru", lang, limit=1)[0].text
        words = name.split()
        if len(words) != 2 or not words[1].isalpha() or not has_cyrillic(words[1]):
            continue
        split = shown.split(words[1])
        if split is None or split.leans is not Gender.FEMALE:
            yield words[1].capitalize()


def listed(lang: str) -> dict[str, int]:
    """The common surnames of a language, with their bearers in 100,000."""
    return {
        row["text"]: int(row["per_100k"])
        for row in read.tsv(locate.shipped() / "names" / "frequency.tsv", background.COLUMNS)
        if row["role"] == "surname" and row["lang"] == lang
    }


class Morphology:
    """How surnames of one language are built, learnt from `real` ones."""

    def __init__(self, lang: str, real: list[str]) -> None:
        rows = read.tsv(locate.shipped() / "names" / "surnames.tsv", endings.SURNAME_COLUMNS)
        shown = [r["ending"] for r in rows if r["script"] == "Cyrl" and r["gender"] == "m"]
        self._endings = sorted({*shown, *_UNGENDERED[lang]}, key=lambda e: (-len(e), e))
        self._stems: list[str] = []
        behind: dict[str, Counter[str]] = defaultdict(Counter)
        after: dict[str, Counter[str]] = defaultdict(Counter)
        for surname in real:
            stem, ending = self.cut(surname)
            self._stems.append(stem)
            behind[stem[-2:]][ending] += 1
            behind[stem[-1:]][ending] += 1
            padded = "^" * _ORDER + stem + "$"
            for at in range(_ORDER, len(padded)):
                for order in (_ORDER, _ORDER - 1):
                    after[padded[at - order : at]][padded[at]] += 1
        self._behind = {letters: _weighed(counts) for letters, counts in behind.items()}
        self._after = {letters: _weighed(counts) for letters, counts in after.items()}

    def cut(self, surname: str) -> tuple[str, str]:
        """A surname in small letters as stem and ending, which may be empty."""
        word = surname.lower()
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) in _STEMS:
                return word.removesuffix(ending), ending
        return word, ""

    def surname(self, draw: random.Random) -> str:
        """A surname that there may be."""
        stem = self.stem(draw)
        found = self._behind.get(stem[-2:]) or self._behind[stem[-1:]]
        return (stem + _one(found, draw)).capitalize()

    def stem(self, draw: random.Random) -> str:
        """A stem, real or made, in small letters."""
        if draw.random() >= _CHANGED:
            return draw.choice(self._stems)
        while True:
            stem = "^" * _ORDER
            while not stem.endswith("$"):
                order = _ORDER - (draw.random() < _LOOSE)
                stem += _one(self._after[stem[-order:]], draw)
            stem = stem[_ORDER:-1]
            if len(stem) in _STEMS and any(map(is_vowel, stem)):
                return stem


class Surnames:
    """The men's surnames of one language, drawn for one person after the other."""

    def __init__(self, lang: str) -> None:
        common = listed(lang)
        self._common = _weighed(common)
        self._share = sum(common.values()) / 100_000
        self._real = sorted(set(held(lang)) - set(common))
        self.morphology = Morphology(lang, [*common, *self._real])
        self._known = set(common)
        self._texts: list[str] = []
        self._bearers: list[int] = []
        self._drawn: list[int] = []

    def take(self, draw: random.Random) -> str:
        """The surname of one more person."""
        if draw.random() < self._share:
            return _one(self._common, draw)
        new = _CONCENTRATION + _DISCOUNT * len(self._texts)
        if draw.random() * (_CONCENTRATION + len(self._drawn)) < new:
            number = len(self._texts)
            self._texts.append(self._new(draw))
            self._bearers.append(0)
        else:
            number = self._again(draw)
        self._bearers[number] += 1
        self._drawn.append(number)
        return self._texts[number]

    def _again(self, draw: random.Random) -> int:
        while True:
            number = draw.choice(self._drawn)
            if draw.random() * self._bearers[number] >= _DISCOUNT:
                return number

    def _new(self, draw: random.Random) -> str:
        real = self._real
        while True:
            if real and draw.random() < 0.5:
                surname = real.pop(draw.randrange(len(real)))
            else:
                surname = self.morphology.surname(draw)
            if surname not in self._known and len(surname) >= _SHORTEST:
                self._known.add(surname)
                return surname


_Weighed = tuple[list[str], list[int]]


def _weighed(counts: dict[str, int]) -> _Weighed:
    return list(counts), list(accumulate(counts.values()))


def _one(weighed: _Weighed, draw: random.Random) -> str:
    values, weights = weighed
    return values[bisect(weights, draw.random() * weights[-1])]
