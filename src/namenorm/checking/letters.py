"""The letters of a table: UTF-8, NFC, one script a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from namenorm.checking.finding import Fault
from namenorm.checking.scripts import mixed
from namenorm.text.scripts import is_latin

MIXES: Final = "mixes scripts on purpose"
"""What the head of a table says whose words may be in two scripts."""


def letters(path: Path) -> Iterator[Fault]:
    """Lines that are not UTF-8 or not NFC, and words in two scripts."""
    lines = path.read_bytes().split(b"\n")
    may_mix = any(MIXES.encode() in line for line in lines if line.startswith(b"#"))
    for number, raw in enumerate(lines, 1):
        try:
            line = raw.decode()
        except UnicodeDecodeError:
            yield Fault(str(path), number, "not UTF-8; save the table as UTF-8")
            continue
        if not unicodedata.is_normalized("NFC", line):
            yield Fault(str(path), number, "not NFC: a letter and its mark stand apart")
        for word in () if may_mix else mixed(line):
            latin = " ".join(dict.fromkeys(filter(is_latin, word)))
            reason = f"{word!r} mixes scripts: {latin} is Latin, the rest Cyrillic; retype it"
            yield Fault(str(path), number, f"{reason}, or say in the head that the table {MIXES}")
