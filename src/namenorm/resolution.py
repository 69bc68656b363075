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

from namenorm.comparison import score
from namenorm.comparison.features import Features, Reading
from namenorm.comparison.score import ALGORITHM, Explanation, Judge, PartEvidence
from namenorm.errors import InputError
from namenorm.lang import checked
from namenorm.names.model import Role
from namenorm.registry import Identity, NameForm, Registry
from namenorm.registry.model import TYPES
from namenorm.sounds.table import is_last_resort
from namenorm.tables import locate
from namenorm.text.clean import clean_name

Decision = Literal["match", "ambiguous", "none"]
_MOST_ROWS: Final = 5_000
"""Rows that one query compares at most, the nearest surnames first."""
_AS_NEAR: Final = 3
"""Signs of distance within which another surname is as near as the one that is weighed."""
_RIVAL: Final = 1.5
"""Bare surnames this near the best, in log odds, share its mass by their prominence."""
_SURE: Final = 0.5
"""A first stage that finds this much makes the search for typos superfluous."""


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

    def resolve(
        self,
        text: str,
        *,
        limit: int = 5,
        type: str | None = None,
        lang: str | None = None,
        born: int | str | None = None,
        country: str | None = None,
        match_at: float | None = None,
    ) -> Resolution:
        """Say who or what `text` names.

        `limit` candidates at most come back, best first, also where the decision is `none`.
        `type`, `born` (a year, or a date that begins with one) and `country` (ISO 3166, two
        letters) are evidence about the bearer; `match_at` moves the threshold of a match.
        Raises `EmptyName`, `NameTooLong`, `BadText`, `InputError`.
        """
        cleaned = clean_name(text, argument="q")
        if type is not None and type not in TYPES:
            raise InputError(f"type {type!r} is none of {', '.join(TYPES)}", argument="type")
        if lang is not None:
            checked(lang)
        year = _year(born)
        if limit < 1:
            raise InputError(f"limit is {limit}; it must be 1 or more", argument="limit")
        readings = self.registry.analyst.readings(cleaned) if type in (None, "person") else []
        words = self.registry.analyst.words(cleaned) if type != "person" else []
        found: _Found = {}
        scores: dict[int, float] = {}
        for stage in ("sounds", "typos", "cases"):
            if stage == "cases":
                self._declined(readings, found)
            else:
                found = {}
                for reading in readings:
                    self._people(reading, stage == "typos", found)
                if words:
                    self._named(words, stage == "typos", type, found)
            for number, candidate in found.items():
                self._weigh(candidate, self.registry.identities[number], year, country, cleaned)
            scores = self._scores(found)
            if scores and max(scores.values()) >= _SURE:
                break
        ranked = sorted(scores, key=lambda n: (-scores[n], self.registry.identities[n].id))
        matches = tuple(
            Match(self.registry.identities[n], scores[n], found[n].name, found[n].explanation)
            for n in ranked[:limit]
        )
        decision, deciding = self._decide(
            [(scores[n], found[n].bare) for n in ranked],
            self._judge.calibration["match_at"] if match_at is None else match_at,
        )
        version = {"algorithm": ALGORITHM, "tables": self.registry.version}
        return Resolution(text, decision, matches, deciding, version)

    def resolve_many(
        self, names: Iterable[str], *, limit: int = 1, type: str | None = None
    ) -> Iterator[Resolution]:
        """Resolve each of `names`, in their order, one at a time."""
        return (self.resolve(name, limit=limit, type=type) for name in names)

    def _declined(self, readings: list[Reading], found: _Found) -> None:
        """Candidates for whom the query would be an oblique case."""
        weights = self._judge.weights
        for asked in readings:
            for reading, agreed in self.registry.analyst.nominatives(asked):
                weight = weights["inflected_both" if agreed else "inflected"]
                case = PartEvidence(
                    _written(asked), _written(reading), "case", "is an inflected form", weight
                )
                self._people(reading, False, found, (case,))

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
        apart = sorted(pair for pair in apart if pair[0] <= farthest)
        nearer: dict[int, int] = {}
        for signs in {signs for signs, _ in apart}:
            near_enough = (n for other, n in apart if other <= signs + _AS_NEAR)
            nearer[signs] = len(set().union(*(registry.bearers[n] for n in near_enough)))
        fits = _remembered(registry.analyst.initial_fits)
        shares = self._shares(nearer)
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
            if beside:
                why = Explanation((*why.parts, *beside))
            bare = query.given is None
            _keep(found, row.identity, _Candidate(why.weight, row.name, why, bare))

    def _shares(self, nearer: dict[int, int]) -> Callable[[Features, Role, float], float]:
        background = self._judge.background
        outside = background["people"]
        people = len(self.registry) + outside
        counts = self.registry.given_counts

        def shares(part: Features, role: Role, apart: float) -> float:
            if role is Role.SURNAME:
                near = nearer[int(apart)] + outside * background["surname"] * (1 + apart)
                return near / people
            if part.given.ids and role is Role.GIVEN:
                bearers = sum(counts[name] for name in part.given.ids)
                return min(1.0, (bearers + outside * background["given"]) / people)
            return background["given"]

        return shares

    def _named(self, words: list[Features], near: bool, type: str | None, found: _Found) -> None:
        registry, judge = self.registry, self._judge
        outside = judge.background["people"]
        people = len(registry) + outside
        hits: dict[int, list[_Hit]] = {}
        for word in words:
            parts = registry.word_keys.find_near(word) if near else registry.word_keys.find(word)
            parts = set(parts)
            apart = sorted((judge.apart(word, registry.words[n]), n) for n in parts)
            rows: dict[int, _Hit] = {}
            bearers: set[int] = set()
            for signs, number in apart:
                if signs > judge.weights["farthest"]:
                    break
                here = registry.rows_of_word[number]
                bearers |= {registry.named[at].identity for at in here}
                share = (len(bearers) + outside * judge.background["surname"]) / people
                known = registry.words[number]
                weight = -math.log(share) - judge.cost(word, known, signs)
                for at in here:
                    if at not in rows or rows[at][0] < weight:
                        rows[at] = (weight, word, known, signs)
            for at, hit in rows.items():
                hits.setdefault(at, []).append(hit)
        for at, met_words in hits.items():
            row = registry.named[at]
            pairs = _each_once(met_words)
            if type and registry.identities[row.identity].type != type:
                continue
            evidence = [
                PartEvidence(
                    word.text, known.text, "word", score.relation(word, known, signs), weight
                )
                for weight, word, known, signs in pairs
            ]
            met = {id(known) for _, _, known, _ in pairs}
            lost = [w for w in row.words if id(w) not in met]
            asked = {id(word) for _, word, _, _ in pairs}
            extra = [w for w in words if id(w) not in asked]
            evidence += [
                PartEvidence("", w.text, "word", "left out", judge.weights["missing_word"])
                for w in lost
            ]
            evidence += [
                PartEvidence(w.text, "", "word", "not in the name", judge.weights["unmatched_word"])
                for w in extra
            ]
            if not lost and not extra:
                cost = sum(judge.cost(word, known, signs) for _, word, known, signs in pairs)
                whole = math.log(people) - cost - sum(part.weight for part in evidence)
                if whole > 0:  # the words are common, the whole name is not
                    evidence.append(PartEvidence("", "", "name", "is whole", whole))
            why = Explanation(tuple(evidence))
            _keep(found, row.identity, _Candidate(why.weight, row.name, why, True))

    def _weigh(
        self,
        candidate: _Candidate,
        identity: Identity,
        born: int | None,
        country: str | None,
        cleaned: str,
    ) -> None:
        """Evidence from beside the name: letters as listed, year of birth, country."""
        weights = self._judge.weights
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
        people = len(self.registry) + self._judge.background["people"]
        scores = self._judge.probabilities(list(weights.values()), people)
        return dict(zip(weights, scores, strict=True))

    def _decide(
        self, ranked: list[tuple[float, bool]], match_at: float
    ) -> tuple[Decision, str | None]:
        if not ranked:
            return "none", None
        best, bare = ranked[0]
        if best >= match_at:
            return "match", None
        rivals = [p for p, _ in ranked if p >= best / 5]
        together = self._judge.calibration["together_at"]
        if len(rivals) > 1 and sum(rivals) >= together:
            if bare:
                return "ambiguous", "give a first name"
            return "ambiguous", "give a patronymic, a year of birth or a country"
        return "none", None


def _written(reading: Reading) -> str:
    return " ".join(part.text for part in (reading.given, reading.surname) if part)


def _year(born: int | str | None) -> int | None:
    """The year of 1982, "1982" or "1982-09-11"."""
    if born is None or born == "":
        return None
    digits = str(born)[:4]
    if len(digits) < 4 or not digits.isdecimal():
        raise InputError(f"born is {str(born)[:40]!r}; give a year such as 1982", argument="born")
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
    born: int | str | None = None,
    country: str | None = None,
    match_at: float | None = None,
) -> Resolution:
    """`Resolver.resolve` against the registry that ships."""
    return _shipped().resolve(
        text, limit=limit, type=type, lang=lang, born=born, country=country, match_at=match_at
    )
