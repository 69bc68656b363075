"""What was answered before, bounded in bytes; the least recently asked leaves first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, Generic, TypeVar

from cachetools import LRUCache

LONGEST_KEY: Final = 2_000
"""Characters of a key; what was asked by a longer one is not kept."""
_BESIDE: Final = 1_000
"""What an entry takes beside its body, about, in bytes."""

Key = tuple[Any, ...]
Answer = TypeVar("Answer")


class Bounded(Generic[Answer]):
    """Answers by key, `size` bytes of them at most; threads share it.

    >>> answers = Bounded(10_000, len)
    >>> answers.keep(("Ян",), b"Jan")
    >>> answers.get(("Ян",)), answers.get(("Ева",))
    (b'Jan', None)
    """

    def __init__(self, size: int, length: Callable[[Answer], int]) -> None:
        self._kept: LRUCache[Key, Answer] = LRUCache(size, lambda one: length(one) + _BESIDE)
        self._lock = threading.Lock()

    def get(self, key: Key) -> Answer | None:
        """The answer that is kept, or None."""
        with self._lock:
            return self._kept.get(key)

    def keep(self, key: Key, answer: Answer) -> None:
        """Keep an answer, unless it is larger than all the room there is or its key is long."""
        if sum(len(part) for part in key if isinstance(part, str)) > LONGEST_KEY:
            return
        with self._lock, suppress(ValueError):
            self._kept[key] = answer
