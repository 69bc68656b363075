"""People in a text: which words may form a full name, and whom a surname alone refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from namenorm.annotation.lexicon import LexiconEntry, SurnameLemma
from namenorm.annotation.scanning import Word
from namenorm.comparison.analyzer import Analyzer, CodedPart
from namenorm.names.model import Gender
from namenorm.registry import Identity
from namenorm.sounds.phonetics import SAME, Encoder
from namenorm.text.clean import clean

MOST_WORDS: Final = 4
KNOWN: Final = 0.3
"""The least prominence with which a person may be named by the surname alone."""
_SHORTEST: Final = 3
"""The least number of letters of an unknown person's surname."""


def runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """(first, stop) of each run of words with no more than a space between them."""
    first = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or not words[at].adjacent:
            yield first, at
            first = at


def may_name(
    words: Sequence[Word], entries: Sequence[LexiconEntry], titles: frozenset[tuple[str, ...]]
) -> bool:
    """Whether the words may be the full name of a person of the registry.

    One word at either end must be a surname of the registry, all others given names, patronymics
    or initials; the first is none of the `titles`.
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
    words: Sequence[Word], entries: Sequence[LexiconEntry], titles: frozenset[tuple[str, ...]]
) -> bool:
    """Whether the words may be the full name of a person who is not in the registry.

    Either a given name or initials with a word behind; or, within a sentence, two capitalised words
    of which the second is a surname of the registry and the first is unknown (another bearer of the
    surname). A common word that begins a sentence and is also a given name (Will) does not
    combine with the surname of a prominent person.
    """
    first, last = entries[0], entries[-1]
    if words[-1].initial or len(words[-1].text) < _SHORTEST:
        return False
    if words[0].initial:
        shaped = last.surname or any(lemma.gender for lemma in last.lemmas)
        return shaped and not last.words and not last.common and all(w.initial for w in words[:-1])
    if (words[0].text.casefold(),) in titles or all(word.text.isupper() for word in words):
        return False
    if last.common and not (first.listed and last.surname):
        return False
    if first.never and (last.words or (words[0].begins_sentence and last.prominence >= KNOWN)):
        return False
    between = zip(words[1:-1], entries[1:-1], strict=True)
    if not all(word.initial or entry.patronymic or entry.listed for word, entry in between):
        return False
    if first.listed:
        return first.nominative or not last.words or last.surname
    if words[0].begins_sentence or first.never:
        return False
    unknown = not first.words and not first.surname
    return (first.given or unknown) and last.surname and not last.words


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person whom a text names in full, first at `start`; with all forms of the surname."""

    start: int
    identity: Identity | None
    surnames: tuple[CodedPart, ...]
    gender: Gender | None


class NamedPeople:
    """The people whom a text names in full: short mentions refer to them."""

    def __init__(self, analyst: Analyzer) -> None:
        self._analyst = analyst
        self._signs: Encoder = analyst.signs
        self._people: dict[str, NamedPerson] = {}
        self._by_key: dict[int, list[NamedPerson]] = {}
        self._cached_bearers: dict[str, list[NamedPerson]] = {}

    def add(
        self, start: int, text: str, identity: Identity | None, lemmas: Iterable[SurnameLemma]
    ) -> None:
        """Add the person named by `text`; `lemmas` are the surnames that its form may be of.

        A person who was added before stays as he or she is.
        """
        name = identity.id if identity else clean(text).casefold()
        if name in self._people:
            return
        readings = self._analyst.parses(text)
        gender = next((one.gender for one in readings if one.gender), None)
        surnames = {lemma.features.text: lemma.features for lemma in lemmas}
        for form in identity.names if identity else ():
            read = self._analyst.likeliest(form.text)
            if read and read.surname:
                surnames[read.surname.text] = read.surname
                gender = read.gender or gender
        named = self._people[name] = NamedPerson(start, identity, tuple(surnames.values()), gender)
        for key in {key for surname in named.surnames for key in surname.keys}:
            self._by_key.setdefault(key, []).append(named)
        self._cached_bearers.clear()

    def referent(self, entry: LexiconEntry, start: int) -> NamedPerson | None:
        """The person whom a surname alone at `start` refers to.

        The only bearer named before `start`, or else the only one named later; None if there are
        several.
        """
        bearers = self._cached_bearers.get(entry.text)
        if bearers is None:
            bearers = self._cached_bearers[entry.text] = self._bearers(entry)
        earlier = [one for one in bearers if one.start < start] or bearers
        return earlier[0] if len(earlier) == 1 else None

    def _bearers(self, entry: LexiconEntry) -> list[NamedPerson]:
        found: dict[int, NamedPerson] = {}
        for lemma in entry.lemmas:
            for key in lemma.features.keys:
                for one in self._by_key.get(key, ()):
                    if self._fits(one, lemma):
                        found[one.start] = one
        return list(found.values())

    def _fits(self, one: NamedPerson, lemma: SurnameLemma) -> bool:
        if lemma.gender and one.gender and lemma.gender is not one.gender:
            return False
        apart = self._signs.apart
        return any(apart(lemma.features.codes, s.codes, SAME) <= SAME for s in one.surnames)


def surname_lemmas(
    words: Sequence[Word], entries: Sequence[LexiconEntry]
) -> tuple[SurnameLemma, ...]:
    """The surnames that a full name may have: of the last word, or of the first if that is one."""
    first, last = entries[0], entries[-1]
    if words[-1].initial or (last.listed and not first.listed):
        return first.lemmas
    return last.lemmas
