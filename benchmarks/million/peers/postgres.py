"""PostgreSQL with pg_trgm, in a cluster of its own that ends with the measurement."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final

from benchmarks.million.peers import peer
from benchmarks.million.peers.peer import Peer, Unavailable

_SETTINGS: Final = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "fsync": "off",
    "jit": "off",
}
_SEARCH: Final = """
    SELECT id FROM names WHERE name %% %s ORDER BY similarity(name, %s) DESC LIMIT 1
"""
_USER: Final = "postgres"


class Postgres(Peer):
    """A table of names with a GIN index over trigrams; the usual threshold of similarity."""

    def build(self) -> None:
        psycopg: Any = importlib.import_module("psycopg")
        self._programs = _programs()
        self._owner = _USER if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="namenorm-postgres-"))
        self.leaving.callback(shutil.rmtree, self._folder)
        try:
            self._start()
            self._base = psycopg.connect(
                host=str(self._folder), user=_USER, dbname="postgres", autocommit=True
            )
            self.leaving.callback(self._base.close)
            self._base.execute("CREATE EXTENSION pg_trgm")
        except (OSError, subprocess.CalledProcessError, psycopg.Error) as error:
            raise Unavailable(f"PostgreSQL with pg_trgm did not start: {error}") from None
        self._base.execute("CREATE TABLE names (id text, name text)")
        with self._base.cursor().copy("COPY names FROM STDIN") as copy:
            for row in zip(self.names.ids, self.names.plain, strict=True):
                copy.write_row(row)
        self._base.execute("CREATE INDEX ON names USING gin (name gin_trgm_ops)")
        self._base.execute("VACUUM ANALYZE names")

    def ask(self, text: str) -> str:
        wanted = peer.plain(text)
        found = self._base.execute(_SEARCH, (wanted, wanted), prepare=True).fetchone()
        return found[0] if found else ""

    def _start(self) -> None:
        if self._owner:
            shutil.chown(self._folder, _USER)
        self._run("initdb", "-D", "data", "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        with (self._folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("".join(f"{name} = '{value}'\n" for name, value in _SETTINGS.items()))
            file.write(f"unix_socket_directories = '{self._folder}'\n")
        self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "start")
        self.leaving.callback(self._run, "pg_ctl", "-D", "data", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), *arguments],
            cwd=self._folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._owner,
        )


def _programs() -> Path:
    """The folder of PostgreSQL's programs, of the newest version."""
    known = shutil.which("initdb")
    if known:
        return Path(known).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise Unavailable("PostgreSQL is not installed")
    return found[-1].parent


PEER = Postgres
