"""`namenorm bulk`: the names of one column of a file of any size."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from namenorm.faces.cli.jobs import jobs_option
from namenorm.faces.cli.lines import complain
from namenorm.faces.cli.options import EXISTING_FILE, FILE, output_option, type_option
from namenorm.faces.cli.progress import file_bar
from namenorm.faces.cli.registry import registry_option

if TYPE_CHECKING:
    from namenorm.bulk import Summary, Tick

FORMATS = ("csv", "tsv", "jsonl", "parquet")


@click.command()
@click.argument("file", type=EXISTING_FILE)
@click.option("--column", required=True, help="The column that holds the names.")
@output_option("The file to write.", required=True)
@registry_option
@type_option
@click.option("--from", "from_", type=click.Choice(FORMATS), help="Format of FILE.")
@click.option("--to", type=click.Choice(FORMATS), help="Format of the output.")
@click.option("--encoding", default="utf-8", show_default=True, help="Of FILE, as cp1251.")
@click.option("--prefix", default="", help="Goes before the names of the result columns.")
@click.option(
    "--rejects",
    type=FILE,
    help="Where to list rows that cannot be answered; by default OUTPUT.rejects.jsonl.",
)
@jobs_option
@click.option("--restart", is_flag=True, help="Begin anew what was interrupted.")
@click.option(
    "--chunk-rows",
    type=click.IntRange(1),
    default=1_000,
    show_default=True,
    help="Rows that a process answers at a time.",
)
@click.pass_context
def bulk(
    context: click.Context,
    file: Path,
    column: str,
    output: Path,
    registries: tuple[Path, ...],
    type_: str | None,
    from_: str | None,
    to: str | None,
    encoding: str,
    prefix: str,
    rejects: Path | None,
    jobs: int,
    restart: bool,
    chunk_rows: int,
) -> None:
    """Say who or what each name in a column of FILE means, whatever the size of FILE.

    The rows come out in their order, as they are, with the columns decision, id, score, matched
    and type behind them: those of the likeliest identity, which is meant where the decision is
    match. CSV, TSV, JSON Lines (.jsonl) and Parquet are known by their endings, packed (.gz, .bz2,
    .xz) or not. Rows without a usable name are listed in OUTPUT.rejects.jsonl, with line and
    reason.

    Parts of the work lie in OUTPUT.parts until all is done: interrupted or killed, the same
    command goes on where it stood.

    \b
    Exit codes: 0 all answered, 1 some rows rejected, 2 nothing written, 130 interrupted.

    \b
    Examples:
      namenorm bulk people.csv --column name -o answers.csv
      namenorm bulk people.parquet --column full_name --registry all.nnx -o answers.parquet
      namenorm bulk dump.jsonl.gz --column title --type place --prefix nn_ -o answers.tsv
    """
    from namenorm.bulk import Task, resolve_file

    task = Task(
        source=file,
        output=output,
        column=column,
        registries=registries,
        source_format=from_,
        output_format=to,
        encoding=encoding,
        prefix=prefix,
        type=type_,
        rejects=rejects,
        chunk_rows=chunk_rows,
    )
    started = time.monotonic()
    look = "{desc}: {percentage:3.0f}%|{bar}| [{elapsed}<{remaining}{postfix}]"
    with file_bar(bar_format=look) as show:

        def tick(now: Tick) -> None:
            remark = f"{now.rows:,} rows, {_rate(now, started):,.0f} rows/s"
            show(now.file, now.done, now.done, now.size, remark)

        try:
            summary = resolve_file(task, jobs=jobs, restart=restart, tick=tick)
        except KeyboardInterrupt:
            complain("interrupted; the same command goes on from here, --restart begins anew")
            context.exit(130)
    _report(summary, _rate(summary, started))
    context.exit(1 if summary.rejected else 0)


def _rate(done: Tick | Summary, started: float) -> float:
    """Rows a second of this run."""
    return (done.rows - done.resumed) / max(time.monotonic() - started, 1e-9)


def _report(summary: Summary, rate: float) -> None:
    """Say on standard error what became of the rows."""
    if summary.resumed:
        complain(f"went on after {summary.resumed:,} rows of an interrupted run")
    counts = [f"{summary.decisions.get(d, 0):,} {d}" for d in ("match", "ambiguous", "none")]
    complain(
        f"{summary.rows:,} rows: {', '.join(counts)}, {summary.rejected:,} rejected; "
        f"{rate:,.0f} rows/s; written to {summary.output}"
    )
    if summary.rejects:
        complain(f"what was rejected, and why, is in {summary.rejects}")
