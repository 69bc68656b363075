"""Tantivy: words within two edits, nearer ones first."""

from __future__ import annotations

import importlib
from typing import Any

from benchmarks.million.peers import peer
from benchmarks.million.peers.peer import SHORTLIST, Peer

_FULL = 4
"""Letters of a word that may have two edits; a shorter one may have one."""


class Tantivy(Peer):
    """An index in memory, one document a name."""

    def build(self) -> None:
        self._tantivy: Any = importlib.import_module("tantivy")
        schema = self._tantivy.SchemaBuilder()
        schema.add_text_field("name")
        schema.add_unsigned_field("row", stored=True)
        self._schema = schema.build()
        index = self._tantivy.Index(self._schema)
        writer = index.writer(heap_size=256_000_000)
        for row, name in enumerate(self.names.plain):
            writer.add_document(self._tantivy.Document(name=name, row=row))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def rows(self, wanted: str) -> list[int]:
        """The names with most words that are near to those of a plain text."""
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        terms = []
        for word in "".join(c if c.isalnum() else " " for c in wanted).split():
            for edits in range(3 if len(word) >= _FULL else 2):
                fuzzy = query.fuzzy_term_query(self._schema, "name", word, distance=edits)
                terms.append((should, fuzzy))
        found = self._searcher.search(query.boolean_query(terms), SHORTLIST).hits
        return [self._searcher.doc(address)["row"][0] for _, address in found]

    def ask(self, text: str) -> str:
        wanted = peer.plain(text)
        return self.nearest(wanted, self.rows(wanted))


PEER = Tantivy
