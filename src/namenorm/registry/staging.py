"""Where an import gathers what it takes until the file is whole: a database beside the result.

It says how far the import has come, together with what was taken up to there, so that one that
was interrupted goes on where it stood. SQLite keeps it whole when the process is killed, and
keeps ids in order and apart without holding them in memory.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

from namenorm.registry.model import Identity, NameForm
from namenorm.registry.packing import pack, unpack

_LONGEST_TEXT: Final = 10_000
"""Characters of a refused record that are kept."""
_CACHE: Final = -65_536  # KiB
_TABLES: Final = """
CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT, progress TEXT);
CREATE TABLE identity (id TEXT PRIMARY KEY, file TEXT, number INTEGER, packed TEXT) WITHOUT ROWID;
CREATE TABLE addition (n INTEGER PRIMARY KEY, id TEXT, names TEXT, wikidata TEXT);
CREATE TABLE refusal (n INTEGER PRIMARY KEY, file TEXT, number INTEGER, reason TEXT, text TEXT);
"""


@dataclass
class Progress:
    """How far an import has come: in pass `turn`, after record `number`, going on at `after`."""

    turn: int = 0
    after: int = 0
    number: int = 0
    read: int = 0
    taken: int = 0
    refused: int = 0
    names_refused: int = 0
    passed: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record, or a name of one, that was not taken: where it stood, why, and its text."""

    file: str
    number: int
    reason: str
    text: str


class Staging:
    """The database `path` of the import `key`; one of another import is begun anew.

    Raises `sqlite3.Error`; it says "locked" where another process has it.
    """

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        self._key = key
        self._db, progress = self._open()
        if progress is None:
            self._db.close()
            discard(path)
            self._db, _ = self._open()
            self._db.executescript(_TABLES)
        self.progress = progress or Progress()
        self.commit()

    def _open(self) -> tuple[sqlite3.Connection, Progress | None]:
        """The database, locked, and how far the import has come if it is the one of `key`."""
        db = sqlite3.connect(self.path, timeout=0.2)
        try:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute(f"PRAGMA cache_size = {_CACHE}")
            db.execute("BEGIN EXCLUSIVE")
            db.execute("COMMIT")
            key, progress = db.execute("SELECT key, progress FROM state").fetchone()
            if key == self._key:
                return db, Progress(**json.loads(progress))
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                db.close()
                raise
        except (sqlite3.DatabaseError, TypeError, ValueError):
            pass  # no database, or one that another version made
        return db, None

    def commit(self) -> None:
        """What was added until now stays, whatever happens."""
        self._db.execute(
            "INSERT OR REPLACE INTO state VALUES (1, ?, ?)",
            (self._key, json.dumps(asdict(self.progress))),
        )
        self._db.commit()

    def close(self) -> None:
        """Leave it as it was at the last `commit`: what is open is rolled back."""
        self._db.close()

    def remove(self) -> None:
        """The import is done."""
        self._db.close()
        discard(self.path)

    def add(self, identity: Identity, file: str, number: int) -> str | None:
        """Add one; where its id is taken, nothing is, and the place of the other is given."""
        cells = (identity.id, file, number, pack(identity))
        if self._db.execute("INSERT OR IGNORE INTO identity VALUES (?, ?, ?, ?)", cells).rowcount:
            return None
        found = self._db.execute("SELECT file, number FROM identity WHERE id = ?", (identity.id,))
        other, at = found.fetchone()
        return f"{other}:{at}"

    def add_names(self, id: str, names: tuple[NameForm, ...], wikidata: str) -> bool:
        """Add names to an identity; False where there is none of this id."""
        if not self._db.execute("SELECT 1 FROM identity WHERE id = ?", (id,)).fetchone():
            return False
        cells = json.dumps([[name.text, name.lang, name.kind] for name in names])
        self._db.execute("INSERT INTO addition VALUES (NULL, ?, ?, ?)", (id, cells, wikidata))
        return True

    def refuse(self, refusal: Refusal) -> None:
        """Keep what was not taken."""
        text = refusal.text.encode(errors="replace").decode()[:_LONGEST_TEXT]
        cells = (refusal.file, refusal.number, refusal.reason, text)
        self._db.execute("INSERT INTO refusal VALUES (NULL, ?, ?, ?, ?)", cells)

    def refusals(self) -> Iterator[Refusal]:
        """All that was not taken, in the order of the files."""
        for cells in self._db.execute("SELECT file, number, reason, text FROM refusal ORDER BY n"):
            yield Refusal(*cells)

    def identities(self) -> Iterator[Identity]:
        """All that was taken, by id, with the names that were added."""
        self._db.execute("CREATE INDEX IF NOT EXISTS addition_id ON addition (id, n)")
        added = self._db.execute("SELECT id, names, wikidata FROM addition ORDER BY id, n")
        next_added = added.fetchone()
        for id, packed in self._db.execute("SELECT id, packed FROM identity ORDER BY id"):
            identity = unpack(packed)
            while next_added and next_added[0] == id:
                identity = _with(identity, json.loads(next_added[1]), next_added[2])
                next_added = added.fetchone()
            yield identity


def discard(path: Path) -> None:
    """Take the database away, and what SQLite keeps beside it."""
    for part in (path, path.with_name(path.name + "-journal")):
        part.unlink(missing_ok=True)


def _with(identity: Identity, names: list[list[str]], wikidata: str) -> Identity:
    """An identity with more names; a language's first main form stays the main one."""
    held = {(name.text, name.lang) for name in identity.names}
    main = {name.lang for name in identity.names if name.kind == "main"}
    more = []
    for text, lang, kind in names:
        if (text, lang) not in held:
            held.add((text, lang))
            more.append(NameForm(text, lang, "alias" if kind == "main" and lang in main else kind))
    return replace(
        identity,
        names=(*identity.names, *more),
        wikidata=identity.wikidata or wikidata,
    )
