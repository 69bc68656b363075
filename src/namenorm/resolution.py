"""Who or what is meant: candidates, their comparison, a calibrated score, a decision.

>>> r = resolve("Tsikhanouskaya")
>>> r.decision, r.matches[0].identity.id
('match', 'cichanouskaja-sviatlana')
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from namenorm.comparison import frequency, score
from namenorm.comparison.features import Features, Reading
from namenorm.comparison.frequency import AS_NEAR, World
from namenorm.comparison.score import ALGORITHM, SIMILAR, Explanation, Judge, PartEvidence
from namenorm.errors import InputError
from namenorm.lang import checked
from namenorm.names.model import Role
from namenorm.registry import Identity, NameForm, Registry
from namenorm.registry.model import TYPES
from namenorm.sounds.table import is_last_resort
from namenorm.tables import locate
from namenorm.text import layouts
from namenorm.text.clean import clean_name

Decision = Literal["match", "ambiguous", "none"]
_MOST_ROWS: Final = 5_000
"""Rows that one query compares at most, the nearest surnames first."""
_OBLIQUE: Final = "ends as no nominative"
_INFLECTED: Final = -1
"""Stands for the signs between a word and one that it is a case of."""
_RIVAL: Final = 1.5
"""Bare surnames this near the best, in log odds, share its mass by their prominence."""
_SURE: Final = 0.5
"""A first stage that finds this much makes the search for typos superfluous."""


_DECIDING: Final = {
    "bare": "give a first name",
    "named": "give a patronymic, a year of birth or a country",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate: `score` is the probability that the query names `identity`."""

    identity: Identity
    score: float
    name: NameForm
    explanation: Explanation

    def to_dict(self) -> dict[str, Any]:
        return {
            "identity": self.identity.to_dict(),
            "score": round(self.score, 4),
            "name": self.name.to_dict(),
            "explanation": self.explanation.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to one query: candidates best first, and what to make of them.

    `deciding` says what would settle an `ambiguous` one. `version` names the tables and
    the algorithm that made the answer.
    """

    query: str
    decision: Decision
    matches: tuple[Match, ...]
    deciding: str | None
    version: dict[str, str]

    def to_dict(self) -> dict[str, Any]:
        return {
            "query": self.query,
            "decision": self.decision,
            "deciding": self.deciding,
            "matches": [match.to_dict() for match in self.matches],
            "version": self.version,
        }


@dataclass(slots=True)
class _Candidate:
    weight: float
    name: NameForm
    explanation: Explanation
    bare: bool

    weighed: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether a part of the name is only near, or seems to stand in another case."""
        return any(p.relation in (SIMILAR, _OBLIQUE) for p in self.explanation.parts)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query, taken apart; `year` and `country` are the caller's evidence."""

    readings: list[Reading]
    words: list[Features]
    type: str | None
    year: int | None
    country: str | None
    text: str


_Found = dict[int, _Candidate]
_Hit = tuple[float, Features, Features, int]
"""(weight, word of the query, word of the name, signs between them)"""


def _each_once(hits: list[_Hit]) -> list[_Hit]:
    """The strongest hits in which a word of the name answers one word of the query only."""
    kept: dict[str, _Hit] = {}
    for hit in sorted(hits, key=lambda hit: -hit[0]):
        kept.setdefault(hit[2].text.casefold(), hit)
    return list(kept.values())


class Resolver:
    """Resolves names against one registry. Holds no state but the registry and the weights."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._judge: Judge = score.judge(locate.shipped())
        self._world: World = frequency.load(locate.shipped())

    @property
    def people(self) -> float:
        """How many the probabilities count with: the registry, and the world beside it."""
        return len(self.registry) + self._world.people

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
        asked = self._asked(cleaned, type, year, country)
        found, scores = self._search(asked)
        if not scores or max(scores.values()) < _SURE:
            found, scores = self._retyped(asked, found, scores)
        ranked = sorted(scores, key=lambda n: (-scores[n], self.registry.identities[n].id))
        matches = tuple(
            Match(self.registry.identities[n], scores[n], found[n].name, found[n].explanation)
            for n in ranked[:limit]
        )
        decision, deciding = _decided(
            [(scores[n], found[n].bare) for n in ranked],
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

    def _asked(
        self, cleaned: str, type: str | None, year: int | None, country: str | None
    ) -> _Asked:
        analyst = self.registry.analyst
        return _Asked(
            analyst.readings(cleaned) if type in (None, "person") else [],
            analyst.words(cleaned) if type != "person" else [],
            type,
            year,
            country,
            cleaned,
        )

    def _search(self, asked: _Asked) -> tuple[_Found, dict[int, float]]:
        """Candidates and their scores, stage by stage until one of them is sure."""
        found: _Found = {}
        scores: dict[int, float] = {}
        for stage in ("sounds", "cases", "typos"):
            if stage != "cases":
                found = {}
                for reading in asked.readings:
                    self._people(reading, stage == "typos", found)
                if asked.words:
                    self._named(asked, stage == "typos", found)
            if stage != "sounds":
                self._declined(asked, found)
            for number, candidate in found.items():
                self._weigh(candidate, self.registry.identities[number], asked)
            scores = self._scores(found)
            if scores:
                best = max(scores, key=scores.__getitem__)
                if scores[best] >= _SURE and not found[best].doubtful:
                    break
        return found, scores

    def _retyped(
        self, asked: _Asked, found: _Found, scores: dict[int, float]
    ) -> tuple[_Found, dict[int, float]]:
        """The best answer, the query also read as typed with another keyboard switched on."""
        weight = self._judge.weights["retyped"]
        for text in layouts.retyped(asked.text):
            other = self._asked(text, asked.type, asked.year, asked.country)
            again, _ = self._search(other)
            typed = PartEvidence(asked.text, text, "keyboard", "was another", weight)
            for candidate in again.values():
                candidate.explanation = Explanation((*candidate.explanation.parts, typed))
                candidate.weight += weight
            better = self._scores(again)
            if max(better.values(), default=0.0) > max(scores.values(), default=0.0):
                found, scores = again, better
        return found, scores

    def _declined(self, asked: _Asked, found: _Found) -> None:
        """Candidates for whom the query would be an oblique case."""
        weights = self._judge.weights
        for said in asked.readings:
            for reading, agreement in self.registry.analyst.nominatives(said):
                weight = weights[agreement.value]
                case = PartEvidence(
                    _written(said), _written(reading), "case", "is an inflected form", weight
                )
                self._people(reading, False, found, (case,))
        if asked.words:
            self._named(asked, False, found, declined=True)

    def _people(
        self,
        query: Reading,
        near: bool,
        found: _Found,
        beside: tuple[PartEvidence, ...] = (),
    ) -> None:
        """Put those whose surname sounds like the query's into `found`."""
        if query.surname is None:
            return
        registry, judge = self.registry, self._judge
        keys = registry.surname_keys
        parts = keys.find_near(query.surname) if near else keys.find(query.surname)
        farthest = int(judge.weights["farthest"])
        apart = [(judge.apart(query.surname, registry.surnames[n]), n) for n in parts]
        if near:
            undone = registry.analyst.slips(query.surname)
            apart = [(judge.slipped(undone, registry.surnames[n], a), n) for a, n in apart]
        apart = sorted(pair for pair in apart if pair[0] <= farthest)
        nearer: dict[int, int] = {}
        for signs in {signs for signs, _ in apart}:
            near_enough = (n for other, n in apart if other <= signs + AS_NEAR)
            nearer[signs] = len(set().union(*(registry.bearers[n] for n in near_enough)))
        oblique = None
        if registry.analyst.inflection.is_oblique(query.surname.text):
            weight = judge.weights["oblique_ending"]
            oblique = PartEvidence(query.surname.text, "", "case", _OBLIQUE, weight)
        fits = _remembered(registry.analyst.initial_fits)
        shares = self._shares(nearer, near)
        rows = ((signs, row) for signs, number in apart for row in registry.rows_of_surname[number])
        for _, (signs, number) in zip(range(_MOST_ROWS), rows, strict=False):
            row = registry.people[number]
            why = score.evidence(judge, query, row.reading, signs, shares, fits)
            if row.partial:
                half = PartEvidence(
                    "",
                    row.name.text,
                    "surname",
                    "is double; one half is named",
                    judge.weights["swapped"],
                )
                why = Explanation((*why.parts, half))
            if not beside and oblique:
                why = Explanation((*why.parts, oblique))
            if beside:
                why = Explanation((*why.parts, *beside))
            bare = query.given is None
            _keep(found, row.identity, _Candidate(why.weight, row.name, why, bare))

    def _shares(self, nearer: dict[int, int], near: bool) -> score.Shares:
        """Shares of people as the registry counts them, and beside it the world outside."""
        world = self._world
        people = self.people
        counts = self.registry.given_counts

        def shares(query: Features, name: Features, role: Role, apart: int) -> float:
            if role is Role.SURNAME:
                outside = world.surname(query, apart=apart, near=near)
                return (nearer[apart] - 1 + world.people * outside) / people
            common = query.given.common(name.given)
            if common and role is Role.GIVEN:
                bearers = sum(counts[given] for given in common)
                return min(1.0, (bearers + world.people * world.forename(common)) / people)
            return world.forename(common)

        return shares

    def _named(self, asked: _Asked, near: bool, found: _Found, *, declined: bool = False) -> None:
        """Put the places and organisations that have the words of the query into `found`."""
        registry, judge, words = self.registry, self._judge, asked.words
        people = self.people
        hits: dict[int, list[_Hit]] = {}
        for word in words:
            rows = self._rows_of(word, near)
            for base in registry.analyst.base_words(word) if declined else ():
                for at, hit in self._rows_of(base, False).items():
                    weight = hit[0] + judge.weights["inflected_word"]
                    if at not in rows or rows[at][0] < weight:
                        rows[at] = (weight, word, hit[2], _INFLECTED)
            for at, hit in rows.items():
                hits.setdefault(at, []).append(hit)
        for at, met_words in hits.items():
            row = registry.named[at]
            pairs = _each_once(met_words)
            if asked.type and registry.identities[row.identity].type != asked.type:
                continue
            evidence = [
                PartEvidence(word.text, known.text, "word", _relation(word, known, signs), weight)
                for weight, word, known, signs in pairs
            ]
            met = {id(known) for _, _, known, _ in pairs}
            lost = [w for w in row.words if id(w) not in met]
            paired = {id(word) for _, word, _, _ in pairs}
            extra = [w for w in words if id(w) not in paired]
            evidence += [
                PartEvidence("", w.text, "word", "left out", judge.weights["missing_word"])
                for w in lost
            ]
            evidence += [
                PartEvidence(w.text, "", "word", "not in the name", judge.weights["unmatched_word"])
                for w in extra
            ]
            if not lost and not extra:
                cost = sum(
                    judge.cost(word, known, max(signs, 0)) for _, word, known, signs in pairs
                )
                whole = math.log(people) - cost - sum(part.weight for part in evidence)
                if whole > 0:  # the words are common, the whole name is not
                    evidence.append(PartEvidence("", "", "name", "is whole", whole))
            why = Explanation(tuple(evidence))
            _keep(found, row.identity, _Candidate(why.weight, row.name, why, True))

    def _rows_of(self, word: Features, near: bool) -> dict[int, _Hit]:
        """The rows that have `word`, or one that sounds like it, each with its best hit."""
        registry, judge, world = self.registry, self._judge, self._world
        people = self.people
        keys = registry.word_keys
        parts = keys.find_near(word) if near else keys.find(word)
        apart = sorted((judge.apart(word, registry.words[n]), n) for n in parts)
        rows: dict[int, _Hit] = {}
        bearers: set[int] = set()
        namesakes = self._bearers(word)
        for signs, number in apart:
            if signs > judge.weights["farthest"]:
                break
            here = registry.rows_of_word[number]
            bearers |= {registry.named[at].identity for at in here}
            share = (len(bearers) + namesakes + world.people * world.rare_surname) / people
            known = registry.words[number]
            weight = -math.log(share) - judge.cost(word, known, signs)
            for at in here:
                if at not in rows or rows[at][0] < weight:
                    rows[at] = (weight, word, known, signs)
        return rows

    def _bearers(self, word: Features) -> float:
        """How many people bear `word` as a given name: Уладзімір is more often a man."""
        ids = self.registry.analyst.parser.given.find(word.text).ids
        counts, world = self.registry.given_counts, self._world
        return sum(counts[given] for given in ids) + (
            world.people * world.forename(ids) if ids else 0
        )

    def _weigh(self, candidate: _Candidate, identity: Identity, asked: _Asked) -> None:
        """Evidence from beside the name: letters as listed, year of birth, country."""
        if candidate.weighed:
            return
        candidate.weighed = True
        weights = self._judge.weights
        cleaned, born, country = asked.text, asked.year, asked.country
        more: list[PartEvidence] = []
        if any(cleaned.casefold() == name.text.casefold() for name in identity.names):
            more.append(PartEvidence("", "", "letters", "are as listed", weights["letters"]))
        if is_last_resort(cleaned):
            reason = "is read letter by letter, by no table"
            more.append(PartEvidence("", "", "script", reason, weights["last_resort"]))
        if born and identity.born:
            same = born == identity.born
            more.append(
                PartEvidence(
                    str(born),
                    str(identity.born),
                    "born",
                    "same year" if same else "another year",
                    weights["born_same" if same else "born"],
                )
            )
        if country and identity.country:
            same = country.upper() == identity.country.upper()
            more.append(
                PartEvidence(
                    country,
                    identity.country,
                    "country",
                    "same country" if same else "another country",
                    weights["country_same" if same else "country"],
                )
            )
        if more:
            candidate.explanation = Explanation((*candidate.explanation.parts, *more))
            candidate.weight = candidate.explanation.weight

    def _scores(self, found: _Found) -> dict[int, float]:
        """Probabilities, after the prior of prominence among bare surnames."""
        if not found:
            return {}
        best = max(candidate.weight for candidate in found.values())
        identities = self.registry.identities
        priors = {n: max(identities[n].prominence, 0.02) ** 2 for n, c in found.items() if c.bare}
        rivals = [priors[n] for n in priors if found[n].weight > best - _RIVAL]
        weights = {}
        for number, candidate in found.items():
            weights[number] = candidate.weight
            if number in priors and rivals:
                share = priors[number] * len(rivals) / sum(rivals)
                weights[number] += math.log(min(share, len(rivals)))
        scores = self._judge.probabilities(list(weights.values()), self.people)
        return dict(zip(weights, scores, strict=True))

    def _threshold(self, name: str, given: float | None) -> float:
        if given is None:
            return self._judge.calibration[name]
        if not 0 <= given <= 1:
            raise InputError(f"{name} is {given}; it lies between 0 and 1", argument=name)
        return given


def _decided(
    ranked: list[tuple[float, bool]], match_at: float, ambiguous_within: float
) -> tuple[Decision, str | None]:
    """What to make of the (score, whether only a surname was asked) of candidates, best first."""
    if not ranked:
        return "none", None
    best, bare = ranked[0]
    if best >= match_at:
        return "match", None
    rivals = [score for score, _ in ranked if score >= best * ambiguous_within]
    if len(rivals) > 1 and sum(rivals) >= match_at:
        return "ambiguous", _DECIDING["bare" if bare else "named"]
    return "none", None


def _relation(word: Features, known: Features, signs: int) -> str:
    return "inflected form" if signs == _INFLECTED else score.relation(word, known, signs)


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


def _remembered(
    fits: Callable[[str, Features], bool],
) -> Callable[[str, Features], bool]:
    memo: dict[tuple[str, str], bool] = {}

    def fits_once(letter: str, part: Features) -> bool:
        key = (letter, part.text)
        if key not in memo:
            memo[key] = fits(letter, part)
        return memo[key]

    return fits_once


def _keep(found: _Found, identity: int, candidate: _Candidate) -> None:
    known = found.get(identity)
    if known is None or candidate.weight > known.weight:
        found[identity] = candidate


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
