"""Any number of names, in requests that are small enough: memory does not grow with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from namenorm.client.answers import Batch, Refused, Row
from namenorm.client.failures import BrokenAnswer
from namenorm.client.requests import Query, written

MOST: Final = 1_000
"""Names in one request: the service takes no more."""
LARGEST: Final = 100_000
"""Bytes of names in one request; one name that is larger is none."""


class Parcels:
    """Gathers names into requests: as many as one takes, and no more bytes than `LARGEST`."""

    def __init__(self) -> None:
        self._names: list[str | Query] = []
        self._size = 0

    def add(self, name: str | Query) -> list[str | Query]:
        """The names before `name` where there is no room for it beside them, else none.

        Raises `InputError` for what cannot be sent.
        """
        size = len(written(name)) + 1
        full: list[str | Query] = []
        if len(self._names) == MOST or self._size + size > LARGEST:
            full = self.rest()
        self._names.append(name)
        self._size += size
        return full

    def rest(self) -> list[str | Query]:
        """The names that were not handed out."""
        names, self._names, self._size = self._names, [], 0
        return names


def rows(names: Sequence[str | Query], answer: Batch) -> Sequence[Row]:
    """The rows of an answer, one for each name. Raises `BrokenAnswer`."""
    found = answer.get("results")
    if not isinstance(found, list) or len(found) != len(names):
        raise BrokenAnswer(f"the service did not answer each of {len(names)} names")
    return found


def unsent(names: Sequence[str | Query]) -> Sequence[Row]:
    """The row of a name too large to be one, which goes alone and need not be sent; else none."""
    size = len(written(names[0])) if len(names) == 1 else 0
    if size <= LARGEST:
        return []
    query: Any = names[0]
    row: Refused = {
        "query": query.get("q") if isinstance(query, dict) else query,
        "error": {
            "type": "urn:namenorm:problem:name-too-long",
            "title": "Name too long",
            "status": 413,
            "detail": f"the name has {size} bytes; no name has more than {LARGEST}",
        },
    }
    return [row]
