"""The comparison of two names.

>>> compare("Łukašenka", "Lukashenko").score > 0.8
True
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from namenorm.comparison import analyzer, background, person, scorer
from namenorm.comparison.analyzer import CodedPart, ParsedName
from namenorm.comparison.explanation import Explanation, PartEvidence
from namenorm.comparison.features import GENDERS, GIVEN_ONLY, SWAPPED, Rows, relation
from namenorm.comparison.forenames import Forenames, Shares, columns_of
from namenorm.errors import InputError
from namenorm.names.model import Part, Role
from namenorm.tables import locate
from namenorm.text.clean import clean_name

ROLES: Final = tuple(role.value for role in Role)
"""What a part of a name may be."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two names compared: `score` is the probability, 0 to 1, that they name one bearer."""

    score: float
    explanation: Explanation

    def to_dict(self) -> dict[str, Any]:
        return {"score": round(self.score, 4), "explanation": self.explanation.to_dict()}


def compare(a: str, b: str, *, role: str | None = None) -> Comparison:
    """How probable it is that two names, in any spelling, name one person.

    With a `role` (`given`, `patronymic` or `surname`) each of the two is one part of a name. Of
    given names and patronymics the score says how probable it is that they are one name, which many
    bear; of surnames, that they are one person's, as without a role.
    Symmetric. Raises `EmptyName`, `NameTooLong`, `BadText`, `InputError`.

    >>> compare("Святлана Ціханоўская", "Sergei Tikhanovsky").score < 0.1
    True
    >>> compare("Ольга", "Вольга", role="given").score > 0.9
    True
    """
    if role is not None and role not in ROLES:
        raise InputError(f"role {role!r} is none of {', '.join(ROLES)}", argument="role")
    lefts, rights = (
        _parses(clean_name(name, argument=argument), role)
        for name, argument in ((a, "a"), (b, "b"))
    )
    held = _Compared(rights, role)
    found = [held.explained(left, at) for left in lefts for at in range(len(rights))]
    if not found:
        return Comparison(0.0, Explanation(()))
    best = max(found, key=lambda one: one.weight)
    return Comparison(held.probability(best.weight), best)


def _parses(cleaned: str, role: str | None) -> list[ParsedName]:
    """The ways to read a name; with a `role` there is one, a part that has it."""
    how = analyzer.shipped()
    if role is None:
        return how.parses(cleaned)
    initial = (cleaned.isalpha() and len(cleaned) == 1) or cleaned.endswith(".")
    part = how.part(Part(cleaned.rstrip("."), Role(role), initial))
    given, patronymic, surname = (part if role == other else None for other in ROLES)
    return [ParsedName(given, patronymic, surname, (), False, part.gender)]


class _Compared:
    """The ways to read one name, as a registry would hold them."""

    def __init__(self, parses: list[ParsedName], role: str | None) -> None:
        self._parses = parses
        self._bears = role in (None, Role.SURNAME.value)
        self._parts = [
            part for one in parses for part in (one.given, one.patronymic) if part is not None
        ]
        self.scorer, self._background = scorer.load(locate.shipped()), background.shipped()
        names = analyzer.shipped().parser.given
        shares = Shares(self._background, Counter(), 0)
        self._forenames = Forenames(columns_of(self._parts), self.scorer, names, shares)

    def probability(self, weight: float) -> float:
        """The probability that they are one bearer's; of forenames, that they are one name.

        Bearers compete with everybody who is not listed. Whether two forenames are one name hangs
        on nobody else: without evidence it is as likely as not.
        """
        even = 1 / self.scorer.calibration["absent"]
        people = self._background.people if self._bears else even
        return float(self.scorer.probabilities(np.array([weight]), people)[0])

    def explained(self, query: ParsedName, at: int) -> Explanation:
        """What speaks for one of these ways, and against."""
        name = self._parses[at]
        last, leaning = self._surname(query, name) if self._bears else (None, False)
        first, father = (
            self._parts.index(part) if part else -1 for part in (name.given, name.patronymic)
        )
        flags = np.array([GENDERS[name.gender] | SWAPPED * name.swapped], np.uint8)
        rows = Rows(GENDERS[query.gender], query.swapped, flags, np.array([leaning]))
        others = person.explained(self.scorer, query, self._forenames, first, father, rows)
        return Explanation((last, *others) if last else tuple(others))

    def _surname(self, query: ParsedName, name: ParsedName) -> tuple[PartEvidence, bool]:
        """What the surnames say, and whether they are mostly a man's and a woman's."""
        left, right, how = query.surname, name.surname, self.scorer
        if left is None or right is None:
            return GIVEN_ONLY.told(how), False
        apart = how.signs.apart(left.codes, right.codes, how.farthest)
        share = max(self._share(part, apart) for part in (left, right))
        distances = np.array([apart], np.int32)
        weight = how.near(np.array([share]), distances, left.sixths, right.sixths)
        said = relation(left.text, right.text, apart, how.usual)
        leaning = left.leans is not None and right.leans not in (None, left.leans)
        return (
            PartEvidence(left.text, right.text, Role.SURNAME.value, said, float(weight[0])),
            leaning,
        )

    def _share(self, part: CodedPart, apart: int) -> float:
        known = self._background
        return float(known.surname(part, near=apart > known.as_near)[apart])
