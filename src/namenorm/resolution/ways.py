"""The ways to read a query as a name and what stands around it, which is looked up, too.

Whose name it is tells only the registry: in «Минск, Центральный район» the district is meant, in
«Пинск, Брестская область» the town.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from namenorm.comparison.scorer import Scorer
from namenorm.names import kinds, surroundings
from namenorm.names.surroundings import Container, Surroundings
from namenorm.registry import Registry
from namenorm.resolution.around import Around, AroundEvidence, Holder
from namenorm.resolution.query import Query
from namenorm.resolution.ranking import Ranked

_CACHED: Final = 1024
"""Containers of which is cached what they may be: lists name the same ones again and again."""
_MAY_BE: Final = -0.75
"""A place may be a container from so much on, in log odds against none that is listed."""
_IS: Final = 0.0
_MAY_BEAR: Final = -4.5


class Ways:
    """Reads queries; `search` answers a bare name."""

    def __init__(
        self,
        registry: Registry,
        scorer: Scorer,
        evidence: AroundEvidence,
        search: Callable[[Query], Ranked],
        people: float,
    ) -> None:
        self.registry, self.scorer, self.evidence = registry, scorer, evidence
        self.search, self.people = search, people
        self._holder = lru_cache(_CACHED)(self._looked_up)

    def read(self, query: Query) -> list[Surroundings]:
        """The ways to read a query, the whole text last; none where nothing stands around it."""
        if query.type == "person":
            return []
        if not surroundings.may_surround(query.text, self.registry.tables):
            return []
        return surroundings.read(query.text, kinds.load(self.registry.tables))

    def heads(self, query: Query, ways: list[Surroundings]) -> list[Query]:
        """What is asked by each way but the last: its name with and without the words of kinds."""
        found: list[Query] = []
        for way in ways[:-1]:
            around = Around(
                way.full,
                way.kinds,
                way.sure,
                tuple(map(self._holder, way.containers)),
                self._bearers(query, way),
            )
            for text in dict.fromkeys((way.head, way.titled, way.full)):
                if text:
                    found.append(query.around_by(text, around))
        return found

    def whole(self, query: Query, ways: list[Surroundings]) -> Query:
        """What is asked where the whole text is the name."""
        first, last = ways[0], ways[-1]
        named = next((way for way in ways if way.after), None)
        apart = tuple(self._holder(one) for one in first.containers if one.apart)
        bearers = self._bearers(query, named) if named else None
        around = Around(
            query.text, last.kinds, last.sure, apart, bearers, True, len(query.split_words)
        )
        return query.around_by(query.text, around)

    def _bearers(self, query: Query, way: Surroundings) -> frozenset[int] | None:
        """Who has the name before «named after»."""
        if not (way.after and way.head):
            return None
        return self._likely(self.search(query.of(way.titled)), _MAY_BEAR)

    def _places(self, text: str) -> frozenset[int]:
        """The places that a container may be."""
        return self._likely(self.search(Query(text, self.registry.analyst, "place")), _MAY_BE)

    def _likely(self, found: Ranked, least: float) -> frozenset[int]:
        """Who is so likely, in log odds against nobody who is listed."""
        near = found.weights > self.scorer.absent(self.people) + least
        return frozenset(found.found.identities[near].tolist())

    def _looked_up(self, container: Container) -> Holder:
        """Which places a container may be."""
        kind, numbers = container.kind, self._places(container.text)
        if kind:
            if container.name and container.name != container.text:
                numbers |= self._places(container.name)
            numbers = frozenset(one for one in numbers if self.evidence.fits(one, kind))
            return Holder(container.text, kind, numbers)
        found = self.search(Query(container.text, self.registry.analyst))
        named, sure = self._likely(found, _MAY_BEAR), bool(self._likely(found, _IS))
        return Holder(container.text, kind, numbers, named, sure)


def names_a_thing(ways: list[Surroundings]) -> bool:
    """Whether a word of a kind says that no person is meant: улица Якуба Коласа."""
    return any(way.after or (way.kinds and way.sure) for way in ways[:-1])
