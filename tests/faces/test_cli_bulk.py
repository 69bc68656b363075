"""`namenorm bulk`: what is told where, and the exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from namenorm.faces.cli import cli
from tests.support.small_registry import small_registry

NAMENORM = [sys.executable, "-m", "namenorm.faces.cli"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["bulk", *map(str, arguments)])


@pytest.fixture
def own(tmp_path: Path) -> tuple[str | Path, ...]:
    """Arguments: a file of three rows, its column, a registry of one's own, one process."""
    source = tmp_path / "in.csv"
    source.write_text("no,name\n1,Jan Czeczot\n2,\n3,Qqqzzxw\n", "utf-8")
    return (source, "--column", "name", "--registry", small_registry(tmp_path), "--jobs", "1")


def test_summary_rejects_and_exit_codes(own: tuple[str | Path, ...], tmp_path: Path) -> None:
    output, rejects = tmp_path / "out.csv", tmp_path / "bad.jsonl"
    result = run(*own, "-o", output, "--rejects", rejects, "--prefix", "nn_", "--type", "person")
    assert result.exit_code == 1 and result.stdout == ""
    summary, listed = result.stderr.splitlines()
    assert summary.startswith(
        "namenorm: 3 rows: 1 match, 0 ambiguous, 1 none, 1 rejected; "
    ) and summary.endswith(f" rows/s; written to {output}")
    assert listed == f"namenorm: what was rejected, and why, is in {rejects}"
    head, first, *_ = output.read_text("utf-8").splitlines()
    assert head == "no,name,nn_decision,nn_id,nn_score,nn_matched,nn_type"
    assert first.startswith("1,Jan Czeczot,match,p2,")
    Path(own[0]).write_text("name\nJan Czeczot\n", "utf-8")
    assert run(*own, "-o", output, "--to", "jsonl").exit_code == 0
    assert output.read_text("utf-8").startswith('{"name": "Jan Czeczot", "decision": "match"')


def test_several_registries(own: tuple[str | Path, ...], tmp_path: Path) -> None:
    Path(own[0]).write_text("name\nHžehžułka Źmicier\nМенск\n", "utf-8")
    output = tmp_path / "out.csv"
    assert run(*own, "--registry", "shipped", "-o", output).exit_code == 0
    ids = [line.split(",")[2] for line in output.read_text("utf-8").splitlines()]
    assert ids == ["id", "p3", "minsk"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("-o", "out.doc"), "name the format with --to"),
        (("-o", "out.csv", "--column", "nome"), "no column 'nome'; the columns are: no, name"),
        (("-o", "out.csv", "--jobs", "0"), "--jobs"),
        (("-o", "no/out.csv"), "there is no folder no"),
        ((), "Missing option '-o'"),
    ],
)
def test_mistakes_are_one_line(
    change: tuple[str, ...],
    told: str,
    own: tuple[str | Path, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*own, *change)
    (line,) = result.stderr.splitlines()
    assert result.exit_code == 2 and line.startswith("namenorm: ") and told in line
    assert not list(tmp_path.glob("out*"))


@pytest.mark.needs("terminal")
def test_a_bar_is_shown_on_a_terminal_only(own: tuple[str | Path, ...], tmp_path: Path) -> None:
    command = [*NAMENORM, "bulk", *map(str, own), "-o", "out.csv"]
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert len(piped.stderr.splitlines()) == 2 and "%" not in piped.stderr
    line = "stty cols 100 rows 30; " + " ".join(command)
    shown = subprocess.run(
        ["script", "-qec", line, "/dev/null"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "in.csv: 100%" in shown.stdout and "3 rows, " in shown.stdout
