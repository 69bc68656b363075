"""What sounds alike: codes by key, and beside each code what it stands for.

>>> held = Heard(packed([(b"abc", 7, 0), (b"abd", 7, 2)]), ["Adam", "Eva", "Ida"])
>>> held.of(7), held.of(8)
([(b'abc', 'Adam'), (b'abd', 'Ida')], [])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


def packed(rows: Iterable[tuple[bytes, int, int]]) -> dict[str, str]:
    """(code, key, number) of each, as one line a key; the same row counts once."""
    lines: dict[str, dict[str, None]] = {}
    for code, key, number in rows:
        lines.setdefault(str(key), {})[f"{code.hex()}:{number}"] = None
    return {key: " ".join(line) for key, line in lines.items()}


class Heard(Generic[T]):
    """Reads a line of what was packed when its key is first asked for: few of them ever are.

    `meant` has what the numbers stand for.
    """

    def __init__(self, lines: Mapping[str, str], meant: list[T]) -> None:
        self._lines, self._meant = lines, meant
        self._read: dict[int, list[tuple[bytes, T]]] = {}

    def of(self, key: int) -> list[tuple[bytes, T]]:
        """(code, what it stands for) of each that has this key."""
        known = self._read.get(key)
        if known is None:
            line = self._lines.get(str(key))
            if line is None:
                return []
            rows = (row.split(":") for row in line.split(" "))
            known = [(bytes.fromhex(code), self._meant[int(number)]) for code, number in rows]
            self._read[key] = known
        return known
