"""An index of phonetic codes by phonetic key: what sounds alike, and what it stands for.

>>> held = PhoneticIndex(packed([(b"abc", 7, 0), (b"abd", 7, 2)]), ["Adam", "Eva", "Ida"])
>>> held.of(7), held.of(8)
([(b'abc', 'Adam'), (b'abd', 'Ida')], [])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


def packed(rows: Iterable[tuple[bytes, int, int]]) -> dict[str, str]:
    """Rows of (code, key, number) as one line of text for each key; equal rows count once."""
    lines: dict[str, dict[str, None]] = {}
    for code, key, number in rows:
        lines.setdefault(str(key), {})[f"{code.hex()}:{number}"] = None
    return {key: " ".join(line) for key, line in lines.items()}


class PhoneticIndex(Generic[T]):
    """The codes that share a key, each with what it stands for, a value of `meant`.

    `lines` are as `packed` makes them. A line is read when its key is first asked for, since few
    keys of the table ever are.
    """

    def __init__(self, lines: Mapping[str, str], meant: list[T]) -> None:
        self._lines, self._meant = lines, meant
        self._read: dict[int, list[tuple[bytes, T]]] = {}

    def of(self, key: int) -> list[tuple[bytes, T]]:
        """(code, what it stands for) of each row with this key; empty where there is none."""
        known = self._read.get(key)
        if known is None:
            line = self._lines.get(str(key))
            if line is None:
                return []
            rows = (row.split(":") for row in line.split(" "))
            known = [(bytes.fromhex(code), self._meant[int(number)]) for code, number in rows]
            self._read[key] = known
        return known
