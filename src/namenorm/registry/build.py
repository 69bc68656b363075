"""One compiled registry out of tables and of other compiled registries."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from namenorm.errors import FileFault, InputError
from namenorm.registry import format
from namenorm.registry.model import Identity
from namenorm.registry.sources import table


def build(path: Path, sources: Sequence[Path]) -> dict[str, Any]:
    """Compile `sources` into `path`; gives what it holds.

    A source is a folder of tables, a table of identities, or a compiled registry. An id stands
    in one of them only. Raises `TableError`, `BrokenRegistry`, `InputError`, `FileFault`.
    """
    about = {"format": "build", "files": [source.name for source in sources]}
    held = [_placed(source) for source in sources]
    try:
        return format.write(path, _merged(held), about)
    except OSError as error:
        raise FileFault(str(path), error.strerror or str(error)) from None


def _placed(source: Path) -> Iterable[tuple[Identity, Path]]:
    """The identities of a source, by id, each with where it comes from."""
    found: Iterable[Identity]
    if source.is_dir():
        found = sorted(table.read_folder(source), key=attrgetter("id"))
    elif source.suffix == ".tsv":
        found = sorted(table.read_file(source), key=attrgetter("id"))
    else:
        found = format.Stored(source)
    return ((identity, source) for identity in found)


def _merged(held: Sequence[Iterable[tuple[Identity, Path]]]) -> Iterator[Identity]:
    """All identities by id, in memory that does not grow with compiled sources."""
    before: tuple[str, Path] | None = None
    for identity, source in heapq.merge(*held, key=lambda placed: placed[0].id):
        if before and before[0] == identity.id:
            raise InputError(
                f"the id {identity.id!r} stands in {before[1]} and in {source}", argument="sources"
            )
        before = identity.id, source
        yield identity
