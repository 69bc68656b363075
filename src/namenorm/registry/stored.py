"""Identities as plain arrays: written one by one, by id, and read back by number or id.

A name is a run of numbers: what it is (language, kind, how many words, and a mark of its letters
by which most others are told from it), and its words. `names` has those of all identities; an
identity knows where its own begin.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, overload

import numpy as np
import xxhash
from numpy.typing import NDArray

from namenorm.errors import InputError, UnknownIdentity
from namenorm.registry.contents import Contents
from namenorm.registry.format import Arrays, Mapped
from namenorm.registry.model import KINDS, TYPES, Identity, NameForm
from namenorm.registry.texts import Gathered, Texts, packed

_LANG: Final = 10
_KIND: Final = 3
_DERIVED: Final = 1 << _LANG + _KIND
_COUNT: Final = _LANG + _KIND + 1
_WORDS: Final = 8
_MARK: Final = _COUNT + _WORDS
_MOST: Final = {
    "languages": 1 << _LANG,
    "countries": 1 << 16,
    "prominences": 1 << 16,
    "kinds": 1 << 16,
}
_HEAD: Final = 1
"""Numbers of a name before its words."""
_BORN: Final = (-(1 << 15), (1 << 15) - 1)
_NOTHING: Final = 0
"""The number of the empty text."""
_BETWEEN: Final = "\n"
"""Stands between several kinds, and between several ids of what an identity lies in."""


def _several(text: str) -> tuple[str, ...]:
    return tuple(text.split(_BETWEEN)) if text else ()


def _mark(text: str) -> int:
    return xxhash.xxh32_intdigest(text.encode()) >> _MARK


class Spellings:
    """Texts in small letters that are looked for among the names of identities.

    >>> Spellings(["МІНСК"]).texts
    frozenset({'мінск'})
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = frozenset(map(str.casefold, texts))
        self.marks = frozenset(map(_mark, self.texts))


class IdentityWriter:
    """Gathers identities, which come by id."""

    def __init__(self, texts: Gathered) -> None:
        self.contents = Contents()
        self._texts = texts
        self._texts.number("")
        self._ids: list[bytes] = []
        self._last = ""
        self._types = array("B")
        self._born = array("h")
        self._prominence = array("H")
        self._prominences: dict[float, int] = {}
        self._country = array("H")
        self._wikidata = array("I")
        self._patronymic = array("I")
        self._kinds = array("H")
        self._within = array("I")
        self._names = array("I")
        self._starts = array("I", [0])
        self._langs = Gathered()
        self._countries = Gathered()
        self._countries.number("")
        self._kind_sets = Gathered()
        self._kind_sets.number("")

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, identity: Identity) -> None:
        """One more. Raises `InputError` where its id does not come after the last one."""
        if self._ids and identity.id <= self._last:
            told = "two identities have the id" if identity.id == self._last else "out of order:"
            raise InputError(f"{told} {identity.id!r}", argument="records")
        self._last = identity.id
        self.contents.count(identity)
        self._ids.append(identity.id.encode())
        self._types.append(TYPES.index(identity.type))
        if not _BORN[0] <= (identity.born or 0) <= _BORN[1]:
            raise InputError(f"{identity.id!r} is born in {identity.born}", argument="records")
        self._born.append(identity.born or 0)
        known = self._prominences.setdefault(identity.prominence, len(self._prominences))
        self._prominence.append(min(known, _MOST["prominences"] - 1))
        self._country.append(self._countries.number(identity.country))
        self._wikidata.append(self._texts.number(identity.wikidata))
        self._patronymic.append(self._texts.number(identity.patronymic))
        kinds = self._kind_sets.number(_BETWEEN.join(identity.kinds))
        self._kinds.append(min(kinds, _MOST["kinds"] - 1))
        self._within.append(self._texts.number(_BETWEEN.join(identity.within)))
        for name in identity.names:
            self._add_name(name)
        self._starts.append(len(self._names))
        counted = {
            "languages": len(self._langs),
            "countries": len(self._countries),
            "prominences": len(self._prominences),
            "kinds": len(self._kind_sets),
        }
        for what, count in counted.items():
            if count > _MOST[what]:
                raise InputError(f"more than {_MOST[what]:,} {what}", argument="records")

    def _add_name(self, name: NameForm) -> None:
        words = name.text.split(" ")
        if len(words) >> _WORDS:
            raise InputError(f"a name has {len(words)} words", argument="records")
        head = self._langs.number(name.lang) | KINDS.index(name.kind) << _LANG
        head |= (
            _DERIVED * name.derived | len(words) << _COUNT | _mark(name.text.casefold()) << _MARK
        )
        self._names.append(head)
        self._names.extend(map(self._texts.number, words))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays of all identities, without their texts."""
        return {
            **packed("ids", self._ids),
            "types": np.array(self._types, "<u1"),
            "born": np.array(self._born, "<i2"),
            "prominence": np.array(self._prominence, "<u2"),
            "prominences": np.array(list(self._prominences), "<f8"),
            "country": np.array(self._country, "<u2"),
            "wikidata": np.array(self._wikidata, "<u4"),
            "patronymic": np.array(self._patronymic, "<u4"),
            "kinds": np.array(self._kinds, "<u2"),
            "within": np.array(self._within, "<u4"),
            "names": np.array(self._names, "<u4"),
            "name_starts": np.array(self._starts, "<u4"),
        }

    def directory(self) -> dict[str, Any]:
        """What they hold, counted, and the lists that their numbers refer to."""
        return {
            **self.contents.to_dict(),
            "languages": list(self._langs),
            "countries": list(self._countries),
            "kind_sets": list(self._kind_sets),
        }


class Stored(Sequence[Identity]):
    """The identities of a compiled registry, by number, in the order of their ids."""

    def __init__(self, arrays: Arrays, directory: dict[str, Any], texts: Texts) -> None:
        self.directory = directory
        self._texts = texts
        self._langs: list[str] = directory["languages"]
        self._countries: list[str] = directory["countries"]
        self._ids = Texts(arrays, "ids")
        self.types = arrays["types"]
        self.born = arrays["born"]
        self._prominence = arrays["prominence"]
        self._prominences = arrays["prominences"]
        self.country = arrays["country"]
        self._wikidata = arrays["wikidata"]
        self._patronymic = arrays["patronymic"]
        self._kind_sets: list[str] = directory["kind_sets"]
        self._kinds = arrays["kinds"]
        self._within = arrays["within"]
        self._names = memoryview(arrays["names"])  # type: ignore[arg-type]
        self._starts = memoryview(arrays["name_starts"])  # type: ignore[arg-type]

    @classmethod
    def open(cls, path: Path) -> Stored:
        """The identities of a compiled file, whatever the rules it was compiled by.

        Raises `BrokenRegistry`.
        """
        mapped = Mapped(path)
        return cls(mapped.arrays, mapped.directory, Texts(mapped.arrays, "texts"))

    def __len__(self) -> int:
        return len(self.types)

    @overload
    def __getitem__(self, number: int) -> Identity: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Identity, ...]: ...
    def __getitem__(self, number: int | slice) -> Identity | tuple[Identity, ...]:
        if isinstance(number, slice):
            return tuple(self[at] for at in range(*number.indices(len(self))))
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        number %= len(self)
        return Identity(
            self._ids[number],
            TYPES[self.types[number]],
            tuple(self._forms(number)),
            self._texts[self._patronymic[number]],
            int(self.born[number]) or None,
            self._countries[self.country[number]],
            self._texts[self._wikidata[number]],
            float(self._prominences[self._prominence[number]]),
            _several(self._kind_sets[self._kinds[number]]),
            _several(self._texts[self._within[number]]),
        )

    def __iter__(self) -> Iterator[Identity]:
        return (self[number] for number in range(len(self)))

    def id(self, number: int) -> str:
        """The id of one identity."""
        return self._ids[number]

    def find(self, id: str) -> int | None:
        """The number of the identity with this id."""
        number = bisect_left(self._ids, id)
        return number if number < len(self) and self._ids[number] == id else None

    def get(self, id: str) -> Identity:
        """The identity with this id. Raises `UnknownIdentity`."""
        number = self.find(id)
        if number is None:
            raise UnknownIdentity(f"no identity {id[:80]!r}", argument="id")
        return self[number]

    def type(self, number: int) -> str:
        """The type of one identity."""
        return TYPES[int(self.types[number])]

    def prominence(self, numbers: NDArray[np.int32]) -> NDArray[np.float64]:
        """The prominence of each of `numbers`."""
        found: NDArray[np.float64] = self._prominences[self._prominence[numbers]]
        return found

    def name(self, number: int, rank: int) -> NameForm:
        """One name of an identity, the first of rank 0."""
        at = self._starts[number]
        for _ in range(rank):
            at += self._size(at)
        return self._form(at)

    def having(self, numbers: Iterable[int], spellings: Spellings) -> Iterator[int]:
        """Those who have a name that is one of `spellings`, letter for letter but capitals."""
        names, starts, marks = self._names, self._starts, spellings.marks
        for number in numbers:
            at, stop = starts[number], starts[number + 1]
            while at < stop:
                head = names[at]
                if head >> _MARK in marks and self._form(at).text.casefold() in spellings.texts:
                    yield number
                    break
                at += _HEAD + (head >> _COUNT & (1 << _WORDS) - 1)

    def _size(self, at: int) -> int:
        """How many numbers a name has."""
        return _HEAD + (self._names[at] >> _COUNT & (1 << _WORDS) - 1)

    def _forms(self, number: int) -> Iterator[NameForm]:
        at, stop = self._starts[number], self._starts[number + 1]
        while at < stop:
            yield self._form(at)
            at += self._size(at)

    def _form(self, at: int) -> NameForm:
        head = self._names[at]
        words = self._names[at + _HEAD : at + self._size(at)]
        return NameForm(
            " ".join([self._texts[word] for word in words]),
            self._langs[head & (1 << _LANG) - 1],
            KINDS[head >> _LANG & (1 << _KIND) - 1],
            bool(head & _DERIVED),
        )
