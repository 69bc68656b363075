"""Files to checked rows; every fault is told with file, line and the offending text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from namenorm.errors import TableError
from namenorm.files import file_faults


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a TSV table: its cells by column name, and where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """The cell of a column that some tables do not have; empty there."""
        return self.cells.get(column, "")

    def forms(self, column: str) -> list[str]:
        """The forms of a cell that holds several with `|` between."""
        return [form for part in self.cells[column].split("|") if (form := part.strip())]

    def error(self, reason: str) -> TableError:
        return TableError(self.file, self.line, reason)


def text(path: Path) -> str:
    """The whole file as NFC text, lines ending in line feeds. Raises `TableError`."""
    content = raw(path).removeprefix("\ufeff").replace("\r\n", "\n")
    return unicodedata.normalize("NFC", content)


def raw(path: Path) -> str:
    """The whole file as it stands. Raises `TableError`."""
    with file_faults(path, lambda file, reason: TableError(file, 0, reason)):
        content = path.read_bytes()
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TableError(str(path), line, "not UTF-8; save the table as UTF-8") from None


def tsv(path: Path, columns: Sequence[str] | None = None) -> Iterator[TableRow]:
    """Rows of a tab-separated table whose header names exactly `columns`, or any without it.

    Lines that start with `#` and empty lines are passed over. Raises `TableError`.
    """
    header: list[str] | None = None
    for number, line in enumerate(text(path).split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if columns is not None and header != list(columns):
                raise TableError(
                    str(path), number, f"the header is {header}; it must be {list(columns)}"
                )
        elif len(cells) > len(header):
            raise TableError(
                str(path), number, f"{len(cells)} cells where the header has {len(header)}"
            )
        else:
            cells += [""] * (len(header) - len(cells))
            yield TableRow(str(path), number, dict(zip(header, cells, strict=True)))
    if header is None:
        must = f"must be {list(columns)}" if columns else "names the columns"
        raise TableError(str(path), 0, f"no header; the first row {must}")


def toml(path: Path) -> dict[str, Any]:
    """A TOML table as plain values. Raises `TableError`."""
    import tomllib  # slow to load, and seldom needed where tables are kept

    try:
        return tomllib.loads(text(path))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        raise TableError(str(path), int(place[1]) if place else 0, f"not TOML: {error}") from None


def line_of(path: Path, word: str) -> int:
    """The first line of a TOML table that has `word` outside its comments; 0 where none has.

    For faults of a value: TOML's values do not tell where they stood. Raises `TableError`.
    """
    whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    for number, line in enumerate(text(path).split("\n"), 1):
        if not line.lstrip().startswith("#") and whole.search(line):
            return number
    return 0
