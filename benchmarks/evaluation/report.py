"""Markdown: tables and figures of the evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tabulate import tabulate


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers are written as they come."""
    aligned = ["left", *["right"] * (len(head) - 1)]
    body = [[str(cell) for cell in row] for row in rows]
    return tabulate(body, head, "github", disable_numparse=True, colalign=aligned)


def share(right: int, asked: int) -> str:
    """A share with its counts."""
    return f"{right / asked:.4f} ({right} of {asked})" if asked else "–"
