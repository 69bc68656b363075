"""Resolve: candidates, stage by stage, a calibrated score for each, a decision.

>>> r = resolve("Tsikhanouskaya")
>>> r.decision, r.matches[0].identity.id
('match', 'cichanouskaja-sviatlana')
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import frequency, score
from namenorm.comparison.features import Agreement, Reading
from namenorm.comparison.score import (
    ALGORITHM,
    SPELLED,
    Explanation,
    PartEvidence,
)
from namenorm.errors import InputError
from namenorm.lang import checked
from namenorm.names import particulars
from namenorm.names.model import Gender
from namenorm.registry import Identity, NameForm, Registry
from namenorm.registry.model import TYPES
from namenorm.resolution.asked import Asked
from namenorm.resolution.bearers import BEYOND
from namenorm.resolution.beside import NO_LETTERS, Beside, Letters
from namenorm.resolution.model import Decision, Match, Resolution
from namenorm.resolution.named import Named
from namenorm.resolution.people import People
from namenorm.resolution.pool import Pool, Pooled, pooled
from namenorm.text import layouts
from namenorm.text.clean import clean_name
from namenorm.text.scripts import has_cyrillic

_SURE: Final = 0.5
"""A first stage that finds this much makes the search for typos superfluous."""
_EXPLAINED: Final = 32
"""Candidates whose letters are looked at, the likeliest; the others cannot come first."""
_SHORTEST_TYPED: Final = 4
"""Letters of a word that is read by another keyboard; fewer make a name by chance."""

_DECIDING: Final = {
    "bare": "give a first name",
    "named": "give a patronymic, a year of birth or a country",
}


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Candidates with their scores; `order` has the rows of `found`, best first."""

    asked: Asked
    found: Pooled
    scores: NDArray[np.float64]
    order: NDArray[np.integer[Any]]
    letters: Letters
    more: tuple[PartEvidence, ...] = ()

    @property
    def best(self) -> float:
        """The highest score, 0 where there is no candidate."""
        return float(self.scores[self.order[0]]) if len(self.order) else 0.0

    @property
    def first(self) -> int:
        """The number of the best candidate, -1 where there is none."""
        return int(self.found.identities[self.order[0]]) if len(self.order) else -1


class Resolver:
    """Resolves names against one registry, by the tables with which it was made."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._judge = score.judge(registry.tables)
        world = frequency.load(registry.tables)
        self._people = People(registry, self._judge, world)
        self._named = Named(registry, self._judge, world)
        self._beside = Beside(registry, self._judge)
        self._reader = particulars.load(registry.tables)

    @property
    def people(self) -> float:
        """How many the probabilities count with: the registry, and the world beside it."""
        return self._people.count

    def resolve(
        self,
        text: str,
        *,
        limit: int = 5,
        type: str | None = None,
        lang: str | None = None,
        birth_year: int | str | None = None,
        country: str | None = None,
        match_at: float | None = None,
        ambiguous_within: float | None = None,
    ) -> Resolution:
        """Say who or what `text` names.

        `limit` candidates at most come back, best first, also where the decision is `none`.
        `type`, `birth_year` (a year, or a date that begins with one) and `country` (ISO 3166, two
        letters) are evidence about the bearer.

        The decision is `match` where the best score is at least `match_at`; `ambiguous` where
        it is not, but the candidates at least `ambiguous_within` times as probable as the best
        reach `match_at` together; else `none`. Both lie between 0 and 1, and
        `tables/compare/calibration.toml` holds their defaults.
        Raises `EmptyName`, `NameTooLong`, `BadText`, `InputError`.
        """
        cleaned = clean_name(text, argument="q")
        if type is not None and type not in TYPES:
            raise InputError(f"type {type!r} is none of {', '.join(TYPES)}", argument="type")
        if lang is not None:
            checked(lang)
        year = _year(birth_year)
        if limit < 1:
            raise InputError(f"limit is {limit}; it must be 1 or more", argument="limit")
        asked = Asked(cleaned, self.registry.analyst, type, year, country)
        ranked = self._search(asked)
        ranked = self._particular(asked, ranked)
        if ranked.best < _SURE and cleaned.isupper():
            ranked = self._recased(asked, ranked)
        if ranked.best < _SURE:
            ranked = self._retyped(asked, ranked)
        rows = ranked.order[:limit].tolist()
        matches = tuple(Match(float(ranked.scores[row]), _Found(self, ranked, row)) for row in rows)
        decision, deciding = _decided(
            ranked,
            self._threshold("match_at", match_at),
            self._threshold("ambiguous_within", ambiguous_within),
        )
        version = {"algorithm": ALGORITHM, "tables": self.registry.version}
        return Resolution(text, decision, matches, deciding, version)

    def resolve_many(
        self, names: Iterable[str], *, limit: int = 1, type: str | None = None
    ) -> Iterator[Resolution]:
        """Resolve each of `names`, in their order, one at a time."""
        return (self.resolve(name, limit=limit, type=type) for name in names)

    def candidates(self, text: str) -> int:
        """How many identities come near the best for `text`, by whom the answer is decided."""
        return len(self._search(Asked(clean_name(text), self.registry.analyst)).order)

    def _search(self, asked: Asked) -> _Ranked:
        """Candidates and their scores, stage by stage until one of them is sure."""
        known: dict[int, Pool | None] = {}
        plain = self._plain(asked, known)
        if plain is not None:
            return plain
        pools = self._pools(asked, known, near=False)
        ranked = self._ranked(asked, pools)
        homonym = any(map(asked.is_homonym, asked.readings))
        if homonym or self._may_be_case(ranked) or not self._settled(ranked):
            declined = self._declined(asked)
            if declined:
                ranked = self._ranked(asked, pools + declined)
            if not self._settled(ranked):
                ranked = self._ranked(asked, self._pools(asked, {}, near=True) + declined)
        return ranked

    def _plain(self, asked: Asked, known: dict[int, Pool | None]) -> _Ranked | None:
        """The answer to a given name of the tables beside a surname, where that settles it.

        None where another reading, a case, or what is named by the same words may be meant.
        The candidates of its readings are kept in `known`.
        """
        readings = asked.said_in_full(exact=False)
        for reading in readings:
            known[id(reading)] = self._people.candidates(reading)
        pools = [pool for pool in known.values() if pool is not None]
        best = max((float(pool.weights.max()) for pool in pools), default=-math.inf)
        if best < math.log(self.people) or self._named.are_heard(asked.pieces):
            return None
        if any(map(asked.is_homonym, readings)):
            return None
        ranked = self._ranked(asked, pools)
        return ranked if self._settled(ranked) else None

    def _may_be_case(self, ranked: _Ranked) -> bool:
        """Whether a word that the best candidate has not so may be a case of another: Слуцка."""
        asked = ranked.asked
        if not asked.bases.texts or not len(ranked.order) or not has_cyrillic(asked.text):
            return False
        best = ranked.found.identities[ranked.order[0]]
        return not asked.is_in(self.registry.identities[int(best)])

    def _settled(self, ranked: _Ranked) -> bool:
        """Whether the best is likely, in all its words and in their own case."""
        if ranked.best < _SURE:
            return False
        return ranked.found.settled(int(ranked.order[0]))

    def _particular(self, asked: Asked, ranked: _Ranked) -> _Ranked:
        """The best answer, the text also read as a person's name and what stands around it.

        Another name of the person is asked for where the first finds nobody. Where two whole names
        find two people, neither is meant.
        """
        if asked.type not in (None, "person"):
            return ranked
        found = self._reader.read(asked.text)
        if found.head == asked.text:
            return ranked
        again = self._search(asked.about(found, found.head))
        for alias in found.aliases:
            if again.best >= _SURE and " " not in alias:
                continue
            other = self._search(asked.about(found, alias))
            if other.best < _SURE:
                continue
            if again.best < _SURE:
                again = other
            elif again.first != other.first:
                return ranked
        return again if again.best > ranked.best and self._is_person(again) else ranked

    def _is_person(self, ranked: _Ranked) -> bool:
        return self.registry.identities[ranked.first].type == "person"

    def _recased(self, asked: Asked, ranked: _Ranked) -> _Ranked:
        """The best answer, a query in capitals also read as written small: BONN is no acronym."""
        text = " ".join(word.capitalize() for word in asked.text.split())
        again = self._search(asked.of(text))
        return again if again.best > ranked.best else ranked

    def _retyped(self, asked: Asked, ranked: _Ranked) -> _Ranked:
        """The best answer, the query also read as typed with another keyboard switched on.

        Such a reading is taken only where it leaves no word over, and as it stands, without a slip:
        what comes out is a name or no word at all.
        """
        if any(reading.given and reading.given.given for reading in asked.readings):
            return ranked  # with a given name in it, it is no gibberish
        weight = self._judge.weights["retyped"]
        for text in layouts.retyped(asked.text):
            other = asked.of(text)
            typed = PartEvidence(asked.text, text, "keyboard", "was another", weight)
            again = self._ranked(other, self._pools(other, {}, near=False), (typed,))
            if again.best > ranked.best and self._answers_all(again):
                ranked = again
        return ranked

    def _answers_all(self, ranked: _Ranked) -> bool:
        """Whether the best candidate has an answer to every word, none of which is tiny."""
        parts = _Found(self, ranked, int(ranked.order[0])).explain()[1].parts
        words = [part for part in parts if part.query and part.role in SPELLED]
        return all(part.weight > 0 and len(part.query) >= _SHORTEST_TYPED for part in words)

    def _pools(self, asked: Asked, known: dict[int, Pool | None], *, near: bool) -> list[Pool]:
        """The candidates of every reading; those of some are `known`. `near` allows for a slip.

        Beside a given name of the table a slip is looked for in the surname alone.
        """
        readings = (asked.said_in_full(exact=True) if near else None) or asked.readings
        found = [
            known[id(reading)]
            if id(reading) in known
            else self._people.candidates(reading, near=near)
            for reading in readings
        ]
        found += [
            self._people.candidates(half, near=near, beside=(self._other_half(reading),))
            for reading in readings
            for half in self.registry.analyst.halves(reading)
        ]
        pools = [pool for pool in found if pool is not None]
        if asked.words and readings is asked.readings:
            best = max((float(pool.weights.max()) for pool in pools), default=-math.inf)
            named = self._named.candidates(asked.words, asked.type, near=near, floor=best - BEYOND)
            pools += [named] if named else []
        return pools

    def _other_half(self, reading: Reading) -> PartEvidence:
        """What the other half of a double surname says of those who bear one half alone."""
        woman = reading.gender is Gender.FEMALE  # whose other surname may be her husband's
        weight = self._judge.weights["half_of_woman" if woman else "half"]
        said = reading.surname.text if reading.surname else ""
        return PartEvidence(said, "", "surname", "is double", weight)

    def _declined(self, asked: Asked) -> list[Pool]:
        """Candidates for whom the query would be an oblique case.

        A given name alone is that name: Коля is no case of a surname Коль.
        """
        if asked.given_name:
            return []
        weights = self._judge.weights
        pools: list[Pool | None] = []
        for said in asked.readings:
            own = self._people.own_surname(said.surname) if said.surname else None
            for reading, agreement in asked.nominatives(said):
                weight = weights[agreement.value]
                case = PartEvidence(
                    _written(said), _written(reading), "case", "is an inflected form", weight
                )
                alone = own and agreement not in (Agreement.BOTH, Agreement.GIVEN)
                beside = (case, own) if own and alone else (case,)
                pools.append(self._people.candidates(reading, declined=True, beside=beside))
        if asked.words:
            pools.append(self._named.candidates(asked.words, asked.type, near=False, declined=True))
        return [pool for pool in pools if pool is not None]

    def _ranked(
        self, asked: Asked, pools: list[Pool], more: tuple[PartEvidence, ...] = ()
    ) -> _Ranked:
        """The scores of all candidates of `pools`; `more` is evidence for each of them."""
        # A year or a country may yet lift one who is far behind.
        found = pooled(pools, math.inf if asked.year or asked.country else BEYOND)
        if not len(found.identities):
            return _Ranked(asked, found, found.weights, found.identities, NO_LETTERS, more)
        weights = found.weights + sum(part.weight for part in more)
        weights += self._beside.weights(found.identities, asked)
        first = np.argsort(-weights, kind="stable")[:_EXPLAINED]
        if asked.year or asked.country:
            first = first[weights[first] > weights[first[0]] - BEYOND]
        nearest = found.identities[first].tolist()
        held = self._beside.letters(nearest, asked)
        if held.types or asked.given_name or asked.given_case or asked.generation:
            for row, number in zip(first.tolist(), nearest, strict=True):
                beside = self._beside.spelling(number, asked, held)
                weights[row] += sum(part.weight for part in beside)
        weights += self._beside.priors(found, weights)
        scores = self._judge.probabilities(weights, self.people)
        order = np.lexsort((found.identities, -scores))
        return _Ranked(asked, found, scores, order, held, more)

    def evidence(self, ranked: _Ranked, row: int) -> Iterator[PartEvidence]:
        """What speaks for a candidate beside the sounds of its name."""
        number = int(ranked.found.identities[row])
        yield from self._beside.evidence(number, ranked.asked, ranked.letters)
        yield from ranked.more

    def _threshold(self, name: str, given: float | None) -> float:
        if given is None:
            return self._judge.calibration[name]
        if not 0 <= given <= 1:
            raise InputError(f"{name} is {given}; it lies between 0 and 1", argument=name)
        return given


@dataclass(frozen=True, slots=True)
class _Found:
    """One candidate of an answer."""

    resolver: Resolver
    ranked: _Ranked
    row: int

    def identity(self) -> Identity:
        """Who or what it is."""
        number = int(self.ranked.found.identities[self.row])
        return self.resolver.registry.identities[number]

    def explain(self) -> tuple[NameForm, Explanation]:
        """The name that matched, and why."""
        name, why = self.ranked.found.explain(self.row)
        beside = self.resolver.evidence(self.ranked, self.row)
        return name, Explanation((*why.parts, *beside))


def _decided(
    ranked: _Ranked, match_at: float, ambiguous_within: float
) -> tuple[Decision, str | None]:
    """What to make of the candidates, and what would settle it."""
    if not len(ranked.order):
        return "none", None
    if ranked.best >= match_at:
        return "match", None
    rivals = ranked.scores[ranked.scores >= ranked.best * ambiguous_within]
    if len(rivals) > 1 and rivals.sum() >= match_at:
        bare = ranked.found.bare[ranked.order[0]]
        return "ambiguous", _DECIDING["bare" if bare else "named"]
    return "none", None


def _written(reading: Reading) -> str:
    return " ".join(part.text for part in (reading.given, reading.surname) if part)


def _year(given: int | str | None) -> int | None:
    """The year of 1982, "1982" or "1982-09-11"."""
    if given is None or given == "":
        return None
    digits = str(given)[:4]
    if len(digits) < 4 or not digits.isdecimal():
        reason = f"birth_year is {str(given)[:40]!r}; give a year such as 1982"
        raise InputError(reason, argument="birth_year")
    return int(digits)


@cache
def _shipped() -> Resolver:
    return Resolver(Registry.shipped())


def resolve(
    text: str,
    *,
    limit: int = 5,
    type: str | None = None,
    lang: str | None = None,
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
        lang=lang,
        birth_year=birth_year,
        country=country,
        match_at=match_at,
        ambiguous_within=ambiguous_within,
    )
