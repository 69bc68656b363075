"""Places in a text for people: lines and columns.

>>> Lines("one\\ntwo").place(4)
(2, 1)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

_END: Final = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a text, found once, for many places."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset in code points; both count from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
