"""Words of a name to its parts: titles off, order and initials understood.

A text may be read in more than one way (`Павел Якубовіч`: a surname, or a patronymic);
all sensible readings come back, likeliest first, at most `READINGS`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.names import endings, given, inflection
from namenorm.names.model import Gender, Part, PersonName, Role
from namenorm.tables import cached, locate, read
from namenorm.text.letters import APOSTROPHE
from namenorm.text.tokens import Kind, Token, tokenize

READINGS: Final = 4
TITLE_COLUMNS: Final = ("text", "lang", "kind")
_SHORTEST_DECLINED: Final = 4
"""Longer titles are declined; г-н, сп and пан are not."""
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
        tokens = [_unpossessed(token) for token in tokenize(text)]
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

    def readings(self, text: str) -> list[PersonName]:
        """The ways to read a cleaned text as a person's name, likeliest first.

        >>> name = load(locate.shipped()).readings("LUKASHENKO, Aleksandr Grigoryevich")[0]
        >>> name.given.text, name.patronymic.text, name.surname.text
        ('Aleksandr', 'Grigoryevich', 'LUKASHENKO')
        """
        tokens = self.words(text)
        comma = next((i for i, t in enumerate(tokens) if t.kind is Kind.COMMA), None)
        named = [t for t in tokens if t.kind in (Kind.WORD, Kind.INITIAL)]
        if comma is not None and 0 < comma < len(tokens) - 1:
            first = [t for t in tokens[:comma] if t.kind is Kind.WORD]
            rest = [t for t in tokens[comma:] if t.kind in (Kind.WORD, Kind.INITIAL)]
            particles: list[Token] = []
            while len(rest) > 1 and rest[-1].text in self.particles:  # Leyen, Ursula von der
                particles.insert(0, rest.pop())
            if first and rest:
                first = self._joined([*particles, *first]) if particles else first
                found, father, more = self._before(rest[:_LONGEST])
                return [_name(found, father, first, more)]
        named = self._joined(named[:_LONGEST])
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
        readings: list[PersonName] = []
        if len(named) >= 3:
            for at in range(1, len(named)):
                if not self.is_patronymic(named[at]):
                    continue
                before = named[at - 1]
                rest = named[: at - 1] + named[at + 1 :]
                if rest:
                    readings.append(_name(before, named[at], rest, []))
            if readings:
                readings.sort(key=self._doubt_of)
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
        readings = [forward, _swapped(backward)]
        if len(named) == 2 and known_first and self.is_patronymic(last):
            readings.append(PersonName(_part(first, Role.GIVEN), _part(last, Role.PATRONYMIC)))
        return readings

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


def _titles(folder: Path) -> dict[str, list[str]]:
    """The titles in all their cases, particles and epithets of the tables in `folder`."""
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
        dropped.add(words)
        if row["kind"] == "title" and words:
            dropped |= _declined(cases, words, row["lang"])
    dropped.discard(())
    return {
        "dropped": sorted(map(" ".join, dropped)),
        "particles": sorted(particles),
        "epithets": sorted(epithets),
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
    )


def shipped() -> Parser:
    """The parser by the tables that ship."""
    return load(locate.shipped())
