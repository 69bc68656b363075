"""export(): the synonyms of a registry as a file, all of them or what changed since another.

>>> import io
>>> from namenorm import Registry
>>> mine = Registry.from_records([{"id": "p1", "type": "place", "names": [
...     {"text": "Мінск", "lang": "be"}, {"text": "Minsk", "lang": "en"}]}])
>>> file = io.StringIO()
>>> export(mine.identities.by_id(), "solr", file)
Exported(entries=1, gone=0)
>>> print(file.getvalue().splitlines()[-1])
Мінск,Minsk
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final, TextIO

from namenorm.errors import InputError
from namenorm.faces.export.clusters import ALL, Choice, clusters
from namenorm.faces.export.formats import FORMATS
from namenorm.faces.export.formats.model import ExportEntry
from namenorm.registry import Identity

Progress = Callable[[int], None]
_EVERY: Final = 1000
"""Identities between two calls of `progress`."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many entries were written, and how many of the older registry are to be deleted."""

    entries: int
    gone: int


def export(
    identities: Iterable[Identity],
    format: str,
    file: TextIO,
    *,
    choice: Choice = ALL,
    since: Iterable[Identity] | None = None,
    removed: TextIO | None = None,
    progress: Progress = lambda _: None,
) -> Exported:
    """Write the synonyms of `identities` to `file` in one of `FORMATS`.

    With `since`, the identities of an older registry, only new and changed entries are written;
    those to delete go to `removed`, a line each: the old line, or in JSON formats its key. Both
    registries come sorted by id. `progress` gets the number of identities read.
    Raises `InputError`.
    """
    if format not in FORMATS:
        raise InputError(f"no format {format!r}; known are {', '.join(FORMATS)}", argument="format")
    how = FORMATS[format]
    found = how.entries(clusters(_counted(identities, progress), choice))
    gone = 0
    file.write(how.opening)
    if how.comment:
        file.write(f"{how.comment}namenorm {version('namenorm')}, synonyms\n")
    count = 0
    old = iter(()) if since is None else how.entries(clusters(since, choice))
    for entry, before in _paired(found, old):
        if before is not None and (entry is None or (entry != before and how.gone == "text")):
            gone += 1
            if removed is not None:
                removed.write(getattr(before, how.gone) + "\n")
        if entry is not None and entry != before:
            file.write((how.between if count else "") + entry.text)
            count += 1
    file.write(how.closing if count or how.opening else "")
    return Exported(count, gone)


def _paired(
    new: Iterator[ExportEntry], old: Iterator[ExportEntry]
) -> Iterator[tuple[ExportEntry | None, ExportEntry | None]]:
    """Entries with equal keys in pairs, others with None; both sides are sorted by key."""
    left, right = next(new, None), next(old, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left.key < right.key):
            yield left, None
            left = next(new, None)
        elif left is None or right.key < left.key:
            yield None, right
            right = next(old, None)
        else:
            yield left, right
            left, right = next(new, None), next(old, None)


def _counted(identities: Iterable[Identity], progress: Progress) -> Iterator[Identity]:
    count = 0
    for identity in identities:
        yield identity
        count += 1
        if not count % _EVERY:
            progress(count)
    progress(count)
