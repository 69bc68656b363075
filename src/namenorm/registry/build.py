"""One compiled registry out of tables and of other compiled registries."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from namenorm.errors import InputError
from namenorm.registry import format
from namenorm.registry.compiling import Tick, compiled
from namenorm.registry.model import Identity
from namenorm.registry.sources import table
from namenorm.registry.stored import Stored
from namenorm.tables import locate


def build(
    path: Path,
    sources: Sequence[Path],
    *,
    silenced: Sequence[str] = (),
    jobs: int = 1,
    tick: Tick = lambda _: None,
) -> dict[str, Any]:
    """Compile `sources` into `path`, on `jobs` processes; gives what it holds.

    Where the file is asked before others, their identities with the ids `silenced` are not found.

    A source is a folder of tables, a table of identities, or a compiled registry. An id stands
    in one of them only, and not among `silenced`. `tick` is told how many identities have been
    compiled. Raises `TableError`, `BrokenRegistry`, `InputError`, `FileFault`.
    """
    about = {"format": "build", "files": [source.name for source in sources]}
    identities = _merged([_placed(source) for source in sources])
    return write(path, identities, about, silenced=silenced, jobs=jobs, tick=tick)


def write(
    path: Path,
    identities: Iterable[Identity],
    about: Mapping[str, Any],
    *,
    silenced: Sequence[str] = (),
    jobs: int = 1,
    tick: Tick = lambda _: None,
) -> dict[str, Any]:
    """Compile `identities`, which come by id, into `path`; gives what it holds.

    `about` says where they come from; JSON values. Raises `InputError`, `FileFault`.
    """
    arrays, directory = compiled(identities, locate.shipped(), jobs=jobs, tick=tick)
    directory |= {"about": dict(about), "silenced": sorted(set(silenced))}
    format.write(path, arrays, directory)
    return directory


def identities_of(source: Path) -> Iterable[Identity]:
    """The identities of a folder of tables, a table or a compiled registry, by id.

    They are only read: it does not matter by which rules the file was compiled. Raises
    `TableError`, `BrokenRegistry`.
    """
    if source.is_dir():
        return sorted(table.read_folder(source), key=attrgetter("id"))
    if source.suffix == ".tsv":
        return sorted(table.read_file(source), key=attrgetter("id"))
    return Stored.open(source)


def _placed(source: Path) -> Iterable[tuple[Identity, Path]]:
    """The identities of a source, by id, each with where it comes from."""
    return ((identity, source) for identity in identities_of(source))


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
