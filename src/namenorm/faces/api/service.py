"""What the routes share: one registry and one resolver, taken up anew when a file is replaced."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from flask import current_app

from namenorm.errors import BrokenRegistry

if TYPE_CHECKING:
    from namenorm.registry import Registry
    from namenorm.resolution import Resolver

_EVERY: Final = 1.0
"""Seconds between two looks at the files."""
_LOG: Final = logging.getLogger(__name__)

Stamp = tuple[tuple[int, int, int], ...]
"""What tells one state of the files from another."""


@dataclass(frozen=True, slots=True)
class Service:
    """The registry and the resolver over it."""

    registry: Registry
    resolver: Resolver

    @classmethod
    def over(cls, registry: Registry) -> Service:
        """A service over `registry`."""
        from namenorm.resolution import Resolver

        return cls(registry, Resolver(registry))


class Live:
    """The service over `files`, or over `registry` where one is given.

    A file that is replaced is taken up with the next request; those that are being answered go
    on with the old one, which is closed behind the last of them. A broken one is told in the log,
    and the old one stays. Raises `BrokenRegistry`.
    """

    def __init__(self, files: Sequence[Path], registry: Registry | None = None) -> None:
        from namenorm.registry import Registry

        self._files = () if registry else tuple(files)
        self._lock = threading.Lock()
        self._stamp = self._stamped()
        self._looked = time.monotonic()
        self._service = Service.over(registry or Registry.of_files(self._files))

    def service(self) -> Service:
        """The service of this moment."""
        now = time.monotonic()
        if self._files and now - self._looked >= _EVERY and self._lock.acquire(blocking=False):
            try:
                self._looked = now
                self._take_up()
            finally:
                self._lock.release()
        return self._service

    def _take_up(self) -> None:
        from namenorm.registry import Registry

        stamp = self._stamped()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._service = Service.over(Registry.of_files(self._files))
        except BrokenRegistry as error:
            _LOG.error("the old registry stays: %s", error)
        else:
            _LOG.info("a new registry is taken up")

    def _stamped(self) -> Stamp:
        found = []
        for file in self._files:
            try:
                stat = file.stat()
            except OSError:
                found.append((0, 0, 0))  # being replaced, or the registry that ships
            else:
                found.append((stat.st_ino, stat.st_size, stat.st_mtime_ns))
        return tuple(found)


def service() -> Service:
    """The service of the application that answers this request."""
    return cast(Live, current_app.extensions["namenorm"]).service()
