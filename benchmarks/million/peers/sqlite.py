"""SQLite's full-text search over trigrams: any of them, best by bm25."""

from __future__ import annotations

import sqlite3

from benchmarks.million.peers import peer
from benchmarks.million.peers.peer import SHORTLIST, Peer, Unavailable

_SEARCH = "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?"


class Sqlite(Peer):
    """A table in memory."""

    def build(self) -> None:
        self._base = sqlite3.connect(":memory:")
        self.leaving.callback(self._base.close)
        try:
            self._base.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
        except sqlite3.OperationalError as error:
            raise Unavailable(f"SQLite {sqlite3.sqlite_version}: {error}") from None
        rows = enumerate(self.names.plain)
        self._base.executemany("INSERT INTO names (rowid, name) VALUES (?, ?)", rows)
        self._base.execute("INSERT INTO names (names) VALUES ('optimize')")

    def ask(self, text: str) -> str:
        wanted = peer.plain(text)
        trigrams = {wanted[at : at + 3].replace('"', '""') for at in range(len(wanted) - 2)}
        query = " OR ".join(f'"{trigram}"' for trigram in sorted(trigrams))
        found = self._base.execute(_SEARCH, (query, SHORTLIST)).fetchall() if query else []
        return self.nearest(wanted, [row for (row,) in found])


PEER = Sqlite
