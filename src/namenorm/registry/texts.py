"""Distinct texts, numbered: how they are gathered, and how they lie in a compiled registry."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from namenorm.registry.format import Arrays


class Gathered:
    """Texts numbered from 0 as they come.

    >>> texts = Gathered()
    >>> texts.number("Ян"), texts.number("Чачот"), texts.number("Ян")
    (0, 1, 0)
    >>> Texts(texts.arrays("words"), "words")[1]
    'Чачот'
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def number(self, text: str) -> int:
        """The number of `text`."""
        return self._numbers.setdefault(text, len(self._numbers))

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """All texts in UTF-8, and where each begins."""
        return packed(name, (text.encode() for text in self._numbers))


def packed(name: str, pieces: Iterable[bytes]) -> dict[str, NDArray[Any]]:
    """Pieces of bytes one after the other, and where each begins and the last one ends."""
    held = bytearray()
    starts = array("I", [0])
    for piece in pieces:
        held += piece
        starts.append(len(held))
    return {
        f"{name}_bytes": np.frombuffer(bytes(held), "<u1"),
        f"{name}_starts": np.frombuffer(starts.tobytes(), "<u4"),
    }


class Texts:
    """The texts `name` of a compiled registry, by number."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._bytes = memoryview(arrays[f"{name}_bytes"])  # type: ignore[arg-type]
        self._starts = memoryview(arrays[f"{name}_starts"])  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self._starts) - 1

    @property
    def held(self) -> tuple[memoryview, memoryview]:
        """The bytes of all of them, and where each begins."""
        return self._bytes, self._starts

    def __getitem__(self, number: int) -> str:
        return str(self._bytes[self._starts[number] : self._starts[number + 1]], "utf-8")
