"""The registry that ships, compiled once and kept in the user's cache folder.

A file of the cache belongs to the tables and the code that made it; another state of either has
a file of its own. Where nothing can be written, the registry is compiled in memory, each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from typing import Final

import platformdirs

from namenorm.errors import BrokenRegistry
from namenorm.registry import format
from namenorm.registry.compiling import Compiled, compiled
from namenorm.registry.sources import table
from namenorm.tables import locate

_PACKAGE: Final = Path(__file__).resolve().parent.parent


def load() -> Compiled:
    """The arrays of the registry that ships, and their directory. Raises `TableError`."""
    path = cached()
    with suppress(BrokenRegistry):
        mapped = format.Mapped(path)
        return mapped.arrays, mapped.directory
    folder = locate.shipped()
    arrays, directory = compiled(sorted(table.read_folder(folder), key=attrgetter("id")), folder)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        for other in path.parent.glob("shipped-*.nnx"):
            other.unlink(missing_ok=True)
        format.write(path, arrays, directory)
    return arrays, directory


def cached() -> Path:
    """Where the compiled file of the present tables and code is kept."""
    hashed = hashlib.sha256()
    for path in _made_of():
        stat = path.stat()
        hashed.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    folder = Path(platformdirs.user_cache_dir("namenorm", appauthor=False))
    return folder / f"shipped-{hashed.hexdigest()[:16]}.nnx"


def _made_of() -> Iterator[Path]:
    """The files that decide what is in it: tables and code."""
    folder = locate.shipped()
    for pattern in ("**/*.tsv", "**/*.toml"):
        yield from locate.files(folder, pattern)
    for layer in ("text", "translit", "sounds", "names", "comparison", "registry"):
        yield from locate.files(_PACKAGE / layer, "**/*.py")
        yield from locate.files(_PACKAGE / layer, "*.c")
