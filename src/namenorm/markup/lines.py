"""Lines and columns of a text, as editors count them.

>>> Lines("Мінск,\\r\\nГродна").place(8)
Place(line=2, column=1)
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import Final, NamedTuple

_BREAK: Final = re.compile(r"\r\n|\r|\n")


class Place(NamedTuple):
    """Both count from 1; columns are code points."""

    line: int
    column: int


class Lines:
    """Where the lines of a text begin; a line ends in a line feed, a carriage return or both."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = array("q", [0, *(match.end() for match in _BREAK.finditer(text))])

    def place(self, offset: int) -> Place:
        """The line and column of the code point at `offset`, in logarithmic time."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)
