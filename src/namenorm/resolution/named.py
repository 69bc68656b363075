"""Candidates among what is named by words in any order: places, organisations, mononyms."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from namenorm.comparison import score
from namenorm.comparison.features import Features
from namenorm.comparison.frequency import World
from namenorm.comparison.score import Explanation, Judge, PartEvidence
from namenorm.names.model import Part, Role
from namenorm.registry import NameForm, Registry
from namenorm.resolution.pool import Pool
from namenorm.sounds.signs import SAME

LEFT_OUT: Final = "left out"
NOT_THERE: Final = "not in the name"

_Hit = tuple[float, Features, Features, int, Features | None]
"""(weight, word of the query, word of the name, signs between them, what it would be a case of)"""


@dataclass(frozen=True)
class Named:
    """Finds and weighs the places, the organisations and the mononyms of a registry."""

    registry: Registry
    judge: Judge
    world: World

    @property
    def count(self) -> float:
        """How many the shares count with: the registry, and the world beside it."""
        return len(self.registry) + self.world.people

    def candidates(
        self, words: list[Features], type: str | None, *, near: bool, declined: bool = False
    ) -> Pool:
        """Those that share a word with the query; `declined` also reads each as a case."""
        registry, judge = self.registry, self.judge
        hits: dict[int, list[_Hit]] = {}
        for word in words:
            rows = self._rows_of(word, near)
            cost = judge.weights["inflected_word"]
            if declined and self.world.lists(registry.analyst.part(Part(word.text, Role.SURNAME))):
                cost += judge.weights["own_surname"]  # Иванова is a surname rather than Иваново
            for base in registry.analyst.base_words(word) if declined else ():
                for at, hit in self._rows_of(base, False, said=word).items():
                    weight = hit[0] + cost
                    if at not in rows or rows[at][0] < weight:
                        rows[at] = (weight, word, hit[2], hit[3], base)
            for at, hit in rows.items():
                hits.setdefault(at, []).append(hit)
        found = [
            (at, _each_once(met))
            for at, met in hits.items()
            if type is None or registry.identities[registry.named[at].identity].type == type
        ]
        typed = type not in (None, "person")
        weights = [self._weight(words, at, pairs, typed) for at, pairs in found]

        def explain(at: int) -> tuple[NameForm, Explanation]:
            row, pairs = found[at]
            return registry.named[row].name, self._explained(words, row, pairs, typed)

        identities = [registry.named[at].identity for at, _ in found]
        return Pool(np.array(identities, np.int32), np.array(weights, np.float64), True, explain)

    def _weight(self, words: list[Features], at: int, pairs: list[_Hit], typed: bool) -> float:
        """The sum of the explanation's weights."""
        weights = self.judge.weights
        row = self.registry.named[at].words
        summed = sum(pair[0] for pair in pairs)
        if len(pairs) == 1:  # most candidates; the long way would be the same
            lost = sum(word is not pairs[0][2] for word in row)
            extra = sum(word is not pairs[0][1] for word in words)
        else:
            unpaired = self._unpaired(words, at, pairs)
            lost, extra = map(len, unpaired)
        if not lost and not extra:
            return summed + self._whole(pairs, typed) + self._known(at, pairs)
        return summed + lost * weights["missing_word"] + extra * weights["unmatched_word"]

    def _unpaired(
        self, words: list[Features], at: int, pairs: list[_Hit]
    ) -> tuple[list[Features], list[Features]]:
        """(words of the name that the query leaves out, words of the query not in the name)."""
        met = {id(known) for _, _, known, *_ in pairs}
        said = {id(word) for _, word, *_ in pairs}
        lost = [w for w in self.registry.named[at].words if id(w) not in met]
        return lost, [w for w in words if id(w) not in said]

    def _whole(self, pairs: list[_Hit], typed: bool) -> float:
        """What a name that is said in full weighs beyond its words, where they are common.

        A name of one word shares it with the people who bear the word, unless the query is said
        to be no person (`typed`): Романов is no Romania.
        """
        if any(signs > SAME for *_, signs, _ in pairs):
            return 0.0  # how many names are as near as this, the words alone say
        alone = len(pairs) == 1 and not typed
        people = self._bearers(pairs[0][1], whole=True) if alone else 0.0
        whole = math.log(self.count / (1 + people))
        return max(whole - sum(pair[0] for pair in pairs), 0.0)

    def _known(self, at: int, pairs: list[_Hit]) -> float:
        """What the prominence of a place or an organisation adds where it is named as it is.

        Another spelling may be another place: Вейна is a village, and Vienna does not take it.
        """
        for _, said, known, _, base in pairs:
            if (base or said).text.casefold() != known.text.casefold():
                return 0.0
        identity = self.registry.named[at].identity
        return self.judge.prominent(float(self.registry.prominence[identity]))

    def _explained(
        self, words: list[Features], at: int, pairs: list[_Hit], typed: bool
    ) -> Explanation:
        weights = self.judge.weights
        evidence = [
            PartEvidence(
                word.text,
                known.text,
                "word",
                "inflected form" if base else score.relation(word, known, signs),
                weight,
            )
            for weight, word, known, signs, base in pairs
        ]
        lost, extra = self._unpaired(words, at, pairs)
        evidence += [
            PartEvidence("", w.text, "word", LEFT_OUT, weights["missing_word"]) for w in lost
        ]
        evidence += [
            PartEvidence(w.text, "", "word", NOT_THERE, weights["unmatched_word"]) for w in extra
        ]
        if not lost and not extra:
            whole, known = self._whole(pairs, typed), self._known(at, pairs)
            if whole:
                evidence.append(PartEvidence("", "", "name", "is whole", whole))
            if known:
                evidence.append(PartEvidence("", "", "name", "is well known", known))
        return Explanation(tuple(evidence))

    def _rows_of(self, word: Features, near: bool, said: Features | None = None) -> dict[int, _Hit]:
        """The rows that have `word`, or one that sounds like it, each with its best hit.

        `said` is what the query has where `word` is the nominative that it may be a case of:
        those who bear it as it stands count as well.
        """
        registry, judge = self.registry, self.judge
        people = self.count
        keys = registry.word_keys
        parts = keys.find_near(word) if near else keys.find(word)
        apart = sorted((judge.apart(word, registry.words[n]), n) for n in parts)
        rows: dict[int, _Hit] = {}
        bearers: set[int] = set()
        namesakes = max(self._bearers(word), self._bearers(said) if said else 0.0)
        for signs, number in apart:
            if signs > judge.weights["farthest"]:
                break
            here = registry.rows_of_word[number]
            bearers |= {registry.named[at].identity for at in here}
            share = (len(bearers) + namesakes) / people
            known = registry.words[number]
            if known.acronym != word.acronym and known.text.casefold() != word.text.casefold():
                continue  # CEC is no spelling of Zając
            weight = -math.log(share) - judge.cost(word, known, signs)
            for at in here:
                if at not in rows or rows[at][0] < weight:
                    rows[at] = (weight, word, known, signs, None)
        return rows

    def _bearers(self, word: Features, *, whole: bool = False) -> float:
        """How many people bear `word`: Уладзімір is more often a man, and Раманаў, too.

        Where it is the `whole` name of a place, it is a given name only as that is written:
        Миоры is no Мария.
        """
        analyst, world = self.registry.analyst, self.world
        if word.acronym:
            return world.people * world.rare_surname
        found = analyst.parser.given.find(word.text)
        ids = found.ids if found.exact or not whole else frozenset()
        given = sum(self.registry.given_counts[one] for one in ids)
        surname = analyst.part(Part(word.text, Role.SURNAME))
        share = world.surname(surname, apart=0, near=False)
        return given + world.people * (share + (world.forename(ids) if ids else 0.0))


def _each_once(hits: list[_Hit]) -> list[_Hit]:
    """The strongest hits in which a word of the name answers one word of the query only."""
    if len(hits) == 1:
        return hits
    kept: dict[str, _Hit] = {}
    for hit in sorted(hits, key=lambda hit: -hit[0]):
        kept.setdefault(hit[2].text.casefold(), hit)
    return list(kept.values())
