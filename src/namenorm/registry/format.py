"""The bytes of a compiled registry, `*.nnx`; no other module knows them.

A preamble of 32 bytes: the magic, the version of the format, where the directory stands, its
length and its CRC-32. Then the sections, then the directory: JSON with what the file holds and,
for each section, its offset, length and CRC-32. Integers are little-endian.

Sections: `blocks`, packed identities sorted by id, `PER_BLOCK` together, each block compressed;
`starts`, where each block begins and the last one ends; `first_ids`, the first id of each block.
The same identities give the same bytes.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from namenorm.errors import BrokenRegistry, UnknownIdentity
from namenorm.registry.model import Identity
from namenorm.registry.packing import pack, unpack
from namenorm.registry.whole import whole

MAGIC: Final = b"\x93NNX\r\n\x1a\n"
"""As the one of PNG: a transfer that changes line ends or cuts to seven bits is seen."""
VERSION: Final = 1
PER_BLOCK: Final = 64
_PREAMBLE: Final = struct.Struct("<8sIQQI")
_LEVEL: Final = 6


class Contents:
    """What a file holds, counted as it is written."""

    def __init__(self) -> None:
        self.types: Counter[str] = Counter()
        self.listed: Counter[str] = Counter()
        self.derived: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()

    def count(self, identity: Identity) -> None:
        self.types[identity.type] += 1
        for name in identity.names:
            (self.derived if name.derived else self.listed)[name.lang] += 1
            self.kinds[name.kind] += 1

    def to_dict(self) -> dict[str, Any]:
        """Counts by type, by language (listed and derived names apart) and by kind."""
        return {
            "identities": self.types.total(),
            "names": self.listed.total() + self.derived.total(),
            "types": dict(sorted(self.types.items())),
            "listed": dict(sorted(self.listed.items())),
            "derived": dict(sorted(self.derived.items())),
            "kinds": dict(sorted(self.kinds.items())),
        }


def write(path: Path, identities: Iterable[Identity], about: Mapping[str, Any]) -> dict[str, Any]:
    """Write `identities`, sorted by id, to `path`, whole or not at all; gives the directory.

    `about` says where they come from; JSON values. Raises `OSError`, and `ValueError` where ids
    are out of order or repeated.
    """
    with whole(path) as file:
        return _write(file, identities, about)


def _write(
    file: BinaryIO, identities: Iterable[Identity], about: Mapping[str, Any]
) -> dict[str, Any]:
    file.write(bytes(_PREAMBLE.size))
    contents = Contents()
    starts = array("Q", [0])
    first_ids: list[str] = []
    crc = 0
    for block in _blocks(identities):
        first_ids.append(block[0].id)
        for identity in block:
            contents.count(identity)
        packed = zlib.compress("\n".join(map(pack, block)).encode(), _LEVEL)
        crc = zlib.crc32(packed, crc)
        file.write(packed)
        starts.append(starts[-1] + len(packed))
    sections = {"blocks": [_PREAMBLE.size, starts[-1], crc]}
    for name, data in {
        "starts": starts.tobytes(),
        "first_ids": "\n".join(first_ids).encode(),
    }.items():
        sections[name] = [file.tell(), len(data), zlib.crc32(data)]
        file.write(data)
    directory = {**contents.to_dict(), "about": dict(about), "sections": sections}
    encoded = json.dumps(directory, ensure_ascii=False, separators=(",", ":")).encode()
    place = file.tell()
    file.write(encoded)
    file.seek(0)
    file.write(_PREAMBLE.pack(MAGIC, VERSION, place, len(encoded), zlib.crc32(encoded)))
    return directory


def _blocks(identities: Iterable[Identity]) -> Iterator[list[Identity]]:
    block: list[Identity] = []
    before = ""
    for identity in identities:
        if identity.id <= before:
            raise ValueError(f"the id {identity.id!r} comes after {before!r}")
        before = identity.id
        block.append(identity)
        if len(block) == PER_BLOCK:
            yield block
            block = []
    if block:
        yield block


class Stored:
    """The identities of a compiled file, read from it as they are asked for.

    Raises `BrokenRegistry` where the file is none, is damaged, or is of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                if not os.fstat(file.fileno()).st_size:
                    raise self._broken("the file is empty")
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise self._broken(error.strerror or str(error)) from None
        self.directory = self._directory()
        try:
            self._starts = array("Q", self.section("starts"))
            self._first_ids = self.section("first_ids").decode().split("\n")
        except ValueError:
            raise self._broken("a section is damaged") from None

    def _broken(self, reason: str) -> BrokenRegistry:
        return BrokenRegistry(str(self.path), reason)

    def _directory(self) -> dict[str, Any]:
        if len(self._map) < _PREAMBLE.size or self._map[: len(MAGIC)] != MAGIC:
            raise self._broken("no compiled registry; make one with `namenorm build`")
        _, version, place, length, crc = _PREAMBLE.unpack(self._map[: _PREAMBLE.size])
        if version != VERSION:
            reason = f"format {version}, this namenorm reads {VERSION}; build the file anew"
            raise self._broken(reason)
        encoded = self._map[place : place + length]
        if len(encoded) != length or zlib.crc32(encoded) != crc:
            raise self._broken("the file is damaged or cut short; build it anew")
        found: dict[str, Any] = json.loads(encoded)
        return found

    def section(self, name: str) -> bytes:
        """A section, checked. Raises `BrokenRegistry`."""
        place, length, crc = self.directory["sections"][name]
        data = self._map[place : place + length]
        if len(data) != length or zlib.crc32(data) != crc:
            raise self._broken(f"the section {name} is damaged; build the file anew")
        return data

    def check(self) -> None:
        """Read every section. Raises `BrokenRegistry` where one is damaged."""
        for name in self.directory["sections"]:
            self.section(name)

    def __len__(self) -> int:
        return int(self.directory["identities"])

    def __iter__(self) -> Iterator[Identity]:
        """All identities, by id."""
        for number in range(len(self._starts) - 1):
            yield from self._block(number)

    def get(self, id: str) -> Identity:
        """The identity with this id. Raises `UnknownIdentity`, `BrokenRegistry`."""
        number = bisect_right(self._first_ids, id) - 1
        if number >= 0 and len(self):
            for identity in self._block(number):
                if identity.id == id:
                    return identity
        raise UnknownIdentity(f"no identity {id[:80]!r}", argument="id")

    def _block(self, number: int) -> list[Identity]:
        place = self.directory["sections"]["blocks"][0]
        start, stop = self._starts[number], self._starts[number + 1]
        try:
            text = zlib.decompress(self._map[place + start : place + stop])
            return [unpack(line) for line in text.split(b"\n")]
        except (zlib.error, ValueError, TypeError):
            raise self._broken(f"block {number} is damaged; build the file anew") from None
