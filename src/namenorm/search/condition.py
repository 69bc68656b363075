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
    """A name of a column as SQL writes it, whatever letters it has.

    >>> identifier('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'
