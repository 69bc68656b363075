"""What the names of people weigh beside one way to read a query, and why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from namenorm.comparison.analyzer import ParsedName
from namenorm.comparison.explanation import PartEvidence
from namenorm.comparison.features import HALF, ROW, Rows
from namenorm.comparison.forenames import Forenames
from namenorm.comparison.scorer import Numbers, Scorer, Weights
from namenorm.names.model import Role


def forenames_of(
    query: ParsedName, known: Forenames, firsts: Numbers, fathers: Numbers
) -> tuple[Weights, Weights]:
    """What the given names and patronymics of rows say, by their numbers in `known`."""
    given = known.values(query.given, Role.GIVEN, firsts)
    patronymic = known.values(query.patronymic, Role.PATRONYMIC, fathers)
    if query.given and query.patronymic:
        # Brothers share a patronymic: beside another given name it says nothing more.
        another = (given < 0) & (firsts >= 0) & (fathers >= 0)
        patronymic = np.where(another, np.minimum(patronymic, 0.0), patronymic)
    return given, patronymic


def explained(
    scorer: Scorer,
    query: ParsedName,
    known: Forenames,
    first: int,
    father: int,
    rows: Rows,
    name: str = "",
) -> Iterator[PartEvidence]:
    """All that one row says but for its surname: the same evidence, asked for an array of one.

    `first` and `father` are the numbers of its parts in `known`, `name` is the whole of it.
    """
    numbers = np.array([[first], [father]], np.int32)
    values = forenames_of(query, known, *numbers)
    for part, role, number, value in zip(
        (query.given, query.patronymic),
        (Role.GIVEN, Role.PATRONYMIC),
        (first, father),
        values,
        strict=True,
    ):
        if part is not None or number >= 0:
            text, other = part.text if part else "", known.text(number)
            said = known.relation(part, role, number)
            yield PartEvidence(text, other, role.value, said, float(value[0]))
    for feature in ROW:
        if feature.amount(rows):
            yield feature.told(scorer, name=name if feature is HALF else "")
