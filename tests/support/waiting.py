"""Waits until something is so: looks again and again, and fails where it does not become so.

The only place where tests look at a clock. How long something takes decides nothing: only what
never happens runs into the deadline.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 120.0
"""Seconds until it is held that something will not happen; far more than it takes."""
_PAUSE: Final = 0.02


def until(so: Callable[[], bool], what: str) -> None:
    """Wait until `so()`; fails with `what` was waited for."""
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline, f"{what}: not in {PATIENCE:.0f} s"
        time.sleep(_PAUSE)
