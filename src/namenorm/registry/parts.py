"""The distinct parts of the names of a compiled registry: found by key, measured by their sounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.features import Features
from namenorm.registry.compiling import near_hash
from namenorm.registry.format import Arrays
from namenorm.registry.texts import Texts
from namenorm.sounds.signs import Codes, without_one

_NONE: Final = np.zeros(0, np.int32)


class Parts:
    """The parts `name` of a compiled registry, by number."""

    def __init__(self, arrays: Arrays, name: str, texts: Texts) -> None:
        self._texts = texts
        self._numbers = arrays[f"{name}_texts"]
        self.codes = Codes(arrays[f"{name}_codes_bytes"], arrays[f"{name}_codes_starts"])

    def __len__(self) -> int:
        return len(self._numbers)

    def text(self, number: int) -> str:
        """A part as it was first written."""
        return self._texts[self._numbers[number]]


class Keyed(Parts):
    """Parts that are found by key: surnames, and words of names."""

    def __init__(self, arrays: Arrays, name: str, texts: Texts) -> None:
        super().__init__(arrays, name, texts)
        self._keys, self._found = arrays[f"{name}_keys"], arrays[f"{name}_key_parts"]
        self._near, self._found_near = arrays[f"{name}_near"], arrays[f"{name}_near_parts"]

    def find(self, part: Features) -> NDArray[np.int32]:
        """The numbers of the parts that share a key with `part`, ascending."""
        return _look(self._keys, self._found, np.array(part.keys, "<u8"))

    def find_near(self, part: Features) -> NDArray[np.int32]:
        """The numbers of the parts that share a key when each leaves out one sound, ascending.

        A key of which nothing is left would find every short part, and finds none.
        """
        shorter = {s for key in part.keys for s in without_one(key) if s}
        hashed = near_hash(np.array(sorted(shorter), "<u8"))
        return _look(self._near, self._found_near, hashed)


def _look(
    keys: NDArray[Any], numbers: NDArray[np.int32], wanted: NDArray[Any]
) -> NDArray[np.int32]:
    starts = np.searchsorted(keys, wanted, side="left").tolist()
    stops = np.searchsorted(keys, wanted, side="right").tolist()
    slices = [numbers[a:b] for a, b in zip(starts, stops, strict=True) if a < b]
    if not slices:
        return _NONE
    return np.unique(slices[0] if len(slices) == 1 else np.concatenate(slices))
