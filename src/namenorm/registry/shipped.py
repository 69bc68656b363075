"""The registry that ships, compiled once and kept in the user's cache folder.

Where nothing can be kept, it is compiled in memory, by each process.
"""

from __future__ import annotations

from contextlib import suppress
from operator import attrgetter

from namenorm.errors import BrokenRegistry
from namenorm.registry import format
from namenorm.registry.compiling import Compiled, compiled
from namenorm.registry.sources import table
from namenorm.tables import cached, locate


def load() -> Compiled:
    """The arrays of the registry that ships, and their directory. Raises `TableError`."""
    path = cached.place("shipped.nnx")
    if path:
        with suppress(BrokenRegistry):
            mapped = format.Mapped(path)
            return mapped.arrays, mapped.directory
    folder = locate.shipped()
    arrays, directory = compiled(sorted(table.read_folder(folder), key=attrgetter("id")), folder)
    if path:
        cached.put(path, lambda: format.write(path, arrays, directory))
    return arrays, directory
