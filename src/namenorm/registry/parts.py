"""The distinct parts of the names of a compiled registry: what is kept of each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from namenorm.registry.format import Arrays
from namenorm.registry.texts import Texts
from namenorm.sounds.phonetics import Codes, NearPhoneticKeys, PhoneticKeys


class Parts:
    """The parts `name` of a compiled registry, by number."""

    def __init__(self, arrays: Arrays, name: str, texts: Texts) -> None:
        self._texts = texts
        self._numbers = arrays[f"{name}_texts"]
        self.sixths = arrays[f"{name}_sixths"]
        self.codes = Codes(arrays[f"{name}_codes_bytes"], arrays[f"{name}_codes_starts"])

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def held(self) -> tuple[NDArray[np.uint32], memoryview, memoryview]:
        """The number of each part's text, and the texts as they lie in memory."""
        return (self._numbers, *self._texts.held)

    def text(self, number: int) -> str:
        """A part as it was first written."""
        return self._texts[self._numbers[number]]


class Keyed(Parts):
    """Parts that are found by key: surnames, and words of names.

    `near` finds those that share a key when each leaves out one sound.
    """

    def __init__(self, arrays: Arrays, name: str, texts: Texts) -> None:
        super().__init__(arrays, name, texts)
        self.exact = PhoneticKeys(
            *(arrays[f"{name}_{each}"] for each in ("key_starts", "keys", "key_parts"))
        )
        self.near = NearPhoneticKeys(
            *(arrays[f"{name}_{each}"] for each in ("near_starts", "near", "near_parts"))
        )
