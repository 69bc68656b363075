"""What compiled code gives, and what the arrays give that stand in for it."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def compiled_and_not(module: ModuleType, name: str, call: Callable[[], T]) -> tuple[T, T]:
    """`call()` with the core that `module` has as `name`, and without it."""
    core = getattr(module, name)
    assert core is not None, "the core was not built"
    try:
        with_core = call()
        setattr(module, name, None)
        return with_core, call()
    finally:
        setattr(module, name, core)
