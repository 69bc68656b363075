"""One compiled registry: its identities, the parts of their names, the rows that are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from namenorm.registry.format import Arrays
from namenorm.registry.parts import Keyed, Parts
from namenorm.registry.stored import Stored
from namenorm.registry.texts import Texts


class Segment:
    """The arrays of one registry, with their names.

    `first` is the number of its first identity among those of all segments that are asked
    together, and `hidden` are those of its own numbers for which another one speaks.
    """

    def __init__(self, arrays: Arrays, directory: dict[str, Any], first: int = 0) -> None:
        self.arrays, self.directory, self.first = arrays, directory, first
        texts = Texts(arrays, "texts")
        self.identities = Stored(arrays, directory, texts)
        self.given: Counter[str] = Counter(directory["given"])
        self.surnames = Keyed(arrays, "surname", texts)
        self.words = Keyed(arrays, "word", texts)
        self.forenames = Parts(arrays, "forename", texts)
        self.surname_order = arrays["surname_order"]
        self.word_order = arrays["word_order"]
        self.forename_order = arrays["forename_order"]
        self.leans = arrays["surname_leans"]
        self.word_row_starts = arrays["word_row_starts"]
        self.word_identity = arrays["word_identity"]
        self.word_rows = arrays["word_rows"]
        self.found = arrays["forename_found"]
        self.forename_flags = arrays["forename_flags"]
        self.starts = arrays["row_starts"]
        self.identity = arrays["row_identity"]
        self.given_of = arrays["row_given"]
        self.father_of = arrays["row_father"]
        self.name_of = arrays["row_name"]
        self.flags = arrays["row_flags"]
        self.named_identity = arrays["named_identity"]
        self.named_name = arrays["named_name"]
        self._named_starts = arrays["named_starts"]
        self._named_words = arrays["named_words"]
        self.silenced: frozenset[str] = frozenset(directory.get("silenced", ()))
        self.hidden = np.zeros(0, np.int32)

    def after(self, before: Sequence[Segment], first: int) -> Segment:
        """This segment behind others, whose first identity has the number `first` among all."""
        found = Segment(self.arrays, self.directory, first)
        hidden = {
            number
            for segment in before
            for number in map(found.identities.find, segment.speaks_for(found))
            if number is not None
        }
        found.hidden = np.array(sorted(hidden), np.int32)
        return found

    def speaks_for(self, other: Segment) -> Iterator[str]:
        """The ids of those in `other` that this one overrides or silences, and perhaps more."""
        yield from self.silenced
        less, more = sorted((self.identities, other.identities), key=len)
        for number in range(len(less)):
            id = less.id(number)
            if more.find(id) is not None:
                yield id

    def sizes_of(self, rows: NDArray[np.int32]) -> NDArray[np.int32]:
        """How many words each of `rows` has."""
        starts = self._named_starts
        found: NDArray[np.int32] = starts[rows + 1].astype(np.int32) - starts[rows].astype(np.int32)
        return found

    def first_words(self) -> NDArray[np.int32]:
        """The first word of each row of words."""
        starts = self._named_starts[:-1].astype(np.int64)
        found: NDArray[np.int32] = self._named_words[starts]
        return found

    def words_of(self, row: int) -> Sequence[int]:
        """The numbers of the words of a row."""
        numbers: list[int] = self._named_words[
            self._named_starts[row] : self._named_starts[row + 1]
        ].tolist()
        return numbers
