"""Reads a table of `tests/spec/`: a header, then one case a line."""

from __future__ import annotations

from tests.support.paths import SPEC


def spec(name: str) -> list[dict[str, str]]:
    """The cases of `tests/spec/<name>.tsv`, by column name."""
    lines = (SPEC / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
