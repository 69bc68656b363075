"""What the routes share: one registry and one resolver an application."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from namenorm.registry import Registry
    from namenorm.resolution import Resolver


@dataclass(frozen=True, slots=True)
class Service:
    """The registry and the resolver over it."""

    registry: Registry
    resolver: Resolver

    @classmethod
    def of(cls, registry: Registry | None, path: Path | None = None) -> Service:
        """A service over `registry`, else over the compiled one at `path`, else the shipped one.

        Raises `BrokenRegistry`.
        """
        from namenorm.registry import Registry
        from namenorm.resolution import Resolver

        if registry is None:
            registry = Registry.open(path) if path else Registry.shipped()
        return cls(registry, Resolver(registry))


def service() -> Service:
    """The service of the application that answers this request."""
    return cast(Service, current_app.extensions["namenorm"])
