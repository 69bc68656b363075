"""The examples of docs/reconciliation.md run as they stand, against the real server."""

from __future__ import annotations

import json
import re
import shlex
import subprocess

import pandas as pd
import pytest

from namenorm.faces.reconcile import bounds
from namenorm.faces.reconcile.vocabulary import EVIDENCE, PROPERTIES
from tests.support.paths import DOCS
from tests.support.server import running

TEXT = (DOCS / "reconciliation.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"


def block(language: str) -> str:
    """The fenced block of a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    return found


@pytest.mark.needs("curl")
def test_the_examples() -> None:
    with running() as address:
        answers = []
        for line in block("sh").splitlines():
            command = shlex.split(line.replace(ADDRESS, address))
            out = subprocess.run(command, capture_output=True, text=True, check=True)
            answers.append(json.loads(out.stdout))
        manifest, person, namesake, extended, place, suggested = answers
        assert manifest["batchSize"] == bounds.BATCH
        assert person["q0"]["result"][0]["match"]
        assert namesake["q0"]["result"][0]["id"] == "saranhovic-vasil-artist"
        assert extended["rows"]["minsk"]["be-Latn"] == [{"str": "Minsk"}]
        assert place["results"][0]["candidates"][0]["name"] == "Minsk"
        assert len(suggested["result"]) > 5
        names = {"frame": pd.DataFrame({"who": ["Tsikhanouskaya", "Łukaszenka"]})}
        exec(block("python").replace(ADDRESS, address), names)
        assert list(names["found"]["match"]) == [True, True]


def test_the_properties_and_the_bounds_are_those_of_the_service() -> None:
    rows = re.findall(r"^\| (`.*?) \| (yes)? ?\|", TEXT, re.MULTILINE)
    told = {id: bool(yes) for cell, yes in rows for id in re.findall("`(.*?)`", cell)}
    assert {id: told[id] for id in PROPERTIES} == {id: id in EVIDENCE for id in PROPERTIES}
    for count in (bounds.BATCH, bounds.EFFORT, bounds.CANDIDATES, bounds.IDS, bounds.FARTHEST):
        assert f"| {count:,}" in TEXT or f"; {count:,} |" in TEXT
