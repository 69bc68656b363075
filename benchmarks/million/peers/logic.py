"""nomenklatura's logic-v2 scores what Tantivy finds; it gets the names as written."""

from __future__ import annotations

import importlib
from typing import Any

from benchmarks.million.peers import peer
from benchmarks.million.peers.tantivy import Tantivy


class Logic(Tantivy):
    """A shortlist by words, judged as people."""

    def build(self) -> None:
        matching: Any = importlib.import_module("nomenklatura.matching")
        self._proxy: Any = importlib.import_module("followthemoney.proxy").EntityProxy
        self._algorithm = matching.get_algorithm("logic-v2")
        self._config = self._algorithm.default_config()
        super().build()
        self._score("warm up", "warm up")

    def _score(self, one: str, other: str) -> float:
        query, result = (
            self._proxy.from_dict({"id": id, "schema": "Person", "properties": {"name": [name]}})
            for id, name in (("query", one), ("result", other))
        )
        score: float = self._algorithm.compare(query, result, self._config).score
        return score

    def ask(self, text: str) -> str:
        wanted, names = peer.plain(text), self.names
        best = max(
            self.rows(wanted),
            key=lambda row: (
                self._score(text, names.texts[row]),
                peer.likeness(wanted, names.plain[row]),
            ),
            default=None,
        )
        return names.ids[best] if best is not None else ""


PEER = Logic
