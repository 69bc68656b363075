"""Words of a name to its parts: titles off, order and initials understood.

A text may be read in more than one way (`Павел Якубовіч`: a surname, or a patronymic);
all sensible readings come back, likeliest first, at most `READINGS`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from namenorm.names import east_asian, endings, given, inflection
from namenorm.names.initials import spelt_out
from namenorm.names.model import Gender, Part, PersonName, Role
from namenorm.tables import cached, locate, read
from namenorm.text.letters import APOSTROPHE
from namenorm.text.tokens import Kind, Token, tokenize
from namenorm.text.vowels import is_vowel

READINGS: Final = 4
TITLE_COLUMNS: Final = ("text", "lang", "kind")
_TOLD: Final = ("junior", "senior")
"""Kinds of the table that tell a generation; numerals are read as they stand."""
_SHORTEST_DECLINED: Final = 4
"""Longer titles are declined; г-н, сп and пан are not."""
_ALL_PARTS: Final = 3
"""Words of a name with a given name, a patronymic and a surname."""
_NUMERAL: Final = re.compile("I|[IVX]{2,5}")
_SOME_NUMERAL: Final = re.compile(r"\b[IVX]{1,5}\b")
_APART: Final = re.compile(r"[^\w’]+")
_POSSESSIVE: Final = (f"{APOSTROPHE}s", f"{APOSTROPHE}S", APOSTROPHE)
_LONGEST: Final = 12
"""Words of a person's name that are looked at."""


@dataclass(frozen=True)
class Parser:
    """Splits names by the tables of one folder.

    `dropped` are titles and the like, in small letters, word by word; `titles` says for the first
    word of each how many words those have at most that begin with it.
    """

    given: given.GivenNames
    patronymics: endings.Endings
    dropped: frozenset[tuple[str, ...]]
    titles: dict[str, int]
    particles: frozenset[str]
    epithets: frozenset[str]
    generations: dict[tuple[str, ...], str]
    east_asian: east_asian.EastAsian
    _last: dict[str, list[Token]] = field(default_factory=dict)

    def words(self, text: str) -> list[Token]:
        """The tokens that name: without titles, articles, legal forms, possessive endings."""
        known = self._last.get(text)
        if known is None:
            known = self._words(text)
            self._last.clear()  # the same text is asked for twice in a row, no other again
            self._last[text] = known
        return known

    def _words(self, text: str) -> list[Token]:
        tokens = [self._without_generation(_unpossessed(token)) for token in tokenize(text)]
        if len(tokens) > 2 and self._is_east_asian(tokens):
            return tokens  # Пан Гі Мун: what looks like a title is the surname
        kept: list[Token] = []
        behind: list[Token] = []
        at = 0
        said = [token.text.casefold() for token in tokens]
        while at < len(tokens):
            longest = self.titles.get(said[at], 0)
            for length in range(min(longest, len(tokens) - at), 0, -1):
                if tuple(said[at : at + length]) in self.dropped and not (
                    length == 1 and tokens[at].kind is Kind.INITIAL and tokens[at].text.isupper()
                ):
                    if kept:
                        behind += tokens[at : at + length]
                    at += length
                    break
            else:
                kept.append(tokens[at])
                at += 1
        if not any(token.kind is Kind.WORD for token in kept):
            return tokens  # nothing but titles: then they are the name
        if len(kept) == 1 and self.given.find(kept[0].text):
            # Мікалай Пан, Васіль Сас: behind a given name alone it is no title but the surname.
            kept += [token for token in behind if token.text.istitle()]
        return kept

    def _without_generation(self, token: Token) -> Token:
        """A surname without the word behind its hyphen that tells the generation."""
        first, hyphen, last = token.text.rpartition("-")
        if not hyphen or (last.casefold(),) not in self.generations:
            return token
        return Token(first, token.start, token.start + len(first), token.kind)

    def generation(self, text: str) -> str:
        """Which one of several of the same name: `junior`, `senior`, a numeral, "" if not told.

        >>> parser = load(locate.shipped())
        >>> list(map(parser.generation, ["Буш-младший", "George Bush Sr.", "Jan III Sobieski"]))
        ['junior', 'senior', 'III']
        """
        if self._generation_words.isdisjoint(_APART.split(text.casefold())) and not (
            _SOME_NUMERAL.search(text)
        ):
            return ""
        tokens = [token for token in tokenize(text) if token.kind is not Kind.COMMA]
        small = [token.text.casefold().rpartition("-")[2] for token in tokens]
        for at, token in enumerate(tokens):
            for length in (2, 1):
                told = self.generations.get(tuple(small[at : at + length]), "")
                if told and (at or "-" in token.text):
                    return told
            if at and _NUMERAL.fullmatch(token.text) and self._counts(tokens, at):
                return token.text
        return ""

    @cached_property
    def _generation_words(self) -> frozenset[str]:
        """Every word of `generations`."""
        return frozenset(word for words in self.generations for word in words)

    def _counts(self, tokens: list[Token], at: int) -> bool:
        """Whether a Roman numeral tells a generation, and is no pair of initials: Ivanov IV."""
        words = [t for n, t in enumerate(tokens) if n != at and t.kind is Kind.WORD]
        return len(words) > 1 or all(map(self._is_given, words))

    def readings(self, text: str) -> list[PersonName]:
        """The ways to read a cleaned text as a person's name, likeliest first.

        >>> name = load(locate.shipped()).readings("LUKASHENKO, Aleksandr Grigoryevich")[0]
        >>> name.given.text, name.patronymic.text, name.surname.text
        ('Aleksandr', 'Grigoryevich', 'LUKASHENKO')
        """
        ways = spelt_out(self.words(text), text, self.given)
        return [name for tokens in ways for name in self._read(tokens)][:READINGS]

    def _read(self, tokens: list[Token]) -> list[PersonName]:
        """The ways to read words of which each is a name or an initial."""
        comma = next((i for i, t in enumerate(tokens) if t.kind is Kind.COMMA), None)
        named = [t for t in tokens if t.kind in (Kind.WORD, Kind.INITIAL)]
        if comma is not None and 0 < comma < len(tokens) - 1:
            first = [t for t in tokens[:comma] if t.kind is Kind.WORD]
            rest = [t for t in tokens[comma:] if t.kind in (Kind.WORD, Kind.INITIAL)]
            particles: list[Token] = []
            while len(rest) > 1 and rest[-1].text in self.particles:  # Leyen, Ursula von der
                particles.insert(0, rest.pop())
            parted = self._parted(first + rest)
            if parted and rest and parted.surname == _part(first[0], Role.SURNAME):
                return [parted]
            if first and rest:
                first = self._joined([*particles, *first]) if particles else first
                found, father, more = self._before(rest[:_LONGEST])
                return [_name(found, father, first, more)]
        named = self._sons(self._joined(named[:_LONGEST]))
        words = [t for t in named if t.kind is Kind.WORD]
        if not words:
            return []
        if len(words) == 1:
            if len(named) == 1:
                return self._alone(words[0])
            found, father, more = self._before([t for t in named if t is not words[0]])
            return [_name(found, father, words, more)]
        return self._several(named)[:READINGS]

    def _alone(self, word: Token) -> list[PersonName]:
        readings = [_name(None, None, [word], [])]
        if self.given.find(word.text).exact:
            readings.append(PersonName(given=_part(word, Role.GIVEN)))
        return readings

    def _several(self, named: list[Token]) -> list[PersonName]:
        texts = [token.text for token in named]
        parted = self._parted(named)
        if parted:
            strange = not any(self.given.is_listed(word) for word in texts[1:])
            return [parted] if strange else [parted, *self._european(named)]
        found = self._european(named)
        if self.east_asian.may_be(texts) and all(t.kind is Kind.WORD for t in named):
            found.insert(1, _name(named[1], None, named[:1], []))
        return found

    def _is_east_asian(self, tokens: list[Token]) -> bool:
        words = all(
            token.kind is Kind.WORD or (token.kind is Kind.INITIAL and is_vowel(token.text.lower()))
            for token in tokens
        )
        return words and self.east_asian.parted([token.text for token in tokens]) is not None

    def _parted(self, named: list[Token]) -> PersonName | None:
        """The reading as a surname and syllables of a given name."""
        if not self._is_east_asian(named):
            return None
        parted = self.east_asian.parted([token.text for token in named])
        assert parted is not None
        at, start, end = parted
        syllables = named[start:end]
        whole = "-".join(token.text for token in syllables)
        first = Token(whole, syllables[0].start, syllables[-1].end, Kind.WORD)
        return _name(first, None, [named[at]], [])

    def _european(self, named: list[Token]) -> list[PersonName]:
        readings: list[PersonName] = []
        if len(named) >= 3:
            readings = self._with_patronymic(named)
            if readings:
                return readings
        capital = [t for t in named if len(t.text) > 1 and t.text.isupper()]
        if capital and len(capital) < len(named):
            rest = [t for t in named if t not in capital]
            found, father, more = self._before(rest)
            return [_name(found, father, capital, more)]
        first, last = named[0], named[-1]
        forward = self._forward(named)
        backward = self._backward(named)
        known_first = self.given.find(first.text) if first.kind is Kind.WORD else None
        if last.kind is Kind.INITIAL:
            return [backward]
        if not known_first and self.given.find(last.text):
            return [backward, _swapped(forward)]
        if first.kind is Kind.INITIAL:
            return [forward]
        between = named[1] if len(named) == _ALL_PARTS else first
        listed = between.kind is Kind.WORD and self.given.is_listed(between.text)
        if not known_first and listed:
            # Жванія Давід Важа: a father in a form that no table knows, or a surname.
            return [forward, backward]
        readings = [forward, _swapped(backward)]
        if len(named) == 2 and known_first and self.is_patronymic(last):
            readings.append(PersonName(_part(first, Role.GIVEN), _part(last, Role.PATRONYMIC)))
        return readings

    def _with_patronymic(self, named: list[Token]) -> list[PersonName]:
        """The readings of three words or more of which one looks like a patronymic."""
        readings: list[PersonName] = []
        for at in range(1, len(named)):
            rest = named[: at - 1] + named[at + 1 :]
            if rest and self.is_patronymic(named[at]) and self._agree(named[at - 1], named[at]):
                readings.append(_name(named[at - 1], named[at], rest, []))
        least = min(map(self._doubt_of, readings), default=0)
        *_, before, last = named
        if len(named) == _ALL_PARTS and self.is_patronymic(last):
            first = named[0]
            if self._is_given(first) and not self._is_given(before):
                # Ільхам Аліеў Гейдар-аглы: the father stands behind the surname.
                other = _name(first, last, [before], [])
                found = [other, *readings] if least else [*readings, other]
                sure = "-" in last.text or self._has_father(last)
                return found if sure else [_name(first, None, [last], [before]), *found]
        readings = [reading for reading in readings if self._doubt_of(reading) == least]
        if [reading.patronymic for reading in readings] == [_part(last, Role.PATRONYMIC)]:
            return self._as_surname(named, readings)
        return readings

    def _as_surname(self, named: list[Token], readings: list[PersonName]) -> list[PersonName]:
        """`readings`, and that by which the patronymic at the end is the surname.

        Behind given names alone it may be, and is where no father has the name: Ян Караль Хадкевіч.
        """
        *before, last = named
        if not all(t.kind is Kind.WORD and self.given.is_listed(t.text) for t in before):
            return readings
        surname = _name(before[0], None, [last], before[1:])
        return [*readings, surname] if self._has_father(last) else [surname]

    def _agree(self, first: Token, father: Token) -> bool:
        """Whether a given name and a patronymic may be one person's: not Nadia Khodasevich."""
        split = self.patronymics.split(father.text)
        gender = self.given.gender(self.given.find(first.text))
        return split is None or gender in (None, split.gender)

    def _has_father(self, word: Token) -> bool:
        """Whether a patronymic is that of a given name of the table."""
        split = self.patronymics.split(word.text)
        return split is not None and bool(self.given.father(split.stem))

    def _is_given(self, word: Token) -> bool:
        """Whether a word is a given name of the table, in any case."""
        return word.kind is Kind.WORD and self.given.is_written(word.text)

    def _doubt_of(self, name: PersonName) -> int:
        return 0 if name.given and self.given.find(name.given.text) else 1

    def _forward(self, named: list[Token]) -> PersonName:
        found, father, more = self._before(named[:-1])
        return _name(found, father, named[-1:], more)

    def _backward(self, named: list[Token]) -> PersonName:
        found, father, more = self._before(named[1:])
        return _name(found, father, named[:1], more)

    def _before(self, words: list[Token]) -> tuple[Token | None, Token | None, list[Token]]:
        """Given name, patronymic and further given names among words without the surname."""
        found, rest = words[0], words[1:]
        if rest and (self.is_patronymic(rest[-1]) or rest[-1].kind is Kind.INITIAL):
            return found, rest[-1], rest[:-1]
        return found, None, rest

    def is_patronymic(self, word: Token) -> bool:
        """Whether the word has the ending of a patronymic and a father's name before it."""
        if word.kind is not Kind.WORD:
            return False
        split = self.patronymics.split(word.text)
        return split is not None and len(split.stem) >= 2

    def _sons(self, named: list[Token]) -> list[Token]:
        """A father's name joined to the word for son or daughter: Гейдар оглы."""
        out: list[Token] = []
        for token in named:
            before = out[-1] if out else None
            filial = f"-{token.text.casefold()}" in self.patronymics.table
            if filial and len(out) > 1 and before is not None and before.kind is Kind.WORD:
                whole = f"{before.text}-{token.text}"
                out[-1] = Token(whole, before.start, token.end, Kind.WORD)
            else:
                out.append(token)
        return out

    def _joined(self, named: list[Token]) -> list[Token]:
        """Particles joined to the word after them: `von der Leyen` is one surname."""
        out: list[Token] = []
        held: list[Token] = []
        for token in named:
            particle = token.text.casefold() in self.particles and token is not named[-1]
            if particle and (out or token.text.islower()):
                held.append(token)
                continue
            if held:
                joined = "".join(t.text for t in held) + token.text
                token = Token(joined, held[0].start, token.end, Kind.WORD)
                held = []
            out.append(token)
        return out


def _unpossessed(token: Token) -> Token:
    text = token.text
    if token.kind is Kind.WORD and len(text) > 2:
        for suffix in _POSSESSIVE if APOSTROPHE in text[-2:] else ():
            if text.endswith(suffix):
                cut = len(text) - len(suffix)
                return Token(text[:cut], token.start, token.start + cut, token.kind)
    return token


def _part(token: Token, role: Role) -> Part:
    return Part(token.text, role, token.kind is Kind.INITIAL)


def _name(
    found: Token | None, father: Token | None, surname: list[Token], more: list[Token]
) -> PersonName:
    second = [_part(t, Role.SURNAME) for t in surname[:-1] if t.kind is Kind.WORD]
    second += [_part(t, Role.GIVEN) for t in more]
    return PersonName(
        given=_part(found, Role.GIVEN) if found else None,
        patronymic=_part(father, Role.PATRONYMIC) if father else None,
        surname=_part(surname[-1], Role.SURNAME),
        second=tuple(second),
    )


def _swapped(name: PersonName) -> PersonName:
    return PersonName(name.given, name.patronymic, name.surname, name.second, swapped=True)


def _declined(
    cases: inflection.Inflection, title: tuple[str, ...], lang: str
) -> set[tuple[str, ...]]:
    """A title in the oblique cases: its first word alone, and all its words together."""
    found = set()
    for gender in Gender:
        forms = [cases.forms(word, lang, Role.SURNAME, gender) for word in title]
        if len(title[0]) <= _SHORTEST_DECLINED or not forms[0]:
            continue
        for case, firsts in forms[0].items():
            found |= {(first, *title[1:]) for first in firsts}
            found.add(tuple(f.get(case, (word,))[0] for f, word in zip(forms, title, strict=True)))
    return found


def _titles(folder: Path) -> dict[str, Any]:
    """The titles in all their cases, particles and epithets of the tables in `folder`.

    `generations`: the words in all their cases that tell one, and which.
    """
    generations: dict[str, str] = {}
    dropped: set[tuple[str, ...]] = set()
    particles: set[str] = set()
    epithets: set[str] = set()
    cases = inflection.load(folder)
    for row in read.tsv(folder / "names" / "titles.tsv", TITLE_COLUMNS):
        if row["kind"] == "particle":
            particles.add(row["text"])
            continue
        if row["kind"] == "epithet":
            epithets.add(row["text"])
            continue
        words = tuple(t.text.casefold() for t in tokenize(row["text"].replace("'", APOSTROPHE)))
        forms = {words}
        if row["kind"] in ("title", *_TOLD) and words:
            forms |= _declined(cases, words, row["lang"])
        dropped |= forms
        if row["kind"] in _TOLD:
            generations |= {" ".join(form): row["kind"] for form in forms}
    dropped.discard(())
    return {
        "dropped": sorted(map(" ".join, dropped)),
        "particles": sorted(particles),
        "epithets": sorted(epithets),
        "generations": generations,
    }


@cache
def load(folder: Path) -> Parser:
    """The parser by the tables in `folder`. Raises `TableError`."""
    listed = cached.values(folder, "titles", lambda: _titles(folder))
    dropped = frozenset(tuple(title.split(" ")) for title in listed["dropped"])
    titles: dict[str, int] = {}
    for title in dropped:
        titles[title[0]] = max(len(title), titles.get(title[0], 0))
    return Parser(
        given.load(folder),
        endings.patronymics(folder),
        dropped,
        titles,
        frozenset(listed["particles"]),
        frozenset(listed["epithets"]),
        {tuple(words.split(" ")): told for words, told in listed["generations"].items()},
        east_asian.load(folder),
    )


def shipped() -> Parser:
    """The parser by the tables that ship."""
    return load(locate.shipped())
