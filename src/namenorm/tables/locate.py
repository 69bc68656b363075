"""Where the tables lie: a checkout's `tables/`, or the copy that the wheel carries."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from namenorm.errors import TableError

_PACKAGE = Path(__file__).resolve().parent.parent


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


def version(folder: Path) -> str:
    """Twelve hexadecimal digits that change when any table in `folder` changes."""
    return _version(folder, ("**/",))


def rules_version(folder: Path) -> str:
    """Twelve hexadecimal digits that change when a table changes by which names are read."""
    return _version(folder, ("text/", "names/", "compare/", "schemes/"))


def _version(folder: Path, places: Sequence[str]) -> str:
    hashed = hashlib.sha256()
    found = [
        path for at in places for kind in ("tsv", "toml") for path in files(folder, f"{at}*.{kind}")
    ]
    for path in sorted(found):
        hashed.update(path.relative_to(folder).as_posix().encode())
        hashed.update(path.read_bytes())
    return hashed.hexdigest()[:12]
