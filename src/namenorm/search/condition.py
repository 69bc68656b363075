"""A condition of SQL, to stand behind WHERE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Condition:
    """`sql` with a placeholder for each of `parameters`; nothing of the query stands in `sql`."""

    sql: str
    parameters: tuple[Any, ...]


def identifier(name: str) -> str:
    """A name of a column as SQL writes it; a full stop stands between a table and its column.

    >>> identifier("story.name_keys")
    '"story"."name_keys"'
    """
    return ".".join(map(quoted, name.split(".")))


def quoted(text: str) -> str:
    """`text` between quotes, those in it doubled.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + text.replace('"', '""') + '"'
