"""Surnames and names in many spellings: those of the development data, those of the registry."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz
from unidecode import unidecode

import namenorm
from benchmarks.evaluation import questions
from benchmarks.million.people import alike
from benchmarks.million.surnames import female
from namenorm import Registry
from namenorm.registry import Identity
from namenorm.text.scripts import has_cyrillic
from namenorm.translit.schemes import scheme

OTHER_NAME = 45
"""rapidfuzz's ratio, over unidecode, below which two surnames of one person are two surnames."""
COUNTRIES = ("BY", "RU", "UA")
_PRESS = ("de", "fr", "pl", "lt", "cs", "nl")
_LANGUAGES = ("be", "be-Latn", "ru", "uk", "en", "pl")

Keys = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class Person:
    """Whole names in different spellings; the surname of each, where one is read."""

    id: str
    names: tuple[str, ...]
    surnames: tuple[str, ...]
    country: str = ""


def one_surname(texts: list[str]) -> list[str]:
    """The given name and the surname of those names whose surname is that of the first."""
    read = [found for text in texts if (found := questions.parsed(text))]
    kept = [
        (found.given.text, found.surname.text)
        for found in read
        if found.given and found.surname and not found.given.initial
    ]
    return [f"{a} {b}" for a, b in kept if fuzz.ratio(_plain(kept[0][1]), _plain(b)) >= OTHER_NAME]


def _person(id: str, texts: list[str], country: str = "") -> Person:
    names = list(dict.fromkeys(texts))
    read = [found.surname.text for text in names if (found := questions.parsed(text))
            and found.surname and len(found.surname.text) > 1]  # fmt: skip
    return Person(id, tuple(names), tuple({word.lower(): word for word in read}.values()), country)


def development(folder: Path) -> list[Person]:
    """The people of the development data."""
    return [
        _person(record["id"], [name["text"] for name in record["names"]])
        for file in ("dev_people.jsonl", "dev_distractors.jsonl")
        for record in questions.read(folder / file)
    ]


def _six(identity: Identity) -> list[str]:
    """Belarusian, Łacinka, Russian, Ukrainian, English and Polish, each as tables or rules say."""
    forms = identity.forms()
    if "uk" not in forms and "ru" in forms:
        forms = {**forms, "uk": namenorm.respell(forms["ru"], "ru", "uk", limit=1)[0].text}
    return [forms[lang] for lang in _LANGUAGES if lang in forms]


def _listed() -> Iterator[Identity]:
    return (one for one in Registry.shipped().identities if one.type == "person")


def registry() -> list[Person]:
    """The people of the registry in six spellings."""
    return [_person(one.id, _six(one), one.country) for one in _listed()]


def pressed() -> list[Person]:
    """The same, and as the press of six languages writes them, and without diacritics."""
    people = []
    for one in _listed():
        forms = one.forms()
        texts = [form.text for form in one.names if form.kind == "main"]
        for road in ("be", "ru"):
            if road in forms:
                writers = (scheme(f"press-{road}-{lang}").writer for lang in _PRESS)
                texts += [writer.write(forms[road]) for writer in writers]
        if "be-Latn" in forms:
            texts.append(questions.bare(forms["be-Latn"]))
        people.append(_person(one.id, texts, one.country))
    return people


def pairs(people: list[Person]) -> tuple[list[tuple[str, str]], int]:
    """Pairs of spellings of one surname, and how many were left out as two surnames."""
    found = [pair for person in people for pair in combinations(person.surnames, 2)]
    kept = [(a, b) for a, b in found if fuzz.ratio(_plain(a), _plain(b)) >= OTHER_NAME]
    return kept, len(found) - len(kept)


def _plain(text: str) -> str:
    return unidecode(text).lower()


def share_together(pairs: list[tuple[str, str]], keys: Keys) -> float:
    """The share of pairs that have a key in common."""
    return sum(bool(keys(a) & keys(b)) for a, b in pairs) / len(pairs)


def unrelated(people: list[Person], count: int, seed: int) -> list[tuple[str, str]]:
    """Random pairs of surnames, each in one of its spellings; none is the other's.

    Two people bear one surname where any of its Cyrillic spellings agree in what vowels,
    softness and gender do not change (`alike`).
    """
    draw = random.Random(seed)
    bearers = [person for person in people if person.surnames]
    spelled = [
        {alike(female(word.lower(), lang)) for word in person.surnames if has_cyrillic(word)
         for lang in ("be", "ru", "uk")}
        for person in bearers
    ]  # fmt: skip
    found: list[tuple[str, str]] = []
    while len(found) < count:
        a, b = draw.randrange(len(bearers)), draw.randrange(len(bearers))
        if a != b and spelled[a] and spelled[b] and not spelled[a] & spelled[b]:
            found.append((draw.choice(bearers[a].surnames), draw.choice(bearers[b].surnames)))
    return found
