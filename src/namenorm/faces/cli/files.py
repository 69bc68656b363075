"""Files that a command writes, whole or not at all, and the bar that it shows meanwhile."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from namenorm.files import atomic

if TYPE_CHECKING:
    from namenorm.registry import Registry


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


@contextmanager
def bar(registry: Registry) -> Iterator[Callable[[int], None]]:
    """A bar of identities on a terminal, nothing in a pipe."""
    from tqdm import tqdm

    quiet = not sys.stderr.isatty()
    total = len(registry)
    with tqdm(desc="exported", total=total, unit=" identities", disable=quiet) as shown:

        def tick(count: int) -> None:
            shown.update(count - shown.n)

        yield tick
