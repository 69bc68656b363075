"""`namenorm build` and `info`: compiled registries."""

from __future__ import annotations

from pathlib import Path

import click

from namenorm.faces.cli.jobs import jobs_option
from namenorm.faces.cli.options import EXISTING, output_option
from namenorm.faces.cli.output import Format, OutputRecord, format_option, write
from namenorm.faces.cli.progress import identities

_SHOWN = ("identities", "names", "types", "listed", "derived", "kinds", "about", "rules")


@click.command()
@click.argument("sources", nargs=-1, type=EXISTING, metavar="[SOURCE]...")
@output_option("The registry to write.", required=True)
@click.option(
    "--silence",
    multiple=True,
    metavar="ID",
    help="An identity of other registries that is not found where this one is asked before them.",
)
@jobs_option
@format_option
def build(
    sources: tuple[Path, ...],
    output: Path,
    silence: tuple[str, ...],
    jobs: int,
    format_: Format | None,
) -> None:
    """Compile SOURCES into one registry: folders of tables, tables of identities, .nnx files.

    Without a SOURCE the registry that ships is compiled.

    \b
    Examples:
      namenorm build -o shipped.nnx
      namenorm build my-tables people.nnx places.nnx -o all.nnx
      namenorm build house/people.tsv --silence minsk -o house.nnx
    """
    from namenorm.registry.build import build
    from namenorm.tables import locate

    with identities("compiled") as tick:
        chosen = sources or (locate.shipped(),)
        contents = build(output, chosen, silenced=silence, jobs=jobs, tick=tick)
    rows = [(str(output), contents["identities"], contents["names"])]
    data = {"registry": str(output), **{k: contents[k] for k in ("identities", "names", "types")}}
    write([OutputRecord(data, rows)], ("registry", "identities", "names"), format_)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--id", "ids", multiple=True, help="Show this identity instead of the counts.")
@format_option
def info(files: tuple[Path, ...], ids: tuple[str, ...], format_: Format | None) -> None:
    """Say what compiled registries hold; every byte is checked.

    \b
    Examples:
      namenorm info people.nnx
      namenorm info people.nnx --id Q184
    """
    from namenorm.registry.stored import Stored

    records = []
    for file in files:
        stored = Stored.open(file)
        if ids:
            for id in ids:
                identity = stored.get(id)
                names = [(n.lang, n.kind, n.text) for n in identity.names]
                records.append(OutputRecord(identity.to_dict(), [(id, *name) for name in names]))
            continue
        shown = {k: v for k, v in stored.directory.items() if k in _SHOWN}
        size = file.stat().st_size
        data = {"registry": str(file), "bytes": size, **shown}
        records.append(OutputRecord(data, _rows(data)))
    columns = ("id", "lang", "kind", "name") if ids else ("registry", "what", "count")
    write(records, columns, format_)


def _rows(data: dict[str, object]) -> list[tuple[object, ...]]:
    """One row a count, those of a kind under its name."""
    rows: list[tuple[object, ...]] = []
    for what, value in data.items():
        if what == "about" and isinstance(value, dict):
            value = {k: ", ".join(v) if isinstance(v, list) else v for k, v in value.items()}
        if isinstance(value, dict):
            rows += [(data["registry"], f"{what} {one}", count) for one, count in value.items()]
        elif what != "registry":
            rows.append((data["registry"], what, value))
    return rows
