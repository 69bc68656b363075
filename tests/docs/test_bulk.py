"""The examples of docs/bulk.md run as they stand: the shell, then Python, in one folder."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import DOCS

DOCUMENT = DOCS / "bulk.md"
TEXT = DOCUMENT.read_text("utf-8")


def blocks(language: str) -> str:
    """The fenced blocks of one language, joined."""
    return "".join(re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL))


@pytest.mark.needs("java")
def test_the_examples_of_many_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    command = f"{shlex.quote(sys.executable)} -m namenorm.faces.cli"
    for line in blocks("sh").splitlines():
        ran = line.replace(".venv/bin/namenorm", command)
        # 1: a row of the example has no name.
        expected = (0,) if "answers.parquet --column" in line or "printf" in line else (1,)
        assert subprocess.run(ran, shell=True).returncode in expected, line
    examples = doctest.DocTestParser().get_examples(blocks("python"))
    assert len(examples) > 20
    parsed = doctest.DocTest(examples, {}, DOCUMENT.name, str(DOCUMENT), 0, TEXT)
    assert doctest.DocTestRunner().run(parsed).failed == 0
    assert (tmp_path / "again.jsonl.gz").is_file()
