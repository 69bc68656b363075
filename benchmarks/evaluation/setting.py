"""The indexes of an evaluation: one of all people, and two with half of them left out."""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evaluation import measures, questions
from benchmarks.evaluation.crowd import crowd
from benchmarks.evaluation.measures import Answer
from benchmarks.evaluation.questions import Question, Record
from namenorm import Registry, Resolver

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "eval"


@dataclass(frozen=True)
class Data:
    """`people` are asked for; `others` are only in the index."""

    people: list[Record]
    others: list[Record]

    def questions(self, seed: int) -> dict[str, list[Question]]:
        """The sets of questions by name."""
        return {
            "plain": questions.plain(self.people),
            "desk": questions.desk(self.people, seed),
        }


@dataclass(frozen=True)
class Scene:
    """`halves`: pairs of an index and the ids of the people who are not in it."""

    index: Resolver
    halves: list[tuple[Resolver, set[str]]]

    def ask(self, asked: list[Question]) -> tuple[list[Answer], list[Answer]]:
        """Answers with the person in the index, and without."""
        absent = [
            answer
            for half, gone in self.halves
            for answer in measures.ask(half, (q for q in asked if q.meant in gone), present=False)
        ]
        return measures.ask(self.index, asked, present=True), absent


def add_options(parser: argparse.ArgumentParser, *, crowd: int) -> None:
    """The options that every command of the evaluation has."""
    parser.add_argument(
        "folder", type=Path, nargs="?", default=FOLDER, help="Holds dev_people.jsonl."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--crowd", type=int, default=crowd, help="So many more identities.")


def read(folder: Path) -> Data:
    """The data in `folder`; ends the command where there is none."""
    if not (folder / "dev_people.jsonl").is_file():
        raise SystemExit(f"no dev_people.jsonl in {folder}; name the folder that holds it")
    return Data(
        questions.read(folder / "dev_people.jsonl"),
        questions.read(folder / "dev_distractors.jsonl"),
    )


def resolver(
    people: list[Record],
    others: list[Record],
    around: list[Record],
    seed: int,
    tables: Path | None = None,
) -> Resolver:
    """An index of one spelling each, shuffled: a stable order would win ties."""
    draw = random.Random(seed)
    records = [{**person, "names": [questions.indexed(person)]} for person in people]
    records += [{**other, "names": [draw.choice(other["names"])]} for other in others]
    records += around
    draw.shuffle(records)
    return Resolver(Registry.from_records(records, tables=tables))


def scene(data: Data, others: int, seed: int, tables: Path | None = None) -> Scene:
    """The people with their distractors and `others` more identities."""
    around = crowd([*data.people, *data.others], others, seed) if others else []
    people = data.people
    halves = [
        (
            resolver(people[half::2], data.others, around, seed, tables),
            {person["id"] for person in people[1 - half :: 2]},
        )
        for half in (0, 1)
    ]
    return Scene(resolver(people, data.others, around, seed, tables), halves)
