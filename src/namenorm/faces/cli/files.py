"""The text file that a command writes, whole or not at all."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from namenorm.files import atomic


@contextmanager
def written(path: Path | None, *, silent: bool = False) -> Iterator[TextIO]:
    """A text file that becomes `path` when all went well; without a path, standard output."""
    if path is None:
        yield io.StringIO() if silent else sys.stdout
        return
    with atomic(path) as file:
        text = io.TextIOWrapper(file, "utf-8", newline="\n", write_through=True)
        yield text
        text.detach()
