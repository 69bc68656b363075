"""What stands around the name of a query: its kind, what it lies in, after whom it is named.

`names.surroundings` reads it; here it is looked up, and weighed for candidates.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison import features
from namenorm.comparison.explanation import SPELLED, PartEvidence
from namenorm.comparison.features import BESIDE, MISSING_WORD, Beside
from namenorm.comparison.scorer import Scorer, Weights
from namenorm.names import kinds
from namenorm.names.kinds import Verdict
from namenorm.registry import Registry
from namenorm.resolution.pool import Candidates

_CACHED: Final = 4096
"""Identities of which is cached what they are and lie in."""
_COUNTRY: Final = "country"


@dataclass(frozen=True, slots=True)
class Holder:
    """A container as it is named, and the numbers of the places that it may be.

    `kind` is told with it, or "". One of no kind may also be another name of whom the text names:
    `named` are those who may have it. `sure`: one of them has, if no place is meant.
    """

    text: str
    kind: str
    numbers: frozenset[int]
    named: frozenset[int] = frozenset()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one way to read a query; its words `sure` say nothing else.

    `bearers` are those who have the name before «named after», None where nobody is said to be.
    `whole`: the way takes the whole text as the name; then `holders` are what other ways take for
    containers, divided from it, and `words` are how many the name has. `text` is the name as it
    would be listed.
    """

    text: str
    kinds: frozenset[str] = frozenset()
    sure: bool = True
    holders: tuple[Holder, ...] = ()
    bearers: frozenset[int] | None = None
    whole: bool = False
    words: int = 0


class _KnownAround(NamedTuple):
    """What the registry knows of an identity: `above` is all that it lies in, near and far."""

    type: str
    kinds: frozenset[str]
    above: frozenset[int]
    country: str


class AroundEvidence:
    """Weighs what stands around a name for many identities, and explains it for one."""

    def __init__(self, registry: Registry, scorer: Scorer, people: float) -> None:
        self.registry, self.scorer, self.people = registry, scorer, people
        self.known: Callable[[int], _KnownAround] = lru_cache(_CACHED)(self._known)

    def weights(self, found: Candidates, rows: NDArray[np.integer[Any]], around: Around) -> Weights:
        """What it says of some rows of the candidates."""
        fields = BESIDE.keys()
        values: dict[str, NDArray[Any]] = {field: np.zeros(len(rows)) for field in fields}
        for at, row in enumerate(rows.tolist()):
            for field, _ in self._said(found, row, around):
                values[field][at] += 1
        read = (values["unread"] + values["unread_there"]) == 0
        values["excess"] = np.where(read, 0.0, self._excess(found, rows))
        return features.total(tuple(BESIDE.values()), self.scorer, Beside(**values))

    def explained(self, found: Candidates, row: int, around: Around) -> Iterator[PartEvidence]:
        """The same features for one row, with the words that have them."""
        texts: dict[str, list[str]] = defaultdict(list)
        for field, text in self._said(found, row, around):
            texts[field].append(text)
        for field, said in texts.items():
            yield BESIDE[field].told(self.scorer, ", ".join(said), amount=len(said))
        excess = float(self._excess(found, np.array([row]))[0])
        if excess and ("unread" in texts or "unread_there" in texts):
            yield BESIDE["excess"].told(self.scorer, amount=excess)

    def _excess(self, found: Candidates, rows: NDArray[np.integer[Any]]) -> Weights:
        """How much more the sounds of rows weigh than it takes to tell one name from all others."""
        excess: Weights = np.maximum(found.weights[rows] - math.log(self.people), 0.0)
        return excess

    def fits(self, number: int, kind: str) -> bool:
        """Whether an identity may be of a kind; whoever is of no known kind may."""
        table = kinds.load(self.registry.tables)
        return table.verdict({kind}, self.known(number).kinds) is not Verdict.CONTRADICT

    def _said(self, found: Candidates, row: int, around: Around) -> Iterator[tuple[str, str]]:
        """The features that a row has, by the names of `Beside`, and by which words."""
        number = int(found.identities[row])
        known = self.known(number)
        across = around.whole and around.holders and not found.complete(row)
        kind = self._kind(found, row, around) if around.kinds else ""
        if kind and not (across and kind == "same"):  # the kind of a container that is no answer
            yield kind, ", ".join(sorted(around.kinds))
        if kind == "same" and not found.complete(row):
            yield from (("retold", word) for word in self._told_otherwise(found, row, around))
        if around.bearers is not None and number not in around.bearers:
            yield "unnamed", around.text
        if around.whole:
            itself = next((one for one in around.holders if number in one.numbers), None)
            if itself:
                yield "itself", itself.text
            if across:
                yield "across", around.holders[0].text
            return
        for holder in around.holders:
            if number in holder.named:
                yield "named", holder.text
            elif known.type == "person":
                yield self._person(bool(found.bare[row]), holder), holder.text
            else:
                yield self._within(number, known, holder), holder.text

    def _kind(self, found: Candidates, row: int, around: Around) -> str:
        """The field of `Beside` by which the kind speaks of a row, "" where it says nothing."""
        number = int(found.identities[row])
        known = self.known(number)
        if known.type == "person":
            if not around.sure or self._bears(number, around.text):
                return ""
            return "" if self._is_called(found, row, around.words) else "another"
        verdict = kinds.load(self.registry.tables).verdict(around.kinds, known.kinds)
        if verdict is Verdict.AGREE:
            return "same" if around.kinds & known.kinds else "alike"
        if verdict is Verdict.CONTRADICT and not self._bears(number, around.text):
            return "another"
        return "unknown"

    def _person(self, bare: bool, holder: Holder) -> str:
        """What a container says of a person: a place may stand there."""
        if not holder.numbers:
            return "other_named" if holder.sure else "unread_there"
        return "by_surname" if bare else "people"

    def _told_otherwise(self, found: Candidates, row: int, around: Around) -> Iterator[str]:
        """The words of the name that the query lacks, but tells by another word of the kind."""
        table = kinds.load(self.registry.tables)
        for part in found.strongest(row).parts:
            if part.relation == MISSING_WORD.relation and table.of_word(part.name) & around.kinds:
                yield part.name

    def _is_called(self, found: Candidates, row: int, words: int) -> bool:
        """Whether all words are parts of a person's name: Дмитрий Гора is no mountain.

        A small letter is no initial, but a kind: г. Лукашенко.
        """
        if not words:
            return False
        answered = (
            part.weight > 0 and bool(part.name) and (len(part.query) > 1 or part.query.isupper())
            for part in found.strongest(row).parts
            if part.role in SPELLED
        )
        return sum(answered) >= words

    def _bears(self, number: int, text: str) -> bool:
        return self.registry.identities[number].bears(text)

    def _within(self, number: int, known: _KnownAround, holder: Holder) -> str:
        """What one container says of a place or an organisation."""
        if not holder.numbers:
            if not holder.kind:
                return "other_named" if holder.sure else "unread"
            # All containers of a kind may be listed, and this one is none of them.
            placed = any(holder.kind in self.known(one).kinds for one in known.above)
            return "elsewhere" if placed else "unlisted"
        if number in holder.numbers:
            return "elsewhere"
        if known.above:
            return "hold" if holder.numbers & known.above else "elsewhere"
        return self._by_country(known, holder)

    def _by_country(self, known: _KnownAround, holder: Holder) -> str:
        """The same for one of which nothing is known but its country, if that."""
        if _COUNTRY in known.kinds:
            return "elsewhere"
        held = [self.known(one) for one in holder.numbers]
        countries = {one.country for one in held if one.country}
        if known.country and countries and known.country not in countries:
            return "elsewhere"
        whole = any(_COUNTRY in one.kinds and one.country == known.country for one in held)
        return "hold" if whole and known.country else "unplaced"

    def _known(self, number: int) -> _KnownAround:
        identity = self.registry.identities[number]
        table = kinds.load(self.registry.tables)
        told = frozenset(identity.kinds).union(
            *(table.of_name(name.text) for name in identity.names)
        )
        if identity.type == "person":
            told = frozenset()
        return _KnownAround(identity.type, told, self._above(identity.within), identity.country)

    def _above(self, within: tuple[str, ...]) -> frozenset[int]:
        """The numbers of what has these ids, and of all that they lie in."""
        identities = self.registry.identities
        found: set[int] = set()
        coming = list(within)
        while coming:
            number = identities.find(coming.pop())
            if number is not None and number not in found:
                found.add(number)
                coming += identities[number].within
        return frozenset(found)
