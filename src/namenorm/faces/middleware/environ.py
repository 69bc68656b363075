"""Keys that the application and its middleware share in the environment of a request."""

from __future__ import annotations

from typing import Final

CALLER: Final = "namenorm.caller"
"""The label of the key that was sent."""
CACHEABLE: Final = "namenorm.cacheable"
"""Whether the answer depends on nothing but the registry."""
HIT: Final = "namenorm.hit"
"""Whether the cache answered."""
ID: Final = "namenorm.request_id"
"""The id of the request."""
REGISTRY: Final = "namenorm.registry"
"""The version of the registry that answered."""
ROUTE: Final = "namenorm.route"
"""The rule of the route."""
