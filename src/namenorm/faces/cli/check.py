"""`namenorm check`: read tables, house styles and lists of identities; say what is wrong, where."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from namenorm.faces.cli.options import EXISTING
from namenorm.faces.cli.registry import registry_option

if TYPE_CHECKING:
    from namenorm.checking import Fault
    from namenorm.registry import Registry


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for a reader, JSON lines for a program.",
)
@registry_option
@click.pass_context
def check(
    context: click.Context, paths: tuple[Path, ...], format_: str, registries: tuple[Path, ...]
) -> None:
    """Say what is wrong in each PATH, with file, line and reason; without one, the shipped tables.

    A PATH is a folder of tables, a house style (.toml), or identities of one's own (.tsv, .csv): in
    the columns of tables/README.md, or in those that `namenorm import` takes by their names. The
    exceptions of a house style are ids of these registries, or of the one that ships.

    The exit code is 1 where there is anything to say, 2 where a file cannot be read.

    \b
    Examples:
      namenorm check
      namenorm check my-tables
      namenorm check house.toml --registry house.nnx --registry shipped
      namenorm check --format json house/people.tsv
    """
    from namenorm.registry import Registry
    from namenorm.tables import locate

    registry = Registry.of_files(registries) if registries else None
    found = False
    for path in paths or (locate.shipped(),):
        findings = _findings(path, registry)
        for finding in findings:
            as_json = json.dumps(finding.to_dict(), ensure_ascii=False)
            click.echo(as_json if format_ == "json" else str(finding))
        if not findings and format_ == "text":
            what = f"{_count(path)} tables" if path.is_dir() else str(path)
            click.echo(f"{what}, no findings")
        found = found or bool(findings)
    context.exit(1 if found else 0)


def _findings(path: Path, registry: Registry | None) -> list[Fault]:
    from tqdm import tqdm

    from namenorm import checking

    with tqdm(unit="identity", disable=not sys.stderr.isatty(), leave=False) as bar:

        def progress(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        return checking.check(path, registry=registry, progress=progress)


def _count(folder: Path) -> int:
    return sum(1 for file in folder.rglob("*") if file.suffix in {".toml", ".tsv"})
