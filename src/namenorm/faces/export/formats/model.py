"""What a format of synonyms is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from namenorm.faces.export.clusters import Cluster


class ExportEntry(NamedTuple):
    """One piece of a file: `key` tells it from the others, `text` is what is written."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Format:
    """How clusters become a file.

    `entries` are sorted by key. The file is `opening`, the entries with `between` after each but
    the last, and `closing`. `comment` begins a line that engines ignore; None: there are no such
    lines. `gone` is what identifies an entry that is to be deleted: its text or its key.
    """

    entries: Callable[[Iterable[Cluster]], Iterator[ExportEntry]]
    opening: str = ""
    between: str = "\n"
    closing: str = "\n"
    comment: str | None = None
    gone: Literal["text", "key"] = "text"
