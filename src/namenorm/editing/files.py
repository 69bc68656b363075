"""Edit tables as files of lines: add, change and sort rows; comments stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from namenorm.editing.rows import line, tidy
from namenorm.errors import UnknownIdentity
from namenorm.files import atomic
from namenorm.registry.sources.table import columns
from namenorm.tables import locate, read


@dataclass(frozen=True, slots=True)
class TableChange:
    """The new content of a file."""

    path: Path
    before: str
    after: str

    @property
    def lines(self) -> int:
        """How many lines are new; lines that only moved do not count."""
        old, new = self.before.split("\n"), self.after.split("\n")
        return max(len(set(old) - set(new)), len(set(new) - set(old)), int(old != new))

    def write(self) -> None:
        """Write the file, whole or not at all. Raises `FileFault`."""
        with atomic(self.path) as file:
            file.write(self.after.encode())


def in_order(folder: Path) -> list[TableChange]:
    """The changes that bring the tables of `folder` into order. Raises `TableError`.

    Identities are sorted by id, each row is `tidy`. In every table text is NFC, lines end in a line
    feed, and no cell begins or ends with a space.
    """
    changes = []
    for path in locate.files(folder, "**/*.tsv"):
        before = read.raw(path)
        after = identities(path) if path.parent.name == "identities" else _trimmed(path)
        if after != before:
            changes.append(TableChange(path, before, after))
    return changes


def identities(path: Path, changed: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """The text of a table of identities in order, comments first, with the `changed` rows by id.

    Raises `TableError`, also if an id stands twice: neither row may be lost.
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


def rewritten(path: Path, changed: Mapping[str, Mapping[str, str]]) -> TableChange:
    """The change of a table of identities by rows replaced or added. Raises `TableError`."""
    return TableChange(path, read.raw(path), identities(path, changed))


def cells(path: Path, id: str) -> dict[str, str]:
    """The cells of the row with this id. Raises `UnknownIdentity`."""
    for row in read.tsv(path, columns(path.stem)):
        if row["id"] == id:
            return dict(row.cells)
    raise UnknownIdentity(f"no row {id[:80]!r} in {path.name}", argument="id")


def _trimmed(path: Path) -> str:
    """The text of a file without spaces at the ends of cells and empty lines at its end."""
    lines = read.text(path).rstrip("\n").split("\n")
    return "\n".join("\t".join(c.strip(" ") for c in text.split("\t")) for text in lines) + "\n"
