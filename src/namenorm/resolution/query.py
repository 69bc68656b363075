"""A query, parsed once: what was typed, and what each stage of the search asks of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from namenorm.comparison.analyzer import Analyzer, CodedPart, ParsedName
from namenorm.names.model import PersonName, Role
from namenorm.names.particulars import Particulars
from namenorm.registry import Identity, NameForm
from namenorm.registry.stored import Spellings
from namenorm.resolution.around import Around
from namenorm.sounds.table import is_last_resort
from namenorm.text.scripts import has_cyrillic

_DIVIDES: Final = ",;()[]|/"
"""What no name of a person has behind its comma."""


@dataclass(frozen=True)
class Query:
    """`text` is cleaned; `type`, `year` of birth and `country` are what the caller knows.

    `around` is what stands around the name in a longer text.
    What follows from them is found when it is first asked for.
    """

    text: str
    analyzer: Analyzer
    type: str | None = None
    year: int | None = None
    country: str | None = None
    around: Around | None = None

    def of(self, text: str) -> Query:
        """The same of another spelling."""
        return replace(self, text=text)

    def about(self, found: Particulars, text: str) -> Query:
        """One of the names of the text, with the year and the country that stand beside it."""
        alone = found.countries[0] if len(found.countries) == 1 else None
        year, country = self.year or found.born, self.country or alone
        return replace(self, text=text, year=year, country=country)

    def around_by(self, text: str, around: Around) -> Query:
        """The name in it by one way to read it, and what stands around that."""
        return replace(self, text=text, around=around)

    @cached_property
    def names(self) -> list[PersonName]:
        """The ways to read it as the name of a person, likeliest first."""
        return self.analyzer.parser.readings(self.text) if self.type in (None, "person") else []

    @cached_property
    def parses(self) -> list[ParsedName]:
        """The same with their parts coded."""
        return list(map(self.analyzer.parsed, self.names))

    @cached_property
    def is_inverted(self) -> bool:
        """Whether it is a surname before a comma, a given name of the tables or an initial behind.

        >>> from namenorm.comparison import analyzer
        >>> Query("Lukashenko, Alexander", analyzer.shipped()).is_inverted
        True
        """
        _, comma, rest = self.text.partition(",")
        name = self.names[0] if comma and self.names else None
        first = name.given if name and not name.second else None
        if first is None or first.text not in rest or set(rest) & set(_DIVIDES):
            return False
        return first.initial or self.analyzer.parser.given.is_listed(first.text)

    @cached_property
    def split_words(self) -> list[str]:
        """Its words without what is dropped."""
        return self.analyzer.split_words(self.text)

    @cached_property
    def words(self) -> list[CodedPart]:
        """The same coded, each once, for all that is named by words."""
        first = {word.casefold(): word for word in reversed(self.split_words)}
        return list(map(self.analyzer.word, reversed(first.values())))

    @cached_property
    def last_resort(self) -> bool:
        """Whether no table covers its script."""
        return is_last_resort(self.text)

    @cached_property
    def is_given_name(self) -> bool:
        """Whether the whole query is a given name of the table, and nothing says what it names."""
        if self.around and self.around.kinds and self.around.sure:
            return False
        return " " not in self.text and self.analyzer.parser.given.is_listed(self.text)

    @cached_property
    def is_case_of_given_name(self) -> bool:
        """Whether the whole query is a case of a given name of the table."""
        names = self.analyzer.parser.given
        return " " not in self.text and not self.is_given_name and names.is_written(self.text)

    @cached_property
    def generation(self) -> str:
        """Which one of several of the same name is meant: `Parser.generation`."""
        return self.analyzer.parser.generation(self.text) if self.type in (None, "person") else ""

    @cached_property
    def surnames(self) -> frozenset[str]:
        """What a query of one word is, or is a case of, without being a given name."""
        guesses = self.analyzer.inflection.nominatives(self.text, Role.SURNAME)
        is_listed = self.analyzer.parser.given.is_listed
        texts = (guess.text.casefold() for guess in guesses if not is_listed(guess.text))
        return frozenset((self.text.casefold(), *texts))

    def is_surname_of(self, identity: Identity) -> bool:
        """Whether a name of `identity` has one of `surnames` for a word, letter for letter."""
        words = (word for name in identity.names for word in name.text.casefold().split())
        return not self.surnames.isdisjoint(words)

    @cached_property
    def written(self) -> Spellings:
        """The query, and its words without what is dropped, as they may stand in a list."""
        return Spellings((self.text, " ".join(self.split_words)))

    @cached_property
    def lemmas(self) -> Spellings:
        """The nominatives of which a query of one word may be a case."""
        words = self.split_words
        return Spellings(self.analyzer.lemmas(words[0]) if len(words) == 1 else ())

    @cached_property
    def full(self) -> dict[int, ParsedName]:
        """The parses that have a surname beside a given name of the tables, by their number.

        Or beside what only sounds like one, where no likelier parse has a name of the tables.
        """
        return self._full(exact=False)

    @cached_property
    def full_as_written(self) -> dict[int, ParsedName]:
        """Those with a given name that the tables have as it is written."""
        return self._full(exact=True)

    def _full(self, *, exact: bool) -> dict[int, ParsedName]:
        found: dict[int, ParsedName] = {}
        is_written = self.analyzer.parser.given.is_written
        for at, name in enumerate(self.names):
            if name.surname is None or name.given is None or name.given.initial:
                continue
            if exact and not is_written(name.given.text):
                continue
            parse = self.analyzer.parsed(name)
            if parse.given and parse.given.given:
                found[at] = parse
                exact = exact or parse.given.given.exact
        return found

    def spelled_by(self, identity: Identity) -> NameForm | None:
        """The name of `identity` that is this query, letter for letter; capitals count last."""
        names = [name for name in identity.names if name.text.casefold() in self.written.texts]
        return min(names, key=lambda name: name.text != self.text, default=None)

    def unlike(self, name: str) -> tuple[bool, bool, int]:
        """How little a name is spelt like this query: other letters, another script, how many."""
        from rapidfuzz.distance import Levenshtein

        text, other = self.text.casefold(), name.casefold()
        differs = other not in self.written.texts
        return differs, has_cyrillic(text) != has_cyrillic(other), Levenshtein.distance(text, other)

    def is_in(self, identity: Identity) -> bool:
        """Whether a name of `identity` has all words of the query, as written, or a lemma."""
        mine = set(map(str.casefold, self.split_words))
        names = (set(n.text.casefold().replace("-", " ").split()) for n in identity.names)
        return any(mine <= words or words & self.lemmas.texts for words in names)
