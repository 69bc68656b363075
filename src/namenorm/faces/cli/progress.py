"""Bars on a terminal, which show how far a command is; nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm


@contextmanager
def identities(done: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar of identities, named by what is `done` with them."""
    look: dict[str, Any] = {"unit": " identities", "unit_scale": total is None}
    with tqdm(desc=done, total=total, disable=not sys.stderr.isatty(), **look) as bar:

        def show(count: int) -> None:
            bar.update(count - bar.n)

        yield show


@contextmanager
def file_bar(**look: Any) -> Iterator[Callable[[str, int, int, int | None, str], None]]:
    """A bar of the file that is being read, another one for the next file; `look` goes to tqdm.

    It is shown the file's name, where reading began, where it is now, the size, and a remark.
    """
    bar: tqdm[Any] | None = None
    shown = ""
    disable = not sys.stderr.isatty()

    def show(name: str, start: int, now: int, size: int | None, remark: str) -> None:
        nonlocal bar, shown
        if bar is None or shown != name:
            if bar is not None:
                bar.close()
            shown = name
            bar = tqdm(desc=name, total=size, initial=start, disable=disable, **look)
        bar.set_postfix_str(remark, refresh=False)
        bar.update(now - bar.n)

    try:
        yield show
    finally:
        if bar is not None:
            bar.close()
