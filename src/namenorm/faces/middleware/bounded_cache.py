"""A cache of answers, bounded in bytes; the least recently used leaves first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, Generic, TypeVar

from cachetools import LRUCache

LONGEST_KEY: Final = 2_000
"""Characters of a key; an answer under a longer one is not cached."""
_OVERHEAD: Final = 1_000
"""Bytes that an entry takes beside its body, about."""

Key = tuple[Any, ...]
Answer = TypeVar("Answer")


class BoundedCache(Generic[Answer]):
    """Answers by key, `size` bytes of them at most; threads may share it.

    >>> answers = BoundedCache(10_000, len)
    >>> answers.put(("Ян",), b"Jan")
    >>> answers.get(("Ян",)), answers.get(("Ева",))
    (b'Jan', None)
    """

    def __init__(self, size: int, length: Callable[[Answer], int]) -> None:
        self._cached: LRUCache[Key, Answer] = LRUCache(size, lambda one: length(one) + _OVERHEAD)
        self._lock = threading.Lock()

    def get(self, key: Key) -> Answer | None:
        """The cached answer, or None."""
        with self._lock:
            return self._cached.get(key)

    def put(self, key: Key, answer: Answer) -> None:
        """Cache an answer, unless it is larger than the whole cache or its key is too long."""
        if sum(len(part) for part in key if isinstance(part, str)) > LONGEST_KEY:
            return
        with self._lock, suppress(ValueError):
            self._cached[key] = answer
