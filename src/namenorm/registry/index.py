"""The registry: one or more compiled registries that are asked together.

Where several hold an identity of one id, the first one speaks for it: a newsroom's own list,
then the one that ships, then a big one. A list can also silence identities of those after it.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, overload

import numpy as np
import xxhash
from numpy.typing import NDArray

from namenorm.comparison import analyzer
from namenorm.errors import BrokenRegistry, InputError, UnknownIdentity
from namenorm.registry import format, shipped
from namenorm.registry.compiling import compiled, rules
from namenorm.registry.format import Mapped
from namenorm.registry.model import TYPES, Identity
from namenorm.registry.segment import Segment
from namenorm.registry.sources import records, table
from namenorm.registry.stored import Spellings
from namenorm.tables import locate

SHIPPED: Final = "shipped"
"""Stands for the registry that ships where files are named."""
_KEPT: Final = 2_000
"""Identities that are kept as they were read: news names the same ones again and again."""
Column = Callable[[Segment, NDArray[np.int32]], NDArray[Any]]
"""(a segment, its own numbers) -> a value for each."""


class Registry:
    """Identities that can be resolved against; made with one of the methods that begin here.

    `from_records`, `from_tables`, `open` (a compiled file), `shipped`, and `layered` (several).
    """

    def __init__(self, segments: Sequence[Segment], tables: Path) -> None:
        self.segments = tuple(segments)
        self.tables = tables
        self.analyst = analyzer.load(tables)
        self.version = locate.version(tables)
        self.given_counts: Counter[str] = sum((s.given for s in segments), Counter())
        self.identities = Identities(self.segments)
        counts = [len(s.named_identity) for s in segments]
        self.named_firsts = np.cumsum([0, *counts[:-1]], dtype=np.int32)
        self._countries = sorted({c for s in segments for c in s.directory["countries"]} - {""})
        self._country_maps = [self._country_map(s) for s in segments]

    def __len__(self) -> int:
        return len(self.identities)

    @cached_property
    def digest(self) -> str:
        """What tells these identities and rules from others: 16 hexadecimal digits.

        The same in every process, whether compiled in memory or mapped from a file.
        """
        found = xxhash.xxh3_64(self.version.encode())
        for segment in self.segments:
            held = segment.directory.get("digest") or format.digest(segment.arrays)
            found.update(f"{held} {sorted(segment.silenced)}".encode())
        return found.hexdigest()

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self.identities.find(id) is not None

    def get(self, id: str) -> Identity:
        """The identity with this id. Raises `UnknownIdentity`."""
        number = self.identities.find(id)
        if number is None:
            raise UnknownIdentity(f"no identity {id[:80]!r}", argument="id")
        return self.identities[number]

    def country(self, code: str) -> int:
        """The number of a country in `countries`: 0 for none, -1 where no identity has it."""
        known = self._countries
        return known.index(code.upper()) + 1 if code.upper() in known else 0 if not code else -1

    def _country_map(self, segment: Segment) -> NDArray[np.int16]:
        listed = segment.directory["countries"]
        return np.array([self.country(code) for code in listed], np.int16)

    def countries(self, numbers: NDArray[np.int32]) -> NDArray[np.int16]:
        """The number of the country of each identity."""
        maps = dict(zip(self.segments, self._country_maps, strict=True))
        return self._each(numbers, lambda s, n: maps[s][s.identities.country[n]])

    def born(self, numbers: NDArray[np.int32]) -> NDArray[np.int32]:
        """The year of birth of each identity, 0 where it is not known."""
        return self._each(numbers, lambda s, n: s.identities.born[n])

    def prominence(self, numbers: NDArray[np.int32]) -> NDArray[np.float64]:
        """The prominence of each identity."""
        return self._each(numbers, lambda s, n: s.identities.prominence(n))

    def persons(self, numbers: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Whether each identity is a person."""
        found: NDArray[np.bool_] = self.types(numbers) == TYPES.index("person")
        return found

    def types(self, numbers: NDArray[np.int32]) -> NDArray[np.uint8]:
        """The type of each identity, by its place in `TYPES`."""
        return self._each(numbers, lambda s, n: s.identities.types[n])

    def of_named(self, rows: NDArray[np.int32], column: Column) -> NDArray[Any]:
        """`column` of rows of words, which are numbered through all segments."""
        return self._gathered(rows, self.named_firsts, column)

    def _each(self, numbers: NDArray[np.int32], column: Column) -> NDArray[Any]:
        """`column` of identities, which are numbered through all segments."""
        return self._gathered(numbers, self.identities.firsts, column)

    def _gathered(
        self, numbers: NDArray[np.int32], firsts: NDArray[np.int32], column: Column
    ) -> NDArray[Any]:
        if len(self.segments) == 1:
            return column(self.segments[0], numbers)
        which = np.searchsorted(firsts, numbers, side="right") - 1
        found: NDArray[Any] | None = None
        for at, (segment, first) in enumerate(zip(self.segments, firsts, strict=True)):
            here = which == at
            values = column(segment, numbers[here] - first)
            found = np.zeros(len(numbers), values.dtype) if found is None else found
            found[here] = values
        assert found is not None
        return found

    @classmethod
    def from_identities(
        cls, identities: Iterable[Identity], *, tables: Path | None = None
    ) -> Registry:
        """A registry of `identities`, read by the shipped tables or those in `tables`."""
        folder = tables or locate.shipped()
        ordered = sorted(identities, key=attrgetter("id"))
        return cls([Segment(*compiled(ordered, folder))], folder)

    @classmethod
    def from_records(
        cls, items: Iterable[Mapping[str, Any]], *, tables: Path | None = None
    ) -> Registry:
        """A registry of mappings with `id`, `type` and `names` (`text`, `lang`, `kind`).

        They are read, and later compared, by the shipped tables or those in `tables`.
        Raises `InputError`, naming the record by its number.

        >>> len(Registry.from_records([{"id": "p1", "type": "person", "names": [
        ...     {"text": "Ціханоўская Святлана Георгіеўна", "lang": "be"}]}]))
        1
        """
        return cls.from_identities(records.read_records(items), tables=tables)

    @classmethod
    def from_tables(cls, folder: Path) -> Registry:
        """The registry of a folder of tables, with its rules. Raises `TableError`."""
        return cls.from_identities(table.read_folder(folder), tables=folder)

    @classmethod
    def open(cls, path: Path | str, *, tables: Path | None = None) -> Registry:
        """The registry of a compiled file, `*.nnx`, mapped into memory.

        Raises `BrokenRegistry`, also where the file was compiled by other rules.
        """
        folder = tables or locate.shipped()
        mapped = Mapped(Path(path))
        if mapped.directory["rules"] != rules(folder):
            reason = "compiled by other rules than those of this namenorm; build it anew"
            raise BrokenRegistry(str(path), f"{reason}: namenorm build {path} -o {path}")
        return cls([Segment(mapped.arrays, mapped.directory)], folder)

    @classmethod
    def of_files(cls, files: Sequence[Path]) -> Registry:
        """Compiled files as one registry, the first before the others; none: the one that ships.

        The word `shipped` among them stands for the registry that ships. Raises `BrokenRegistry`.
        """
        if not files:
            return cls.shipped()
        named = [cls.shipped() if str(f) == SHIPPED else cls.open(f) for f in files]
        return named[0] if len(named) == 1 else cls.layered(named)

    @classmethod
    def layered(cls, registries: Sequence[Registry]) -> Registry:
        """Several registries as one; of those with an identity in common, the first speaks.

        Raises `InputError` where there is none, or where they have other rules.
        """
        if not registries:
            raise InputError("no registry; give one or more", argument="registries")
        if len({one.tables for one in registries}) > 1:
            raise InputError("the registries were read by other tables", argument="registries")
        segments: list[Segment] = []
        first = 0
        for segment in (s for one in registries for s in one.segments):
            segments.append(segment.after(segments, first))
            first += len(segment.identities)
        return cls(segments, registries[0].tables)

    @classmethod
    def shipped(cls) -> Registry:
        """The registry that ships, made once."""
        return _shipped()


class Identities(Sequence[Identity]):
    """The identities of several segments, by number; those that are hidden have a number, too."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.firsts = np.array([segment.first for segment in segments], np.int32)
        self._count = sum(len(s.identities) - len(s.hidden) for s in segments)
        self._made: dict[int, Identity] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Identity: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Identity, ...]: ...
    def __getitem__(self, number: int | slice) -> Identity | tuple[Identity, ...]:
        if isinstance(number, slice):
            return tuple(list(self)[number])
        made = self._made.get(number)
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            segment, own = self.place(number)
            made = self._made[number] = segment.identities[own]
        return made

    def __iter__(self) -> Iterator[Identity]:
        for segment in self._segments:
            yield from _seen(segment)

    def by_id(self) -> Iterator[Identity]:
        """All identities in the order of their ids, whichever segment they stand in."""
        return heapq.merge(*map(_seen, self._segments), key=attrgetter("id"))

    def place(self, number: int) -> tuple[Segment, int]:
        """The segment of an identity, and its number there."""
        if len(self._segments) == 1:
            return self._segments[0], number
        at = int(np.searchsorted(self.firsts, number, side="right")) - 1
        segment = self._segments[at]
        return segment, number - segment.first

    def having(self, numbers: Sequence[int], spellings: Spellings) -> list[int]:
        """Those of `numbers` who have a name that is one of `spellings`, but for capitals."""
        if len(self._segments) == 1:
            return list(self._segments[0].identities.having(numbers, spellings))
        places = ((number, *self.place(number)) for number in numbers)
        return [n for n, segment, own in places if any(segment.identities.having([own], spellings))]

    def find(self, id: str) -> int | None:
        """The number of the identity with this id, unless it is silenced."""
        for segment in self._segments:
            number = segment.identities.find(id)
            if number is not None:
                return segment.first + number
            if id in segment.silenced:
                return None
        return None


def _seen(segment: Segment) -> Iterator[Identity]:
    """The identities of a segment for which it speaks, by id."""
    hidden = set(segment.hidden.tolist())
    for number, identity in enumerate(segment.identities):
        if number not in hidden:
            yield identity


@cache
def _shipped() -> Registry:
    return Registry([Segment(*shipped.load())], locate.shipped())
