"""The lines of a stream, decoded; one that cannot be read says why and the next one follows."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from namenorm.errors import BrokenSource, InputError
from namenorm.streams.opening import Stream, opened

LONGEST: Final = 1 << 24
"""Bytes of one line; the longest item of Wikidata has some four million."""
_SHOWN: Final = 1_000
"""Bytes that are shown of a longer line."""
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(NamedTuple):
    """A line with its end: `number` counts from 1, `after` is where the next one begins.

    `fault` says why the line cannot be read; `text` then shows its bytes.
    """

    number: int
    after: int
    text: str
    fault: str | None


def read_lines(stream: Stream, number: int = 0, encoding: str = "utf-8") -> Iterator[Line]:
    """The lines of `stream` from where it stands; `number` is that of the line before."""
    while raw := stream.readline(LONGEST):
        number += 1
        if len(raw) == LONGEST and not raw.endswith(b"\n"):
            while (more := stream.readline(LONGEST)) and not more.endswith(b"\n"):
                pass
            start = raw[:_SHOWN].decode(encoding, "backslashreplace")
            fault = f"a line of more than {LONGEST:,} bytes, of which this is the beginning"
            yield Line(number, stream.at, start, fault)
            continue
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        try:
            yield Line(number, stream.at, raw.decode(encoding), None)
        except UnicodeDecodeError as error:
            at = error.start
            fault = f"byte 0x{raw[at]:02x} at {at} of the line is not {encoding.upper()}"
            shown = raw.decode(encoding, "backslashreplace")
            yield Line(number, stream.at, shown, f"{fault}; what encoding is it in?")


def check_encoding(encoding: str) -> None:
    """Refuse what is no encoding, or none in which lines and cells end with single bytes.

    Raises `InputError`.
    """
    try:
        single = "id,\t\n".encode(encoding) == b"id,\t\n"
    except (LookupError, ValueError):
        raise InputError(f"no encoding {encoding[:40]!r}", argument="encoding") from None
    if not single:
        reason = f"{encoding} has no single bytes for tabs and line ends; convert the file to UTF-8"
        raise InputError(reason, argument="encoding")


def refuse_utf16(path: Path) -> None:
    """Raise `BrokenSource` where a file begins as UTF-16 does."""
    with opened(path) as stream:
        if stream.read(2) in _UTF16:
            raise BrokenSource(str(path), "it is UTF-16; convert it to UTF-8")
