"""The numbers of the tables, and what follows from them: costs of distances, probabilities."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from namenorm.sounds import phonetics
from namenorm.sounds.phonetics import SAME, Encoder
from namenorm.tables import cached
from namenorm.text.clean import LONGEST_NAME

ALGORITHM: Final = "5"
"""Raised when the same tables give other answers than before."""
_SIXTHS: Final = 6
"""Lengths are counted in sixths of a sound."""
_LONGEST: Final = _SIXTHS * LONGEST_NAME
"""Longer parts cost as those of this length do."""

Numbers = NDArray[np.int32]
Weights = NDArray[np.float64]


class Scorer:
    """What `tables/compare/costs.toml` and `calibration.toml` say.

    `weights`, `distance` and `prior` are tables of costs.toml. `cost` is what a distance costs, in
    log odds: a row for each number of symbols up to one beyond `farthest`, a column for each length
    in sixths of a sound.
    """

    def __init__(self, costs: dict[str, Any], calibration: dict[str, float], how: Encoder) -> None:
        self.weights: dict[str, float] = costs["weights"]
        self.distance: dict[str, float] = costs["distance"]
        self.prior: dict[str, float] = costs["prior"]
        self.calibration, self.signs = calibration, how
        self.farthest, self.usual = int(self.distance["farthest"]), int(self.distance["usual"])
        self.beyond, self.sure = calibration["beyond"], calibration["sure"]
        self.listed, self.nobody = calibration["listed"], calibration["nobody"]
        self.cost = _costs(self.distance)

    def near(self, shares: Weights, distances: Numbers, length: int, sixths: Any) -> Weights:
        """What parts speak that are so many symbols away, each near a share of people.

        The rarer, the more; less the cost of the distance, which the longer of the two sets.
        """
        return -np.log(shares) - self.costs(distances, length, sixths)

    def costs(self, distances: Numbers, length: int, sixths: Any) -> Weights:
        """What the distance of each part costs; lengths in sixths of a sound, the query's first."""
        found: Weights = self.cost[distances, np.minimum(np.maximum(sixths, length), _LONGEST)]
        return found

    def prominent(self, prominence: Any) -> Weights:
        """What the prominence of a candidate speaks against those who are not listed."""
        known = np.maximum(prominence, self.prior["least"]) / self.prior["stranger"]
        found: Weights = np.maximum(0.0, self.weights["prominence"] * np.log(known))
        return found

    def absent(self, people: float) -> float:
        """What it weighs that somebody is meant who is not in the registry of `people`."""
        return math.log(self.calibration["absent"] * people)

    def probabilities(self, weights: Weights, people: float) -> Weights:
        """The calibrated probability of each of the candidates with these weights.

        They share one, together with the bearers who are not in the registry of `people`.
        """
        if not len(weights):
            return np.zeros(0)
        slope = self.calibration["slope"]
        absent = slope * self.absent(people)
        most = max(absent, slope * float(weights.max()))
        shares = np.exp(slope * weights - most)
        found: Weights = shares / (math.exp(absent - most) + shares.sum())
        return found


def _costs(distance: dict[str, float]) -> Weights:
    """The table of what a distance costs, by its symbols and the length of the longer part."""
    apart = np.arange(int(distance["farthest"]) + 2)[:, np.newaxis]
    sounds = np.maximum(np.arange(_LONGEST + 1), _SIXTHS) / _SIXTHS
    shorter = distance["symbol_length"] / sounds
    typo = distance["typo"] * np.maximum(shorter - 1, 0) * (apart > distance["usual"])
    found: Weights = distance["symbol"] * np.maximum(apart - SAME, 0) * np.sqrt(shorter) + typo
    return found


@cache
def load(folder: Path) -> Scorer:
    """The scorer by the tables in `folder`. Raises `TableError`."""
    costs = cached.toml(folder, "compare/costs.toml")
    return Scorer(costs, cached.toml(folder, "compare/calibration.toml"), phonetics.load(folder))
