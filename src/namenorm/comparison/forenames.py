"""What given names and patronymics say beside those of a query.

A name of the tables is itself or another; an initial fits or does not; what no table knows is as
near as it sounds. What fits says the more the rarer it is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from namenorm.comparison.analyzer import CodedPart
from namenorm.comparison.background import Background
from namenorm.comparison.features import SAME_SOUNDS, SAME_SPELLING, SIMILAR, TYPO
from namenorm.comparison.scorer import Numbers, Scorer, Weights
from namenorm.names.given import GivenNames, PossibleGiven
from namenorm.names.model import Role
from namenorm.sounds.phonetics import SAME, SEPARATOR, Codes

EXACT: Final = 1
PATRONYMIC: Final = 2
INITIAL: Final = 4
"""The flags of a part: the tables have it as it stands; what it is."""
_MOST_CACHED: Final = 16_000_000
"""Bytes of tables of evidence that are cached."""
_PAIRS_CACHED: Final = 100_000
_INITIALS_CACHED: Final = 1_000

RELATIONS: Final = (
    *("another name", "same name", "short form", SAME_SOUNDS, SIMILAR, TYPO),
    *("initial", "initial of an equivalent", "another initial"),
)
ANOTHER, SAME_NAME, SHORT, NEAR, _, _, FITS, FITS_EQUIVALENT, FITS_NOT = range(len(RELATIONS))
ABSENT: Final = "absent in the other"


class Columns(NamedTuple):
    """Parts by number: text (an initial with a full stop), codes, length in sixths, kind, flags.

    `found` has for each kind the names of the table that it may be.
    """

    text: Callable[[int], str]
    codes: Codes
    sixths: NDArray[np.uint16]
    kind: Numbers
    flags: NDArray[np.uint8]
    found: Sequence[PossibleGiven]


class Shares(NamedTuple):
    """How common given names are: the `counts` of a registry among `people`, and the background."""

    background: Background
    counts: Counter[str]
    people: float

    def of(self, ids: frozenset[str], role: Role) -> float:
        """The share of people who bear one of these names."""
        share = self.background.forename(ids)
        if role is not Role.GIVEN or not self.people or not ids:
            return share  # nobody counts patronymics
        bearers = sum(self.counts[one] for one in ids)
        return min(1.0, (bearers + self.background.people * share) / self.people)


class _Known(NamedTuple):
    """What is known of all parts beside one of a query.

    `values` has what each says, NaN where it was not asked yet, and last what none says; `sharing`
    marks the kinds that have a name of the table in common with the query's.
    """

    values: Weights
    sharing: NDArray[np.bool_]


class Forenames:
    """Weighs the given names and patronymics of a list, each once for a part of a query.

    They are few and come again, and what they say does not hang on the surname.
    """

    def __init__(self, columns: Columns, scorer: Scorer, names: GivenNames, shares: Shares) -> None:
        self._columns, self._scorer, self._names, self._shares = columns, scorer, names, shares
        self._kinds: dict[str, list[int]] = {}
        for number, found in enumerate(columns.found):
            for given in found.ids | found.short:
                self._kinds.setdefault(given, []).append(number)
        ids = [found.ids for found in columns.found]
        rare = shares.background.forename(())
        self._share = np.array([shares.background.forename(one) - rare for one in ids])
        bearers = np.array([float(sum(shares.counts[g] for g in one)) for one in ids])
        # What the bearers of each kind add to the share of people, in the list and outside it.
        added = bearers + shares.background.people * self._share
        self._counted: Weights = added / (shares.people or 1.0)
        self._named = np.array([bool(one) for one in ids])
        distances = np.arange(scorer.farthest + 2)
        near = NEAR + (distances > SAME) + (distances > scorer.usual)
        self._near: NDArray[np.uint8] = near.astype(np.uint8)
        self._absent = np.full(len(columns.kind) + 1, scorer.weights["missing"])
        self._absent[-1] = 0.0
        self._known = lru_cache(max(1, _MOST_CACHED // self._absent.nbytes))(self._unknown)
        self._same = lru_cache(_PAIRS_CACHED)(self._weigh_same)
        self._initial = lru_cache(_INITIALS_CACHED)(self.text)

    def values(self, query: CodedPart | None, role: Role, numbers: Numbers) -> Weights:
        """What each of these parts says beside the query's, in log odds; -1 stands for none."""
        if query is None:
            found: Weights = self._absent[numbers]
            return found
        table = self._known(query, role).values
        found = table[numbers]
        unknown = np.isnan(found).nonzero()[0]
        if len(unknown):
            wanted = np.zeros(len(table), np.bool_)
            wanted[numbers[unknown]] = True
            fresh = wanted.nonzero()[0].astype(np.int32)
            table[fresh] = self.compared(query, role, fresh)[0]
            found = table[numbers]
        return found

    def compared(
        self, query: CodedPart, role: Role, numbers: Numbers
    ) -> tuple[Weights, NDArray[np.uint8]]:
        """(what each of these parts says, its relation to the query's: an entry of `RELATIONS`)."""
        columns = self._columns
        flags, kinds = columns.flags[numbers], columns.kind[numbers]
        values = np.empty(len(numbers))
        values.fill(self._scorer.weights["contradicted"])
        relations = np.zeros(len(numbers), np.uint8)  # ANOTHER
        initial = flags & INITIAL != 0 if not query.initial else np.ones(len(numbers), np.bool_)
        same = self._known(query, role).sharing[kinds]
        for at in initial.nonzero()[0].tolist():
            values[at], relations[at] = self._weigh_initial(query, int(numbers[at]))
        for at in (same & ~initial).nonzero()[0].tolist():
            values[at], relations[at] = self._same(query.given, int(kinds[at]), role)
        settled = initial | same
        if query.given.exact:
            # Two names that the table has, and has as different ones, need no listening to.
            settled |= flags & EXACT != 0
        heard = (~settled).nonzero()[0]
        if len(heard):
            found = self._weigh_sounds(query, role, numbers[heard])
            values[heard], relations[heard] = found
        return values, relations

    def relation(self, query: CodedPart | None, role: Role, number: int) -> str:
        """What joins a part to the query's, in two words."""
        if query is None or number < 0:
            return ABSENT
        found = RELATIONS[self.compared(query, role, np.array([number], np.int32))[1][0]]
        spelled = found in (RELATIONS[SAME_NAME], SAME_SOUNDS, SIMILAR, TYPO)
        if spelled and query.text.casefold() == self.text(number).casefold():
            return SAME_SPELLING
        return found

    def only_sounds(self, query: CodedPart | None, role: Role, number: int) -> bool:
        """Whether a part is no name of the table's that the query has, but sounds a little so."""
        if query is None or number < 0:
            return False
        if query.given.common(self._columns.found[self._columns.kind[number]]):
            return False
        return self.relation(query, role, number) in (SIMILAR, TYPO)

    def text(self, number: int) -> str:
        """A part as it was first written, an initial without its full stop; "" for none."""
        return self._columns.text(number).removesuffix(".") if number >= 0 else ""

    def _unknown(self, query: CodedPart, role: Role) -> _Known:
        """What is known before anything was asked."""
        values = np.full(len(self._columns.kind) + 1, math.nan)
        values[-1] = self._scorer.weights["missing"]
        sharing = np.zeros(len(self._columns.found), np.bool_)
        for one in query.given.ids | query.given.short:
            sharing[self._kinds.get(one, [])] = True
        return _Known(values, sharing)

    def _weigh_initial(self, query: CodedPart, number: int) -> tuple[float, int]:
        """The initial is the query's, or the part's."""
        weights = self._scorer.weights
        if query.initial:
            letter, whole = query.initial, self.text(number)
            given = self._columns.found[self._columns.kind[number]]
        else:
            letter, whole, given = self._initial(number), query.text, query.given
        fit = self._names.initial_fits(letter, whole, given)
        if not fit:
            return weights["initial_against"], FITS_NOT
        certain = weights["initial" if fit == "own" else "initial_equivalent"]
        value = -certain * math.log(self._shares.background.initial(letter))
        return value, FITS if fit == "own" else FITS_EQUIVALENT

    def _weigh_same(self, given: PossibleGiven, kind: int, role: Role) -> tuple[float, int]:
        """A name of the table in common, in full or as a short form."""
        other = self._columns.found[kind]
        value = -math.log(self._shares.of(given.common(other), role))
        if given.same(other):
            return value, SAME_NAME
        return value + self._scorer.weights["short_form"], SHORT

    def _weigh_sounds(
        self, query: CodedPart, role: Role, numbers: Numbers
    ) -> tuple[Weights, NDArray[np.uint8]]:
        """Parts that the table does not know as the query's, by their sounds."""
        scorer, columns, shares = self._scorer, self._columns, self._shares
        kinds, ids = columns.kind[numbers], query.given.ids
        own = shares.background.forename(ids)
        share: Weights = own + self._share[kinds]
        if role is Role.GIVEN and shares.people:
            bearers = sum(shares.counts[one] for one in ids) + shares.background.people * own
            counted = np.minimum(1.0, bearers / shares.people + self._counted[kinds])
            share = counted if ids else np.where(self._named[kinds], counted, share)
        distances = scorer.signs.distances(query.codes, columns.codes, numbers, scorer.farthest)
        costs = scorer.costs(distances, query.sixths, columns.sixths[numbers])
        values = -np.log(share) - scorer.distance["forename"] * costs
        relations = np.where(values > 0, self._near[distances], np.uint8(ANOTHER))
        return np.maximum(values, scorer.weights["contradicted"]), relations


def columns_of(parts: Sequence[CodedPart]) -> Columns:
    """The columns of parts that no registry holds."""
    codes = [SEPARATOR.join(part.codes) for part in parts]
    starts = np.cumsum([0, *map(len, codes)]).astype("<u4")
    flags = [EXACT * part.given.exact | INITIAL * bool(part.initial) for part in parts]
    return Columns(
        lambda number: parts[number].text,
        Codes(np.frombuffer(b"".join(codes), np.uint8), starts),
        np.array([part.sixths for part in parts], np.uint16),
        np.arange(len(parts), dtype=np.int32),
        np.array(flags, np.uint8),
        [part.given for part in parts],
    )
