"""Evidence that does not stand in the sounds of a name: letters, script, birth, country, fame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.score import PROMINENCE, Judge, PartEvidence
from namenorm.registry import Registry
from namenorm.resolution.asked import Asked
from namenorm.resolution.pool import Pooled

_RIVAL: Final = 1.5
"""Bare surnames this near the best, in log odds, share its mass by their prominence."""
_LEAST_PROMINENT: Final = 0.02


@dataclass(frozen=True, slots=True)
class Letters:
    """The numbers of those who are `written` as the query, or of whose names it may be a case.

    `types` are the types of those.
    """

    written: frozenset[int]
    cases: frozenset[int]
    types: frozenset[str]

    def speak_against(self, number: int, type: str) -> bool:
        """Whether the query is written as the name of another, and one of the two is no person."""
        if not self.types or number in self.written or number in self.cases:
            return False
        return type != "person" or self.types != {"person"}


NO_LETTERS: Final = Letters(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True)
class Beside:
    """Weighs for many identities at once, and explains for one."""

    registry: Registry
    judge: Judge

    def weights(self, identities: NDArray[np.int32], asked: Asked) -> NDArray[np.float64]:
        """The weight of script, year of birth and country, for each of `identities`."""
        weights = self.judge.weights
        total = np.zeros(len(identities))
        if asked.last_resort:
            total += weights["last_resort"]
        if asked.year:
            born = self.registry.born(identities)
            total += np.where(
                born == asked.year, weights["born_same"], np.where(born > 0, weights["born"], 0.0)
            )
        if asked.country:
            countries = self.registry.countries(identities)
            same = countries == self.registry.country(asked.country)
            total += np.where(
                same, weights["country_same"], np.where(countries > 0, weights["country"], 0.0)
            )
        return total

    def letters(self, nearest: list[int], asked: Asked) -> Letters:
        """Whose name the query is, letter for letter, among the nearest candidates.

        Or of whose name it is a case; a given name alone is none: Роза is not Розо.
        """
        places = [(number, *self.registry.identities.place(number)) for number in nearest]
        written = [n for n, segment, own in places if segment.identities.has(own, asked.written)]
        held = written
        if not written and asked.bases.texts and not asked.given_name:
            held = [n for n, segment, own in places if segment.identities.has(own, asked.bases)]
        return Letters(
            frozenset(written),
            frozenset(() if written else held),
            frozenset(self._type(number) for number in held),
        )

    def _type(self, number: int) -> str:
        segment, own = self.registry.identities.place(number)
        return segment.identities.type(own)

    def spelling(self, number: int, asked: Asked, letters: Letters) -> Iterator[PartEvidence]:
        """What the letters say: a name as listed, or as listed for another, or a given name.

        Stolin is written as the town, so that it is not Stalin; two people may be written alike.
        """
        weights = self.judge.weights
        if number in letters.written:
            yield PartEvidence("", "", "letters", "are as listed", weights["letters"])
        elif number in letters.cases:
            yield PartEvidence("", "", "letters", "are a case's", weights["letters_case"])
        elif asked.given_name or (
            asked.given_case and not asked.is_surname_of(self.registry.identities[number])
        ):
            reason = "is a given name"
            yield PartEvidence(asked.text, "", "given", reason, weights["given_name"])
        # A numeral may stand in any other name; a town has no elder of the same name.
        counted = asked.generation.isupper() and self._type(number) != "person"
        if asked.generation and not counted:
            names = self.registry.identities[number].names
            tell = self.registry.analyst.parser.generation
            if asked.generation not in (tell(name.text) for name in names):
                reason = "is another generation"
                weight = weights["generation"]
                yield PartEvidence(asked.generation, "", "generation", reason, weight)
        against = letters.types and letters.speak_against(number, self._type(number))
        if against and not asked.is_in(self.registry.identities[number]):
            reason = "are another's name"
            yield PartEvidence("", "", "letters", reason, weights["letters_other"])

    def evidence(self, number: int, asked: Asked, letters: Letters) -> Iterator[PartEvidence]:
        """All of it but prominence, for the explanation."""
        weights = self.judge.weights
        yield from self.spelling(number, asked, letters)
        if asked.last_resort:
            reason = "is read letter by letter, by no table"
            yield PartEvidence("", "", "script", reason, weights["last_resort"])
        if not asked.year and not asked.country:
            return
        identity = self.registry.identities[number]
        if asked.year and identity.born:
            same = asked.year == identity.born
            said, weight = ("same year", "born_same") if same else ("another year", "born")
            yield PartEvidence(str(asked.year), str(identity.born), "born", said, weights[weight])
        if asked.country and identity.country:
            same = asked.country.upper() == identity.country.upper()
            said, weight = (
                ("same country", "country_same") if same else ("another country", "country")
            )
            yield PartEvidence(asked.country, identity.country, "country", said, weights[weight])

    def priors(self, found: Pooled, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Prominence speaks where nothing but a surname was asked.

        Its bearers share the mass of the surname by the square of their prominence; the most
        prominent of them says how much that mass is against bearers who are not listed. There is
        one candidate at least.
        """
        bare = found.bare
        if not bare.any():
            return np.zeros(len(weights))
        rivals = bare & (weights > weights.max() - _RIVAL)
        if not rivals.any():
            return np.zeros(len(weights))
        prominence = np.maximum(self.registry.prominence(found.identities), _LEAST_PROMINENT)
        prior = prominence**2
        count = int(rivals.sum())
        share = np.log(np.minimum(prior * count / prior[rivals].sum(), count))
        people = self.registry.persons(found.identities)
        known = self.judge.prominent(prominence[rivals & people].max(initial=PROMINENCE))
        return np.where(bare, share + known * people, 0.0)
