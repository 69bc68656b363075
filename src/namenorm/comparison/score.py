"""How much two names speak for one bearer, part by part, and the comparison of two names.

Weights are natural logarithms of odds; each comes from `tables/compare/costs.toml`.

>>> compare("Łukašenka", "Lukashenko").score > 0.8
True
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import features, frequency
from namenorm.comparison.alignment import Aligned, align
from namenorm.comparison.features import Features, Reading
from namenorm.comparison.frequency import AS_NEAR
from namenorm.names.given import Fit
from namenorm.names.model import Role
from namenorm.sounds import signs
from namenorm.sounds.signs import MOST_CHANGED, SAME, Signs
from namenorm.tables import kept, locate
from namenorm.text.clean import clean_name

ALGORITHM = "5"
"""Raised when the same tables give other answers than before."""

SPELLED: Final = frozenset({*(role.value for role in Role), "word"})
"""The roles of evidence whose two sides are spellings."""
SIMILAR: Final = "similar sounds"
SLIP: Final = "a slip, if the same"
USUAL: Final = 4
"""Signs between spellings that conventions may explain; beyond them somebody slipped."""
PROMINENCE: Final = 0.3
"""The prominence of an identity about which nothing is known."""
NO_PART = Features("", (), ())


@dataclass(frozen=True, slots=True)
class PartEvidence:
    """One part of the query beside one part of the name; `weight` in log odds."""

    query: str
    name: str
    role: str
    relation: str
    weight: float

    @property
    def letters(self) -> Aligned:
        """The letters of both spellings side by side; empty where one of them is missing."""
        if self.role not in SPELLED or not (self.query and self.name):
            return ()
        return align(self.query, self.name)

    def to_dict(self) -> dict[str, Any]:
        return {
            "query": self.query,
            "name": self.name,
            "role": self.role,
            "relation": self.relation,
            "weight": round(self.weight, 2),
            "letters": [list(pair) for pair in self.letters],
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a score came out: the parts side by side, strongest words first."""

    parts: tuple[PartEvidence, ...]

    @property
    def weight(self) -> float:
        """The sum of the weights, in log odds."""
        return sum(part.weight for part in self.parts)

    @property
    def sentence(self) -> str:
        """The explanation as one line of English."""
        said = []
        for part in self.parts:
            if part.query and part.name:
                said.append(
                    f"{part.query} = {part.name} ({part.relation})"
                    if part.weight >= 0
                    else f"{part.query} against {part.name} ({part.relation})"
                )
            else:
                said.append(f"{part.query or part.name or part.role} {part.relation}")
        return "; ".join(said)

    def to_dict(self) -> dict[str, Any]:
        return {"sentence": self.sentence, "parts": [part.to_dict() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two names compared: `score` is the probability, 0 to 1, that they name one bearer."""

    score: float
    explanation: Explanation

    def to_dict(self) -> dict[str, Any]:
        return {"score": round(self.score, 4), "explanation": self.explanation.to_dict()}


def relation(query: Features, name: Features, apart: int) -> str:
    """What joins two parts that are `apart` signs away, in two words."""
    if query.text.casefold() == name.text.casefold():
        return "same spelling"
    if apart <= SAME:
        return "same sounds"
    return SIMILAR if apart <= USUAL else SLIP


Shares = Callable[[Features, Features, Role, int], float]
"""(part, part, role, signs between them) -> the share of people with a part as near or nearer.

Where the first part is an initial: the share of people whose name begins so."""

Fits = Callable[[str, Features], Fit | None]
"""(an initial, a part) -> whether the initial is that of the part, or of an equivalent."""


@dataclass(frozen=True)
class Judge:
    """The weights of the tables, applied to parts."""

    weights: dict[str, float]
    calibration: dict[str, float]
    signs: Signs

    def apart(self, left: Features, right: Features) -> int:
        """Signs between two parts, at most `farthest` + 1."""
        return self.signs.apart(left.codes, right.codes, int(self.weights["farthest"]))

    def slipped(self, left: Features, right: Features) -> int:
        """Signs between two parts where either may hold a slip.

        Each sound changed beyond the first costs `second_slip`: two slips in one name are rare,
        however near the sounds.
        """
        apart = self.apart(left, right)
        if apart > self.weights["farthest"]:
            return apart
        more = self.signs.units_apart(left.codes, right.codes, MOST_CHANGED) - 1
        return apart + max(0, more) * int(self.weights["second_slip"])

    def cost(self, left: float, right: float, apart: int) -> float:
        """What `apart` signs cost beyond the same sounds, dearer in a short name.

        `left` and `right` are the lengths of the parts, in sounds.
        """
        length = max(left, right)
        if apart <= SAME:
            return 0.0
        return self.weights["slip"] + self.weights["cost"] * (apart - SAME) * math.sqrt(8 / length)

    def surname(self, query: Features, name: Features, apart: int, share: float) -> PartEvidence:
        """Two surnames that are `apart` signs away; `share` of people are as near."""
        weight = -math.log(share) - self.cost(query.length, name.length, apart)
        said = relation(query, name, apart)
        return PartEvidence(query.text, name.text, Role.SURNAME.value, said, weight)

    def forename(
        self,
        query: Features | None,
        name: Features | None,
        role: Role,
        shares: Shares,
        initial_fits: Fits,
    ) -> PartEvidence:
        """Two given names, or two patronymics; either may be missing or an initial."""
        weights = self.weights
        if query is None or name is None:
            one = query or name or NO_PART
            return PartEvidence(
                query.text if query else "",
                name.text if name else "",
                role.value,
                "absent in the other" if one.text else "absent",
                weights["missing"] if one.text else 0.0,
            )

        def found(relation: str, weight: float) -> PartEvidence:
            return PartEvidence(query.text, name.text, role.value, relation, weight)

        if query.initial or name.initial:
            one, other = (query, name) if query.initial else (name, query)
            fit = initial_fits(one.initial, other)
            if fit:
                certain = weights["initial" if fit == "own" else "initial_equivalent"]
                said = "initial" if fit == "own" else "initial of an equivalent"
                return found(said, -certain * math.log(shares(one, other, role, 0)))
            return found("another initial", weights["initial_against"])
        same = query.given.same(name.given)
        if same:
            spelled = query.text.casefold() == name.text.casefold()
            said = "same spelling" if spelled else "same name"
            return found(said, -math.log(shares(query, name, role, 0)))
        if same is None:
            weight = -math.log(shares(query, name, role, 0)) + weights["short_form"]
            return found("short form", weight)
        contradicted = weights["contradicted"]
        if query.given.exact and name.given.exact:
            return found("another name", contradicted)
        apart = self.apart(query, name)
        weight = -math.log(shares(query, name, role, apart)) - 1.5 * self.cost(
            query.length, name.length, apart
        )
        if weight > 0:
            return found(relation(query, name, apart), weight)
        return found("another name", max(weight, contradicted))

    def gender(self, query: Reading, name: Reading) -> PartEvidence | None:
        """Speaks only where the two clash: in what is sure, or else in what surnames lean to."""
        clash = ""
        if query.gender and name.gender:
            clash = "gender" if query.gender is not name.gender else ""
        elif self.leans_apart(query.surname, name.surname):
            clash = self.leaning(query)
        if not clash:
            return None
        return PartEvidence("", "", "gender", "differs by the endings", self.weights[clash])

    def leaning(self, query: Reading) -> str:
        """Which weight it has that surnames lean apart: one restored from a case is certain."""
        return "gender" if query.declined else "gender_leans"

    def leans_apart(self, query: Features | None, name: Features | None) -> bool:
        """Whether the endings of two surnames are mostly a man's and a woman's."""
        if query is None or name is None:
            return False
        return query.leans is not None and name.leans not in (None, query.leans)

    def prominent(self, prominence: float) -> float:
        """What a bare name speaks for its most prominent bearer, against those not listed."""
        return max(0.0, self.weights["prominence"] * math.log(prominence / PROMINENCE))

    def probabilities(self, weights: NDArray[np.float64], people: float) -> NDArray[np.float64]:
        """The calibrated probability of each of the candidates with these weights.

        They share one, together with the bearers who are not in the registry of `people`.
        """
        if not len(weights):
            return np.zeros(0)
        slope = self.calibration["slope"]
        absent = slope * math.log(self.calibration["absent"] * people)
        most = max(absent, slope * float(weights.max()))
        shares = np.exp(slope * weights - most)
        found: NDArray[np.float64] = shares / (math.exp(absent - most) + shares.sum())
        return found


@cache
def judge(folder: Path) -> Judge:
    """The weights by the tables in `folder`. Raises `TableError`."""
    costs = kept.toml(folder, "compare/costs.toml")
    calibration = kept.toml(folder, "compare/calibration.toml")
    return Judge(costs["weights"], calibration, signs.load(folder))


def evidence(
    judge: Judge,
    query: Reading,
    name: Reading,
    apart: int,
    shares: Shares,
    initial_fits: Fits,
) -> Explanation:
    """The parts of two readings side by side; `apart` is the distance of the surnames."""
    parts: list[PartEvidence] = []
    if query.surname and name.surname:
        share = shares(query.surname, name.surname, Role.SURNAME, apart)
        parts.append(judge.surname(query.surname, name.surname, apart, share))
    else:
        parts.append(PartEvidence("", "", "surname", "absent", judge.weights["given_only"]))
    for role, left, right in (
        (Role.GIVEN, query.given, name.given),
        (Role.PATRONYMIC, query.patronymic, name.patronymic),
    ):
        if left or right:
            found = judge.forename(left, right, role, shares, initial_fits)
            contradicted = query.given and name.given and parts[-1].weight < 0 < found.weight
            if role is Role.PATRONYMIC and contradicted:
                # Brothers share a patronymic: beside another given name it says nothing more.
                found = replace(found, weight=0.0)
            parts.append(found)
    if query.swapped != name.swapped:
        said = "is the other way round"
        parts.append(PartEvidence("", "", "order", said, judge.weights["swapped"]))
    clash = judge.gender(query, name)
    if clash:
        parts.append(clash)
    return Explanation(tuple(parts))


def compare(a: str, b: str) -> Comparison:
    """How probable it is that two names, in any spelling, name one person.

    Symmetric. Raises `EmptyName`, `NameTooLong`, `BadText`.

    >>> compare("Святлана Ціханоўская", "Sergei Tikhanovsky").score < 0.1
    True
    """
    analyst = features.shipped()
    weigh = judge(locate.shipped())
    world = frequency.shipped()
    fits = analyst.initial_fits

    def shares(left: Features, right: Features, role: Role, apart: int) -> float:
        if role is Role.SURNAME:
            found = [
                world.surname(part, apart=apart, near=apart > AS_NEAR) for part in (left, right)
            ]
            return max(found)
        if left.initial:
            return world.initial(left.initial)
        return world.forename(left.given.common(right.given) or left.given.ids | right.given.ids)

    one, other = clean_name(a, argument="a"), clean_name(b, argument="b")
    best: Explanation | None = None
    for left in analyst.readings(one):
        for right in analyst.readings(other):
            if left.surname is None or right.surname is None:
                apart = 0
            else:
                apart = weigh.apart(left.surname, right.surname)
            found = evidence(weigh, left, right, apart, shares, fits)
            if best is None or found.weight > best.weight:
                best = found
    if best is None:
        return Comparison(0.0, Explanation(()))
    return Comparison(float(weigh.probabilities(np.array([best.weight]), world.people)[0]), best)
