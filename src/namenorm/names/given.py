"""Given names: which names of `tables/names/given.tsv` a word may be.

>>> sorted(load(locate.shipped()).find("Swetlana").ids)
['sviatlana']
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Final, Literal

from namenorm.names import inflection, variants
from namenorm.names.model import Gender, Role
from namenorm.names.phonetic import PhoneticIndex
from namenorm.names.variants import first_sign, stripped
from namenorm.sounds import phonetics
from namenorm.tables import cached, locate
from namenorm.text.ocr import misread
from namenorm.text.scripts import has_cyrillic
from namenorm.text.tokens import Kind, tokenize
from namenorm.text.vowels import is_vowel

Fit = Literal["own", "equivalent"]
_NEAR: Final = 6
"""The largest distance, in signs, from a listed spelling: another vowel, not another consonant."""
_MEMO: Final = 20_000
"""Words cached at most: they come from outside."""
_SIGNS_PER_CHANGE: Final = 4
"""A short name has fewer such signs to spare: Кая is not Каця."""
_LAST_LETTERS: Final = 3
"""Letters behind the hyphen of a name that is drawn together: Ал-др."""


@lru_cache(_MEMO)
def is_initial(text: str) -> bool:
    """Whether `text`, with a full stop behind it, is an initial and not the beginning of a name.

    >>> is_initial("В"), is_initial("Дз"), is_initial("Вл")
    (True, True, False)
    """
    return [token.kind for token in tokenize(f"{text}.")] == [Kind.INITIAL]


@dataclass(frozen=True, slots=True)
class PossibleGiven:
    """Given names that a word may be: their ids, and those of which it is a short form."""

    ids: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    exact: bool = False

    def __bool__(self) -> bool:
        return bool(self.ids or self.short)

    def common(self, other: PossibleGiven) -> frozenset[str]:
        """The names that both may be, in full or as a short form."""
        return (self.ids | self.short) & (other.ids | other.short)

    def same(self, other: PossibleGiven) -> bool | None:
        """Whether both may be one name in full; None where only a short form agrees."""
        if self.ids & other.ids:
            return True
        return None if self.common(other) else False


@dataclass(frozen=True)
class GivenNames:
    """The names of the table by spelling (`written`) and by sound (`sounding`, `stems`)."""

    written: dict[str, PossibleGiven]
    sounding: PhoneticIndex[PossibleGiven]
    stems: PhoneticIndex[str]
    genders: dict[str, Gender]
    firsts: dict[str, frozenset[str]]
    signs: phonetics.Encoder
    cases: inflection.Inflection
    _case_memo: dict[str, PossibleGiven] = field(default_factory=dict)
    _memo: dict[str, PossibleGiven] = field(default_factory=dict)
    _opening_memo: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def find(self, word: str) -> PossibleGiven:
        """The names that `word` is written as, is a case of, or sounds like."""
        folded = word.casefold()
        known = self._written(folded)
        if known:
            return known
        memo = self._memo.get(folded)
        if memo is None:
            memo = self._memo[folded] = self._sounding(folded) or self._misread(folded)
        return memo

    def is_written(self, word: str) -> bool:
        """Whether the table has `word`, in any case."""
        return bool(self._written(word.casefold()))

    def _written(self, word: str) -> PossibleGiven:
        """The names as which a word in small letters is written, or of which it is a case."""
        known = self.written.get(word)
        if known is not None:
            return known
        memo = self._case_memo.get(word)
        if memo is None:
            if len(self._case_memo) > _MEMO:
                self._case_memo.clear()
                self._memo.clear()
            memo = self._case_memo[word] = self._declined(word)
        return memo

    def _misread(self, word: str) -> PossibleGiven:
        """The names as which a scanner would have misread `word`."""
        return next((self.written[w] for w in misread(word) if w in self.written), PossibleGiven())

    def _declined(self, word: str) -> PossibleGiven:
        """The names of the table of which a word is an oblique case.

        A Latin word is one only in another language's dress (Viktaras, Viktors), or in the
        instrumental, which looks like no nominative (Andrzejem).
        """
        cyrillic = has_cyrillic(word)
        ids: set[str] = set()
        short: set[str] = set()
        for guess in self.cases.nominatives(word, Role.GIVEN):
            if not cyrillic and not guess.cases & {inflection.DRESS, "ins"}:
                continue
            known = self.written.get(guess.text, PossibleGiven())
            ids |= {name for name in known.ids if self.genders[name] is guess.gender}
            short |= {name for name in known.short if self.genders[name] is guess.gender}
        found = ids or short
        return PossibleGiven(frozenset(ids), frozenset(short - ids), exact=bool(found))

    def _sounding(self, word: str) -> PossibleGiven:
        best = _NEAR
        ids: set[str] = set()
        short: set[str] = set()
        for sound in self.signs.sounds.of(word):
            code, key = self.signs.code_and_key(sound)
            best = min(best, self.signs.length(code) // _SIGNS_PER_CHANGE)
            for other, found in self.sounding.of(key):
                apart = self.signs.apart((code,), (other,), best)
                if apart < best:
                    best = apart
                    ids, short = set(), set()
                if apart <= best:
                    ids |= found.ids
                    short |= found.short if apart <= phonetics.SAME else frozenset()
        return PossibleGiven(frozenset(ids), frozenset(short - ids))

    def is_listed(self, word: str) -> bool:
        """Whether the table has `word` as it stands, in the nominative."""
        return word.casefold() in self.written

    def father(self, stem: str) -> frozenset[str]:
        """The given names from which a patronymic with this stem may be formed."""
        best = _NEAR
        ids: set[str] = set()
        for sound in self.signs.sounds.of(stem):
            code, key = self.signs.code_and_key(stripped(sound))
            for other, given in self.stems.of(key):
                apart = self.signs.apart((code,), (other,), best)
                if apart < best:
                    best = apart
                    ids = set()
                if apart <= best:
                    ids.add(given)
        return frozenset(ids)

    def gender(self, found: PossibleGiven) -> Gender | None:
        """The gender on which all the names agree."""
        genders = {self.genders[name] for name in found.ids or found.short}
        return genders.pop() if len(genders) == 1 else None

    def shortened(self, word: str) -> frozenset[str]:
        """The names whose beginning, or first and last letters, `word` is: Вікт, Ал-др.

        None where it is an initial, of one letter or of two that are read together.
        """
        if is_initial(word):
            return frozenset()
        first, _, last = word.casefold().partition("-")
        if last and (len(last) > _LAST_LETTERS or not (has_cyrillic(last) or _no_vowel(last))):
            return frozenset()  # Jo-Ann is a name of two
        ids: set[str] = set()
        at = bisect_left(self._sorted, first)
        while at < len(self._sorted) and self._sorted[at].startswith(first):
            if self._sorted[at].endswith(last) and len(self._sorted[at]) > len(first + last):
                found = self.written[self._sorted[at]]
                ids |= found.ids | found.short
            at += 1
        return frozenset(ids)

    @cached_property
    def _sorted(self) -> list[str]:
        """The spellings of the table by their letters."""
        return sorted(self.written)

    def initial_fits(self, letter: str, text: str, found: PossibleGiven) -> Fit | None:
        """Whether an initial may stand for `text`: by its own letter, or that of another form.

        О. is the initial of Олег itself, А. that of Алег, which the table knows as the same.
        Instead of an initial there may be the beginning of a name: Вікт.
        """
        if not is_initial(letter):
            if self._begins(letter, text):
                return "own"
            return "equivalent" if self.shortened(letter) & (found.ids | found.short) else None
        if letter[0].casefold() == text[:1].casefold():
            return "own"
        wanted = self.first_signs(letter)
        if self._opening(text)[0] in wanted and not _other_vowels(letter[0], text[:1]):
            return "own"
        for names in (found.ids, found.short):
            for name in names:
                if not wanted.isdisjoint(self.firsts[name]):
                    return "equivalent"
        return None

    def _begins(self, short: str, text: str) -> bool:
        """Whether a name begins as `short` does, in its letters or its sounds."""
        first, _, last = short.casefold().partition("-")
        name = text.casefold()
        if last:
            return name.startswith(first) and name.endswith(last)
        sounds = tuple(self.signs.sounds.of(first))
        return name.startswith(first) or any(
            s.startswith(sounds) for s in self.signs.sounds.of(name)
        )

    def first_signs(self, letter: str) -> frozenset[str]:
        """The signs with which a name may begin that has the initial `letter`."""
        return self._opening(letter)[1]

    def _opening(self, text: str) -> tuple[str, frozenset[str]]:
        """The sign with which `text` begins as it is likeliest read, "" for none; and all."""
        memo = self._opening_memo.get(text)
        if memo is None:
            if len(self._opening_memo) > _MEMO:
                self._opening_memo.clear()
            sounds = self.signs.sounds.of(text)
            signs = [first_sign(self.signs, sound) if sound else "" for sound in sounds]
            memo = self._opening_memo[text] = signs[0], frozenset(signs) - {""}
        return memo


_VOWELS_ALIKE: Final = (frozenset("иі"), frozenset("еэєё"))
"""Cyrillic initials that stand for one another from language to language."""


def _no_vowel(letters: str) -> bool:
    return not any(map(is_vowel, letters))


def _other_vowels(letter: str, first: str) -> bool:
    """Whether two letters, of which one is a vowel, are not written for one another.

    Within Cyrillic each vowel stands for itself; О and A are two letters in any script.
    """
    pair = {letter.lower(), first.lower()}
    if has_cyrillic(letter) and has_cyrillic(first) and any(map(is_vowel, pair)):
        return not any(pair <= alike for alike in _VOWELS_ALIKE)
    return bool(pair & {"о", "o"}) and bool(pair & {"а", "a"})


@cache
def load(folder: Path) -> GivenNames:
    """The given names of the tables in `folder`. Raises `TableError`."""
    how = phonetics.load(folder)
    listed = cached.values(folder, "given", lambda: variants.values(folder, how))
    genders = {name: Gender(gender) for name, gender in listed["genders"].items()}
    names = [
        PossibleGiven(frozenset(ids), frozenset(short), exact=True)
        for ids, short in listed["names"]
    ]
    return GivenNames(
        {form: names[number] for form, number in listed["written"].items()},
        PhoneticIndex(listed["sounding"], names),
        PhoneticIndex(listed["stems"], list(genders)),
        genders,
        {name: frozenset(signs) for name, signs in listed["firsts"].items()},
        how,
        inflection.load(folder),
    )


def shipped() -> GivenNames:
    """The given names of the tables that ship."""
    return load(locate.shipped())
