"""rapidfuzz, many names against all at once, on two cores."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.million.peers import peer
from benchmarks.million.peers.peer import Peer

_AT_ONCE: Final = 16
"""Questions a call: one row of scores for each, a column a name."""


class Cdist(Peer):
    """A matrix of scores; milliseconds are those of a call over its questions."""

    def build(self) -> None:
        pass

    def ask(self, text: str) -> str:
        return next(self.ask_all([text]))[0]

    def ask_all(self, texts: Sequence[str]) -> Iterator[tuple[str, float]]:
        for first in range(0, len(texts), _AT_ONCE):
            start = time.perf_counter()
            wanted = [peer.plain(text) for text in texts[first : first + _AT_ONCE]]
            scores = process.cdist(
                wanted,
                self.names.plain,
                scorer=fuzz.token_sort_ratio,
                dtype=np.float32,
                workers=2,
            )
            rows = scores.argmax(axis=1).tolist()
            taken = (time.perf_counter() - start) * 1000 / len(wanted)
            yield from ((self.names.ids[row], taken) for row in rows)


PEER = Cdist
