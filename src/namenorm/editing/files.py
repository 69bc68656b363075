"""Tables as files of lines: rows added, changed and sorted, comments kept, written whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from namenorm.editing.rows import line, tidy
from namenorm.errors import FileFault, UnknownIdentity
from namenorm.registry.sources.table import columns
from namenorm.tables import locate, read
from namenorm.tables.whole import whole


@dataclass(frozen=True, slots=True)
class Change:
    """What a file would hold instead of what it holds."""

    path: Path
    before: str
    after: str

    @property
    def lines(self) -> int:
        """How many lines differ, those that stand elsewhere aside."""
        old, new = self.before.split("\n"), self.after.split("\n")
        return max(len(set(old) - set(new)), len(set(new) - set(old)), int(old != new))

    def write(self) -> None:
        """Write it, whole or not at all. Raises `FileFault`."""
        try:
            with whole(self.path) as file:
                file.write(self.after.encode())
        except OSError as error:
            raise FileFault(str(self.path), error.strerror or str(error)) from None


def in_order(folder: Path) -> list[Change]:
    """The tables of `folder` that are not as they should be. Raises `TableError`.

    Identities are sorted by id, each row `tidy`; in every table text is NFC, lines end in a line
    feed and cells hold no space at their ends.
    """
    changes = []
    for path in locate.files(folder, "**/*.tsv"):
        before = read.raw(path)
        after = identities(path) if path.parent.name == "identities" else _trimmed(path)
        if after != before:
            changes.append(Change(path, before, after))
    return changes


def identities(path: Path, changed: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """A table of identities in order, comments first; `changed` rows, by id, replace or are added.

    Raises `TableError`, also where an id stands twice: neither row may be lost.
    """
    header = columns(path.stem)
    rows: dict[str, Mapping[str, str]] = {}
    for row in read.tsv(path, header):
        if row["id"] in rows:
            raise row.error(f"the id {row['id']!r} stands twice; give one of them another")
        rows[row["id"]] = row.cells
    rows |= changed or {}
    head = [text.rstrip() for text in read.text(path).split("\n") if text.startswith("#")]
    lines = [line(tidy(rows[id]), header) for id in sorted(rows)]
    return "\n".join([*head, "\t".join(header), *lines]) + "\n"


def rewritten(path: Path, changed: Mapping[str, Mapping[str, str]]) -> Change:
    """The change of a table of identities by rows replaced or added. Raises `TableError`."""
    return Change(path, read.raw(path), identities(path, changed))


def cells(path: Path, id: str) -> dict[str, str]:
    """The cells of the row with this id. Raises `UnknownIdentity`."""
    for row in read.tsv(path, columns(path.stem)):
        if row["id"] == id:
            return dict(row.cells)
    raise UnknownIdentity(f"no row {id[:80]!r} in {path.name}", argument="id")


def _trimmed(path: Path) -> str:
    """Cells without spaces at their ends, no empty lines at the end of the file."""
    lines = read.text(path).rstrip("\n").split("\n")
    return "\n".join("\t".join(c.strip(" ") for c in text.split("\t")) for text in lines) + "\n"
