"""A file to import as a stream of bytes: plain, gzip, bzip2, xz or zip, or standard input.

The position in a stream counts decompressed bytes; how far the file itself is read tells the
progress. A stream that ends before its file says so is broken, not short.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from namenorm.errors import BrokenSource
from namenorm.files import file_faults

STANDARD_INPUT: Final = Path("-")
_OPENERS: Final[dict[str, Callable[[IO[bytes]], IO[bytes]]]] = {
    ".gz": lambda raw: cast("IO[bytes]", gzip.GzipFile(fileobj=raw)),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
_BROKEN: Final = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, gzip.BadGzipFile)
_STEP: Final = 1 << 20


class Stream:
    """Bytes in, in order; `at` is the position."""

    def __init__(self, path: Path, raw: IO[bytes], data: IO[bytes]) -> None:
        self.path = path
        self.at = 0
        self._raw = raw
        self._data = data

    def consumed(self) -> int:
        """How many bytes of the file itself have been read."""
        return self._raw.tell() if self._raw.seekable() else self.at

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes. Raises `BrokenSource` where the file ends early."""
        return self._got(self._data.read, size)

    def readline(self, limit: int) -> bytes:
        """A line with its end, or the first `limit` bytes of it. Raises `BrokenSource`."""
        return self._got(self._data.readline, limit)

    def _got(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            block = read(size)
        except _BROKEN as error:
            reason = f"the file is damaged or ends early, after {self.at:,} bytes of its contents"
            raise BrokenSource(str(self.path), f"{reason} ({error})") from None
        self.at += len(block)
        return block

    def skip_to(self, position: int) -> None:
        """Go on at `position`; compressed bytes on the way are read. Raises `BrokenSource`."""
        if self._data is self._raw and self._raw.seekable():
            self._raw.seek(position)
            self.at = position
        while self.at < position and self.read(min(_STEP, position - self.at)):
            pass


@contextmanager
def opened(path: Path) -> Iterator[Stream]:
    """The contents of `path`; its ending tells how it is packed. Raises `BrokenSource`."""
    if path == STANDARD_INPUT:
        yield Stream(path, sys.stdin.buffer, sys.stdin.buffer)
        return
    with file_faults(path, BrokenSource):
        raw = path.open("rb")
    with raw:
        if path.suffix == ".zip":
            with _member(path, raw) as data:
                yield Stream(path, raw, data)
        elif path.suffix in _OPENERS:
            with _OPENERS[path.suffix](raw) as data:
                yield Stream(path, raw, data)
        else:
            yield Stream(path, raw, raw)


@contextmanager
def _member(path: Path, raw: IO[bytes]) -> Iterator[IO[bytes]]:
    """The one table of a zip archive: that named as the archive, or the only one."""
    try:
        archive = zipfile.ZipFile(raw)
    except zipfile.BadZipFile as error:
        raise BrokenSource(str(path), f"the archive is damaged or ends early ({error})") from None
    with archive:
        held = [info for info in archive.infolist() if not info.is_dir()]
        named = [info for info in held if Path(info.filename).stem == path.stem]
        if len(named or held) != 1:
            names = ", ".join(info.filename[:40] for info in held[:9]) or "nothing"
            reason = f"the archive holds {names}; unpack it and name the table to import"
            raise BrokenSource(str(path), reason)
        with archive.open((named or held)[0]) as data:
            yield data
