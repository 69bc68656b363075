"""What some tests need beside Python and its packages: is it here, and what brings it.

`@pytest.mark.needs("java")` says so of a test. `make test` leaves those tests out and says how
many; `make test-system` runs them, and a need that is not there is a failure. Two programs are in
no package registry: their tests run where somebody has installed them, and are told of elsewhere.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.paths import ROOT

DICTIONARY: Final = Path("/usr/share/hunspell/en_US")
LUCENE: Final = Path("/usr/share/java")
POSTGRESQL: Final = Path("/usr/lib/postgresql")
SPECS: Final = Path(
    os.environ.get("RECONCILIATION_SPECS") or ROOT.parent / "shared" / "reconciliation"
)
"""Published schemas of the Reconciliation Service API, a folder a version."""


@dataclass(frozen=True)
class Need:
    """Something that tests need."""

    there: Callable[[], bool]
    install: str
    packaged: bool = True
    """Whether a package registry has it."""


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _cores() -> bool:
    names = ("keying._core", "resolution._core", "sounds._core", "translit._core")
    return all(importlib.util.find_spec(f"namenorm.{name}") is not None for name in names)


def _mounts() -> bool:
    command = ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return _program("unshare")() and subprocess.run(command, capture_output=True).returncode == 0


CORES: Final = "cores"
"""The one need that `make test` looks for: what it finds compiled, it tries."""

NEEDS: Final = {
    CORES: Need(_cores, "a C compiler (Debian: gcc libc6-dev), then `make clean`"),
    "curl": Need(_program("curl"), "Debian: curl"),
    "hunspell": Need(
        lambda: _program("hunspell")() and DICTIONARY.with_suffix(".dic").exists(),
        "Debian: hunspell hunspell-en-us",
    ),
    "java": Need(_program("java"), "Debian: default-jre-headless"),
    "languagetool": Need(_program("languagetool"), "https://languagetool.org", packaged=False),
    "lucene": Need(lambda: any(LUCENE.glob("lucene-core-*.jar")), "Debian: liblucene8-java"),
    "mount": Need(_mounts, "Debian: util-linux, and the right to mount in a namespace"),
    "node": Need(lambda: _program("node")() and _program("npx")(), "Debian: npm"),
    "openrefine": Need(_program("openrefine"), "Debian: openrefine"),
    "postgresql": Need(
        lambda: _program("initdb")() or any(POSTGRESQL.glob("*/bin/initdb")), "Debian: postgresql"
    ),
    "prlimit": Need(_program("prlimit"), "Debian: util-linux"),
    "schemas": Need(
        (SPECS / "0.2" / "schemas").is_dir,
        f"the repository reconciliation-api/specs in {SPECS}, or where RECONCILIATION_SPECS says",
    ),
    "terminal": Need(lambda: _program("script")() and _program("stty")(), "Debian: bsdutils"),
    "vale": Need(_program("vale"), "https://vale.sh", packaged=False),
}


def missing(names: set[str]) -> list[str]:
    """Those of `names` that are not here."""
    return sorted(name for name in names if not NEEDS[name].there())
