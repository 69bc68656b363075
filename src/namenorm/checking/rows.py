"""The rows of a TSV table: as many cells as the header has, ids once, letters of their language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from namenorm.checking.finding import Fault
from namenorm.checking.scripts import strangers
from namenorm.errors import TableError
from namenorm.lang import SCRIPTS
from namenorm.tables import read

_LETTERS: Final = {"latin": "Latn", "cyrillic": "Cyrl", "Latn": "Latn", "Cyrl": "Cyrl"}
"""Columns that name a script instead of a language."""
_ABOUT: Final = frozenset(
    {*("id", "lang", "script", "role", "kind", "gender", "strength"), *("note", "why", "per_100k")}
)
"""Columns whose cells say something about a row, in English or in numbers."""


def cells(path: Path) -> Iterator[Fault]:
    """Rows with more or fewer cells than the header."""
    header = 0
    for number, line in enumerate(read.text(path).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        count = line.count("\t") + 1
        header = header or count
        if count < header:
            reason = f"{count} cells where the header has {header}"
            yield Fault(str(path), number, f"{reason}; an empty cell has its tab, too")
        elif count > header:
            yield Fault(str(path), number, f"{count} cells where the header has {header}")


def rows(path: Path, *, columns: bool = True) -> Iterator[Fault]:
    """Rows with an id that stood before, or with letters that their language has not.

    With `columns=False` letters are left to a check that knows more of the table.
    """
    named = path.stem.removeprefix("letters-")
    seen: dict[str, int] = {}
    try:
        for row in read.tsv(path):
            id = row.get("id")
            if id and id in seen:
                reason = f"the id {id!r} stands in line {seen[id]} already; leave one of the two"
                yield Fault(row.file, row.line, reason)
            seen.setdefault(id, row.line)
            for column, lang in (_languages(row.cells, named) if columns else {}).items():
                # The rules write the apostrophe as the letter U+02BC.
                for word, reason in strangers(row[column].replace("ʼ", "’"), lang):
                    fault = f"{column} {word!r} is to be in {lang}, and {reason}"
                    yield Fault(row.file, row.line, fault)
    except TableError as error:
        yield Fault.of(error)


def _languages(cells: Mapping[str, str], named: str) -> dict[str, str]:
    """The columns that hold text of one language or script, and which; `named` is the file's."""
    found = {c: _LETTERS.get(c, c) for c in cells if c in SCRIPTS or c in _LETTERS}
    of_row = cells.get("lang") or cells.get("script") or (named if "letters" in cells else "")
    if of_row in SCRIPTS or of_row in _LETTERS.values():
        found = {column: of_row for column in cells if column not in _ABOUT} | found
    return found


def references(folder: Path) -> Iterator[Fault]:
    """Ids of `names/foreign.tsv` and `short_forms.tsv` that are no ids of `given.tsv`."""
    names = folder / "names"
    known = {row["id"] for row in read.tsv(names / "given.tsv")}
    for table in ("foreign.tsv", "short_forms.tsv"):
        for row in read.tsv(names / table):
            if row["id"] not in known:
                yield Fault(row.file, row.line, f"{row['id']!r} is no id of given.tsv")
