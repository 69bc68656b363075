"""The identities: a million people and places, each with two names.

A person has a name in Belarusian, Russian or Ukrainian letters, with a patronymic every second
time, and one in Latin letters, by a scheme or as a country's press writes it. The people of the
tables are among them. No two share a given name and a surname that sounds alike: which of two
namesakes is meant, no matcher can know.

One seed gives one sequence; a smaller registry is the beginning of a bigger one.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import namenorm
from benchmarks.million import places
from benchmarks.million.forenames import LANGS, Forenames
from benchmarks.million.surnames import Surnames, female
from namenorm.names.model import Gender
from namenorm.tables import locate, read

Record = dict[str, Any]

SCHEMES: Final = {
    "be": {"be-lacinka": "be-Latn", "be-en-press": "en", "be-bgnpcgn-1979": "en",
           "press-be-pl": "pl", "press-be-de": "de", "press-be-fr": "fr", "press-be-cs": "cs",
           "be-icao-9303": "en"},
    "ru": {"ru-en-press": "en", "ru-bgnpcgn-1947-simple": "en", "press-ru-pl": "pl",
           "press-ru-de": "de", "press-ru-fr": "fr", "press-ru-cs": "cs", "ru-icao-9303": "en"},
    "uk": {"uk-2010": "en", "uk-bgnpcgn-1965": "en", "uk-icao-9303": "en", "uk-scholarly": "cs",
           "uk-passport-2007": "en"},
}  # fmt: skip
"""How names are written in Latin letters, and in which language that is; the usual ways first."""
_LANGS: Final = {"be": 5, "ru": 3, "uk": 2}
_PLACES: Final = 0.05
_HELD: Final = 0.2
"""The share of the people of the tables, for as long as there are any."""
_ALIKE: Final = {
    **dict.fromkeys("оаеёэєя", "а"), **dict.fromkeys("иіыїй", "і"), "ю": "у", "ґ": "г", "ў": "в",
    "ц": "т", "щ": "шч", **dict.fromkeys("ьъ’ʼ'", ""),
}  # fmt: skip
"""Letters that stand for one another from language to language, or where no stress lies."""
_MULTIPLIER: Final = 7_368_787
_IDS: Final = 10_000_000
"""Ids go round all numbers below, so that the frequent names do not come first by their ids."""


@dataclass(frozen=True, slots=True)
class Person:
    """A generated person; `scheme` writes the second name of the index."""

    id: str
    lang: str
    given: str
    patronymic: str
    surname: str
    scheme: str

    @property
    def text(self) -> str:
        """The whole name."""
        return " ".join(filter(None, (self.given, self.patronymic, self.surname)))

    def record(self) -> Record:
        """What goes into the registry."""
        latin = namenorm.transliterate(f"{self.given} {self.surname}", self.scheme)
        return _record(
            self.id, "person", self.lang, self.text, SCHEMES[self.lang][self.scheme], latin
        )


class Crowd:
    """Generates identities without end."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._forenames = Forenames()
        self._surnames = {lang: Surnames(lang) for lang in LANGS}
        self._taken: set[tuple[str, str]] = set()
        self._count = 0
        self._people = list(_held())
        self._places = list(places.held())
        self._villages: set[str] = {name for _, name, _, _ in self._places}
        for rest in (self._people, self._places):
            self._draw.shuffle(rest)

    def __iter__(self) -> Iterator[Person | Record]:
        """A person, or the record of a place or an organisation."""
        while True:
            yield self._place() if self._draw.random() < _PLACES else self.person()

    @property
    def surnames(self) -> int:
        """How many different-sounding surnames the people so far have."""
        return len({sound for _, sound in self._taken})

    def person(self) -> Person:
        """One more person."""
        while self._people and self._draw.random() < _HELD:
            lang, given, surname = self._people.pop()
            if self._is_new(self._forenames.id(given), surname, lang):
                return self._named(lang, given, "", surname)
        draw = self._draw
        lang = draw.choices(list(_LANGS), list(_LANGS.values()))[0]
        while True:
            forename, surname = self._forenames.take(draw), self._surnames[lang].take(draw)
            if self._is_new(forename.id, surname, lang):
                break
        father = ""
        if draw.random() < 0.5:
            father = self._forenames.patronymic(lang, forename.gender, draw)
        if forename.gender is Gender.FEMALE:
            surname = female(surname, lang)
        return self._named(lang, forename.forms[lang], father, surname)

    def _named(self, lang: str, given: str, patronymic: str, surname: str) -> Person:
        scheme = self._draw.choice(list(SCHEMES[lang])[:4])
        return Person(self._id(), lang, given, patronymic, surname, scheme)

    def _is_new(self, given: str, surname: str, lang: str) -> bool:
        """Whether the name is new: no one has this given name and a surname of that sound."""
        key = (given, alike(female(surname, lang)))
        if key in self._taken:
            return False
        self._taken.add(key)
        return True

    def _place(self) -> Record:
        if self._places:
            type, name, lang, further = self._places.pop()
            return _record(self._id(), type, "be", name, lang, further)
        while True:
            name = places.village(self._surnames["be"].morphology.stem(self._draw), self._draw)
            if name not in self._villages:
                self._villages.add(name)
                latin = namenorm.transliterate(name, "be-lacinka")
                return _record(self._id(), "place", "be", name, "be-Latn", latin)

    def _id(self) -> str:
        self._count += 1
        return f"p{self._count * _MULTIPLIER % _IDS:07}"


def alike(surname: str) -> str:
    """A rough code that the spellings of a surname in the three languages share.

    >>> alike("Шаўцоў"), alike("Шевцов")
    ('шавтав', 'шавтав')
    """
    found = surname.lower().replace("дз", "д").replace("ька", "кая")
    found = "".join(_ALIKE.get(letter, letter) for letter in found)
    return "".join(a for a, b in zip(found, found[1:] + " ", strict=True) if a != b)


def _held() -> Iterator[tuple[str, str, str]]:
    """(language, given name, surname) of the people of the tables, Belarusian or Russian."""
    for number, row in enumerate(read.tsv(locate.shipped() / "identities" / "people.tsv")):
        lang = ("be", "ru")[number % 3 == 0]
        words = row[lang].split()
        if len(words) == 2 and row["note"] != "namesake":
            yield lang, words[0], words[1]


def _record(id: str, type: str, lang: str, text: str, other: str, further: str) -> Record:
    names = [{"text": text, "lang": lang}, {"text": further, "lang": other}]
    return {"id": id, "type": type, "names": names}


def write(path: Path, crowd: Iterable[Person | Record], size: int, asked: int) -> list[Person]:
    """`size` identities as JSON Lines; gives `asked` of the people, evenly spread."""
    found: list[Person] = []
    every = max(size // asked, 1)
    with path.open("w", encoding="utf-8") as file:
        for number, one in zip(range(size), crowd, strict=False):
            if isinstance(one, Person) and number >= every * len(found) and len(found) < asked:
                found.append(one)
            record = one.record() if isinstance(one, Person) else one
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return found
