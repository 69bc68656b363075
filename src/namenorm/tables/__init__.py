"""Reads the rule tables; knows files, knows no linguistics."""

from __future__ import annotations

import time
from typing import Final

LOADED: Final = time.time_ns()
"""When the code began to be loaded: a file of code that is newer is not what this process runs."""
