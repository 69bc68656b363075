"""A command over names: each is answered, written out, and a bad one told."""

from __future__ import annotations

from collections.abc import Callable

import click

from namenorm.faces.cli.lines import answer_each, finish, read_lines
from namenorm.faces.cli.output import Format, OutputRecord, write


def each(
    context: click.Context,
    texts: tuple[str, ...],
    answer: Callable[[str], OutputRecord],
    columns: tuple[str, ...],
    format_: Format | None,
) -> None:
    """Answer every text, or every line of standard input, and write the answers."""
    answers = answer_each(context, read_lines(texts), answer)
    write((record for _, record in answers), columns, format_)
    finish(context)
