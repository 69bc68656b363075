"""People in a text: which words may be a name together, and who has been named before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from namenorm.annotation.lexicon import Base, Entry
from namenorm.annotation.scanning import Word
from namenorm.comparison.analyzer import Analyzer, CodedPart
from namenorm.names.model import Gender
from namenorm.registry import Identity
from namenorm.sounds.signs import SAME, Signs
from namenorm.text.clean import clean

MOST_WORDS: Final = 4
KNOWN: Final = 0.3
"""The prominence from which on a person may be named by the surname alone."""
_SHORTEST: Final = 3
"""Letters of the surname of somebody who is not known."""


def runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """(first, stop) of the words that follow one another with no more than a space between."""
    first = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or not words[at].tied:
            yield first, at
            first = at


def may_name(
    words: Sequence[Word], entries: Sequence[Entry], titles: frozenset[tuple[str, ...]]
) -> bool:
    """Whether all words together may be a listed person's full name.

    A surname of the registry, at one end, beside given names, patronymics and initials; none of
    the `titles` before it.
    """
    if all(word.initial for word in words) or (words[0].text.casefold(),) in titles:
        return False
    return any(
        entries[at].surname
        and not words[at].initial
        and all(
            word.initial or entry.given or entry.patronymic
            for n, (word, entry) in enumerate(zip(words, entries, strict=True))
            if n != at % len(words)
        )
        for at in (-1, 0)
    )


def may_be_unknown(
    words: Sequence[Word], entries: Sequence[Entry], titles: frozenset[tuple[str, ...]]
) -> bool:
    """Whether the words may be the full name of somebody who is not listed.

    A given name, or initials, and a word behind it; or two capitals within a sentence of which the
    second is a surname of the registry, and the first neither one of the `titles` nor anything else
    that is known: another bearer of the surname. A word that begins a sentence and is a given name
    by chance alone (Will) does not take the surname of somebody well known.
    """
    first, last = entries[0], entries[-1]
    if words[-1].initial or len(words[-1].text) < _SHORTEST:
        return False
    if words[0].initial:
        shaped = last.surname or any(base.gender for base in last.bases)
        return shaped and not last.words and not last.common and all(w.initial for w in words[:-1])
    if (words[0].text.casefold(),) in titles or all(word.text.isupper() for word in words):
        return False
    if last.common and not (first.listed and last.surname):
        return False
    if first.never and (last.words or (words[0].begins and last.prominence >= KNOWN)):
        return False
    between = zip(words[1:-1], entries[1:-1], strict=True)
    if not all(word.initial or entry.patronymic or entry.listed for word, entry in between):
        return False
    if first.listed:
        return first.nominative or not last.words or last.surname
    if words[0].begins or first.never:
        return False
    unknown = not first.words and not first.surname
    return (first.given or unknown) and last.surname and not last.words


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a text names in full, at `start` for the first time.

    With which surnames, and of which gender.
    """

    start: int
    identity: Identity | None
    surnames: tuple[CodedPart, ...]
    gender: Gender | None


class Company:
    """Those whom a text names in full."""

    def __init__(self, analyst: Analyzer) -> None:
        self._analyst = analyst
        self._signs: Signs = analyst.signs
        self._people: dict[str, Named] = {}
        self._by_key: dict[int, list[Named]] = {}
        self._fitting: dict[str, list[Named]] = {}

    def add(self, start: int, text: str, identity: Identity | None, bases: Iterable[Base]) -> None:
        """Somebody is named in full by `text`; `bases` are readings of the surname there.

        Whoever is named again is so known already.
        """
        name = identity.id if identity else clean(text).casefold()
        if name in self._people:
            return
        readings = self._analyst.parses(text)
        gender = next((one.gender for one in readings if one.gender), None)
        surnames = {base.features.text: base.features for base in bases}
        for form in identity.names if identity else ():
            read = self._analyst.likeliest(form.text)
            if read and read.surname:
                surnames[read.surname.text] = read.surname
                gender = read.gender or gender
        named = self._people[name] = Named(start, identity, tuple(surnames.values()), gender)
        for key in {key for surname in named.surnames for key in surname.keys}:
            self._by_key.setdefault(key, []).append(named)
        self._fitting.clear()

    def meant(self, entry: Entry, start: int) -> Named | None:
        """Who is meant by a surname alone that stands at `start`: the one who bears it.

        Of those named before, or else of those named later; None where it may be several.
        """
        fitting = self._fitting.get(entry.text)
        if fitting is None:
            fitting = self._fitting[entry.text] = self._bearers(entry)
        earlier = [one for one in fitting if one.start < start] or fitting
        return earlier[0] if len(earlier) == 1 else None

    def _bearers(self, entry: Entry) -> list[Named]:
        found: dict[int, Named] = {}
        for base in entry.bases:
            for key in base.features.keys:
                for one in self._by_key.get(key, ()):
                    if self._fits(one, base):
                        found[one.start] = one
        return list(found.values())

    def _fits(self, one: Named, base: Base) -> bool:
        if base.gender and one.gender and base.gender is not one.gender:
            return False
        apart = self._signs.apart
        return any(apart(base.features.codes, s.codes, SAME) <= SAME for s in one.surnames)


def surname_bases(words: Sequence[Word], entries: Sequence[Entry]) -> tuple[Base, ...]:
    """The readings of the surname in a full name: the word at an end that is no given name."""
    first, last = entries[0], entries[-1]
    if words[-1].initial or (last.listed and not first.listed):
        return first.bases
    return last.bases
