"""The option --jobs, and the cores that there are."""

from __future__ import annotations

import os

import click


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=cores,
    show_default="all cores",
    help="Processes that read names.",
)
