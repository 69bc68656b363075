"""Where the tables lie: a checkout's `tables/`, or the copy that the wheel carries."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.errors import TableError

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_RULES: Final = ("text", "names", "compare", "schemes")
"""The folders of the tables by which names are read."""


@cache
def shipped() -> Path:
    """The folder of the tables that came with namenorm.

    >>> (shipped() / "schemes").is_dir()
    True
    """
    tried = [_PACKAGE / "_tables", _PACKAGE.parent.parent / "tables"]
    for folder in tried:
        if (folder / "schemes").is_dir():
            return folder
    places = ", ".join(str(folder) for folder in tried)
    raise TableError("tables", 0, f"no folder of tables; looked at {places}")


def files(folder: Path, pattern: str) -> list[Path]:
    """The table files under `folder` that fit `pattern`, in order of their paths."""
    return sorted(folder.glob(pattern))


def digest(path: Path) -> str:
    """Twelve hexadecimal digits that change when the file does."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@cache
def version(folder: Path) -> str:
    """Twelve hexadecimal digits that change when any table in `folder` changes.

    They are found once a process: they tell the tables by which it answers.
    """
    return version_now(folder)


@cache
def rules_version(folder: Path) -> str:
    """The same for the tables by which names are read."""
    return _version(folder, _RULES)


def version_now(folder: Path) -> str:
    """The version of the tables as they lie there at this moment."""
    return _version(folder, None)


def _version(folder: Path, within: Collection[str] | None) -> str:
    hashed = hashlib.sha256()
    for parts in sorted(_tables(folder, within)):
        hashed.update("/".join(parts).encode())
        with open(os.path.join(folder, *parts), "rb", buffering=0) as file:
            hashed.update(file.read())
    return hashed.hexdigest()[:12]


def _tables(folder: Path, within: Collection[str] | None) -> Iterator[tuple[str, ...]]:
    """The paths of all tables in `folder`, or in its folders `within`, as their parts."""
    for place, _, names in os.walk(folder):  # several times as fast as a glob
        parts = Path(place).relative_to(folder).parts
        if within is None or "/".join(parts) in within:
            yield from ((*parts, name) for name in names if name.endswith((".tsv", ".toml")))
