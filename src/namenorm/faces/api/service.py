"""What the routes share: one registry and one resolver an application."""

from __future__ import annotations

from dataclasses import dataclass
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
    def of(cls, registry: Registry | None) -> Service:
        """A service over `registry`, over the shipped one when None."""
        from namenorm.registry import Registry
        from namenorm.resolution import Resolver

        registry = Registry.shipped() if registry is None else registry
        return cls(registry, Resolver(registry))


def service() -> Service:
    """The service of the application that answers this request."""
    return cast(Service, current_app.extensions["namenorm"])
