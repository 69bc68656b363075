"""Faults of a house's own file: a style, identities as namenorm's own, or a table to import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from namenorm.checking import identities, rows
from namenorm.checking.finding import Fault, Progress
from namenorm.checking.letters import letters
from namenorm.checking.styles import style
from namenorm.errors import InputError, TableError
from namenorm.registry import Registry
from namenorm.registry.model import NameForm
from namenorm.registry.sources import table
from namenorm.registry.sources.delimited import RowConversion, delimited
from namenorm.registry.sources.gathering import Taken
from namenorm.resolution import Resolver
from namenorm.streams.opening import opened
from namenorm.tables import locate, read

KINDS: Final = (".toml", ".tsv", ".csv")
"""Endings of files that can be checked."""


def file(path: Path, registry: Registry | None, progress: Progress) -> Iterator[Fault]:
    """Faults of `path`; the exceptions of a style are ids of `registry`, or of that which ships.

    Raises `InputError` for another kind of file, and where it cannot be read at all.
    """
    if path.suffix not in KINDS:
        reason = f"{path.name[:60]!r} is no folder of tables, and no file in {', '.join(KINDS)}"
        raise InputError(reason, argument="path")
    if path.suffix == ".toml":
        yield from letters(path)
        resolver = Resolver(registry or Registry.shipped())
        yield from style(path, locate.shipped(), resolver)
    elif path.suffix == ".tsv" and _header(path) == list(table.columns(path.stem)):
        yield from letters(path)
        yield from _identities(path, progress)
    else:
        yield from _import(path)


def _header(path: Path) -> list[str]:
    """The first row that is no comment."""
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        head = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return [cell.strip() for cell in head.split("\t")]


def _identities(path: Path, progress: Progress) -> Iterator[Fault]:
    """Faults of a table of the house's identities, in the columns of namenorm's own.

    That each form finds its identity is looked at where nothing else is wrong.
    """
    sound = True
    for finding in _rows(path):
        sound = False
        yield finding
    if sound:
        resolver = Resolver(Registry.from_identities(list(table.read_file(path))))
        yield from identities.own_forms(resolver, identities.places([path]), progress)


def _rows(path: Path) -> Iterator[Fault]:
    if path.stem not in table.TYPES:
        names = ", ".join(f"{name}.tsv" for name in table.TYPES)
        yield Fault(str(path), 0, f"its name tells the type of its identities: call it {names}")
    yield from rows.cells(path)
    yield from rows.rows(path, columns=False)
    try:
        for row in read.tsv(path, table.columns(path.stem)):
            yield from identities.faults(row, path)
    except TableError as error:
        yield Fault.of(error)


def _import(path: Path) -> Iterator[Fault]:
    """Faults of a table in any columns, taken as `namenorm import` takes them by their names."""
    (reading,) = delimited(path, path.suffix.removeprefix(".")).passes
    assert isinstance(reading.convert, RowConversion)
    seen: dict[str, int] = {}
    with opened(path) as stream:
        for piece in reading.read(stream, 0):
            if piece.fault:
                yield Fault(str(path), piece.number, piece.fault)
                continue
            try:
                taken = reading.convert(piece.data)
            except InputError as error:
                yield Fault(str(path), piece.number, str(error))
                continue
            id = taken.identity.id
            if id in seen:
                reason = f"the id {id!r} stands in line {seen[id]} already; leave one of the two"
                yield Fault(str(path), piece.number, reason)
            seen.setdefault(id, piece.number)
            for reason in (*taken.faults, *_strange(taken, reading.convert.fields, piece.data)):
                yield Fault(str(path), piece.number, reason)


def _strange(taken: Taken, fields: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """Names in other letters than their column's, as they stand there: importing repairs some."""
    names = []
    for field, cell in zip(fields, cells, strict=True):
        head, _, rest = field.partition(":")
        lang, _, kind = rest.partition(":")
        if head == "also" and cell:
            names += [
                NameForm(text, tag, of) for tag, text, of in map(table.further, cell.split("|"))
            ]
        elif head in ("name", "given", "family") and lang:
            names.append(NameForm(cell, lang, kind or "main"))
    return identities.strange(taken.identity.type, names)
