"""Parses a name, and finds of each part what is compared: phonetic codes, keys, given names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from namenorm.comparison import typos
from namenorm.names import east_asian, endings, given, inflection, parse
from namenorm.names.inflection import Guess
from namenorm.names.model import Gender, Part, PersonName, Role
from namenorm.names.variants import stripped
from namenorm.sounds import phonetics
from namenorm.sounds.phonetics import UNREAD
from namenorm.tables import locate
from namenorm.text.scripts import has_cyrillic
from namenorm.text.tokens import Kind

_PARTS_CACHED: Final = 50_000
_NAMES_CACHED: Final = 10_000
_MOST_WORDS: Final = 16
"""Words of a place's or an organisation's name that are looked at."""
_ROMAN: Final = re.compile("[IVX]{1,6}")
_LONGEST_TYPO: Final = 20
"""Letters of a surname in which a typo is looked for."""
_SHORTEST_HALF: Final = 3
"""Letters of half a double surname that finds somebody by itself."""
_NUMBER: Final = 0xF << 60
"""Begins the key of a number; no class of sounds has the code 15."""
_SOUND: Final = 6
"""Symbols of a phonetic code to a sound, about."""
ACRONYM: Final = 4
"""Capitals up to this many are read letter by letter: EU is not EAEU."""

NOBODY: Final = given.PossibleGiven()
Coded = tuple[tuple[bytes, ...], tuple[int, ...], tuple[int, ...]]
"""The codes, the keys and the patterns of a part."""


@dataclass(frozen=True, slots=True)
class CodedPart:
    """One part of a name, ready to be compared.

    `codes` (`Signs.code`) are how it may sound; by `keys` and `patterns` it is found.

    `sixths` is its length, in sixths of a sound: the symbols of its likeliest code. `leans` is the
    gender that the ending of a surname mostly has, `gender` the one that a part is sure of.
    """

    text: str
    codes: tuple[bytes, ...]
    keys: tuple[int, ...]
    patterns: tuple[int, ...] = ()
    sixths: int = _SOUND
    gender: Gender | None = None
    given: given.PossibleGiven = NOBODY
    initial: str = ""
    leans: Gender | None = None

    def __hash__(self) -> int:
        return hash(self.text)  # parts are asked for in caches; those of one text are few

    @property
    def sounds(self) -> float:
        """Its length in sounds."""
        return self.sixths / _SOUND

    @property
    def acronym(self) -> bool:
        """Whether the part is a few capitals, to be compared letter by letter."""
        return is_acronym(self.text)


@dataclass(frozen=True, slots=True)
class ParsedName:
    """One way to read a text as a person's name: parts with roles."""

    given: CodedPart | None
    patronymic: CodedPart | None
    surname: CodedPart | None
    second: tuple[CodedPart, ...]
    swapped: bool
    gender: Gender | None
    inflected: bool = False
    """Whether it is a guess at what a name in an oblique case is the case of."""

    def __str__(self) -> str:
        return " ".join(part.text for part in (self.given, self.surname) if part)


class Agreement(Enum):
    """Which parts of a name may be in one oblique case; the values are keys of costs.toml."""

    BOTH = "inflected_both"
    ALONE = "inflected_alone"
    ONE = "inflected"
    HOMONYM = "inflected_homonym"
    GIVEN = "inflected_given"


class Analyzer:
    """Turns cleaned text into parsed names, by the tables of one folder.

    Parts, names and their nominatives are cached, by what they are asked for.
    """

    def __init__(
        self,
        parser: parse.Parser,
        surnames: endings.Endings,
        signs: phonetics.Encoder,
        inflection: inflection.Inflection,
    ) -> None:
        self.parser, self.surnames = parser, surnames
        self.signs, self.inflection = signs, inflection
        self._coded = lru_cache(_PARTS_CACHED)(self._code)
        self.likeliest = lru_cache(_NAMES_CACHED)(self._likeliest)
        self.nominatives = lru_cache(_NAMES_CACHED)(self._nominatives)

    def parses(self, text: str) -> list[ParsedName]:
        """The ways to read a cleaned text as a person's name, likeliest first."""
        return list(map(self.parsed, self.parser.readings(text)))

    def _likeliest(self, text: str) -> ParsedName | None:
        """The likeliest way to read a cleaned text as a person's name."""
        names = self.parser.readings(text)
        return self.parsed(names[0]) if names else None

    def others(self, text: str) -> list[ParsedName]:
        """The ways to read a text that are as likely as the likeliest: by them it is found, too."""
        names = self.parser.readings(text)[1:]
        return [self.parsed(name) for name in names if name.surname and not name.swapped]

    def parsed(self, name: PersonName) -> ParsedName:
        """A name whose words have roles, its parts coded.

        Its gender is what the given name says, else the patronymic, else the surname.
        """
        first = self.part(name.given) if name.given else None
        father = self.part(name.patronymic) if name.patronymic else None
        last = self.part(name.surname) if name.surname else None
        gender = next((p.gender for p in (first, father, last) if p and p.gender), None)
        more = tuple(map(self.part, name.second))
        return ParsedName(first, father, last, more, name.swapped, gender)

    def _nominatives(self, name: ParsedName) -> tuple[tuple[ParsedName, Agreement], ...]:
        """What `name` may be an oblique case of, and which of its parts say so."""
        if name.surname is None:
            return ()
        firsts = self._firsts(name.given)
        split = self.surnames.split(name.surname.text)
        listed = name.given is not None and self.parser.given.is_listed(name.given.text)
        alone = name.given is None or bool(name.given.initial)
        found: list[tuple[ParsedName, Agreement]] = []
        for last in self.inflection.nominatives(name.surname.text, Role.SURNAME):
            other = split and split.adjective and split.gender not in (None, last.gender)
            if split and split.oblique and last.gender is not split.gender:
                continue  # Зеленською is a case of no man's surname
            if other and not name.surname.text.startswith(last.text):
                continue  # Крамская is no case of a man's Крамскай, but Tuska is one of Tusk
            whole = self.surnames.split(last.text)
            other = whole is not None and whole.leans not in (None, last.gender)
            if whole and other and (whole.adjective or whole.gender):
                continue  # no man is called Талая or Медведева
            surname = self._coded(last.text, Role.SURNAME, False)
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
            options: list[CodedPart | None] = [*fitting[:1]] or [name.given]
            for option in options:
                gender = (option.gender if option else None) or last.gender
                if gender is last.gender:
                    # A man may be called Скарына, but then he is not called Скарын.
                    known = None if other and option is None else gender
                    base = replace(
                        name, given=option, surname=surname, gender=known, inflected=True
                    )
                    found.append((base, agreement))
        # Some Russian and foreign surnames do not decline; those in a consonant do for men.
        stays = has_cyrillic(name.surname.text) and not (
            listed and self.inflection.ends_in_consonant(name.surname.text)
        )
        for first, guess in firsts if stays else ():
            base = replace(name, given=first, gender=guess.gender, inflected=True)
            found.append((base, Agreement.GIVEN))
        return tuple(found)

    def halves(self, name: ParsedName) -> list[ParsedName]:
        """A name with a double surname, with each half of it alone."""
        if name.surname is None or "-" not in name.surname.text:
            return []
        words = [half for half in name.surname.text.split("-") if len(half) >= _SHORTEST_HALF]
        return [replace(name, surname=self._coded(half, Role.SURNAME, False)) for half in words[:3]]

    def is_mononym(self, text: str, first: ParsedName | None) -> bool:
        """Whether a name is a given name alone, or one with a number or an epithet: Іван IV.

        Such a name is all or nothing: an Іван of another surname is not meant by it.
        """
        words = text.split()
        if any(_ROMAN.fullmatch(w) or w in self.parser.epithets for w in words[1:]):
            return True
        if first is None or first.surname is None or first.given is not None:
            return False
        return len(words) == 1 and self.parser.given.is_listed(first.surname.text)

    def is_homonym(self, name: ParsedName) -> bool:
        """Whether the given name is one of the table, and the name another's case: Александра."""
        first = name.given
        if first is None or name.surname is None or not self.parser.given.is_listed(first.text):
            return False
        if not self._firsts(first):
            return False
        return any(how is Agreement.HOMONYM for _, how in self.nominatives(name))

    def lemmas(self, word: str) -> list[str]:
        """The words that a word of a place's or an organisation's name may be a case of."""
        return [guess.text for guess in self.inflection.nominatives(word, None)]

    def _firsts(self, first: CodedPart | None) -> list[tuple[CodedPart, Guess]]:
        """The given names that a word may be an oblique case of: of the table, or of syllables."""
        if first is None or first.initial:
            return []
        guesses = self.inflection.nominatives(first.text, Role.GIVEN)
        known = [
            (self._coded(guess.text, Role.GIVEN, False), guess)
            for guess in guesses
            if self.parser.given.is_written(guess.text) or east_asian.is_given(guess.text)
        ]
        return [(given, guess) for given, guess in known if given.gender in (None, guess.gender)]

    def part(self, part: Part) -> CodedPart:
        """One part of a person's name, coded."""
        return self._coded(part.text, part.role, part.initial)

    def without_typo(self, part: CodedPart) -> list[Coded]:
        """What a surname may have been before one typo."""
        word, rest = part.text[:_LONGEST_TYPO].lower(), part.text[_LONGEST_TYPO:]
        words = typos.undone(word, self.signs.sounds.digraphs)
        return [self._code_surname(other + rest) for other in words]

    def initial_fits(self, letter: str, part: CodedPart) -> given.Fit | None:
        """Whether `part`, or an equivalent of it, is what the initial `letter` stands for."""
        return self.parser.given.initial_fits(letter, part.text, part.given)

    def word(self, text: str) -> CodedPart:
        """A word that is no part of a person's name, coded."""
        return self._coded(text, None, False)

    def split_words(self, text: str) -> list[str]:
        """The words of a place's or an organisation's name, or of a mononym.

        A number that tells kings apart is one of them, though for a person's name it is a suffix.
        """
        found: list[str] = []
        letters = False  # whether the word before is made of single letters: U.N.
        for token in self.parser.words(text):
            if token.kind is Kind.INITIAL and letters:
                found[-1] += token.text
            elif token.kind is not Kind.COMMA:
                found += token.text.split("-")
            letters = token.kind is Kind.INITIAL
        numerals = (word for word in text.split() if _ROMAN.fullmatch(word))
        found += [numeral for numeral in numerals if numeral not in found]
        return [word for word in found[:_MOST_WORDS] if word]

    def words(self, text: str) -> list[CodedPart]:
        """Those words, coded."""
        return list(map(self.word, self.split_words(text)))

    def _code_surname(self, text: str) -> Coded:
        """How a surname may sound."""
        return self.signs.coded(self._sounds(text, self.surnames.split(text)), divided=True)

    def _sounds(self, text: str, split: endings.Split | None) -> tuple[str, ...]:
        """The sounds of a word without the ending that men's and women's forms do not share."""
        stem = split.stem if split else text
        sounds = self.signs.sounds.of(stem.replace("-", ""), text)
        if split and split.either:
            sounds = (*sounds, *self.signs.sounds.of(text.replace("-", "")))
        return sounds

    def _code(self, text: str, role: Role | None, initial: bool) -> CodedPart:
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
                found = given.PossibleGiven(fathers, exact=bool(fathers))
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
        sixths = max(self.signs.length(codes[0]), _SOUND)
        if role is Role.GIVEN and "-" in text:
            # Each half is a name: beside Чэн-Ын, Чэн-Ір has a difference in a name of two sounds.
            sixths //= 1 + text.count("-")
        letter = text if initial else ""
        return CodedPart(text, codes, keys, patterns, sixths, gender, found, letter, leans)


def is_acronym(text: str) -> bool:
    """Whether a part is a few capitals, to be compared letter by letter."""
    return 1 < len(text) <= ACRONYM and text.isupper()


@cache
def load(folder: Path) -> Analyzer:
    """The analyzer by the tables in `folder`. Raises `TableError`."""
    return Analyzer(
        parse.load(folder),
        endings.surnames(folder),
        phonetics.load(folder),
        inflection.load(folder),
    )


def shipped() -> Analyzer:
    """The analyzer by the tables that ship."""
    return load(locate.shipped())
