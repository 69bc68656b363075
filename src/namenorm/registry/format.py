"""The bytes of a compiled registry, `*.nnx`; no other module knows them.

A preamble of 64 bytes: the magic, the version of the format, where the directory stands, its
length and its digest. Then plain little-endian arrays, each at a multiple of 64 bytes; then the
directory: JSON that says what the file holds and, for each array, its offset, its kind of number
and how many there are, and the digest of all arrays together. Digests are XXH3, 64 bits.
The same arrays give the same bytes.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import xxhash
from numpy.typing import NDArray

from namenorm.errors import BrokenRegistry
from namenorm.files import atomic, file_faults

MAGIC: Final = b"\x93NNX\r\n\x1a\n"
"""As the one of PNG: a transfer that changes line ends or cuts to seven bits is seen."""
VERSION: Final = 5
_PREAMBLE: Final = struct.Struct("<8sIQQQ28x")
_ALIGNED: Final = 64
_KINDS: Final = ("|u1", "<u2", "<u4", "<u8", "<i2", "<i4", "<f8")

Arrays = Mapping[str, NDArray[Any]]


def digest(arrays: Arrays) -> str:
    """The digest of all arrays together, as the directory of their file has it."""
    found = xxhash.xxh3_64()
    for array in arrays.values():
        found.update(_padded(array))
    return found.hexdigest()


def _padded(array: NDArray[Any]) -> bytes:
    data = array.tobytes()
    return data + bytes(-len(data) % _ALIGNED)


def write(path: Path, arrays: Arrays, directory: Mapping[str, Any]) -> None:
    """Write `arrays` and the JSON values of `directory` to `path`, whole or not at all.

    Raises `FileFault`.
    """
    with atomic(path) as file:
        _write(file, arrays, directory)


def _write(file: BinaryIO, arrays: Arrays, directory: Mapping[str, Any]) -> None:
    file.write(bytes(_PREAMBLE.size))
    summed = xxhash.xxh3_64()
    places: dict[str, list[int | str]] = {}
    place = _PREAMBLE.size
    for name, array in arrays.items():
        if array.dtype.str not in _KINDS:
            raise ValueError(f"{name} is of {array.dtype.str}")
        places[name] = [place, array.dtype.str, array.size]
        data = _padded(array)
        summed.update(data)
        file.write(data)
        place += len(data)
    held = {**directory, "arrays": places, "digest": summed.hexdigest()}
    encoded = json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()
    file.write(encoded)
    file.seek(0)
    checked = xxhash.xxh3_64_intdigest(encoded)
    file.write(_PREAMBLE.pack(MAGIC, VERSION, place, len(encoded), checked))


class Mapped:
    """A compiled file, mapped into memory: `directory`, and `arrays` that lie in the file.

    Every byte is checked, and then given back to the system, so that only what queries touch
    stays in memory; all processes share it. Raises `BrokenRegistry` where the file is none, is
    damaged, or is of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with file_faults(path, BrokenRegistry), path.open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                raise self._broken("the file is empty")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.directory = self._directory()
        self.arrays: dict[str, NDArray[Any]] = {
            name: np.frombuffer(self._map, kind, count, place)
            for name, (place, kind, count) in self.directory["arrays"].items()
        }
        if hasattr(mmap, "MADV_DONTNEED"):  # what was read only to be checked
            with suppress(OSError, ValueError):
                self._map.madvise(mmap.MADV_DONTNEED)

    def _broken(self, reason: str) -> BrokenRegistry:
        return BrokenRegistry(str(self.path), reason)

    def _directory(self) -> dict[str, Any]:
        if len(self._map) < _PREAMBLE.size or self._map[: len(MAGIC)] != MAGIC:
            raise self._broken("no compiled registry; make one with `namenorm build`")
        preamble = self._map[: _PREAMBLE.size]
        _, version, place, length, digest = _PREAMBLE.unpack(preamble)
        if version != VERSION:
            reason = f"format {version}, this namenorm reads {VERSION}; build the file anew"
            raise self._broken(reason)
        encoded = self._map[place : place + length]
        whole = preamble == _PREAMBLE.pack(MAGIC, version, place, length, digest)
        whole = whole and place + length == len(self._map)
        if not whole or xxhash.xxh3_64_intdigest(encoded) != digest:
            raise self._broken("the file is damaged or cut short; build it anew")
        found: dict[str, Any] = json.loads(encoded)
        with memoryview(self._map) as seen, seen[_PREAMBLE.size : place] as data:
            if xxhash.xxh3_64_hexdigest(data) != found["digest"]:
                raise self._broken("the file is damaged; build it anew")
        return found
