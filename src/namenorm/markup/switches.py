"""Comments that switch namenorm off and on: `namenorm-off` … `namenorm-on`, `namenorm: off`."""

from __future__ import annotations

import re
from typing import Final

_SWITCH: Final = re.compile(r"\bnamenorm(?:-|:[ \t]*)(on|off)\b")
_LINE: Final = re.compile(r"[^\w\s][ \t]*namenorm(?:-|:[ \t]*)(on|off)\b")


def switched(comment: str) -> bool | None:
    """Whether a comment switches namenorm on (True) or off (False); None: neither.

    >>> switched(" namenorm-off "), switched("namenorm: on"), switched("to do")
    (False, True, None)
    """
    found = _SWITCH.search(comment)
    return None if found is None else found[1] == "on"


def switched_by_line(line: str) -> bool | None:
    """The same for a line with a comment, in the syntax of any language.

    >>> switched_by_line("# namenorm: off"), switched_by_line("we set namenorm: off")
    (False, None)
    """
    found = _LINE.search(line)
    return None if found is None else found[1] == "on"
