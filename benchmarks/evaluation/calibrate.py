"""Fit the two numbers that turn weights into probabilities, and write them where they are read.

`python -m benchmarks.evaluation.calibrate [--write]` minimises the mean log loss of the first
answer over the plain and the desk questions, each with its person in the index and without,
alone and in a crowd, the four sets counting alike. `tables/compare/calibration.toml` keeps its
comments; only the numbers change.
"""

from __future__ import annotations

import argparse
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.evaluation import setting
from benchmarks.evaluation.questions import Question
from namenorm import Resolver

CANDIDATES = 20
"""The most candidates of a question that share the probability."""
TABLE = Path(__file__).resolve().parents[2] / "tables" / "compare" / "calibration.toml"


@dataclass(frozen=True)
class Weighed:
    """The weights of a question's candidates, best first, and whether the first is right."""

    weights: list[float]
    right: bool
    people: float


class Fit(NamedTuple):
    """Mean log loss, and the numbers that reach it."""

    loss: float
    slope: float
    absent: float


def weigh(index: Resolver, questions: list[Question], *, present: bool) -> list[Weighed]:
    """Ask `questions` and keep the weights; with `present` False no candidate is right."""
    found = []
    for question in questions:
        matches = index.resolve(question.text, limit=CANDIDATES).matches
        if matches:
            right = present and matches[0].identity.id == question.meant
            weights = [match.explanation.weight for match in matches]
            found.append(Weighed(weights, right, index.people))
    return found


def loss(asked: list[Weighed], slope: float, absent: float) -> float:
    """Mean log loss of the first answer."""
    whole = 0.0
    for one in asked:
        nobody = slope * math.log(absent * one.people)
        most = max(nobody, slope * one.weights[0])
        shares = [math.exp(slope * weight - most) for weight in one.weights]
        first = shares[0] / (math.exp(nobody - most) + sum(shares))
        first = min(max(first, 1e-4), 1 - 1e-4)
        whole -= math.log(first if one.right else 1 - first)
    return whole / len(asked)


def fit(sets: list[list[Weighed]]) -> Fit:
    """Search a grid for the best numbers; the grid is refined three times."""
    best = Fit(math.inf, 1.0, 0.1)
    width, wide = 0.6, 3.0
    for _ in range(4):
        centre = best
        for i in range(-6, 7):
            for j in range(-6, 7):
                slope = centre.slope + width * i / 6
                absent = centre.absent * math.exp(wide * j / 6)
                if slope > 0:
                    mean = sum(loss(asked, slope, absent) for asked in sets) / len(sets)
                    best = min(best, Fit(mean, slope, absent))
        width, wide = width / 4, wide / 4
    return best


def main() -> None:
    """Print the fit; with `--write`, put it into the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    setting.add_options(parser, crowd=200_000)
    parser.add_argument("--write", action="store_true", help=f"Change {TABLE.name}.")
    options = parser.parse_args()
    data = setting.read(options.folder)
    sets: list[list[Weighed]] = []
    for crowd in (0, options.crowd):
        scene = setting.scene(data, crowd, options.seed)
        for questions in data.questions(options.seed).values():
            asked = weigh(scene.index, questions, present=True)
            for half, gone in scene.halves:
                asked += weigh(half, [q for q in questions if q.meant in gone], present=False)
            sets.append(asked)
    best = fit(sets)
    print(f"slope = {best.slope:.2f}, absent = {best.absent:.3f}, mean log loss {best.loss:.4f}")
    if options.write:
        text = TABLE.read_text(encoding="utf-8")
        for name, value in (("slope", f"{best.slope:.2f}"), ("absent", f"{best.absent:.3f}")):
            text = re.sub(rf"(?m)^{name} = [0-9.]+", f"{name} = {value}", text)
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
