"""rapidfuzz, one name against all, by its usual scorer."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from benchmarks.million.peers import peer
from benchmarks.million.peers.peer import Peer


class Extract(Peer):
    """No index at all."""

    def build(self) -> None:
        pass

    def ask(self, text: str) -> str:
        _, _, row = process.extractOne(peer.plain(text), self.names.plain, scorer=fuzz.WRatio)
        return self.names.ids[row]


PEER = Extract
