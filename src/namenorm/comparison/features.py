"""What the comparison knows of one part of a name: its signs, keys, gender, given names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.names import endings, given, inflection, parse
from namenorm.names.inflection import Guess
from namenorm.names.model import Gender, Name, Part, Role
from namenorm.names.spelt import stripped
from namenorm.sounds import signs
from namenorm.sounds.signs import UNREAD
from namenorm.sounds.table import is_vowel
from namenorm.tables import locate
from namenorm.text.ocr import misread
from namenorm.text.scripts import has_cyrillic
from namenorm.text.tokens import Kind

_MEMO: Final = 50_000
_NAMES: Final = 10_000
_MOST_WORDS: Final = 16
"""Words of a place's or an organisation's name that are looked at."""
_ROMAN: Final = re.compile("[IVX]{1,6}")
_LONGEST_SLIP: Final = 20
"""Letters of a surname in which a slip is looked for."""
_SHORTEST_SLIP: Final = 4
"""A surname of so few letters is another one without one of them."""
_SHORTEST_HALF: Final = 3
"""Letters of half a double surname that finds somebody by itself."""
_NUMBER: Final = 0xF << 60
"""Begins the key of a number; no class of sounds has the code 15."""
ACRONYM: Final = 4
"""Capitals up to this many are read letter by letter: EU is not EAEU."""

NOBODY: Final = given.Found()
Sounding = tuple[tuple[bytes, ...], tuple[int, ...], tuple[int, ...]]
"""The codes, the keys and the patterns of a part."""


@dataclass(frozen=True, slots=True)
class Features:
    """One part, ready to be compared.

    `codes` (`Signs.code`) are how it may sound; by `keys` and `patterns` it is found.

    `length` is in sounds, about: signs of the likeliest reading over six. `leans` is the gender
    that the ending of a surname mostly has, `gender` the one that a part is sure of.
    """

    text: str
    codes: tuple[bytes, ...]
    keys: tuple[int, ...]
    patterns: tuple[int, ...] = ()
    length: float = 1.0
    gender: Gender | None = None
    given: given.Found = NOBODY
    initial: str = ""
    leans: Gender | None = None

    @property
    def acronym(self) -> bool:
        """Whether the part is a few capitals, to be compared letter by letter."""
        return is_acronym(self.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a whole name."""

    given: Features | None
    patronymic: Features | None
    surname: Features | None
    second: tuple[Features, ...]
    swapped: bool
    gender: Gender | None
    declined: bool = False
    """Whether it is a guess at what a name in an oblique case is the case of."""


class Agreement(Enum):
    """Which parts of a name may be in one oblique case; the values are keys of costs.toml."""

    BOTH = "inflected_both"
    ALONE = "inflected_alone"
    ONE = "inflected"
    HOMONYM = "inflected_homonym"
    GIVEN = "inflected_given"


@dataclass(frozen=True)
class Analyst:
    """Turns cleaned text into readings, by the tables of one folder."""

    parser: parse.Parser
    surnames: endings.Endings
    signs: signs.Signs
    inflection: inflection.Inflection
    _memo: dict[tuple[str, Role | None, bool], Features] = field(default_factory=dict)
    _likeliest: dict[str, Reading] = field(default_factory=dict)

    def readings(self, text: str) -> list[Reading]:
        """The ways to read a cleaned text as a person's name, likeliest first."""
        return [self.reading(name) for name in self.parser.readings(text)]

    def likeliest(self, text: str) -> Reading | None:
        """The likeliest way to read a cleaned text as a person's name; the last are remembered."""
        found = self._likeliest.get(text)
        if found is None:
            names = self.parser.readings(text)
            if not names:
                return None
            if len(self._likeliest) > _NAMES:
                self._likeliest.clear()
            found = self._likeliest[text] = self.reading(names[0])
        return found

    def others(self, text: str) -> list[Reading]:
        """The ways to read a text that are as likely as the likeliest: by them it is found, too."""
        names = self.parser.readings(text)[1:]
        return [self.reading(name) for name in names if name.surname and not name.swapped]

    def reading(self, name: Name) -> Reading:
        """The features of a parsed name."""
        first = self.part(name.given) if name.given else None
        father = self.part(name.patronymic) if name.patronymic else None
        last = self.part(name.surname) if name.surname else None
        return Reading(
            first,
            father,
            last,
            tuple(map(self.part, name.second)),
            name.swapped,
            self._gender(first, father, last),
        )

    def _gender(self, *parts: Features | None) -> Gender | None:
        """The gender that the given name says, else the patronymic, else the surname."""
        return next((part.gender for part in parts if part and part.gender), None)

    def nominatives(self, name: Reading) -> list[tuple[Reading, Agreement]]:
        """What `name` may be an oblique case of, and which of its parts say so."""
        if name.surname is None:
            return []
        firsts = self._firsts(name.given)
        split = self.surnames.split(name.surname.text)
        listed = name.given is not None and self.parser.given.is_listed(name.given.text)
        alone = name.given is None or bool(name.given.initial)
        found: list[tuple[Reading, Agreement]] = []
        for last in self.inflection.nominatives(name.surname.text, Role.SURNAME):
            other = split and split.adjective and split.gender not in (None, last.gender)
            if split and split.oblique and last.gender is not split.gender:
                continue  # Зеленською is a case of no man's surname
            if other and not name.surname.text.startswith(last.text):
                continue  # Крамская is no case of a man's Крамскай, but Tuska is one of Tusk
            base = self.surnames.split(last.text)
            other = base is not None and base.leans not in (None, last.gender)
            if base and other and (base.adjective or base.gender):
                continue  # no man is called Талая or Медведева
            surname = self._features(last.text, Role.SURNAME, False)
            fitting = [
                given
                for given, guess in firsts
                if guess.gender is last.gender and guess.cases & last.cases
            ]
            agreement = Agreement.ONE
            if fitting:
                agreement = Agreement.HOMONYM if listed else Agreement.BOTH
            elif alone:
                leans = split is not None and split.leans not in (None, last.gender)
                initial = name.given is not None
                agreement = Agreement.HOMONYM if initial and leans else Agreement.ALONE
            options: list[Features | None] = [*fitting[:1]] or [name.given]
            for option in options:
                gender = (option.gender if option else None) or last.gender
                if gender is last.gender:
                    # A man may be called Скарына, but then he is not called Скарын.
                    known = None if other and option is None else gender
                    reading = replace(
                        name, given=option, surname=surname, gender=known, declined=True
                    )
                    found.append((reading, agreement))
        # Some Russian and foreign surnames do not decline; those in a consonant do for men.
        stays = has_cyrillic(name.surname.text) and not (
            listed and self.inflection.ends_in_consonant(name.surname.text)
        )
        for first, guess in firsts if stays else ():
            reading = replace(name, given=first, gender=guess.gender, declined=True)
            found.append((reading, Agreement.GIVEN))
        return found

    def halves(self, name: Reading) -> list[Reading]:
        """A name with a double surname, with each half of it alone."""
        if name.surname is None or "-" not in name.surname.text:
            return []
        words = [half for half in name.surname.text.split("-") if len(half) >= _SHORTEST_HALF]
        return [
            replace(name, surname=self._features(half, Role.SURNAME, False)) for half in words[:3]
        ]

    def is_mononym(self, text: str, first: Reading | None) -> bool:
        """Whether a name is a given name alone, or one with a number or an epithet: Іван IV.

        Such a name is all or nothing: an Іван of another surname is not meant by it.
        """
        words = text.split()
        if any(_ROMAN.fullmatch(w) or w in self.parser.epithets for w in words[1:]):
            return True
        if first is None or first.surname is None or first.given is not None:
            return False
        return len(words) == 1 and self.parser.given.is_listed(first.surname.text)

    def may_be_homonym(self, name: Reading) -> bool:
        """Whether the given name is one of the table, and may be a case of another: Александра."""
        first = name.given
        if first is None or name.surname is None or not self.parser.given.is_listed(first.text):
            return False
        return bool(self._firsts(first))

    def bases(self, word: str) -> list[str]:
        """The words that a word of a place's or an organisation's name may be a case of."""
        return [guess.text for guess in self.inflection.nominatives(word, None)]

    def _firsts(self, first: Features | None) -> list[tuple[Features, Guess]]:
        """The given names of the table that a word may be an oblique case of."""
        if first is None or first.initial:
            return []
        guesses = self.inflection.nominatives(first.text, Role.GIVEN)
        known = [
            (self._features(guess.text, Role.GIVEN, False), guess)
            for guess in guesses
            if self.parser.given.is_written(guess.text)
        ]
        return [(given, guess) for given, guess in known if given.gender in (None, guess.gender)]

    def part(self, part: Part) -> Features:
        """The features of one part of a person's name."""
        return self._features(part.text, part.role, part.initial)

    def slips(self, part: Features) -> list[Sounding]:
        """What a surname may have been before one slip of the finger or the scanner.

        Two neighbouring letters are changed back, one is left out, misread ones are read anew,
        and letters that are read together are put together. A wrong vowel, a letter forgotten
        or a wrong consonant are near by their sounds already.
        """
        word = part.text[:_LONGEST_SLIP].lower()
        rest = part.text[_LONGEST_SLIP:]
        words = [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            for at in range(len(word) - 1)
            if word[at] != word[at + 1] and not _vowels_meet(word, at)
        ]
        if len(part.text) > _SHORTEST_SLIP:
            words += [
                word[:at] + word[at + 1 :]
                for at in range(len(word))
                if not 0 < at < len(word) - 1
                or not (is_vowel(word[at - 1]) and is_vowel(word[at + 1]))
            ]  # Кобец is no slip for Коц: two vowels would meet, and seldom do
            words += misread(word)
            words += self._digraphs(word)
        return [self._sounding(other + rest) for other in dict.fromkeys(words)]

    def _digraphs(self, word: str) -> Iterator[str]:
        """`word` with one letter put in, or changed, so that two letters are read together."""
        for digraph in self.signs.sounds.digraphs:
            first, second = digraph[0], digraph[1]
            for at, char in enumerate(word):
                beside = word[at + 1 : at + 2]
                if char == first and beside != second:
                    yield word[: at + 1] + second + word[at + 1 :]
                    yield word[: at + 1] + second + word[at + 2 :]
                if char == second and at and word[at - 1] != first:
                    yield word[: at - 1] + first + word[at:]

    def initial_fits(self, letter: str, part: Features) -> given.Fit | None:
        """Whether `part`, or an equivalent of it, is what the initial `letter` stands for."""
        return self.parser.given.initial_fits(letter, part.text, part.given)

    def word(self, text: str) -> Features:
        """The features of a word that is no part of a person's name."""
        return self._features(text, None, False)

    def pieces(self, text: str) -> list[str]:
        """The words of a place's or an organisation's name, or of a mononym.

        A number that tells kings apart is one of them, though for a person's name it is a suffix.
        """
        pieces: list[str] = []
        letters = False  # whether the piece before is made of single letters: U.N.
        for token in self.parser.words(text):
            if token.kind is Kind.INITIAL and letters:
                pieces[-1] += token.text
            elif token.kind is not Kind.COMMA:
                pieces += token.text.split("-")
            letters = token.kind is Kind.INITIAL
        numerals = (word for word in text.split() if _ROMAN.fullmatch(word))
        pieces += [numeral for numeral in numerals if numeral not in pieces]
        return [piece for piece in pieces[:_MOST_WORDS] if piece]

    def words(self, text: str) -> list[Features]:
        """The features of those words."""
        return list(map(self.word, self.pieces(text)))

    def _features(self, text: str, role: Role | None, initial: bool) -> Features:
        memo = (text, role, initial)
        known = self._memo.get(memo)
        if known is None:
            if len(self._memo) > _MEMO:
                self._memo.clear()
            known = self._memo[memo] = self._made(text, role, initial)
        return known

    def _sounding(self, text: str) -> Sounding:
        """How a surname may sound."""
        return self.signs.coded(self._sounds(text, self.surnames.split(text)), divided=True)

    def _sounds(self, text: str, split: endings.Split | None) -> tuple[str, ...]:
        """The sounds of a word without the ending that men's and women's forms do not share."""
        stem = split.stem if split else text
        sounds = self.signs.sounds.of(stem.replace("-", ""), text)
        if split and split.either:
            sounds = (*sounds, *self.signs.sounds.of(text.replace("-", "")))
        return sounds

    def _made(self, text: str, role: Role | None, initial: bool) -> Features:
        gender: Gender | None = None
        leans: Gender | None = None
        found = NOBODY
        names = self.parser.given
        split: endings.Split | None = None
        if initial:
            pass  # an initial says neither name nor gender
        elif role is Role.SURNAME:
            split = self.surnames.split(text)
            gender, leans = (
                (split.gender, split.leans) if split else (None, self.inflection.leans(text))
            )
        elif role is Role.GIVEN:
            found = names.find(text)
            gender = names.gender(found) if found else None
        elif role is Role.PATRONYMIC:
            split = self.parser.patronymics.split(text)
            if split:
                split = replace(split, stem=split.stem.rstrip("’ь"))
                gender = split.gender
                fathers = names.father(split.stem)
                found = given.Found(fathers, exact=bool(fathers))
        sounds = self._sounds(text, split)
        if role is Role.PATRONYMIC:
            sounds = tuple(map(stripped, sounds))
        spelled_out = role is None and len(text) <= ACRONYM and text.isupper()
        if spelled_out:
            sounds = sounds[:1]  # each letter for itself: WS is not US
        codes, keys, patterns = self.signs.coded(
            sounds, divided=role is Role.SURNAME, spelled=spelled_out
        )
        if not any(codes):  # digits, or letters that no table knows
            codes = (UNREAD + text.casefold().encode("utf-8", "surrogatepass"),)
            keys = (_NUMBER | int(text[:12]),) if text.isdecimal() else ()
            patterns = ()
        length = max(self.signs.length(codes[0]) / 6, 1.0)
        if role is Role.GIVEN and "-" in text:
            # Each half is a name: beside Чэн-Ын, Чэн-Ір has a difference in a name of two sounds.
            length /= 1 + text.count("-")
        letter = text if initial else ""
        return Features(text, codes, keys, patterns, length, gender, found, letter, leans)


def is_acronym(text: str) -> bool:
    """Whether a part is a few capitals, to be compared letter by letter."""
    return 1 < len(text) <= ACRONYM and text.isupper()


def _vowels_meet(word: str, at: int) -> bool:
    """Whether a vowel gets another beside it when the letters at `at` and after change places.

    Жук is no slip for Южик.
    """
    first, second = is_vowel(word[at]), is_vowel(word[at + 1])
    if first and not second:
        return is_vowel(word[at + 2 : at + 3] or "-")
    return second and not first and at > 0 and is_vowel(word[at - 1])


@cache
def load(folder: Path) -> Analyst:
    """The analyst by the tables in `folder`. Raises `TableError`."""
    return Analyst(
        parse.load(folder), endings.surnames(folder), signs.load(folder), inflection.load(folder)
    )


def shipped() -> Analyst:
    """The analyst by the tables that ship."""
    return load(locate.shipped())
