"""What is wrong with the tables, or with a house's own file, and where: `namenorm check`.

Every table is read, every sample is run; `tables/README.md` says what is looked at in which.
"""

from __future__ import annotations

from pathlib import Path

from namenorm.checking.finding import Fault, Progress
from namenorm.checking.folder import tables
from namenorm.checking.house import file
from namenorm.registry import Registry
from namenorm.tables import locate

__all__ = ["Fault", "check"]


def check(
    path: Path | None = None,
    *,
    registry: Registry | None = None,
    progress: Progress = lambda done, of: None,
) -> list[Fault]:
    """The faults of `path`, sorted by file and line; empty where all is well.

    `path` is a folder of tables (that of the tables that ship, where none is given), a house style
    (`.toml`), or identities (`.tsv`, `.csv`). The exceptions of a house style are ids of
    `registry`, or of the one that ships. `progress` gets how many identities of how many have
    been looked up by their forms. Raises `InputError`, `BrokenSource`.
    """
    path = path or locate.shipped()
    found = tables(path, progress) if path.is_dir() else file(path, registry, progress)
    return sorted(set(found))
