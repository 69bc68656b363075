"""The option --registry: which identities are asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from namenorm.resolution import Resolver

Command = TypeVar("Command", bound=Callable[..., Any])


def registry_option(command: Command) -> Command:
    """Give `command` the option --registry."""
    option = click.option(
        "--registry",
        type=click.Path(path_type=Path),
        help="A compiled registry (.nnx) to ask; the one that ships by default.",
    )
    return option(command)


def resolver_of(path: Path | None) -> Resolver:
    """The resolver of a compiled registry, or of the one that ships. Raises `BrokenRegistry`."""
    from namenorm.registry import Registry
    from namenorm.resolution import Resolver

    return Resolver(Registry.shipped() if path is None else Registry.open(path))
