"""The scene of an evaluation: an index of everybody, and two that half the people left."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evaluation import measures, questions
from benchmarks.evaluation.crowd import crowd
from benchmarks.evaluation.questions import Question
from namenorm import Resolver

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "eval"


@dataclass(frozen=True)
class Scene:
    """`halves`: an index, and the ids of the people who are not in it."""

    index: Resolver
    halves: list[tuple[Resolver, set[str]]]
    sets: dict[str, list[Question]]


def add_options(parser: argparse.ArgumentParser, *, crowd: int) -> None:
    """The options that every command of the evaluation has."""
    parser.add_argument(
        "folder", type=Path, nargs="?", default=FOLDER, help="Holds dev_people.jsonl."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--crowd", type=int, default=crowd, help="So many more identities.")


def scene(folder: Path, others: int, seed: int) -> Scene:
    """The people of `folder` with its distractors and `others` more identities."""
    if not (folder / "dev_people.jsonl").is_file():
        raise SystemExit(f"no dev_people.jsonl in {folder}; name the folder that holds it")
    people = questions.read(folder / "dev_people.jsonl")
    beside = questions.read(folder / "dev_distractors.jsonl")
    around = crowd([*people, *beside], others, seed) if others else []
    halves = [
        (
            measures.resolver(people[half::2], beside, around, seed),
            {person["id"] for person in people[1 - half :: 2]},
        )
        for half in (0, 1)
    ]
    return Scene(
        measures.resolver(people, beside, around, seed),
        halves,
        {"plain": questions.plain(people), "desk": questions.desk(people, seed)},
    )
