"""Look up single words: may a word be a surname, a given name, a word of a place's name?

Entries are cached, because a text has the same few thousand words again and again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.annotation.language import common_words, never_names, small_words_of
from namenorm.comparison.analyzer import ACRONYM, CodedPart
from namenorm.errors import NamenormError
from namenorm.names.model import Gender, Part, Role
from namenorm.registry import Registry
from namenorm.registry.segment import Segment
from namenorm.sounds.phonetics import SAME
from namenorm.text.casing import capital
from namenorm.text.clean import clean_name
from namenorm.text.scripts import has_cyrillic
from namenorm.translit.languages import LATIN_BELARUSIAN
from namenorm.translit.transliteration import transliterate

_MOST_CACHED: Final = 100_000
_INFLECTING: Final = frozenset({"be", "ru", "uk", "pl", "be-Latn"})


@dataclass(frozen=True, slots=True)
class SurnameLemma:
    """A surname that a word may be a form of: its features, and the gender of the form."""

    features: CodedPart
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """What one word may be, each answer independent of the others.

    `common`: a common word, if it begins a sentence. `never`: a common word wherever it stands
    alone. `given`: sounds like a given name of the tables or of somebody in the registry.
    `listed`: a given name of the tables or an inflected form of one. `nominative`: a given name of
    the tables as written. `patronymic`: ends as a patronymic. `surname`: sounds like a surname of
    the registry, whose best-known bearer has the `prominence`. `words`: the words in names of
    places and organisations that it sounds like, as (number of the segment, number of the word).
    """

    text: str
    common: bool
    never: bool
    given: bool
    listed: bool
    nominative: bool
    patronymic: bool
    surname: bool
    prominence: float
    words: frozenset[tuple[int, int]]
    lemmas: tuple[SurnameLemma, ...]


class Lexicon:
    """Looks up the words of texts in one language."""

    def __init__(self, registry: Registry, lang: str | None) -> None:
        self._registry = registry
        self._analyst = registry.analyst
        self._signs = registry.analyst.signs
        self.lang = lang
        self._common = common_words(registry.tables, lang or "en")
        self._never = never_names(registry.tables, lang or "en")
        self._small = small_words_of(registry.tables, lang or "en")
        self._cached_entries: dict[str, LexiconEntry] = {}
        self._cached_words: dict[str, frozenset[tuple[int, int]]] = {}
        self._prominence = [_prominence_of_surnames(segment) for segment in registry.segments]
        self._forenames = [
            _codes_of_forenames(segment, self._analyst) for segment in registry.segments
        ]

    def entry(self, word: str) -> LexiconEntry:
        """The entry of `word`; cached."""
        found = self._cached_entries.get(word)
        if found is None:
            if len(self._cached_entries) >= _MOST_CACHED:
                self._cached_entries.clear()
            found = self._cached_entries[word] = self._entry(word)
        return found

    def words(self, word: str) -> frozenset[tuple[int, int]]:
        """The words of the registry's names that `word` sounds like, with a capital or without."""
        found = self._cached_words.get(word)
        if found is None:
            if len(self._cached_words) >= _MOST_CACHED:
                self._cached_words.clear()
            found = self._cached_words[word] = self._words(self._forms(word))
        return found

    def all_forms(self, word: str) -> list[str]:
        """The word, and the nominatives that it may be an inflected form of."""
        forms = self._forms(word)
        return [*forms, *self._nominatives(forms)]

    def _forms(self, word: str) -> list[str]:
        """The cleaned word, and in Cyrillic letters if it is Łacinka; empty if it is no word."""
        try:
            cleaned = clean_name(word.replace("\n", ""))
        except NamenormError:
            return []
        forms = [cleaned]
        if cleaned.isupper() and len(cleaned) > ACRONYM:  # an acronym, or a word: UNESCO, MINSK
            forms.append("-".join(map(capital, cleaned.lower().split("-"))))
            cleaned = forms[-1]
        if self.lang == LATIN_BELARUSIAN and not has_cyrillic(cleaned):
            forms.append(transliterate(cleaned, "be-lacinka", reverse=True))
        return forms

    def _nominatives(self, forms: list[str]) -> list[str]:
        """The nominatives of the last form: as a surname, and as a word of another name."""
        if self.lang not in _INFLECTING or not forms:
            return []
        nominatives = self._analyst.inflection.nominatives
        found = [g.text for role in (None, Role.SURNAME) for g in nominatives(forms[-1], role)]
        return list(dict.fromkeys(found))

    def _words(self, forms: list[str]) -> frozenset[tuple[int, int]]:
        return frozenset(
            (at, number)
            for form in (*forms, *self._nominatives(forms))
            for at, segment in enumerate(self._registry.segments)
            for number in self._near_words(segment, self._analyst.word(form))
        )

    def _near_words(self, segment: Segment, word: CodedPart) -> list[int]:
        known = segment.words
        query = (word.keys, word.codes, 0, 0)
        numbers, _ = self._signs.nearest(known.codes, known.exact, (query,), SAME)
        return [n for n in numbers.tolist() if _alike(known.text(n), word)]

    def _entry(self, word: str) -> LexiconEntry:
        forms = self._forms(word)
        if not forms:
            return LexiconEntry(
                word, False, False, False, False, False, False, False, 0.0, frozenset(), ()
            )
        lemmas = tuple(self._lemmas(forms))
        surname, prominence = False, 0.0
        for lemma in lemmas:
            for at, segment in enumerate(self._registry.segments):
                known = segment.surnames
                query = (lemma.features.keys, lemma.features.codes, 0, 0)
                numbers, _ = self._signs.nearest(known.codes, known.exact, (query,), SAME)
                if len(numbers):
                    surname = True
                    prominence = max(prominence, float(self._prominence[at][numbers].max()))
        names = self._analyst.parser.given
        listed = any(names.find(form).exact for form in forms) or self._is_case_of_given(forms[-1])
        given = listed or any(map(names.find, forms)) or any(map(self._is_forename, forms))
        patronymic = self._analyst.parser.patronymics.split(forms[0]) is not None
        words = self._words(forms)
        common, never = word.lower() in self._common, word.lower() in self._never
        given = given and word.lower() not in self._small
        nominative = any(map(names.is_listed, forms))
        return LexiconEntry(
            *(word, common, never, given, listed, nominative, patronymic),
            *(surname, prominence, words, lemmas),
        )

    def _is_case_of_given(self, form: str) -> bool:
        if self.lang not in _INFLECTING:
            return False
        guesses = self._analyst.inflection.nominatives(form, Role.GIVEN)
        return any(self._analyst.parser.given.is_listed(guess.text) for guess in guesses)

    def _is_forename(self, form: str) -> bool:
        part = self._analyst.part(Part(form, Role.GIVEN))
        return any(code in known for known in self._forenames for code in part.codes)

    def _lemmas(self, forms: list[str]) -> Iterator[SurnameLemma]:
        inflection, split = self._analyst.inflection, self._analyst.surnames.split
        seen: set[tuple[str, Gender | None]] = set()
        for form in forms:
            part = self._analyst.part(Part(form, Role.SURNAME))
            seen.add((form, part.gender))
            yield SurnameLemma(part, part.gender)
            if self.lang in _INFLECTING and form is forms[-1]:
                for guess in inflection.nominatives(form, Role.SURNAME):
                    if (guess.text, guess.gender) in seen:
                        continue
                    seen.add((guess.text, guess.gender))
                    ending = split(guess.text)
                    if ending and ending.gender not in (None, guess.gender):
                        continue
                    yield SurnameLemma(
                        self._analyst.part(Part(guess.text, Role.SURNAME)), guess.gender
                    )


def _alike(known: str, word: CodedPart) -> bool:
    """Whether both words are acronyms, or neither is."""
    acronym = known.isupper() and len(known) > 1
    return acronym == (word.text.isupper() and len(word.text) > 1)


def _prominence_of_surnames(segment: Segment) -> NDArray[np.float64]:
    """The greatest prominence among the bearers of each surname, by its number."""
    known = segment.identities.prominence(segment.identity)
    found = np.zeros(len(segment.surnames))
    starts = segment.starts[:-1].astype(np.int64)
    held = segment.starts[1:] > segment.starts[:-1]
    if held.any():
        found[held] = np.maximum.reduceat(known, starts[held])
    return found


def _codes_of_forenames(segment: Segment, analyst: object) -> frozenset[bytes]:
    known = segment.forenames
    return frozenset(code for n in range(len(known)) for code in known.codes.of(n))
