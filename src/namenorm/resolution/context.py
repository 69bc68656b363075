"""What is known beside the sounds of a name: its letters, script, birth, country, prominence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import features
from namenorm.comparison.explanation import PartEvidence
from namenorm.comparison.features import CONTEXT, LETTERS, Context, Letters
from namenorm.comparison.scorer import Numbers, Scorer, Weights
from namenorm.registry import Registry
from namenorm.resolution.pool import Candidates
from namenorm.resolution.query import Query


@dataclass(frozen=True, slots=True)
class SpelledAlike:
    """The numbers of those who are `written` as the query, or of whose names it may be a `case`.

    `types` are the types of those.
    """

    written: frozenset[int] = frozenset()
    case: frozenset[int] = frozenset()
    types: frozenset[str] = frozenset()


NOTHING_WRITTEN: Final = SpelledAlike()


@dataclass(frozen=True, slots=True)
class ContextEvidence:
    """Weighs for many identities at once, and explains for one."""

    registry: Registry
    scorer: Scorer

    def weights(self, identities: Numbers, query: Query) -> Weights:
        """What script, year of birth and country say, for each of `identities`."""
        if not (query.year or query.country or query.last_resort):
            return np.zeros(len(identities))
        return features.total(CONTEXT, self.scorer, self._context(identities, query))

    def _context(self, identities: Numbers, query: Query) -> Context:
        registry, none = self.registry, np.zeros(len(identities), np.int32)
        return Context(
            query.year or 0,
            registry.born(identities) if query.year else none,
            registry.country(query.country or ""),
            registry.countries(identities) if query.country else none,
            query.last_resort,
        )

    def written(self, nearest: Numbers, query: Query) -> SpelledAlike:
        """Whose name the query is, letter for letter, among the nearest candidates.

        Or of whose name it is a case; a given name alone is none: Роза is not Розо.
        """
        numbers, having = nearest.tolist(), self.registry.identities.having
        held = written = having(numbers, query.written)
        if not written and query.lemmas.texts and not query.is_given_name:
            held = having(numbers, query.lemmas)
        types = frozenset(map(self._type, held))
        return SpelledAlike(frozenset(written), frozenset(() if written else held), types)

    def _type(self, number: int) -> str:
        segment, own = self.registry.identities.place(number)
        return segment.identities.type(own)

    def letters(self, nearest: Numbers, query: Query, written: SpelledAlike) -> Weights:
        """What the letters say of the nearest: as listed, as listed for another, a given name."""
        alone = query.is_given_name or query.is_case_of_given_name
        if not (written.types or alone or query.generation):
            return np.zeros(len(nearest))
        return features.total(LETTERS, self.scorer, self._letters(nearest, query, written))

    def _letters(self, nearest: Numbers, query: Query, written: SpelledAlike) -> Letters:
        numbers = nearest.tolist()
        listed = np.array([number in written.written for number in numbers])
        case, others, given_name, generation = (
            bool(chosen) and np.array([number in chosen for number in numbers])
            for chosen in (
                written.case,
                self._others(nearest, query, written),
                self._called_otherwise(nearest, query),
                self._of_another_generation(nearest, query),
            )
        )
        return Letters(listed, case, others, given_name, generation)

    def _called_otherwise(self, nearest: Numbers, query: Query) -> frozenset[int]:
        """Those of whom a query that is a given name, or a case of one, is no surname."""
        if query.is_given_name:
            return frozenset(nearest.tolist())
        if not query.is_case_of_given_name:
            return frozenset()
        named = self.registry.identities
        return frozenset(n for n in nearest.tolist() if not query.is_surname_of(named[n]))

    def _of_another_generation(self, nearest: Numbers, query: Query) -> frozenset[int]:
        """Those of whose names none tells the generation that the query tells.

        A numeral may stand in the name of a place or an organisation; a town has no elder.
        """
        if not query.generation:
            return frozenset()
        tell, named = self.registry.analyst.parser.generation, self.registry.identities
        return frozenset(
            n
            for n in nearest.tolist()
            if not (query.generation.isupper() and named[n].type != "person")
            and query.generation not in (tell(name.text) for name in named[n].names)
        )

    def _others(self, nearest: Numbers, query: Query, written: SpelledAlike) -> frozenset[int]:
        """Those who are not called so, as the query is written as the name of others.

        Stolin is written as the town, so that it is not Stalin; two people may be written alike.
        """
        if not written.types:
            return frozenset()
        others: set[int] = set(nearest.tolist()) - written.written - written.case
        if written.types == {"person"}:
            others -= set(nearest[self.registry.persons(nearest)].tolist())
        identities = self.registry.identities
        return frozenset(number for number in others if not query.is_in(identities[number]))

    def explained(self, number: int, query: Query, written: SpelledAlike) -> Iterator[PartEvidence]:
        """All of it but prominence: the same features, asked for an array of one."""
        nearest, identity = np.array([number], np.int32), self.registry.identities[number]
        letters, context = self._letters(nearest, query, written), self._context(nearest, query)
        for feature in LETTERS:
            if feature.amount(letters):
                said = {"given": query.text, "generation": query.generation}
                yield feature.told(self.scorer, said.get(feature.role, ""))
        sides = {
            "born": (str(query.year), str(identity.born)),
            "country": (query.country or "", identity.country),
        }
        for known in CONTEXT:
            if known.amount(context):
                yield known.told(self.scorer, *sides.get(known.role, ()))

    def priors(self, found: Candidates, weights: Weights) -> Weights:
        """Prominence speaks where nothing but a surname was asked.

        Its bearers share the mass of the surname by a power of their prominence; the most
        prominent of them says how much that mass is against bearers who are not listed. There is
        one candidate at least.
        """
        prior, bare = self.scorer.prior, found.bare
        rivals: NDArray[np.bool_] = bare & (weights > weights.max() - prior["rival_within"])
        count = np.count_nonzero(rivals)
        if not count:
            return np.zeros(len(weights))
        prominence = np.maximum(self.registry.prominence(found.identities), prior["least"])
        mass = prominence ** prior["power"]
        share = np.log(np.minimum(mass * count / mass[rivals].sum(), count))
        people = self.registry.persons(found.identities)
        known = prominence[rivals & people].max(initial=prior["stranger"])
        return np.where(bare, share + self.scorer.prominent(known) * people, 0.0)
