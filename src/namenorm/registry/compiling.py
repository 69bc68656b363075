"""Identities to the arrays of a compiled registry.

A part of a name (a surname, a word, a given name) is held once however many bear it: its sounds
as code, its keys, and for typos its keys with one sound left out. Rows of people are sorted by
surname, so that the bearers of one are a slice. The same identities give the same arrays, on
however many processes.
"""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import analyzer
from namenorm.comparison.analyzer import CodedPart
from namenorm.comparison.features import GENDERS, PARTIAL, SWAPPED
from namenorm.comparison.forenames import EXACT, INITIAL, PATRONYMIC
from namenorm.comparison.scorer import ALGORITHM
from namenorm.errors import InputError
from namenorm.names.model import Part, Role
from namenorm.registry.analysis import Analysed, analysed, part_of
from namenorm.registry.model import Identity
from namenorm.registry.packing import pack, unpack
from namenorm.registry.stored import IdentityWriter
from namenorm.registry.texts import Gathered, packed
from namenorm.sounds.phonetics import ALL_GAPS, GAPS, NUMBER, SEPARATOR, hashed, sliced
from namenorm.tables import locate
from namenorm.text.folding import folded

NOBODY: Final = -1
"""The number of a given name or a patronymic that is not there."""
_MOST_NAMES: Final = 1 << 16
_BYTE: Final = 255
_PATTERNS: Final = 2
"""Readings of a part in which a slip is looked for, the likeliest."""
_PER_TASK: Final = 2_000
_TASKS: Final = 4
"""Tasks a process that wait, so that none is idle and memory stays small."""

Tick = Callable[[int], None]
"""Is told how many identities have been compiled."""
Compiled = tuple[dict[str, NDArray[Any]], dict[str, Any]]
"""The arrays of a registry, and the JSON values that go with them."""


def compiled(
    identities: Iterable[Identity],
    tables: Path,
    *,
    jobs: int = 1,
    tick: Tick = lambda _: None,
) -> Compiled:
    """Compile `identities`, which come by id, by the rules in `tables`.

    Raises `InputError` where an id is out of order or repeated, `TableError`.
    """
    found = _Compiling(tables)
    for identity, rows in _analysed(identities, tables, jobs):
        found.add(identity, rows)
        if len(found.identities) % _PER_TASK == 0:
            tick(len(found.identities))
    tick(len(found.identities))
    return found.arrays(), found.directory()


def _analysed(
    identities: Iterable[Identity], tables: Path, jobs: int
) -> Iterator[tuple[Identity, Analysed]]:
    """Each identity with its rows, in their order."""
    coming = iter(identities)
    first = list(islice(coming, jobs * _PER_TASK)) if jobs > 1 else []
    coming = chain(first, coming)
    if len(first) < jobs * _PER_TASK or jobs == 1:  # so few are read before processes start
        analyst = analyzer.load(tables)
        for identity in coming:
            yield identity, analysed(identity, analyst)
        return
    import multiprocessing  # slow to load, and seldom needed
    from concurrent.futures import Future, ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    waiting: deque[tuple[list[Identity], Future[list[Analysed]]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        while True:
            while len(waiting) < jobs * _TASKS and (some := list(islice(coming, _PER_TASK))):
                waiting.append((some, pool.submit(_task, [pack(one) for one in some], tables)))
            if not waiting:
                return
            some, rows = waiting.popleft()
            yield from zip(some, rows.result(), strict=True)


def _task(lines: list[str], tables: Path) -> list[Analysed]:
    analyst = analyzer.load(tables)
    return [analysed(unpack(line), analyst) for line in lines]


def rules(tables: Path) -> str:
    """What tells the rules by which names are read: those of the tables, and the algorithm."""
    return f"{locate.rules_version(tables)}-{ALGORITHM}"


class _Compiling:
    """A registry as it grows."""

    def __init__(self, tables: Path) -> None:
        self._tables = tables
        self._analyst = analyzer.load(tables)
        self._texts = Gathered()
        self.identities = IdentityWriter(self._texts)
        self._given: Counter[str] = Counter()
        self._surnames = _Parts()
        self._words = _Parts()
        self._forenames = _Parts()
        self._surname = array("i")
        self._person = array("i")
        self._first = array("i")
        self._father = array("i")
        self._rank = array("H")
        self._flags = array("B")
        self._named = array("i")
        self._named_rank = array("H")
        self._row_words = array("i")
        self._row_starts = array("I", [0])

    def add(self, identity: Identity, rows: Analysed) -> None:
        """One more identity. Raises `InputError`."""
        if len(identity.names) > _MOST_NAMES:
            told = f"{identity.id!r} has more than {_MOST_NAMES:,} names"
            raise InputError(told, argument="records")
        number = len(self.identities)
        self.identities.add(identity)
        self._given.update(rows.given)
        for row in rows.people:
            self._surname.append(self._surnames.number(row.surname.casefold(), row.surname))
            self._person.append(number)
            self._first.append(self._forename(row.given, Role.GIVEN))
            self._father.append(self._forename(row.patronymic, Role.PATRONYMIC))
            self._rank.append(row.name)
            flags = GENDERS[row.gender] | SWAPPED * row.swapped | PARTIAL * row.partial
            self._flags.append(flags)
        for name, words in rows.words:
            self._named.append(number)
            self._named_rank.append(name)
            self._row_words.extend(dict.fromkeys(map(self._word, words)))
            self._row_starts.append(len(self._row_words))

    def _forename(self, text: str, role: Role) -> int:
        if not text:
            return NOBODY
        mark = "g" if role is Role.GIVEN else "p"
        return self._forenames.number(mark + text.casefold(), text, role)

    def _word(self, word: str) -> int:
        """The number of a word; in small letters and capitals it is one, but for acronyms."""
        mark = "A" if analyzer.is_acronym(word) else "w"
        return self._words.number(mark + word.casefold(), word)

    def arrays(self) -> dict[str, NDArray[Any]]:
        analyst = self._analyst
        surnames, numbers = _by_sound(
            [analyst.part(Part(text, Role.SURNAME)) for text in self._surnames.texts]
        )
        words = list(map(analyst.word, self._words.texts))
        number = self._texts.number
        found = {
            "surname_texts": np.array([number(part.text) for part in surnames], "<u4"),
            "word_texts": np.array([number(word.text) for word in words], "<u4"),
            "surname_order": _by_letter(part.text for part in surnames),
            "word_order": _by_letter(word.text for word in words),
            "surname_leans": np.array([GENDERS[part.leans] for part in surnames], "<u1"),
            **_sounds("surname", surnames),
            **_sounds("word", words),
            **self._forename_arrays(),
            **self._people(numbers),
            **self._rows_of_words(len(words)),
        }
        return {**self.identities.arrays(), **self._texts.arrays("texts"), **found}

    def _forename_arrays(self) -> dict[str, NDArray[Any]]:
        """Given names and patronymics: how they sound, and which names of the table they are."""
        parts: list[CodedPart] = []
        flags = []
        for text, role in zip(self._forenames.texts, self._forenames.roles, strict=True):
            part = part_of(text, role)
            assert part
            made = self._analyst.part(part)
            parts.append(made)
            flag = EXACT * made.given.exact | PATRONYMIC * (role is Role.PATRONYMIC)
            flags.append(flag | INITIAL * part.initial)
        self._found: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        kinds = [
            self._found.setdefault(
                (tuple(sorted(p.given.ids)), tuple(sorted(p.given.short))), len(self._found)
            )
            for p in parts
        ]
        number = self._texts.number
        return {
            "forename_texts": np.array([number(text) for text in self._forenames.texts], "<u4"),
            "forename_order": _by_letter(self._forenames.texts),
            "forename_found": np.array(kinds, "<i4"),
            "forename_flags": np.array(flags, "<u1"),
            "forename_sixths": _sixths(parts),
            **packed("forename_codes", (SEPARATOR.join(part.codes) for part in parts)),
        }

    def _people(self, surnames: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
        """The rows of people, sorted by surname; `surnames` are the numbers these get."""
        numbers = surnames[np.array(self._surname, "<i4")]
        order = np.argsort(numbers, kind="stable")
        starts = np.searchsorted(numbers[order], np.arange(len(surnames) + 1))
        ranks = np.array(self._rank, "<u2")[order]
        return {
            "row_starts": starts.astype("<u4"),
            "row_identity": np.array(self._person, "<i4")[order],
            "row_given": np.array(self._first, "<i4")[order],
            "row_father": np.array(self._father, "<i4")[order],
            "row_name": ranks if ranks.max(initial=0) > _BYTE else ranks.astype("<u1"),
            "row_flags": np.array(self._flags, "<u1")[order],
        }

    def _rows_of_words(self, words: int) -> dict[str, NDArray[Any]]:
        """The rows of words, and for each word the rows that have it."""
        starts = np.array(self._row_starts, "<u4")
        flat = np.array(self._row_words, "<i4")
        rows = np.repeat(np.arange(len(starts) - 1, dtype="<i4"), np.diff(starts.astype("<i8")))
        pairs = np.unique(flat.astype("<i8") << 32 | rows)
        named, found = np.array(self._named, "<i4"), (pairs & 0xFFFFFFFF).astype("<i4")
        return {
            "named_identity": named,
            "named_name": np.array(self._named_rank, "<u2"),
            "named_starts": starts,
            "named_words": flat,
            "word_row_starts": np.searchsorted(pairs >> 32, np.arange(words + 1)).astype("<u4"),
            "word_rows": found,
            "word_identity": named[found],
        }

    def directory(self) -> dict[str, Any]:
        return {
            **self.identities.directory(),
            "rules": rules(self._tables),
            "given": dict(sorted(self._given.items())),
            "found": [[list(ids), list(short)] for ids, short in self._found],
        }


class _Parts:
    """Distinct parts by a mark; the first text of each mark is kept."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.roles: list[Role] = []
        self._numbers: dict[str, int] = {}

    def number(self, mark: str, text: str, role: Role = Role.SURNAME) -> int:
        number = self._numbers.setdefault(mark, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
            self.roles.append(role)
        return number


def _by_sound(parts: list[CodedPart]) -> tuple[list[CodedPart], NDArray[np.int32]]:
    """`parts` by their keys, so that what is compared lies together; the new number of each."""
    order = sorted(range(len(parts)), key=lambda n: (parts[n].keys[:1], parts[n].codes))
    numbers = np.empty(len(parts), "<i4")
    numbers[order] = np.arange(len(parts))
    return [parts[n] for n in order], numbers


def _by_letter(texts: Iterable[str]) -> NDArray[np.uint32]:
    """The numbers of `texts` in the order of their letters, in which beginnings are looked for."""
    keys = list(map(folded, texts))
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), "<u4")


def _sounds(name: str, parts: list[CodedPart]) -> dict[str, NDArray[Any]]:
    """How parts sound: their codes, and sorted keys beside the parts' numbers."""
    keys = hashed(np.array([key for part in parts for key in part.keys], "<u8"))
    numbers = np.repeat(
        np.arange(len(parts), dtype="<i4"), np.array([len(part.keys) for part in parts], "<i8")
    )
    order = np.lexsort((numbers, keys))
    near, near_parts = _shortened(parts)
    key_starts, key_halves = sliced(keys[order])
    near_starts, near_halves = sliced(near)
    return {
        f"{name}_key_starts": key_starts,
        f"{name}_keys": key_halves,
        f"{name}_key_parts": numbers[order].astype("<u4"),
        f"{name}_near_starts": near_starts,
        f"{name}_near": near_halves,
        f"{name}_near_parts": near_parts,
        f"{name}_sixths": _sixths(parts),
        **packed(f"{name}_codes", (SEPARATOR.join(part.codes) for part in parts)),
    }


def _sixths(parts: list[CodedPart]) -> NDArray[np.uint16]:
    """The lengths of parts, in sixths of a sound: whole numbers."""
    return np.array([part.sixths for part in parts], "<u2")


def _shortened(parts: list[CodedPart]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """(keys, entries) of `NearPhoneticKeys`, sorted: patterns, and each with one sound left out."""
    if len(parts) > NUMBER:
        raise InputError(f"more than {NUMBER:,} distinct name parts", argument="records")
    counts = np.array([len(part.patterns[:_PATTERNS]) for part in parts], "<i8")
    numbers = np.repeat(np.arange(len(parts), dtype="<u8"), counts)
    patterns = np.array([pattern for part in parts for pattern in part.patterns[:_PATTERNS]], "<u8")
    keys, vowels = patterns >> np.uint64(GAPS), patterns & np.uint64(ALL_GAPS)
    one, four = np.uint64(1), np.uint64(4)
    sounds = np.zeros(len(keys), "<u8")
    for shift in range(0, 64 - GAPS, 4):
        sounds += keys >> np.uint64(shift) != 0
    found = [_entries(keys, vowels, numbers)]
    for gap in map(np.uint64, range(int(sounds.max(initial=0)))):
        long = sounds > gap
        held, places = keys[long], vowels[long]
        shifts = four * (sounds[long] - one - gap)
        shorter = held >> shifts >> four << shifts | held & ((one << shifts) - one)
        below, here = places & ((one << gap) - one), places & (one << gap)
        merged = below | here | places >> gap >> one << gap
        found.append(_entries(shorter.astype("<u8"), merged, numbers[long]))
    pairs = np.unique(np.concatenate(found))
    return (pairs >> np.uint64(32)).astype("<u4"), (pairs & np.uint64(0xFFFFFFFF)).astype("<u4")


def _entries(
    keys: NDArray[np.uint64], vowels: NDArray[np.uint64], numbers: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    """Hash, places of vowels and number of each, in one; of which a key is left."""
    hashes = hashed(keys).astype("<u8") << np.uint64(32)
    found: NDArray[np.uint64] = (hashes | vowels << np.uint64(24) | numbers)[keys != 0]
    return found
