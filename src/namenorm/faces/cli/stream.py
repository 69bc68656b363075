"""Text of any size through a function in bounded memory: chunks that end where a word ends."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

import click

from namenorm.files import atomic, file_faults

CHUNK: Final = 1 << 16
"""Bytes read at a time; a longer word than this is cut."""
_SHOWN_FROM: Final = 1 << 20
"""Bytes from which on a bar is shown; less is done before one could read it."""


class BadBytes(click.ClickException):
    """The input is not text in the encoding that was named."""


def copy(
    source: BinaryIO, name: str, target: BinaryIO, encoding: str, convert: Callable[[str], str]
) -> None:
    """Read `source`, write `convert` of each chunk to `target` in UTF-8.

    Raises `BadBytes` with the place of the first byte that is not `encoding`.
    """
    with _bar(source, name) as advance:
        for chunk, size in _chunks(source, name, encoding):
            target.write(convert(chunk).encode("utf-8", "surrogatepass"))
            advance(size)


def _chunks(source: BinaryIO, name: str, encoding: str) -> Iterator[tuple[str, int]]:
    decoder = codecs.getincrementaldecoder(encoding)()
    done, rest = 0, ""
    while True:
        raw = source.read(CHUNK)
        pending = len(decoder.getstate()[0])
        try:
            text = rest + decoder.decode(raw, final=not raw)
        except UnicodeDecodeError as error:
            raise BadBytes(
                f"{name}: byte {done - pending + error.start} is not {encoding}; "
                "name the encoding with --encoding, such as --encoding cp1251"
            ) from None
        if done == 0:
            text = text.removeprefix("\ufeff")
        done += len(raw)
        if not raw:
            yield text, 0
            return
        end = _end_of_words(text)
        rest = text[end:]
        yield text[:end], len(raw)


def _end_of_words(text: str) -> int:
    """Where to cut so that no word is cut; a word longer than a chunk is."""
    for at in range(len(text) - 1, max(-1, len(text) - CHUNK), -1):
        if text[at].isspace():
            return at + 1
    return len(text) if len(text) > CHUNK else 0


@contextmanager
def _bar(source: BinaryIO, name: str) -> Iterator[Callable[[int], object]]:
    """A progress bar on standard error for a big file, where a person would see it."""
    try:
        size = os.fstat(source.fileno()).st_size
    except (OSError, ValueError):
        size = 0
    if size < _SHOWN_FROM or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=size, label=name, file=sys.stderr) as bar:
        yield bar.update


@contextmanager
def source(path: str) -> Iterator[BinaryIO]:
    """A file to read, standard input for `-`."""
    with file_faults(path):
        file = click.open_file(path, "rb")
    with file:
        yield cast(BinaryIO, file)


@contextmanager
def output(path: str | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears whole or not at all."""
    if path is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with atomic(Path(path)) as file:
        yield file
