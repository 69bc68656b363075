"""Every kind of evidence, declared once: what it is called, which weight it has, whom it concerns.

A feature is a weight of `tables/compare/costs.toml` times an amount that each candidate of an
array has of it, mostly 0 or 1. What a candidate weighs is the sum of its features, and an
explanation is the same features, asked for an array of one. What parts that sound alike say is not
one weight, but depends on how rare they are and how near: `Scorer.near` for surnames and words,
`forenames` for given names and patronymics.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.analyzer import Agreement
from namenorm.comparison.explanation import PartEvidence
from namenorm.comparison.scorer import Scorer, Weights
from namenorm.names.model import Gender
from namenorm.sounds.phonetics import SAME

T = TypeVar("T")
Marks = NDArray[np.bool_]

GENDERS: Final = {None: 0, Gender.MALE: 1, Gender.FEMALE: 2}
"""How a gender is kept."""
_GENDER: Final = 3
"""The bits of the flags of a row that hold a gender; SWAPPED and PARTIAL are others."""
SWAPPED: Final = 4
PARTIAL: Final = 8
FLAGS: Final = 16


@dataclass(frozen=True)
class Feature(Generic[T]):
    """One kind of evidence: its `role` and `relation` in an explanation, its weight's `key`.

    `amount` finds for each candidate of an array how much of the weight is its own; False is none
    for all of them.
    """

    role: str
    relation: str
    key: str
    amount: Callable[[T], NDArray[Any] | bool]

    def told(
        self, scorer: Scorer, query: str = "", name: str = "", amount: float = 1.0
    ) -> PartEvidence:
        """The same in an explanation."""
        return PartEvidence(
            query, name, self.role, self.relation, scorer.weights[self.key] * amount
        )


def total(features: tuple[Feature[T], ...], scorer: Scorer, candidates: T) -> Weights:
    """The sum of the evidence for each candidate, in log odds; the first has always an array."""
    found: Any = 0.0
    for feature in features:
        amount = feature.amount(candidates)
        if amount is not False:
            found = found + scorer.weights[feature.key] * amount
    total: Weights = found
    return total


# Of one way to read the query, whoever is the candidate.


def _all(_: object) -> NDArray[Any]:
    return np.ones(1)


OBLIQUE: Final = Feature("case", "ends as no nominative", "oblique_ending", _all)
ACRONYM: Final = Feature("surname", "may be an acronym", "acronym", _all)
HALF_OF_QUERY: Final = {
    woman: Feature("surname", "is double", "half_of_woman" if woman else "half", _all)
    for woman in (False, True)
}
OWN_SURNAME: Final = Feature("surname", "is a surname of its own", "own_surname", _all)
NOTE: Final = Feature("note", "stands beside the name", "noted", _all)
ALIAS: Final = Feature("alias", "is said to be another name", "noted", _all)
RETYPED: Final = Feature("keyboard", "was another", "retyped", _all)
GIVEN_ONLY: Final = Feature("surname", "absent", "given_only", _all)
INFLECTED: Final = {
    how: Feature("case", "is an inflected form", how.value, _all) for how in Agreement
}


# Of a row: one name of a person beside one way to read the query.


@dataclass(frozen=True, slots=True)
class Rows:
    """The `flags` of names; the query's gender (`GENDERS`), and whether it has its surname first.

    `leaning` says that the two surnames have endings that are mostly a man's and a woman's; that
    tells for certain where the query's surname was restored from a case (`inflected`).
    """

    gender: int
    swapped: bool
    flags: NDArray[np.uint8]
    leaning: Marks
    inflected: bool = False


def _clash(rows: Rows) -> Marks:
    theirs = rows.flags & _GENDER
    found: Marks = (rows.gender != 0) & (theirs != 0) & (theirs != rows.gender)
    return found


def _clash_by_leaning(rows: Rows) -> Marks:
    unsure = (rows.gender == 0) | (rows.flags & _GENDER == 0)
    found: Marks = unsure & rows.leaning
    return found


HALF: Final = Feature[Rows](
    "surname", "is double; one half is named", "swapped", lambda rows: rows.flags & PARTIAL != 0
)
ROW: Final = (
    Feature[Rows](
        *("order", "is the other way round", "swapped"),
        lambda rows: (rows.flags & SWAPPED != 0) != rows.swapped,
    ),
    Feature[Rows]("gender", "differs by the endings", "gender", _clash),
    Feature[Rows](
        *("gender", "differs by the endings", "gender_leans"),
        lambda rows: _clash_by_leaning(rows) & (not rows.inflected),
    ),
    Feature[Rows](
        *("gender", "differs by the endings", "gender"),
        lambda rows: _clash_by_leaning(rows) & rows.inflected,
    ),
    HALF,
)


@lru_cache
def by_flags(scorer: Scorer, gender: int, swapped: bool, inflected: bool) -> Weights:
    """The sum of `ROW` for all flags that a row may have, and behind it for surnames that lean."""
    flags = np.tile(np.arange(FLAGS, dtype=np.uint8), 2)
    leaning = np.arange(2 * FLAGS) >= FLAGS
    return total(ROW, scorer, Rows(gender, swapped, flags, leaning, inflected))


# Of the words of a name, beside those of the query.

MISSING_WORD: Final = Feature("word", "left out", "missing_word", _all)
UNMATCHED_WORD: Final = Feature("word", "not in the name", "unmatched_word", _all)
INFLECTED_WORD: Final = "inflected form"
WHOLE: Final = "is whole"
KNOWN: Final = "is well known"


# Of an identity, by what the caller knows.


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the bearer, beside what is known of candidates; 0 where nothing is."""

    year: int
    born: NDArray[Any]
    country: int
    countries: NDArray[Any]
    last_resort: bool


CONTEXT: Final = (
    Feature[Context](
        *("script", "is read letter by letter, by no table", "last_resort"),
        lambda of: np.full(len(of.born), of.last_resort),
    ),
    Feature[Context](
        "born", "same year", "born_same", lambda of: of.year != 0 and of.born == of.year
    ),
    Feature[Context](
        *("born", "another year", "born"),
        lambda of: of.year != 0 and (of.born > 0) & (of.born != of.year),
    ),
    Feature[Context](
        *("country", "same country", "country_same"),
        lambda of: of.country != 0 and of.countries == of.country,
    ),
    Feature[Context](
        *("country", "another country", "country"),
        lambda of: of.country != 0 and (of.countries > 0) & (of.countries != of.country),
    ),
)


# Of an identity, by what stands around the name of the query.


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around a name, and how often each of the nearest has what: marks or counts.

    Of the kind that is said a candidate has the `same`, one that is `alike`, is of `another`, or of
    an `unknown` one; the word of its name for it may be `retold`: raion Lida is Lida District. Of
    the containers that are named, so many `hold` it, or it lies `elsewhere`; nothing is known of
    the candidate (`unplaced`); they are containers by their kind, but `unlisted`; or they are
    `unread`, and may be anything. They may also be another name of the candidate (`named`) or of
    somebody else (`other_named`), or places beside `people`, less likely beside a bare surname
    (`by_surname`) than a full name; nothing else may stand there (`unread_there`). Where something
    is unread, the `excess` is what the name weighs more than it takes to tell it from all others.
    The candidate may be what the name is said to lie in (`itself`), have words on both sides of a
    comma and others not (`across`), and may not have the name before «named after» (`unnamed`).
    """

    same: NDArray[Any]
    alike: NDArray[Any]
    unknown: NDArray[Any]
    another: NDArray[Any]
    retold: NDArray[Any]
    hold: NDArray[Any]
    elsewhere: NDArray[Any]
    unplaced: NDArray[Any]
    unlisted: NDArray[Any]
    unread: NDArray[Any]
    named: NDArray[Any]
    other_named: NDArray[Any]
    people: NDArray[Any]
    by_surname: NDArray[Any]
    unread_there: NDArray[Any]
    excess: NDArray[Any]
    itself: NDArray[Any]
    across: NDArray[Any]
    unnamed: NDArray[Any]


def _beside(field: str, role: str, relation: str, key: str) -> Feature[Beside]:
    return Feature(role, relation, key, attrgetter(field))


BESIDE: Final = {
    "same": _beside("same", "kind", "is its kind", "kind_same"),
    "alike": _beside("alike", "kind", "may be told for its kind", "kind_alike"),
    "unknown": _beside("unknown", "kind", "its kind is not known", "kind_unknown"),
    "another": _beside("another", "kind", "is another kind", "kind_other"),
    "retold": _beside("retold", "kind", "is told in another word", "kind_retold"),
    "hold": _beside("hold", "within", "is where it lies", "within_same"),
    "elsewhere": _beside("elsewhere", "within", "is not where it lies", "within_other"),
    "unplaced": _beside("unplaced", "within", "may be where it lies", "within_unknown"),
    "unlisted": _beside("unlisted", "within", "is not listed", "within_unlisted"),
    "unread": _beside("unread", "within", "says nothing", "within_unread"),
    "named": _beside("named", "alias", "is its name, too", "also_named"),
    "other_named": _beside("other_named", "alias", "is another's name", "other_named"),
    "people": _beside("people", "within", "is a place beside a person", "person_there"),
    "by_surname": _beside("by_surname", "within", "is a place beside a surname", "surname_there"),
    "unread_there": _beside("unread_there", "within", "says nothing", "person_unread"),
    "excess": _beside("excess", "name", "says no more than a name", "excess"),
    "itself": _beside("itself", "within", "is what another lies in", "within_itself"),
    "across": _beside("across", "within", "is no part of the name", "across_comma"),
    "unnamed": _beside("unnamed", "name", "is named after another", "named_after"),
}


# Of an identity, by the letters of its names.


@dataclass(frozen=True, slots=True)
class Letters:
    """Whether each of the nearest is `written` as the query, or has a name of which it is a `case`.

    `given_name` says that the query is a given name, in any case, and no surname of theirs;
    `generation` that it tells one that none of their names has. The letters of `others` are the
    name of somebody else. False stands for none of them.
    """

    written: Marks
    case: Marks | bool
    others: Marks | bool
    given_name: Marks | bool
    generation: Marks | bool


LETTERS: Final = (
    Feature[Letters]("letters", "are as listed", "letters", lambda of: of.written),
    Feature[Letters]("letters", "are a case's", "letters_case", lambda of: of.case),
    Feature[Letters](
        *("given", "is a given name", "given_name"),
        lambda of: of.given_name & ~(of.written | of.case),
    ),
    Feature[Letters]("generation", "is another generation", "generation", lambda of: of.generation),
    Feature[Letters]("letters", "are another's name", "letters_other", lambda of: of.others),
)


SAME_SPELLING: Final = "same spelling"
SAME_SOUNDS: Final = "same sounds"
SIMILAR: Final = "similar sounds"
TYPO: Final = "a slip, if the same"


def relation(query: str, name: str, distance: int, usual: int) -> str:
    """What joins two parts that are so many symbols away, in two words."""
    if query.casefold() == name.casefold():
        return SAME_SPELLING
    if distance <= SAME:
        return SAME_SOUNDS
    return SIMILAR if distance <= usual else TYPO
