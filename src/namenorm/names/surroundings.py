"""What stands around the name of a place or an organisation: its kind, what it lies in, after whom.

Newsrooms, libraries and registers seldom send a bare name: «г. Пинск, Брестская область», «Slutsk
(Minsk Region)», «деревня Мотоль Ивановского района», «школа имени Янки Купалы». A text may be read
in several ways: which of its segments is meant, only a registry can tell.

>>> found = read("г. Пинск, Брестская область")[0]
>>> found.head, sorted(found.kinds), [(c.text, c.kind) for c in found.containers]
('Пинск', ['town'], [('Брестская область', 'region')])
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from namenorm.names import kinds as tables
from namenorm.names.kinds import Entry, KindMark, Kinds, NameSide, TextWord, unpossessed, words

MOST_READINGS: Final = 4
MOST_CONTAINERS: Final = 4
"""Containers of one name that are looked at: council, district, region, country."""
_LONGEST: Final = 40
"""Words and marks of a text that are looked at."""
_SEPARATORS: Final = frozenset(",;()[]|/")
_OPENING: Final = frozenset("([")
_LINKS: Final = frozenset({"in", "у", "ў", "ва", "в", "во", "ві", "w", "we", "u", "ŭ"})
"""Words between a name and what it lies in."""
_MARKERS: Final = (
    *(("named", "after"), ("named", "for"), ("in", "honour", "of"), ("in", "honor", "of")),
    *((word,) for word in ("імя", "імені", "имени", "им", "ім", "imia", "imienia", "im")),
)
"""Words between what something is and after whom it is named."""
_STARTS: Final = _LINKS.union(words[0] for words in _MARKERS)
_DIVIDES: Final = re.compile(r"[,;()\[\]|/]|[’'](?:[sS]\b|\s)")
"""Marks between a name and what stands beside it, and possessive endings."""
_AT_WORDS: Final = '«»“”„"’'
_LONGEST_MARKER: Final = max(map(len, _MARKERS))
_AREA: Final = 3
"""From this size on a kind is that of a container, if there is something smaller beside it."""
_SETTLEMENT: Final = 2


@dataclass(frozen=True, slots=True)
class Container:
    """What a name is said to lie in, in the case in which it stands; `kind` is "" if not told.

    `name` is `text` without the words of the kind. `apart`: it stands behind the name, or a comma
    or a bracket divides them, so that it is no part of the name as in Цэнтральны раён Мінска.
    """

    text: str
    name: str
    kind: str = ""
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One way to read a text.

    `head` is the name without the words of its kind, "" where there are no others; `titled` is the
    name with them, abbreviations written out; `full` has after whom it is named, too. `kinds` are
    those that one word may tell (район is a district or a quarter). `sure`: the words of the kind
    say nothing else (`kinds.KindMark`). `after` is after whom it is named, in the case in which
    that stands.
    """

    head: str
    titled: str
    full: str
    kinds: frozenset[str] = frozenset()
    containers: tuple[Container, ...] = ()
    after: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Words of the text that belong together, those of `name` tell no kind.

    `linked`: it was said to be what something lies in. `segment` counts what commas divide.
    """

    words: tuple[TextWord, ...]
    name: tuple[TextWord, ...] = ()
    kinds: tuple[str, ...] = ()
    tail: tuple[TextWord, ...] = ()
    after: tuple[TextWord, ...] = ()
    linked: bool = False
    sure: bool = True
    segment: int = 0


def may_surround(text: str, folder: Path) -> bool:
    """Whether a text has a word or a mark that `read` looks at; without one it is a bare name.

    It is asked of every text, and costs far less than `read`. The words of kinds are those of the
    tables in `folder`.

    >>> from namenorm.tables import locate
    >>> may_surround("Аляксандр Лукашэнка", locate.shipped())
    False
    >>> may_surround("г.Пинск", locate.shipped())
    True
    """
    if _DIVIDES.search(text):
        return True
    first = tables.first_words(folder)
    said = (word.strip(_AT_WORDS) for word in text.replace(".", " ").split())
    return any(
        word.casefold() in first or word.casefold() in _STARTS
        for word in said
        if len(word) > 1 or word.islower()  # else an initial
    )


def read(text: str, kinds: Kinds | None = None) -> list[Surroundings]:
    """The ways to read a cleaned text, at most `MOST_READINGS`, likeliest first.

    The last one takes the whole text as the name. `kinds` are those of the table that ships by
    default. Takes time linear in the length of the text.
    """
    table = kinds or tables.shipped()
    said = words(text)[:_LONGEST]
    chunks = _chunks(said, table)
    heads = _heads(chunks, table)
    found = [_reading(text, chunks, head, table) for head in heads]
    # Among words with capitals a small letter is no initial: г. Лукашенко is not Галина.
    sure = all(
        mark.sure or (said[mark.start].text.islower() and not text.islower())
        for mark in table.marks(said)
    )
    whole = Surroundings(text, text, text, table.of_name(text), sure=sure)
    return list(dict.fromkeys([*found[: MOST_READINGS - 1], whole]))


def _reading(text: str, chunks: Sequence[_Chunk], head: int, table: Kinds) -> Surroundings:
    """The reading by which the chunk `head` is meant, and the others say where it lies."""
    own = chunks[head]
    containers = [
        Container(
            _text(text, chunk.words),
            _text(text, chunk.name),
            chunk.kinds[0] if chunk.kinds else "",
            chunk.linked or chunk.segment != own.segment or at > head,
        )
        for at, chunk in enumerate(chunks)
        if at != head and _may_hold(chunk, own, table)
    ]
    return Surroundings(
        _text(text, own.name),
        _text(text, own.words),
        _text(text, (*own.words, *own.tail)),
        frozenset(own.kinds),
        tuple(containers[:MOST_CONTAINERS]),
        _text(text, own.after),
        own.sure,
    )


def _may_hold(chunk: _Chunk, head: _Chunk, table: Kinds) -> bool:
    """Whether `head` may lie in `chunk`: in a town, in a district, not in a theatre."""
    size, own = _size(chunk, table), _size(head, table)
    if not chunk.kinds:
        return bool(chunk.name)
    return bool(chunk.name) and size is not None and (own is None or size > own)


def _size(chunk: _Chunk, table: Kinds) -> int | None:
    sizes = [size for kind in chunk.kinds if (size := table.size(kind)) is not None]
    return min(sizes, default=None)


def _heads(chunks: Sequence[_Chunk], table: Kinds) -> list[int]:
    """Which chunks may be meant, likeliest first.

    That whose kind is no area, else those of no kind, the first before the last; and the smallest
    of the areas, where it comes first or all are areas.
    """
    free = [at for at, chunk in enumerate(chunks) if not chunk.linked] or list(range(len(chunks)))
    small = [at for at in free if chunks[at].kinds and not _is_area(chunks[at].kinds, table)]
    if small:
        return small[:1]
    bare = [at for at in free if not chunks[at].kinds]
    areas = sorted(set(free).difference(bare), key=lambda at: _size(chunks[at], table) or 0)
    if not bare or not areas:
        return list(dict.fromkeys((*bare[:1], *bare[-1:]))) or areas[:1]
    first = areas[:1] if areas[0] == 0 else []  # Браслаўскі раён, Віцебская вобласць, Беларусь
    return list(dict.fromkeys((bare[0], *first, bare[-1])))


def _is_area(kinds: Sequence[str], table: Kinds) -> bool:
    return all((table.size(kind) or 0) >= _AREA for kind in kinds)


def _text(source: str, some: Sequence[TextWord]) -> str:
    """The text from the first to the last of `some`, without a possessive ending or a full stop."""
    if not some:
        return ""
    # Words of the kind in between are left out: Мінскі завод шасцерняў.
    found = some[0].text
    for before, word in pairwise(some):
        between = " "
        if before.index + 1 == word.index:
            between = source[before.end - before.dot : word.start]
        found += between + word.text
    return unpossessed(found)


def _chunks(said: list[TextWord], table: Kinds) -> list[_Chunk]:
    """The chunks of a text: cut at commas and brackets, and within as `_Segment` says."""
    marks = {mark.start: mark for mark in table.marks(said)}
    found: list[_Chunk] = []
    at = 0
    while at < len(said):
        stop = next((n for n in range(at, len(said)) if said[n].text in _SEPARATORS), len(said))
        if stop > at:
            segment = _Segment(said[:stop], marks, table)
            segment.read(at)
            more = [replace(chunk, segment=at) for chunk in segment.chunks]
            found = _joined(found, more, bracketed=said[at - 1].text in _OPENING)
        at = stop + 1
    if len(found) == 1 and not (found[0].name or found[0].after):  # Азёры is a village
        return []
    return found


def _joined(found: list[_Chunk], more: list[_Chunk], *, bracketed: bool) -> list[_Chunk]:
    """More chunks; a kind alone belongs to the name beside it: Свислочь (река), озеро: Нарочь."""
    if found and len(more) == 1 and not more[0].name and not more[0].after:
        last = found[-1]
        return found if last.kinds else [*found[:-1], replace(last, kinds=more[0].kinds)]
    if len(found) == 1 and more and not found[0].name and not found[0].after:
        first = more[0] if more[0].kinds else replace(more[0], kinds=found[0].kinds)
        return [first, *more[1:]]
    if bracketed:
        more = [replace(chunk, linked=True) for chunk in more]
    return [*found, *more]


@dataclass
class _Segment:
    """Cuts the words between two commas into chunks."""

    said: list[TextWord]
    marks: dict[int, KindMark]
    table: Kinds
    chunks: list[_Chunk] = field(default_factory=list)
    _words: list[TextWord] = field(default_factory=list)
    _name: list[TextWord] = field(default_factory=list)
    _kinds: tuple[str, ...] = ()
    _linked: bool = False
    _sure: bool = True

    def read(self, at: int) -> None:
        """Read on from the word `at` to the last one."""
        stop = len(self.said)
        while at < stop:
            mark = self.marks.get(at)
            marker = self._marker(at)
            if marker:
                at = self._named_after(at, at + marker)
            elif self._links(at):
                self._close()
                self._linked = bool(self.chunks)
                at += 1
            elif mark and mark.end <= stop:
                self._kind(mark)
                at = mark.end
            else:
                if not self.said[at].mark:
                    self._words.append(self.said[at])
                    self._name.append(self.said[at])
                    if self.said[at].text != unpossessed(self.said[at].text) and at + 1 < stop:
                        self._linked = True
                        self._close()
                at += 1
        self._close()

    def _close(self, tail: Sequence[TextWord] = (), after: Sequence[TextWord] = ()) -> None:
        """What was gathered is a chunk; `tail` ends with `after`, after whom it is named."""
        if self._words or tail:
            chunk = _Chunk(
                tuple(self._words),
                tuple(self._name),
                self._kinds,
                tuple(tail),
                tuple(after),
                self._linked,
                self._sure,
            )
            self.chunks.append(chunk)
            self._linked = False
        self._words, self._name, self._kinds, self._sure = [], [], (), True

    def _marker(self, at: int) -> int:
        """How many words from `at` on say that a name after whom follows."""
        for length in range(_LONGEST_MARKER, 0, -1):
            some = tuple(word.text.casefold() for word in self.said[at : at + length])
            if some in _MARKERS and at + length < len(self.said):
                return length
        return 0

    def _links(self, at: int) -> bool:
        """Whether `in` stands here, and something behind it."""
        return self.said[at].text in _LINKS and at + 1 < len(self.said)

    def _named_after(self, at: int, start: int) -> int:
        """A chunk whose name ends with after whom it is; gives where the next one begins."""
        end = start
        while end < len(self.said) and not self._ends_after(end):
            end += 1
        self._close(self.said[at:end], self.said[start:end])
        return end

    def _ends_after(self, at: int) -> bool:
        mark = self.marks.get(at)
        return self._links(at) or (mark is not None and self._opens(mark.entries))

    def _kind(self, mark: KindMark) -> None:
        """A word that tells a kind: of what follows, of what stands before it, or of both."""
        marked = self.said[mark.start : mark.end]
        behind = [entry for entry in mark.entries if entry.side is not NameSide.BEFORE]
        before = [entry for entry in mark.entries if entry.side is not NameSide.BEHIND]
        last = mark.end == len(self.said)
        if self._name and behind and self._areas(behind):
            self._area(behind, marked)
        elif self._name and before and not last and self._opens(before):
            self._close()
            self._begin(before, marked)
        elif self._kinds or not (self._name or before or last):
            self._words += marked  # a word of the name: музей завода, St. Mary
            self._name += marked
        else:
            self._begin(behind or before if self._name else before or behind, marked)
        self._sure = self._sure and mark.sure

    def _begin(self, entries: Sequence[Entry], marked: Sequence[TextWord]) -> None:
        self._kinds = tuple(dict.fromkeys(entry.kind for entry in entries))
        if entries[0].short:
            first, last = marked[0], marked[-1]
            self._words.append(TextWord(entries[0].short, last.index, first.start, last.end))
        else:
            self._words += marked

    def _area(self, entries: Sequence[Entry], marked: Sequence[TextWord]) -> None:
        """An area ends with its kind.

        In Slavic languages its name is one adjective, and what stands before that is another name:
        Мотоль Ивановского района.
        """
        own = self._words[-1:]
        several = self._kinds or any(entry.lang != "en" for entry in entries)
        if several and len(self._words) > 1:
            del self._words[-1:], self._name[-1:]
            self._close()
            self._words, self._name = [*own], [*own]
        self._begin(entries, marked)
        self._close()

    def _areas(self, entries: Sequence[Entry]) -> bool:
        return _is_area([entry.kind for entry in entries], self.table)

    def _opens(self, entries: Sequence[Entry]) -> bool:
        """Whether a new name begins with a kind: д. Мотоль, города Минска; not with a museum."""
        sizes = [self.table.size(entry.kind) for entry in entries]
        only = all(entry.side is NameSide.BEFORE for entry in entries)
        return only or any(size is not None and size >= _SETTLEMENT for size in sizes)
