"""`namenorm export postgres`: files of the same bytes each time, or none."""

from __future__ import annotations

import os
from pathlib import Path

from click.testing import CliRunner

from namenorm.faces.cli import cli
from namenorm.faces.export.postgres import FILES
from tests.support.small_tables import small_tables


def test_the_command(tmp_path: Path) -> None:
    tables = small_tables(tmp_path / "tables")
    registry = tmp_path / "small.nnx"
    told = CliRunner().invoke(cli, ["build", str(tables), "-o", str(registry)])
    assert told.exit_code == 0, told.stderr
    asked = ["export", "postgres", "--registry", str(registry), "-o"]
    for name in ("a", "b"):
        told = CliRunner().invoke(cli, [*asked, str(tmp_path / name)])
        assert told.exit_code == 0 and "words with keys" in told.stderr, told.stderr
    for name in FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    refused = CliRunner().invoke(cli, [*asked, str(tmp_path / "no" / "folder")])
    assert refused.exit_code == 2 and "No such file" in refused.stderr
    assert sorted(os.listdir(tmp_path)) == ["a", "b", "small.nnx", "tables"]
