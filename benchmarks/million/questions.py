"""Make queries: spellings that the registry does not list, typos, and absent people.

A spelling is the name by another scheme than the one of the registry, respelt in another of the
three languages (`namenorm.respell`), or respelt and then written in Latin letters. Schemes and
respelling are the project's own, so that namenorm knows each rule; the peers do not.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import namenorm
from benchmarks.evaluation.questions import slip
from benchmarks.million.people import SCHEMES, Crowd, Person, write

KINDS: Final = ("spelling", "typo", "absent")
_RESPELT: Final = {"be": ("ru",), "ru": ("be", "uk"), "uk": ("ru", "be")}
_NO_PATRONYMIC: Final = 0.7
_SURNAME_FIRST: Final = 0.2


@dataclass(frozen=True, slots=True)
class Question:
    """`text` is asked; `meant` is an id, empty where the person is not in the registry."""

    kind: str
    text: str
    meant: str


@dataclass(frozen=True)
class Scene:
    """A registry's source, what is asked of it one by one, and the names of a long list.

    `surnames` is in how many ways those of its people sound.
    """

    people: Path
    surnames: int
    questions: list[Question]
    listed: list[str]


def spelling(person: Person, draw: random.Random) -> tuple[str, str]:
    """(the other parts, the surname) in another spelling."""
    beside = person.given
    if person.patronymic and draw.random() >= _NO_PATRONYMIC:
        beside += f" {person.patronymic}"
    lang, text = person.lang, f"{beside} {person.surname}"
    how = draw.random()
    if how < 0.45:
        other = draw.choice(_RESPELT[lang])
        lang, text = other, namenorm.respell(text, lang, other, limit=1)[0].text
    if how > 0.2:
        schemes = [scheme for scheme in SCHEMES[lang] if scheme != person.scheme]
        text = namenorm.transliterate(text, draw.choice(schemes))
    first, _, last = text.rpartition(" ")
    return first, last


def asked(person: Person, kind: str, draw: random.Random) -> Question:
    """A question of a kind about somebody."""
    beside, surname = spelling(person, draw)
    if kind == "typo":
        right = surname
        while surname == right:
            surname = slip(right, draw)
    words = [surname, beside] if draw.random() < _SURNAME_FIRST else [beside, surname]
    return Question(kind, " ".join(words), "" if kind == "absent" else person.id)


def scene(folder: Path, size: int, seed: int, queries: int, listed: int) -> Scene:
    """A registry's source of `size` identities in `folder`, and the questions: `queries` a kind.

    Each is asked once only, and none is a name of the registry.
    """
    crowd, draw = Crowd(seed), random.Random(seed)
    path = folder / f"people-{size}.jsonl"
    people = write(path, crowd, size, 2 * queries + listed)
    surnames = crowd.surnames
    draw.shuffle(people)
    turns = {
        "spelling": people[:queries],
        "typo": people[queries : 2 * queries],
        "absent": [crowd.person() for _ in range(queries)],
    }
    made = [asked(one, kind, draw) for kind in KINDS for one in turns[kind]]
    names = [asked(one, "spelling", draw).text for one in people[2 * queries :]]
    return Scene(path, surnames, list(_unlisted(made, path)), names)


def _unlisted(made: Iterable[Question], path: Path) -> Iterator[Question]:
    """The questions that are no name of the registry, each once."""
    texts = {question.text.casefold(): question for question in made}
    with path.open(encoding="utf-8") as file:
        for line in file:
            for name in json.loads(line)["names"]:
                texts.pop(name["text"].casefold(), None)
    yield from texts.values()


def save(path: Path, questions: Iterable[Question]) -> Path:
    """The questions as JSON, for another process."""
    rows = [asdict(question) for question in questions]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


def load(path: Path) -> list[Question]:
    """The questions of a file."""
    return [Question(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
