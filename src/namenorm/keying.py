"""Keys: short strings, equal for spellings of the same name part.

>>> bool(set(keys("Лукашэнка")) & set(keys("Loukachenko")))
True
"""

from __future__ import annotations

from typing import Final

from namenorm.comparison import features
from namenorm.text.clean import clean_name

VERSION: Final = "a"
"""The first letter of every key; another one means that keys must be made anew."""


def keys(name: str) -> tuple[str, ...]:
    """The distinct keys of the parts of `name`, one or more a part, in their order.

    A given name that the tables know has the key of the name itself (`aG` and its id), so
    that Пётр and Piotr agree; another part has its consonants' classes in hexadecimal.
    Raises `EmptyName`, `NameTooLong`, `BadText`.
    """
    readings = features.shipped().readings(clean_name(name, argument="q"))
    found: list[str] = []
    for reading in readings[:1]:
        for part in (reading.given, reading.patronymic, reading.surname, *reading.second):
            if part is None or part.initial:
                continue
            role = "P" if part is reading.patronymic else "G"
            if part.given.ids:
                found += [f"{VERSION}{role}{given}" for given in sorted(part.given.ids)]
            else:
                found += [f"{VERSION}{key:x}" for key in part.keys if key]
    return tuple(dict.fromkeys(found))
