"""The examples of docs/search-engines.md run as they stand, in one folder, on a real PostgreSQL."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import cluster
from tests.support.paths import DOCS

DOCUMENT = DOCS / "search-engines.md"
TEXT = DOCUMENT.read_text("utf-8")


def blocks(language: str) -> str:
    """The fenced blocks of one language, joined."""
    return "".join(re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL))


@pytest.mark.needs("postgresql")
def test_the_examples_of_search_engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = f"{shlex.quote(sys.executable)} -m namenorm.faces.cli"
    for line in blocks("sh").splitlines():
        ran = line.replace(".venv/bin/namenorm", command)
        assert subprocess.run(ran, shell=True).returncode == 0, line
    examples = doctest.DocTestParser().get_examples(blocks("python"))
    assert len(examples) > 60
    parsed = doctest.DocTest(examples, {}, DOCUMENT.name, str(DOCUMENT), 0, TEXT)
    with cluster.running() as server:
        monkeypatch.setenv("PGHOST", str(server.socket))
        monkeypatch.setenv("PGUSER", "postgres")
        runner = doctest.DocTestRunner()
        try:
            assert runner.run(parsed, clear_globs=False).failed == 0
        finally:
            for name in ("base", "lite", "texts"):
                if name in parsed.globs:
                    parsed.globs[name].close()
    made = {"index.json", "changes.txt", "changes.txt.removed", "people.txt", "namenorm-postgres"}
    assert made <= set(os.listdir(tmp_path))
