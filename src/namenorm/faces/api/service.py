"""What the routes share: one registry and one resolver, taken up anew when a file is replaced."""

from __future__ import annotations

import logging
import os
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from flask import current_app, g, request

from namenorm.errors import BrokenRegistry, FileFault, NamenormError
from namenorm.faces.middleware.bounded_cache import BoundedCache
from namenorm.faces.middleware.counts import counts
from namenorm.faces.middleware.environ import REGISTRY

if TYPE_CHECKING:
    from namenorm.registry import Registry
    from namenorm.resolution import Resolver
    from namenorm.restyling.restyler import Restyler

EVERY: Final = 1.0
"""Seconds between two looks at the files."""
_LOG: Final = logging.getLogger(__name__)

Stamp = tuple[tuple[int, int, int], ...]
"""What tells one state of the files from another."""


@dataclass(frozen=True)
class Service:
    """The registry and the resolver over it, `since` when.

    `rows` is the cache of the answers in batches.
    """

    registry: Registry
    resolver: Resolver
    rows: BoundedCache[bytes]
    since: datetime = field(default_factory=lambda: datetime.now(UTC))

    @classmethod
    def over(cls, registry: Registry, room: int = 0) -> Service:
        """A service over `registry`, with so many bytes of `room` for rows of batches."""
        from namenorm.resolution import Resolver

        return cls(registry, Resolver(registry), BoundedCache(room, len))

    @cached_property
    def restyler(self) -> Restyler:
        """What reads running text, with a cache of its words."""
        from namenorm.annotation.annotator import Annotator
        from namenorm.restyling.restyler import Restyler

        return Restyler(Annotator(self.resolver))

    @cached_property
    def version(self) -> dict[str, str]:
        """What makes its answers: algorithm, tables, identities."""
        from namenorm.comparison.scorer import ALGORITHM

        registry = self.registry
        return {"algorithm": ALGORITHM, "tables": registry.version, "registry": registry.digest}


class Live:
    """The service over `files`, or over `registry` where one is given.

    A thread looks at the files once a second, and at `signal`, a file that is touched to have them
    read again. A registry that was replaced is opened, checked and only then put in the place of
    the old one: requests that are being answered go on with that, and it is closed behind the
    last of them. Where the new one cannot be used the old one stays, and `fault` says why.
    Raises `BrokenRegistry`.
    """

    def __init__(
        self,
        files: Sequence[Path],
        registry: Registry | None = None,
        *,
        signal: Path | None = None,
        room: int = 0,
    ) -> None:
        from namenorm.registry import Registry

        self._room = room
        self._files = () if registry else tuple(files)
        self._watched = (*self._files, signal) if signal and not registry else self._files
        self._stamp = self._stamped()
        self._watcher = 0
        self._lock = threading.Lock()
        self.fault: str | None = None
        self._service = Service.over(registry or Registry.of_files(self._files), room)

    def service(self) -> Service:
        """The service of this moment."""
        if self._watched and self._watcher != os.getpid():  # also behind a fork
            self._watch()
        return self._service

    def _watch(self) -> None:
        with self._lock:
            if self._watcher == os.getpid():
                return
            self._watcher = os.getpid()
            args = (weakref.ref(self),)
            threading.Thread(target=_watch, args=args, name="registry", daemon=True).start()

    def look(self) -> None:
        """Take the files up if they are others than before."""
        from namenorm.registry import Registry

        stamp = self._stamped()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            found = Service.over(Registry.of_files(self._files), self._room)
            found.version  # noqa: B018  # worked out here, not by the first request
        except (NamenormError, OSError, MemoryError) as error:
            self.fault = _reason(error)
            counts().reload("refused")
            _LOG.error("the old registry stays: %s", error)
            return
        self._service = found
        self.fault = None
        counts().reload("taken")
        _LOG.info("a new registry is taken up: %s", found.version["registry"])

    def _stamped(self) -> Stamp:
        found = []
        for file in self._watched:
            try:
                stat = file.stat()
            except OSError:
                found.append((0, 0, 0))  # removed, or the registry that ships
            else:
                found.append((stat.st_ino, stat.st_size, stat.st_mtime_ns))
        return tuple(found)


def _watch(live: weakref.ref[Live]) -> None:
    """Look again and again, as long as the service is there."""
    pause = threading.Event()
    while not pause.wait(EVERY):
        watched = live()
        if watched is None:
            return
        watched.look()


def _reason(error: BaseException) -> str:
    """The reason, without the folders of this machine."""
    if isinstance(error, BrokenRegistry | FileFault):
        name = Path(error.path).name
        return f"{name}: {error.reason.replace(error.path, name)}"
    return type(error).__name__


def live() -> Live:
    """What holds the service of the application that answers this request."""
    return cast(Live, current_app.extensions["namenorm"])


def service() -> Service:
    """The service that answers this request, the same one to its end."""
    found = g.get("service")
    if found is None:
        found = g.service = live().service()
        request.environ[REGISTRY] = found.version["registry"]
    return cast(Service, found)
