"""SymSpell: words within two edits by deletions, the names that have the rarest of them."""

from __future__ import annotations

import importlib
import math
from array import array
from typing import Any, Final

import numpy as np

from benchmarks.million.peers import peer
from benchmarks.million.peers.peer import SHORTLIST, Peer

_EDITS: Final = 2
_NEARNESS: Final = (1.0, 0.8, 0.6)
"""What a word counts that is so many edits away."""


class SymSpell(Peer):
    """A dictionary of words, and for each the names that have it."""

    def build(self) -> None:
        self._symspell: Any = importlib.import_module("symspellpy")
        self._words = self._symspell.SymSpell(_EDITS, 7)
        self._rows: dict[str, array[int]] = {}
        for row, name in enumerate(self.names.plain):
            for word in name.split():
                self._rows.setdefault(word, array("i")).append(row)
        for word, rows in self._rows.items():
            self._words.create_dictionary_entry(word, len(rows))

    def ask(self, text: str) -> str:
        wanted, everything = peer.plain(text), self._symspell.Verbosity.ALL
        count = len(self.names.ids)
        rows, weights = [], []
        for word in wanted.split():
            for near in self._words.lookup(word, everything, _EDITS):
                found = np.frombuffer(self._rows[near.term], np.int32)
                rows.append(found)
                weight = math.log(count / len(found)) * _NEARNESS[near.distance]
                weights.append(np.full(len(found), weight))
        if not rows:
            return ""
        held, at = np.unique(np.concatenate(rows), return_inverse=True)
        sums = np.bincount(at, np.concatenate(weights))
        best = np.argsort(-sums, kind="stable")[:SHORTLIST]
        return self.nearest(wanted, held[best].tolist())


PEER = SymSpell
