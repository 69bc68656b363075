"""Resolve: candidates, stage by stage, a calibrated score for each, a decision.

>>> r = resolve("Tsikhanouskaya")
>>> r.decision, r.matches[0].identity.id
('match', 'cichanouskaja-sviatlana')
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import background, scorer
from namenorm.comparison.analyzer import Agreement, ParsedName
from namenorm.comparison.explanation import SPELLED, Explanation, PartEvidence
from namenorm.comparison.features import (
    ALIAS,
    HALF_OF_QUERY,
    INFLECTED,
    NOTE,
    RETYPED,
    SAME_SPELLING,
)
from namenorm.comparison.scorer import ALGORITHM
from namenorm.errors import InputError
from namenorm.names import particulars
from namenorm.names.countries import country_code
from namenorm.names.model import Gender
from namenorm.names.surroundings import Surroundings
from namenorm.registry import Identity, NameForm, Registry
from namenorm.registry.model import TYPES
from namenorm.resolution.around import AroundEvidence
from namenorm.resolution.context import ContextEvidence
from namenorm.resolution.model import Decision, Match, Resolution
from namenorm.resolution.people import People
from namenorm.resolution.pool import Pool, pooled
from namenorm.resolution.query import Query
from namenorm.resolution.ranking import Ranked, best_of, rank
from namenorm.resolution.ways import Ways, names_a_thing
from namenorm.resolution.words import Words, WordSearch
from namenorm.text import layouts
from namenorm.text.clean import clean_name
from namenorm.text.scripts import has_cyrillic
from namenorm.years import year_of

_LOOKED_AT: Final = 32
"""Candidates whose letters are looked at, the likeliest; the others cannot come first."""
_AROUND_LOOKED_AT: Final = 256
"""The same, where what stands around a name tells namesakes apart: villages above all."""
_SHORTEST_TYPED: Final = 4
"""Letters of a word that is read by another keyboard; fewer make a name by chance."""

_DECIDING: Final = {
    "bare": "give a first name",
    "named": "give a patronymic, a year of birth or a country",
}


class Resolver:
    """Resolves names against one registry, by the tables with which it was made."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._scorer = scorer.load(registry.tables)
        known = background.load(registry.tables)
        self._people = People(registry, self._scorer, known)
        self._words = Words(registry, self._scorer, known)
        self._context = ContextEvidence(registry, self._scorer)
        self._reader = particulars.load(registry.tables)
        self._around = AroundEvidence(registry, self._scorer, self.people)
        self._ways = Ways(registry, self._scorer, self._around, self._search, self.people)

    @property
    def people(self) -> float:
        """How many the probabilities count with: the registry, and the background."""
        return self._people.count

    def resolve(
        self,
        text: str,
        *,
        limit: int = 5,
        type: str | None = None,
        birth_year: int | str | None = None,
        country: str | None = None,
        match_at: float | None = None,
        ambiguous_within: float | None = None,
    ) -> Resolution:
        """Say who or what `text` names.

        `limit` candidates at most come back, best first, also where the decision is `none`. There
        is none where nobody is near, and none whose score is next to nothing (`nobody` and
        `listed` in calibration.toml).
        `type`, `birth_year` (a year, or a date that begins with one) and `country` (letters of ISO
        3166, or a name: BY, BLR, Belarus) are evidence about the bearer.

        The decision is `match` where the best score is at least `match_at`; `ambiguous` where
        it is not, but the candidates at least `ambiguous_within` times as probable as the best
        reach `match_at` together; else `none`. Both lie between 0 and 1, and
        `tables/compare/calibration.toml` holds their defaults.
        Raises `EmptyName`, `NameTooLong`, `BadText`, `InputError`.
        """
        cleaned = clean_name(text, argument="q")
        if type is not None and type not in TYPES:
            raise InputError(f"type {type!r} is none of {', '.join(TYPES)}", argument="type")
        year = _year(birth_year)
        if limit < 1:
            raise InputError(f"limit is {limit}; it must be 1 or more", argument="limit")
        code = country_code(country) if country else None
        query = Query(cleaned, self.registry.analyst, type, year, code)
        ways = self._ways.read(query)
        ranked = self._particular(query, ways, self._answer(query, ways))
        if ranked.best < self._scorer.sure and cleaned.isupper():
            ranked = self._recased(query, ranked)
        if ranked.best < self._scorer.sure:
            ranked = self._retyped(query, ranked)
        within = self._threshold("ambiguous_within", ambiguous_within)
        near = ranked.listed(self._scorer.listed, self._scorer.nobody, within)
        rows = ranked.order[: min(limit, near)].tolist()
        matches = tuple(Match(float(ranked.scores[row]), _Found(self, ranked, row)) for row in rows)
        decision, deciding = _decided(ranked, self._threshold("match_at", match_at), within)
        version = {"algorithm": ALGORITHM, "tables": self.registry.version}
        return Resolution(text, decision, matches, deciding, version)

    def resolve_many(
        self, names: Iterable[str], *, limit: int = 1, type: str | None = None
    ) -> Iterator[Resolution]:
        """Resolve each of `names`, in their order, one at a time."""
        return (self.resolve(name, limit=limit, type=type) for name in names)

    def candidates(self, text: str) -> int:
        """How many identities come near the best for `text`, by whom the answer is decided."""
        return len(self._search(Query(clean_name(text), self.registry.analyst)).order)

    def _answer(self, query: Query, ways: list[Surroundings]) -> Ranked:
        """The best answer, by each way to read the query.

        That which takes all of it for the name is the only one where that name is listed, or is a
        person's, with all its parts.
        """
        ranked = self._search(query)
        if not ways or ranked.written.written or (len(ways) == 1 and not ways[0].kinds):
            return ranked
        divided = not any(way.kinds or way.after for way in ways)
        if divided and (query.is_inverted or (self._settled(ranked) and not ranked.bare)):
            return ranked
        whole = self._ranked(self._ways.whole(query, ways), list(ranked.found.pools))
        heads = map(self._search, self._ways.heads(query, ways))
        return best_of(query, [whole, *heads], self._scorer, self.people)

    def _search(self, query: Query) -> Ranked:
        """Candidates and their scores, stage by stage until one of them is sure."""
        full = {at: self._people.candidates(parse) for at, parse in query.full.items()}
        plain = self._plain(query, full)
        if plain is not None:
            return plain
        words = self._words.search(query.words, query.type)
        pools = self._pools(query, words, full)
        ranked = self._ranked(query, pools)
        homonym = any(map(query.analyzer.is_homonym, query.parses))
        if homonym or self._may_be_case(query, ranked) or not self._settled(ranked):
            inflected = self._inflected(query, words)
            if inflected:
                ranked = self._ranked(query, pools + inflected)
            if not self._settled(ranked):
                ranked = self._ranked(query, self._typos(query, words) + inflected)
        return ranked

    def _plain(self, query: Query, full: dict[int, Pool | None]) -> Ranked | None:
        """The answer to a given name of the tables beside a surname, where that settles it.

        None where another parse, a case, or what is named by the same words may be meant. `full`
        are the candidates of such parses.
        """
        pools = [pool for pool in full.values() if pool is not None]
        if _best(pools) < math.log(self.people) or self._words.has_all(query.split_words):
            return None
        if any(map(query.analyzer.is_homonym, query.full.values())):
            return None
        ranked = self._ranked(query, pools)
        return ranked if self._settled(ranked) else None

    def _may_be_case(self, query: Query, ranked: Ranked) -> bool:
        """Whether a word that the best candidate has not so may be a case of another: Слуцка."""
        if not query.lemmas.texts or not len(ranked.order) or not has_cyrillic(query.text):
            return False
        best = ranked.found.identities[ranked.order[0]]
        return not query.is_in(self.registry.identities[int(best)])

    def _settled(self, ranked: Ranked) -> bool:
        """Whether the best is likely, in all its words and in their own case."""
        if ranked.best < self._scorer.sure:
            return False
        return ranked.found.settled(int(ranked.order[0]))

    def _particular(self, query: Query, ways: list[Surroundings], ranked: Ranked) -> Ranked:
        """The best answer, the text also read as a person's name and what stands around it.

        Another name of the person is asked for where the first finds nobody. A name beside it that
        is none of theirs is a word that nothing explains, and then nobody is meant; so is what the
        words of a kind of place or organisation are beside: no street is the poet.
        """
        if query.type not in (None, "person"):
            return ranked
        found = self._reader.read(query.text)
        if found.head == query.text or names_a_thing(ways):
            return ranked
        again = self._search(query.about(found, found.head))
        for alias in found.aliases:
            other = self._search(query.about(found, alias))
            if again.best < self._scorer.sure and " " in alias:
                again = other
            elif alias in found.guessed and again.first not in self._near(other):
                return ranked
        if again.best <= ranked.best or not self._is_person(again):
            return ranked
        beside = [ALIAS.told(self._scorer, alias) for alias in found.aliases]
        return again.told(*beside, *(NOTE.told(self._scorer, note) for note in found.notes))

    def _near(self, ranked: Ranked) -> NDArray[np.int32]:
        """The candidates that may well be meant."""
        found: NDArray[np.int32] = ranked.numbers[
            ranked.scores[ranked.order] >= self._scorer.prior["alias"]
        ]
        return found

    def _is_person(self, ranked: Ranked) -> bool:
        return self.registry.identities[ranked.first].type == "person"

    def _recased(self, query: Query, ranked: Ranked) -> Ranked:
        """The best answer, a query in capitals also read as written small: BONN is no acronym."""
        text = " ".join(word.capitalize() for word in query.text.split())
        other = query.of(text)
        again = self._answer(other, self._ways.read(other))
        return again if again.best > ranked.best else ranked

    def _retyped(self, query: Query, ranked: Ranked) -> Ranked:
        """The best answer, the query also read as typed with another keyboard switched on.

        Such a text is taken only where it leaves no word over, and as it stands, without a typo:
        what comes out is a name or no word at all.
        """
        if any(parse.given and parse.given.given for parse in query.parses):
            return ranked  # with a given name in it, it is no gibberish
        for text in layouts.retyped(query.text):
            other = query.of(text)
            typed = RETYPED.told(self._scorer, query.text, text)
            pools = self._pools(other, self._words.search(other.words, other.type), {})
            again = self._ranked(other, pools, (typed,))
            if again.best > ranked.best and self._answers_all(again):
                ranked = again
        return ranked

    def _answers_all(self, ranked: Ranked) -> bool:
        """Whether the best candidate has an answer to every word, none of which is tiny."""
        parts = ranked.explain(int(ranked.order[0]))[1].parts
        words = [part for part in parts if part.query and part.role in SPELLED]
        return all(part.weight > 0 and len(part.query) >= _SHORTEST_TYPED for part in words)

    def _pools(self, query: Query, words: WordSearch, full: dict[int, Pool | None]) -> list[Pool]:
        """The candidates of all parses as they stand, and of the words; `full` has some of them."""
        candidates = self._people.candidates
        parsed = (
            full[at] if at in full else candidates(parse) for at, parse in enumerate(query.parses)
        )
        pools = _pools(*parsed, *self._halves(query, query.parses))
        return pools + _pools(words.candidates(floor=_best(pools) - self._scorer.beyond))

    def _typos(self, query: Query, words: WordSearch) -> list[Pool]:
        """The same with a typo in the query.

        Beside a given name of the table it is looked for in the surname alone.
        """
        chosen = list(query.full_as_written.values()) or query.parses
        parsed = (self._people.candidates(parse, near=True) for parse in chosen)
        pools = _pools(*parsed, *self._halves(query, chosen, near=True))
        if not query.full_as_written:
            floor = _best(pools) - self._scorer.beyond
            pools += _pools(words.candidates(near=True, floor=floor))
        return pools

    def _halves(
        self, query: Query, chosen: list[ParsedName], *, near: bool = False
    ) -> Iterator[Pool | None]:
        """The candidates of parses with a double surname, by each half of it.

        The other half speaks against them, of a woman less: it may be her husband's.
        """
        for parse in chosen:
            other = HALF_OF_QUERY[parse.gender is Gender.FEMALE]
            said = parse.surname.text if parse.surname else ""
            for half in query.analyzer.halves(parse):
                more = (other.told(self._scorer, said),)
                yield self._people.candidates(half, near=near, more=more)

    def _inflected(self, query: Query, words: WordSearch) -> list[Pool]:
        """Candidates for whom the query would be an oblique case.

        A given name alone is that name: Коля is no case of a surname Коль.
        """
        if query.is_given_name:
            return []
        pools: list[Pool | None] = []
        for parse in query.parses:
            own = self._people.own_surname(parse.surname) if parse.surname else None
            for lemma, agreement in query.analyzer.nominatives(parse):
                case = INFLECTED[agreement].told(self._scorer, str(parse), str(lemma))
                alone = own and agreement not in (Agreement.BOTH, Agreement.GIVEN)
                more = (case, own) if own and alone else (case,)
                pools.append(self._people.candidates(lemma, inflected=True, more=more))
        return _pools(*pools, words.candidates(inflected=True))

    def _ranked(
        self, query: Query, pools: list[Pool], more: tuple[PartEvidence, ...] = ()
    ) -> Ranked:
        """The scores of all candidates of `pools`; `more` is evidence for each of them."""
        context, around, beyond = self._context, query.around, self._scorer.beyond
        # A year, a country or what stands around it may yet lift one who is far behind.
        known = bool(query.year or query.country or around)
        found = pooled(pools, math.inf if known else beyond)
        if not len(found.identities):
            return rank(query, found, found.weights, self._scorer, self.people)
        weights = found.weights + sum(part.weight for part in more)
        weights += context.weights(found.identities, query)
        first = np.argsort(-weights, kind="stable")
        first = first[: _AROUND_LOOKED_AT if around else _LOOKED_AT]
        if known:
            first = first[weights[first] > weights[first[0]] - beyond]
        nearest = found.identities[first]
        if around:
            others = np.ones(len(weights), np.bool_)
            others[first] = False
            weights[others] = -np.inf
            weights[first] += self._around.weights(found, first, around)
        written = context.written(nearest, query)
        weights[first] += context.letters(nearest, query, written)
        weights += context.priors(found, weights)

        def beside(row: int) -> Iterator[PartEvidence]:
            number = int(found.identities[row])
            yield from context.explained(number, query, written)
            if around:
                yield from self._around.explained(found, row, around)
            yield from more

        return rank(query, found, weights, self._scorer, self.people, written, beside)

    def _threshold(self, name: str, given: float | None) -> float:
        if given is None:
            return self._scorer.calibration[name]
        if not 0 <= given <= 1:
            raise InputError(f"{name} is {given}; it lies between 0 and 1", argument=name)
        return given


@dataclass(frozen=True, slots=True)
class _Found:
    """One candidate of an answer."""

    resolver: Resolver
    ranked: Ranked
    row: int

    def identity(self) -> Identity:
        """Who or what it is."""
        number = int(self.ranked.found.identities[self.row])
        return self.resolver.registry.identities[number]

    def explain(self) -> tuple[NameForm, Explanation]:
        """The name that matched, and why."""
        ranked = self.ranked
        name, why = ranked.explain(self.row)
        parts = why.parts
        if int(ranked.found.identities[self.row]) in ranked.written.written:
            listed = ranked.query.spelled_by(self.identity())
            if listed and listed.text.casefold() != name.text.casefold():
                name, parts = listed, tuple(map(_as_listed, parts))
        return name, Explanation(parts)


def _as_listed(part: PartEvidence) -> PartEvidence:
    """A part that another spelling brought, where the whole name is listed as it was asked."""
    if part.role not in SPELLED or part.weight < 0 or not (part.query and part.name):
        return part
    return replace(part, name=part.query, relation=SAME_SPELLING)


def _decided(
    ranked: Ranked, match_at: float, ambiguous_within: float
) -> tuple[Decision, str | None]:
    """What to make of the candidates, and what would settle it."""
    if not len(ranked.order):
        return "none", None
    if ranked.best >= match_at:
        return "match", None
    rivals = ranked.rivals(ambiguous_within)
    if len(rivals) > 1 and rivals.sum() >= match_at:
        return "ambiguous", _DECIDING["bare" if ranked.bare else "named"]
    return "none", None


def _pools(*found: Pool | None) -> list[Pool]:
    """Those that have candidates."""
    return [pool for pool in found if pool is not None]


def _best(pools: list[Pool]) -> float:
    """The weight of the strongest candidate."""
    return max((float(pool.weights.max()) for pool in pools), default=-math.inf)


def _year(given: int | str | None) -> int | None:
    """The year of 1982, "1982" or "1982-09-11"."""
    if given is None or given == "":
        return None
    year = year_of(given, "query")
    if year is None:
        reason = f"birth_year is {str(given)[:40]!r}; give a year such as 1982"
        raise InputError(reason, argument="birth_year")
    return year


@cache
def _shipped() -> Resolver:
    return Resolver(Registry.shipped())


def resolve(
    text: str,
    *,
    limit: int = 5,
    type: str | None = None,
    birth_year: int | str | None = None,
    country: str | None = None,
    match_at: float | None = None,
    ambiguous_within: float | None = None,
) -> Resolution:
    """`Resolver.resolve` against the registry that ships."""
    return _shipped().resolve(
        text,
        limit=limit,
        type=type,
        birth_year=birth_year,
        country=country,
        match_at=match_at,
        ambiguous_within=ambiguous_within,
    )
