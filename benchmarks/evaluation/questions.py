"""The questions: every spelling of a person, plain and with the changes that a desk meets.

`dev_people.jsonl` and `dev_distractors.jsonl` are JSON Lines of
`{"id", "type", "names": [{"text", "lang"}]}`.
"""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import namenorm
from namenorm.comparison import analyzer
from namenorm.comparison.analyzer import ParsedName
from namenorm.names.declension import decline
from namenorm.names.inflection import CASES
from namenorm.text.clean import clean
from namenorm.text.scripts import has_cyrillic

Record = dict[str, Any]

LETTERS = {True: "абвгдежзиклмнопрстуфхцчшыэюя", False: "abcdefghijklmnopqrstuvwxyz"}


@dataclass(frozen=True)
class Question:
    """The query `text`, which means the person with the id `meant`."""

    kind: str
    text: str
    meant: str


def read(path: Path) -> list[Record]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def indexed(record: Record, lang: str = "be") -> dict[str, str]:
    """The spelling that goes into the index: one in `lang`, if there is one."""
    names: list[dict[str, str]] = record["names"]
    return next((name for name in names if name["lang"] == lang), names[0])


def asked(people: list[Record]) -> Iterator[tuple[Record, dict[str, str]]]:
    """All spellings but the indexed one, as questions."""
    for person in people:
        held = indexed(person)
        yield from ((person, name) for name in person["names"] if name != held)


def parsed(text: str) -> ParsedName | None:
    """The parsed name, if it has a given name and a surname, else None."""
    readings = analyzer.shipped().parses(clean(text))
    found = readings[0] if readings else None
    return found if found and found.given and found.surname else None


def plain(people: list[Record]) -> list[Question]:
    """Full names; those with a patronymic also without it."""
    found = []
    for person, name in asked(people):
        found.append(Question(f"{name['lang']} full", name["text"], person["id"]))
        name_read = parsed(name["text"])
        if name_read and name_read.given and name_read.surname and name_read.patronymic:
            parts = [name_read.given, *name_read.second, name_read.surname]
            text = " ".join(part.text for part in parts)
            found.append(Question(f"{name['lang']} given + surname", text, person["id"]))
    return found


def slip(word: str, draw: random.Random) -> str:
    """`word` with one letter substituted, dropped, doubled or swapped with the next."""
    at = draw.randrange(len(word))
    kind = draw.choice(["substituted", "dropped", "doubled", "swapped"])
    if kind == "dropped" and len(word) > 3:
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[:at] + word[at] + word[at:]
    if kind == "swapped":
        at = min(at, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    letter = draw.choice(LETTERS[has_cyrillic(word)])
    return word[:at] + (letter.upper() if word[at].isupper() else letter) + word[at + 1 :]


def bare(text: str) -> str:
    """`text` without diacritics; ł is l."""
    plain = text.replace("ł", "l").replace("Ł", "L")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def desk(people: list[Record], seed: int) -> list[Question]:
    """The spellings with each kind of change that a desk meets, one question each."""
    draw = random.Random(seed)
    found: list[Question] = []
    for person, name in asked(people):
        name_read = parsed(name["text"])
        if not name_read or not name_read.given or not name_read.surname:
            continue
        given, last = name_read.given.text, name_read.surname.text
        father = name_read.patronymic.text if name_read.patronymic else ""
        letters = f"{given[0]}. {father[0]}." if father else f"{given[0]}."
        script = "Cyrl" if has_cyrillic(last) else "Latn"

        def add(kind: str, text: str, person: Record = person, script: str = script) -> None:
            found.append(Question(f"{kind} {script}", text, person["id"]))

        add("slip", f"{given} {slip(last, draw)}")
        add("initials", draw.choice([f"{letters} {last}", f"{last} {letters}"]))
        add("comma", f"{last.upper()}, {given} {father}".strip())
        add("lower case", f"{given} {last}".lower())
        if name["lang"] in ("be", "ru", "uk"):
            forms = decline(f"{given.title()} {last.title()}", name["lang"])
            if forms:
                add("oblique", forms[draw.choice(CASES)][0])
    for person in people:
        held = indexed(person)
        if held["lang"] == "be":
            name_read = parsed(held["text"])
            if name_read and name_read.given and name_read.surname:
                text = f"{name_read.given.text.title()} {name_read.surname.text.title()}"
                lacinka = namenorm.transliterate(text, "be-lacinka")
                found.append(Question("no diacritics Latn", bare(lacinka), person["id"]))
                polish = namenorm.transliterate(text, "press-be-pl")
                found.append(Question("no diacritics Latn", bare(polish), person["id"]))
                forms = decline(text, "be")
                for case in draw.sample(CASES, 2) if forms else ():
                    found.append(Question("oblique Cyrl", forms[case][0], person["id"]))
    return found
