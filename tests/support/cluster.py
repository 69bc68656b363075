"""A real PostgreSQL for tests: copied programs, a cluster of its own, files of its own.

Dictionaries are read from the folder of the installation, so that the test runs a copy of it, in
which it may put files; the big folder of libraries is linked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.support.needs import POSTGRESQL

_USER: Final = "postgres"
_SETTINGS: Final = "listen_addresses = ''\nfsync = off\njit = off\n"


@dataclass(frozen=True)
class Cluster:
    """A running server: the folder of its socket, and that of its dictionaries."""

    socket: Path
    dictionaries: Path

    @property
    def dsn(self) -> str:
        """How libpq finds it."""
        return f"host={self.socket} user={_USER} dbname=postgres"

    def connect(self) -> Any:
        """A connection of psycopg that commits each statement."""
        import psycopg

        return psycopg.connect(self.dsn, autocommit=True)


def _folder(question: str, programs: Path) -> Path:
    asked = [programs / "pg_config", question]
    if not asked[0].is_file():  # the server's package alone has none: Debian's places
        version = programs.parent.name
        return Path("/usr/share/postgresql", version) if "share" in question else programs.parent
    return Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())


def _programs() -> Path:
    known = shutil.which("initdb")
    found = sorted(POSTGRESQL.glob("*/bin/initdb"))
    return (Path(known).resolve() if known else found[-1]).parent


@contextmanager
def running() -> Iterator[Cluster]:
    """A cluster that lives inside the with block."""
    programs = _programs()
    share = _folder("--sharedir", programs)
    owner = _USER if os.geteuid() == 0 else None
    root = Path(tempfile.mkdtemp(prefix="namenorm-postgres-"))
    try:
        # PostgreSQL finds its files by where they lie from its programs: the places are kept.
        copied = root / programs.relative_to("/")
        shutil.copytree(programs, copied)
        (copied.parent / "lib").symlink_to(programs.parent / "lib")
        files = root / share.relative_to("/")
        shutil.copytree(share, files)
        if owner:
            shutil.chown(root, owner)

        def run(program: str, *arguments: str) -> None:
            command = [str(copied / program), *arguments]
            done = subprocess.run(
                command, cwd=root, user=owner, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            assert done.returncode == 0, (command, done.stderr.decode())

        run(
            "initdb",
            "-D",
            "data",
            "-U",
            _USER,
            "-A",
            "trust",
            "--locale=C.UTF-8",
            "-E",
            "UTF8",
            "--no-sync",
        )
        with (root / "data" / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(f"{_SETTINGS}unix_socket_directories = '{root}'\n")
        run("pg_ctl", "-D", "data", "-l", "log", "-w", "start")
        try:
            yield Cluster(root, files / "tsearch_data")
        finally:
            run("pg_ctl", "-D", "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(root)
