"""`namenorm check`: read every table and say what is wrong, where."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False))
@click.pass_context
def check(context: click.Context, folder: str | None) -> None:
    """Check the tables in FOLDER (the shipped ones without it); exit code 1 on a finding.

    \b
    Examples:
      namenorm check
      namenorm check my-tables
    """
    from tqdm import tqdm

    from namenorm import checking
    from namenorm.tables import locate

    path = None if folder is None else Path(folder)
    with tqdm(unit="identity", disable=not sys.stderr.isatty(), leave=False) as bar:

        def tick(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        findings = checking.check(path, tick=tick)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        context.exit(1)
    click.echo(f"{_count(path or locate.shipped())} tables, no findings")


def _count(folder: Path) -> int:
    return sum(1 for file in folder.rglob("*") if file.suffix in {".toml", ".tsv"})
