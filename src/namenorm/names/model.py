"""The parts of a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a part of a name is."""

    GIVEN = "given"
    PATRONYMIC = "patronymic"
    SURNAME = "surname"


class Gender(StrEnum):
    """What an ending or a given name says of its bearer."""

    MALE = "m"
    FEMALE = "f"


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name: `text` as cleaned, and whether it is only an initial."""

    text: str
    role: Role
    initial: bool = False


@dataclass(frozen=True, slots=True)
class PersonName:
    """One reading of a person's name; a text may have several.

    `swapped` says that the surname was not where the text's other signs put it.
    """

    given: Part | None = None
    patronymic: Part | None = None
    surname: Part | None = None
    second: tuple[Part, ...] = ()
    swapped: bool = False
