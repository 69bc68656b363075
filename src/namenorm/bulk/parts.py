"""The folder of an unfinished run: a manifest, and for each chunk its rows, rejects and mark.

Each file is written whole or not at all, the mark of a chunk last: what has a mark is done. The
folder is of one run as long as the manifest says the same, and it is gone when the output is there.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final

from namenorm.errors import FileFault
from namenorm.files import atomic
from namenorm.streams.tabular import START, Place

_MANIFEST: Final = "manifest.json"
_LOCK: Final = "lock"
_OURS: Final = re.compile(
    r"manifest\.json(\.\d+\.part)?|lock|\d{8,}\.(rows|rejects|done)(\.\d+\.part)?"
)
_DAMAGED: Final = "this part is damaged or gone; begin anew with --restart"
_ENDS: Final = 1 << 20
"""Bytes of the head and of the tail of a file by which it is known again."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a chunk, and where the next one begins.

    `sizes` are the bytes of its rows and of its rejects; `kinds` comes of `RowWriter.kinds`.
    """

    decisions: dict[str, int]
    rejected: int
    weight: int
    after: Place
    sizes: tuple[int, int]
    kinds: dict[str, list[str]]

    @property
    def rows(self) -> int:
        """How many rows the chunk has."""
        return sum(self.decisions.values()) + self.rejected


@dataclass(frozen=True, slots=True)
class ChunkOutput:
    """The rows of a chunk as the output has them, its rejects as they are listed, its mark."""

    rows: bytes
    rejects: bytes
    mark: Mark


def fingerprint(path: Path) -> str:
    """A digest of the size, the first and the last bytes of a file. Raises `OSError`."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_ENDS)
        file.seek(max(0, size - _ENDS))
        hashed = hashlib.sha256(head + file.read(_ENDS) + str(size).encode())
    return hashed.hexdigest()[:32]


class PartsFolder:
    """The parts of one output; held by one process at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.marks: dict[int, Mark] = {}
        self._lock: IO[bytes] | None = None

    def begin(self, manifest: Mapping[str, Any], *, restart: bool) -> None:
        """Take the folder, with the marks of an unfinished run that has this `manifest`.

        Raises `FileFault` where another run or another process has it, or where it is not ours.
        """
        self.folder.mkdir(exist_ok=True)
        strange = [path.name for path in self.folder.iterdir() if not _OURS.fullmatch(path.name)]
        if strange:
            reason = f"it holds {strange[0][:60]!r}, which is no part; move it away"
            raise FileFault(str(self.folder), reason)
        self._lock = _locked(self.folder / _LOCK)
        found = self._manifest()
        if found is not None and not restart:
            differing = _differing(found, manifest)
            if differing:
                raise FileFault(
                    str(self.folder),
                    f"an unfinished run of another task lies there: {differing}; "
                    "go on with the same command as then, or begin anew with --restart",
                )
            self._read_marks()
            return
        self._clear()
        with atomic(self.folder / _MANIFEST) as file:
            file.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode())

    def resume(self) -> tuple[int, Place]:
        """The number of the first chunk that is not done, and where it begins."""
        first = 0
        while first in self.marks:
            first += 1
        return first, self.marks[first - 1].after if first else START

    def rows(self, count: int) -> list[Path]:
        """The rows of so many chunks, in their order. Raises `FileFault` where one is damaged."""
        return [self._checked(number, "rows", 0) for number in range(count)]

    def rejects(self, count: int) -> list[Path]:
        """The rejects of so many chunks, where there are any. Raises `FileFault`."""
        return [
            self._checked(number, "rejects", 1)
            for number in range(count)
            if self.marks[number].rejected
        ]

    def remove(self) -> None:
        """Remove the folder and what is in it; the manifest first, so that the rest is nobody's."""
        self._clear()
        (self.folder / _LOCK).unlink(missing_ok=True)
        self.folder.rmdir()
        self.close()

    def close(self) -> None:
        """Let another process have the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _checked(self, number: int, what: str, at: int) -> Path:
        path = self.folder / f"{number:08}.{what}"
        if not path.is_file() or path.stat().st_size != self.marks[number].sizes[at]:
            raise FileFault(str(path), _DAMAGED)
        return path

    def _manifest(self) -> dict[str, Any] | None:
        path = self.folder / _MANIFEST
        if not path.is_file():
            return None
        try:
            found = json.loads(path.read_bytes())
        except ValueError:
            found = None
        return found if isinstance(found, dict) else {}

    def _read_marks(self) -> None:
        for path in self.folder.glob("*.done"):
            try:
                mark = json.loads(path.read_bytes())
                mark["after"], mark["sizes"] = tuple(mark["after"]), tuple(mark["sizes"])
                self.marks[int(path.stem)] = Mark(**mark)
            except (ValueError, KeyError, TypeError):
                raise FileFault(str(path), _DAMAGED) from None
        for path in self.folder.glob("*.part"):
            path.unlink()

    def _clear(self) -> None:
        (self.folder / _MANIFEST).unlink(missing_ok=True)
        for path in self.folder.iterdir():
            if path.name != _LOCK:
                path.unlink(missing_ok=True)


def write(folder: Path, number: int, part: ChunkOutput) -> None:
    """Write what became of a chunk. Raises `FileFault`."""
    if part.rejects:
        with atomic(folder / f"{number:08}.rejects") as file:
            file.write(part.rejects)
    with atomic(folder / f"{number:08}.rows") as file:
        file.write(part.rows)
    with atomic(folder / f"{number:08}.done") as file:
        file.write(json.dumps(asdict(part.mark), ensure_ascii=False).encode())


def _differing(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """What two manifests have not in common, "" where they are the same."""
    differing = [
        f"{name} was {found.get(name)!s:.80} and is {wanted.get(name)!s:.80}"
        for name in dict.fromkeys((*wanted, *found))
        if found.get(name) != wanted.get(name)
    ]
    return ", ".join(differing)


def _locked(path: Path) -> IO[bytes]:
    """The open file that this process alone has, as long as it lives. Raises `FileFault`."""
    file = path.open("ab")
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise FileFault(str(path.parent), "another process is writing this output") from None
    return file
