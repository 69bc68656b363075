"""Identities, and the index by which they are found."""

from __future__ import annotations

from namenorm.registry.index import Registry
from namenorm.registry.model import Identity, NameForm

__all__ = ["Identity", "NameForm", "Registry"]
