"""Files: written whole or not at all, and what the system says of them as one kind of error."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from namenorm.errors import FileFault


@contextmanager
def file_faults(
    path: Path | str, fault: Callable[[str, str], Exception] = FileFault
) -> Iterator[None]:
    """Turn an `OSError` of the block into `fault(path, reason)`, by default a `FileFault`.

    The file that the system names goes before `path`.

    >>> with file_faults("names.csv"):
    ...     raise OSError(28, "No space left on device")
    Traceback (most recent call last):
    namenorm.errors.FileFault: names.csv: No space left on device
    """
    try:
        yield
    except OSError as error:
        named = str(error.filename or path).removesuffix(_unfinished())
        raise fault(named, error.strerror or str(error)) from None


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which becomes `path` at the end of the block.

    It is a temporary file beside `path`, synced and then renamed. Where the block fails, `path` is
    as it was and nothing else is left. Raises `FileFault`.
    """
    part = path.with_name(path.name + _unfinished())
    with file_faults(path):
        try:
            with part.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    with suppress(OSError):  # some file systems cannot sync a folder
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unfinished() -> str:
    """The ending of a file that this process has not finished."""
    return f".{os.getpid()}.part"
