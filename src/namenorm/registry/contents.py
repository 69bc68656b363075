"""What a registry holds, counted as it is compiled."""

from __future__ import annotations

from collections import Counter
from typing import Any

from namenorm.registry.model import Identity


class Contents:
    """Counts of identities and names."""

    def __init__(self) -> None:
        self.types: Counter[str] = Counter()
        self.listed: Counter[str] = Counter()
        self.derived: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()

    def count(self, identity: Identity) -> None:
        """One more."""
        self.types[identity.type] += 1
        for name in identity.names:
            (self.derived if name.derived else self.listed)[name.lang] += 1
            self.kinds[name.kind] += 1

    def to_dict(self) -> dict[str, Any]:
        """Counts by type, by language (listed and derived names apart) and by kind."""
        return {
            "identities": self.types.total(),
            "names": self.listed.total() + self.derived.total(),
            "types": dict(sorted(self.types.items())),
            "listed": dict(sorted(self.listed.items())),
            "derived": dict(sorted(self.derived.items())),
            "kinds": dict(sorted(self.kinds.items())),
        }
