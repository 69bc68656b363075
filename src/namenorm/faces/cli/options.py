"""What commands share: options, the kinds of paths that they take, several options as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from namenorm.faces.words import TYPES

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, path_type=Path)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

type_option = click.option(
    "--type", "type_", type=click.Choice(TYPES), help="Only identities of this type."
)
types_option = click.option(
    "--type", "types", multiple=True, type=click.Choice(TYPES), help="Only identities of this type."
)


def together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """One decorator of several; help shows their options in this order."""

    def decorated(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


def output_option(
    help: str, *, type: click.Path = FILE, required: bool = False
) -> Callable[[Command], Command]:
    """The option --output of a command that writes to a path."""
    return click.option("-o", "--output", type=type, required=required, help=help)


written_option = output_option("The file to write; standard output without it.")
