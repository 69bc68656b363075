"""What a query builder is handed: the words, their keys, and the fields of the documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from namenorm.errors import InputError
from namenorm.search.terms import Term

MOST: Final = 10_000
"""Most documents that one query may ask for; engines give no more at once."""
_FIELD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,99}")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The query `text` and its `terms`; `field` holds keys, `spelled` the names as written.

    With `highlight` the engine marks the words of `field` that matched.
    """

    text: str
    terms: tuple[Term, ...]
    field: str
    spelled: str | None
    limit: int
    highlight: bool = False

    def __post_init__(self) -> None:
        for argument, name in (("field", self.field), ("spelled", self.spelled)):
            if name is not None and not _FIELD.fullmatch(name):
                reason = f"{name[:80]!r} is no field; write letters, digits, _ and . only"
                raise InputError(reason, argument=argument)

    @property
    def required(self) -> list[Term]:
        """The words that a document must have."""
        return [term for term in self.terms if term.required]

    @property
    def welcome(self) -> list[Term]:
        """The words that speak for a document that has them."""
        return [term for term in self.terms if not term.required]
