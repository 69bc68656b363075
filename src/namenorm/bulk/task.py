"""A task: a file to resolve, the progress of the work, and its summary."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from namenorm.bulk.answers import COLUMNS, checked_type
from namenorm.errors import InputError
from namenorm.streams.lines import check_encoding

FORMATS: Final = {"csv": "csv", "tsv": "tsv", "jsonl": "jsonl", "ndjson": "jsonl"} | {
    "parquet": "parquet",
    "pq": "parquet",
}
"""The format that an ending of a file's name stands for."""
PACKED: Final = (".gz", ".bz2", ".xz")
"""Endings of packed files, read and written."""
CHUNK_ROWS: Final = 1_000
"""Rows that a process answers at a time; a kill loses no more than these for each process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Resolve the names in `column` of `source`, write its rows with the answers to `output`.

    `registries` are compiled ones, the first before the others; `shipped` is the one that ships,
    and so is none. The formats, of `FORMATS`, follow from
    the endings where they are None. `prefix` stands before the names of the result columns.
    `rejects` lists the rows that cannot be answered, by default in `<output>.rejects.jsonl`.
    """

    source: Path
    output: Path
    column: str
    registries: tuple[Path, ...] = ()
    source_format: str | None = None
    output_format: str | None = None
    encoding: str = "utf-8"
    prefix: str = ""
    type: str | None = None
    rejects: Path | None = None
    chunk_rows: int = CHUNK_ROWS

    def __post_init__(self) -> None:
        checked_type(self.type)
        if self.chunk_rows < 1:
            raise InputError("chunk_rows is 1 or more", argument="chunk_rows")
        if self.encoding != "utf-8":
            check_encoding(self.encoding)

    @property
    def results(self) -> tuple[str, ...]:
        """The names of the result columns.

        >>> task = Task(source=Path("a.csv"), output=Path("b.csv"), column="name", prefix="nn_")
        >>> task.results[:2]
        ('nn_decision', 'nn_id')
        """
        return tuple(self.prefix + name for name in COLUMNS)

    @property
    def listing(self) -> Path:
        """Where rows that cannot be answered are listed."""
        return self.rejects or self.output.with_name(self.output.name + ".rejects.jsonl")

    @property
    def folder(self) -> Path:
        """Where the parts lie until they are joined."""
        return self.output.with_name(self.output.name + ".parts")


def format_of(path: Path, format: str | None, option: str) -> str:
    """The format of a file: `format`, or, where that is None, that of its ending.

    Raises `InputError`.

    >>> format_of(Path("people.CSV.gz"), None, "--from")
    'csv'
    """
    if format is not None:
        return format
    name = Path(path.stem) if path.suffix in (*PACKED, ".zip") else path
    ending = name.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        reason = f"the ending of {path.name[:100]!r} is none of {', '.join(FORMATS)}"
        raise InputError(f"{reason}; name the format with {option}", argument="format")
    return FORMATS[ending]


@dataclass(frozen=True, slots=True)
class Tick:
    """How far it is: `done` of `size` (bytes of the file, or rows of Parquet), `rows` of them.

    `resumed` is how many of these rows an earlier, interrupted run had answered.
    """

    file: str
    done: int
    size: int
    rows: int
    resumed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the rows: `rows` is the sum of `decisions` and `rejected`.

    `resumed` are rows that an earlier, interrupted run had answered. `rejects` is the file that
    lists those rejected, None where there are none.
    """

    output: Path
    rows: int
    decisions: dict[str, int]
    rejected: int
    resumed: int
    rejects: Path | None
