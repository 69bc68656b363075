"""Faults of a whole folder of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from namenorm.checking import heads, identities, rows, samples, styles
from namenorm.checking.finding import Fault, Progress
from namenorm.checking.letters import letters
from namenorm.comparison import analyzer
from namenorm.errors import NamenormError, TableError
from namenorm.registry import Registry
from namenorm.resolution import Resolver
from namenorm.tables import locate


def tables(folder: Path, progress: Progress) -> Iterator[Fault]:
    """Faults of the tables in `folder`; a part that cannot be read at all is one."""
    if not any(folder.rglob("*.t[so]*")):
        yield Fault(str(folder), 0, "no tables here; a folder of tables holds schemes/ …")
        return
    checks: tuple[Callable[[Path], Iterable[Fault]], ...] = (
        *(_letters, _heads, _rows, rows.references, _names, identities.rows),
        identities.surroundings,
        *(
            samples.of_schemes,
            samples.of_respelling,
            samples.of_sounds,
            samples.of_keys,
            samples.of_kinds,
        ),
    )
    for check in checks:
        yield from _faults(folder, lambda check=check: check(folder))  # type: ignore[misc]
    yield from _faults(folder, lambda: _resolving(folder, progress))


def _faults(folder: Path, check: Callable[[], Iterable[Fault]]) -> Iterator[Fault]:
    try:
        yield from check()
    except TableError as error:
        yield Fault.of(error)
    except NamenormError as error:
        yield Fault(str(folder), 0, str(error))


def _letters(folder: Path) -> Iterator[Fault]:
    for path in sorted(folder.rglob("*.t[so]*")):
        yield from letters(path)


def _heads(folder: Path) -> Iterator[Fault]:
    for path in sorted(folder.rglob("*.t[so]*")):
        yield from heads.head(path, folder)


def _rows(folder: Path) -> Iterator[Fault]:
    for path in locate.files(folder, "**/*.tsv"):
        try:
            yield from rows.cells(path)
        except TableError as error:
            yield Fault.of(error)
        else:
            yield from rows.rows(path, columns=path.parent.name != "identities")


def _names(folder: Path) -> Iterator[Fault]:
    analyzer.load(folder)
    return iter(())


def _resolving(folder: Path, progress: Progress) -> Iterator[Fault]:
    """What is seen only when names are looked up: forms that miss, samples of styles."""
    resolver = Resolver(Registry.from_tables(folder))
    paths = locate.files(folder, "identities/*.tsv")
    yield from identities.own_forms(resolver, identities.places(paths), progress)
    yield from styles.of_styles(folder, resolver)
