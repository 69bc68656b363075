"""Values computed from the tables that ship, cached in the user's cache folder for later processes.

The name of a cached file holds the digest of the tables and of the code that made it. Other bytes
ask for a file of another name, so that none is ever out of date. Where nothing can be cached, each
process computes the values anew, with the same answers.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

import platformdirs

from namenorm.errors import FileFault
from namenorm.files import atomic
from namenorm.tables import LOADED, locate, read

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_CODE: Final = (
    "tables",
    "text",
    "translit",
    "sounds",
    "names",
    "comparison",
    "registry",
)
"""The layers whose code decides the values."""
_SUFFIXES: Final = (".py", ".so", ".pyd")
_LIBRARY: Final = "unidecode"
"""A library that decides them, too: letters that no table covers are read by it."""


def values(folder: Path, name: str, make: Callable[[], Any]) -> Any:
    """The JSON values that `make` computes from the tables in `folder`, cached under `name`.

    Only those of the tables that ship are cached. Cached or not, the values are what comes back
    from JSON. Raises what `make` raises.
    """
    path = place(f"{name}.json") if folder == locate.shipped() else None
    encoded = _read(path) if path else None
    if encoded is None:
        encoded = json.dumps(make(), ensure_ascii=False, separators=(",", ":")).encode()
        if path:
            put(path, lambda: _write(path, encoded))
    return json.loads(encoded)


def toml(folder: Path, file: str) -> Any:
    """A TOML table in `folder` as `read.toml` gives it; as JSON it is read many times as fast.

    Raises `TableError`.
    """
    return values(folder, Path(file).stem, lambda: read.toml(folder / file))


def place(file: str) -> Path | None:
    """The path in the cache of `file`, for the present tables and code.

    None where the code on the disk has changed since this process loaded it.
    """
    state = _state()
    stem, _, suffix = file.rpartition(".")
    return _folder() / f"{stem}-{state}.{suffix}" if state else None


def put(path: Path, write: Callable[[], None]) -> None:
    """Let `write` make the file `path`, a `place`, instead of those for other tables and code.

    It is not made where it cannot be, or where tables or code have changed meanwhile.
    """
    stem, _, state = path.stem.rpartition("-")
    if _state_with(locate.version_now(locate.shipped())) != state:
        return
    with suppress(OSError, FileFault):
        path.parent.mkdir(parents=True, exist_ok=True)
        for other in path.parent.glob(f"{stem}-*{path.suffix}"):
            other.unlink(missing_ok=True)
        write()


def _folder() -> Path:
    return Path(platformdirs.user_cache_dir("namenorm", appauthor=False))


def _write(path: Path, encoded: bytes) -> None:
    with atomic(path) as file:
        file.write(_digest(encoded) + encoded)


def _read(path: Path) -> bytes | None:
    """The bytes cached at `path`; None where there are none, or where they are damaged."""
    with suppress(OSError):
        content = path.read_bytes()
        encoded = content[hashlib.sha256().digest_size :]
        if content == _digest(encoded) + encoded:
            return encoded
    return None


def _digest(encoded: bytes) -> bytes:
    return hashlib.sha256(encoded).digest()


@cache
def _state() -> str | None:
    """The digest of the tables and the code of this process; None where others lie on the disk."""
    return _state_with(locate.version(locate.shipped()))


def _state_with(version: str) -> str | None:
    """The digest of that version of the tables and of the code as it lies on the disk now."""
    hashed = hashlib.sha256(f"{version} {sys.version}".encode())
    try:
        hashed.update(_library().encode())
        for path in sorted(_code()):
            with open(path, "rb", buffering=0) as file:
                stat = os.fstat(file.fileno())
                if max(stat.st_mtime_ns, stat.st_ctime_ns) > LOADED:
                    return None
                hashed.update(os.path.relpath(path, _PACKAGE).encode())
                hashed.update(file.read())
    except OSError:  # files come and go there: then the code is not known
        return None
    return hashed.hexdigest()[:16]


def _code() -> Iterator[str]:
    """The files of the code, compiled ones included."""
    for name in _CODE:
        for place, folders, files in os.walk(_PACKAGE / name):
            folders[:] = [folder for folder in folders if folder != "__pycache__"]
            yield from (os.path.join(place, file) for file in files if file.endswith(_SUFFIXES))


def _library() -> str:
    """The library's name with its version, as pip has written them beside it. Raises `OSError`."""
    spec = importlib.util.find_spec(_LIBRARY)
    if spec is None or spec.origin is None:
        return ""
    beside = os.listdir(Path(spec.origin).parent.parent)
    return " ".join(sorted(name for name in beside if name.lower().startswith(f"{_LIBRARY}-")))
