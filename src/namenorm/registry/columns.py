"""The rows of people as arrays, sorted by surname, so that many are weighed at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.features import Features
from namenorm.names.model import Gender, Role

GENDERS: Final = {Gender.MALE: 1, Gender.FEMALE: 2, None: 0}


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry a row of `Registry.people`; those of surname n are `starts[n]` to `starts[n + 1]`.

    `given` and `patronymic` are numbers of `parts`, -1 where there is none; `gender` by `GENDERS`.
    """

    starts: NDArray[np.int32]
    identity: NDArray[np.int32]
    given: NDArray[np.int32]
    patronymic: NDArray[np.int32]
    gender: NDArray[np.int8]
    swapped: NDArray[np.bool_]
    partial: NDArray[np.bool_]
    parts: tuple[Features, ...]

    def rows_of(
        self, surnames: Sequence[int], signs: Sequence[int]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
        """(rows of `surnames` in their order, the entry of `signs` of each, rows a surname)."""
        starts = self.starts[surnames]
        sizes = self.starts[np.asarray(surnames) + 1] - starts
        before = np.cumsum(sizes) - sizes
        rows = np.arange(int(sizes.sum())) + np.repeat(starts - before, sizes)
        return rows, np.repeat(np.asarray(signs, np.int32), sizes), sizes


class Numbered:
    """Distinct parts, numbered as they come."""

    def __init__(self) -> None:
        self.parts: list[Features] = []
        self._numbers: dict[tuple[str, bool, Role], int] = {}

    def number(self, part: Features | None, role: Role) -> int:
        """The number of a part, -1 for none."""
        if part is None:
            return -1
        key = (part.text.casefold(), bool(part.initial), role)
        number = self._numbers.setdefault(key, len(self.parts))
        if number == len(self.parts):
            self.parts.append(part)
        return number
