"""The option --jobs, and the progress of what is compiled."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from tqdm import tqdm

Command = TypeVar("Command", bound=Callable[..., Any])


def jobs_option(command: Command) -> Command:
    """Give `command` the option --jobs."""
    option = click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        default=cores,
        show_default="all cores",
        help="Processes that read names.",
    )
    return option(command)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def compiling() -> Iterator[Callable[[int], None]]:
    """What is told how many identities are compiled; a bar on a terminal, else nothing."""
    quiet = not sys.stderr.isatty()
    with tqdm(desc="compiled", unit=" identities", unit_scale=True, disable=quiet) as bar:

        def tick(count: int) -> None:
            bar.update(count - bar.n)

        yield tick
