"""The option --registry: which registries are searched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from namenorm.resolution import Resolver

registry_option = click.option(
    *("--registry", "registries"),
    multiple=True,
    type=click.Path(path_type=Path),
    help="A compiled registry (.nnx) to ask, or the word shipped; the one that ships by default."
    " Several are asked together, and the first speaks for an id that they share.",
)


def resolver_of(files: Sequence[Path]) -> Resolver:
    """The resolver of compiled registries, or of the one that ships. Raises `BrokenRegistry`."""
    from namenorm.registry import Registry
    from namenorm.resolution import Resolver

    return Resolver(Registry.of_files(files))
