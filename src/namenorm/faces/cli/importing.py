"""`namenorm import`: files of other people's formats into a compiled registry."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from namenorm.faces.cli.jobs import compiling, cores
from namenorm.faces.cli.lines import complain
from namenorm.faces.cli.output import Format, OutputRecord, format_option, write
from namenorm.faces.words import TYPES

if TYPE_CHECKING:
    from namenorm.registry.importing import ImportProgress, Report
    from namenorm.registry.sources.formats import Import

Command = TypeVar("Command", bound=Callable[..., Any])
COLUMNS = ("registry", "identities", "names", "read", "taken", "passed over", "refused")
_STDIN = "-"


@click.group(name="import")
def import_() -> None:
    """Import a file into a compiled registry (.nnx), whatever its size.

    Every record read is taken, passed over (a class or a country that was not asked for) or
    refused; what is refused is listed with line and reason in OUTPUT.refused.csv. An import that
    was interrupted goes on with the same command. Files may be packed: .gz, .bz2, .xz, .zip.

    \b
    Exit codes: 0 all taken or passed over, 1 some records refused, 2 nothing written.

    \b
    Examples:
      namenorm import csv people.csv --map "Full name=name:en" --map ID=id -o people.nnx
      namenorm import wikidata latest-all.json.gz --class Q5 --country BY -o people.nnx
      namenorm import geonames BY.zip --names alternateNamesV2.zip -o places.nnx
      namenorm import ftm entities.ftm.json -o sanctions.nnx
    """


def _import_options(command: Command) -> Command:
    """Give `command` what every import has: the file, the output, the refusals, the format."""
    options: list[Callable[[Command], Command]] = [
        click.argument("file", type=click.Path(allow_dash=True, path_type=Path)),
        click.option(
            *("-o", "--output"),
            type=click.Path(dir_okay=False, path_type=Path),
            help="The registry to write; by default FILE's name with .nnx, in this folder.",
        ),
        click.option(
            "--refused",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Where to list what is refused; by default OUTPUT.refused.csv.",
        ),
        click.option("--fresh", is_flag=True, help="Begin anew what was interrupted."),
        format_option,
    ]
    command = cast("Command", click.pass_context(command))
    for option in reversed(options):
        command = option(command)
    return command


def _countries(command: Command) -> Command:
    option = click.option(
        "--country", "countries", multiple=True, metavar="CODE", help="Only these; ISO, as BY."
    )
    return option(command)


@import_.command()
@_import_options
@_countries
@click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="QID",
    help="Only this class (P31), as Q5; with its type where it is not known: Q123=place.",
)
def wikidata(
    context: click.Context,
    file: Path,
    countries: tuple[str, ...],
    classes: tuple[str, ...],
    **common: Any,
) -> None:
    """Import the JSON dump of Wikidata (one item a line).

    \b
    Example:
      namenorm import wikidata latest-all.json.bz2 --class Q5 --country BY -o people.nnx
    """
    from namenorm.registry.sources.wikidata import wikidata

    _run(context, file, lambda path: wikidata(path, classes=classes, countries=countries), **common)


@import_.command()
@_import_options
@_countries
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The table of alternate names, alternateNamesV2; tells the languages.",
)
@click.option(
    "--feature", "classes", multiple=True, metavar="CLASS", help="Only these: P, or P.PPLA."
)
def geonames(
    context: click.Context,
    file: Path,
    countries: tuple[str, ...],
    names: Path | None,
    classes: tuple[str, ...],
    **common: Any,
) -> None:
    """Import a table of GeoNames (19 columns), as allCountries or BY.

    \b
    Example:
      namenorm import geonames BY.zip --names alternateNamesV2.zip --feature P -o places.nnx
    """
    from namenorm.registry.sources.geonames import geonames

    def source(path: Path) -> Import:
        return geonames(path, names=names, countries=countries, classes=classes)

    _run(context, file, source, **common)


@import_.command()
@_import_options
def ftm(context: click.Context, file: Path, **common: Any) -> None:
    """Import FollowTheMoney entities (one JSON object a line), as OpenSanctions has them.

    \b
    Example:
      namenorm import ftm entities.ftm.json -o sanctions.nnx
    """
    from namenorm.registry.sources.ftm import ftm

    _run(context, file, ftm, **common)


@import_.command()
@_import_options
def popolo(context: click.Context, file: Path, **common: Any) -> None:
    """Import a Popolo document (persons, organizations, areas), as EveryPolitician has them.

    \b
    Example:
      namenorm import popolo ep-popolo-v1.0.json -o parliament.nnx
    """
    from namenorm.registry.sources.popolo import popolo

    _run(context, file, popolo, spool=True, **common)


@import_.command()
@_import_options
def jsonl(context: click.Context, file: Path, **common: Any) -> None:
    """Import JSON Lines: {"id", "type", "names": [{"text", "lang"}]}.

    \b
    Example:
      namenorm import jsonl people.jsonl -o people.nnx
    """
    from namenorm.registry.sources.jsonl import jsonl

    _run(context, file, jsonl, **common)


def _table_command(format: str, about: str) -> None:
    """Register the command of one kind of table."""

    def command(
        context: click.Context,
        file: Path,
        mappings: tuple[str, ...],
        type_: str,
        separator: str,
        encoding: str,
        **common: Any,
    ) -> None:
        from namenorm.registry.sources.delimited import delimited

        columns = dict(_mapping(text) for text in mappings)

        def source(path: Path) -> Import:
            return delimited(
                path,
                format,
                columns=columns,
                type=type_,
                separator=separator,
                encoding=encoding,
            )

        _run(context, file, source, spool=True, **common)

    command.__doc__ = f"""Import {about} with a header.

    Columns named id, name, be, ru, name_en, born, country … are understood; --map says what
    another one holds: id, type, name, name:be, name:ru:former, given, family, patronymic, born,
    country, wikidata, prominence, kind, within, also.

    \b
    Example:
      namenorm import {format} people.{format} --map "Full name=name:en" --map No=id -o people.nnx
    """
    options = [
        _import_options,
        click.option(
            "--map",
            "mappings",
            multiple=True,
            metavar="COLUMN=FIELD",
            help="What a column holds; may be repeated.",
        ),
        click.option(
            "--type",
            "type_",
            type=click.Choice(TYPES),
            default="person",
            show_default=True,
            help="What the rows are, where no column says it.",
        ),
        click.option(
            "--separator",
            default="|",
            show_default=True,
            help="What stands between several names in a cell.",
        ),
        click.option("--encoding", default="utf-8", show_default=True, help="As cp1251."),
        import_.command(name=format),
    ]
    wrapped: Any = command
    for option in options:
        wrapped = option(wrapped)


_table_command("csv", "a comma- or semicolon-separated table")
_table_command("tsv", "a tab-separated table")


def _mapping(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals or not column.strip() or not field.strip():
        raise click.BadParameter(f"--map {text!r}: write COLUMN=FIELD, as in Name=name:be.")
    return column.strip(), field.strip()


def _run(
    context: click.Context,
    file: Path,
    source: Callable[[Path], Import],
    *,
    output: Path | None,
    refused: Path | None,
    fresh: bool,
    format_: Format | None,
    spool: bool = False,
) -> None:
    """Import, show the progress on a terminal, report, and leave with the exit code."""
    from namenorm.registry.importing import import_file

    if output is None and str(file) == _STDIN:
        raise click.UsageError("Standard input has no name; say where to write: -o people.nnx.")
    output = output or Path(file.name.partition(".")[0] + ".nnx")
    _spare(output, file)
    with _spooled(file, spool) as path:
        asked = source(path)
        for note in asked.notes:
            complain(note)
        with _bar() as tick, compiling() as compiled:
            try:
                report = import_file(
                    *(asked, output),
                    refusals=refused,
                    fresh=fresh,
                    jobs=cores(),
                    tick=tick,
                    compiled=compiled,
                )
            except KeyboardInterrupt:
                complain("interrupted; the same command goes on from here, --fresh begins anew")
                context.exit(130)
    _tell(report)
    write([_record(report)], COLUMNS, format_)
    context.exit(1 if report.refused else 0)


def _spare(output: Path, file: Path) -> None:
    """Refuse to overwrite what is no registry, above all the input."""
    from namenorm.registry.format import MAGIC

    if output.is_file():
        with output.open("rb") as held:
            if held.read(len(MAGIC)) != MAGIC:
                raise click.UsageError(f"{output} is there and is no registry; name another file.")
    if not output.absolute().parent.is_dir():
        raise click.UsageError(f"there is no folder {output.parent}; make it first.")
    if not file.is_file() and str(file) != _STDIN:
        raise click.UsageError(f"there is no file {file}.")


@contextmanager
def _spooled(file: Path, spool: bool) -> Iterator[Path]:
    """A file that can be read more than once: standard input is copied where it has to be."""
    if str(file) != _STDIN or not spool:
        yield file
        return
    with tempfile.NamedTemporaryFile(prefix="namenorm-") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
        copy.flush()
        yield Path(copy.name)


@contextmanager
def _bar() -> Iterator[Callable[[ImportProgress], None]]:
    """A bar on a terminal, of the bytes read, with the records beside it; nothing in a pipe."""
    from tqdm import tqdm

    bar: tqdm[Any] | None = None
    shown = ""
    disable = not sys.stderr.isatty()

    def tick(now: ImportProgress) -> None:
        nonlocal bar, shown
        if bar is None or shown != now.file:
            if bar is not None:
                bar.close()
            shown = now.file
            bar = tqdm(
                desc=now.file,
                total=now.size,
                initial=now.start,
                unit="B",
                unit_scale=True,
                disable=disable,
            )
        so_far = now.progress
        bar.set_postfix_str(f"{so_far.taken:,} taken, {so_far.refused:,} refused", refresh=False)
        bar.update(now.consumed - bar.n)

    try:
        yield tick
    finally:
        if bar is not None:
            bar.close()


def _tell(report: Report) -> None:
    """What a reader has to know besides the counts."""
    if report.resumed:
        complain(f"went on after record {report.resumed:,} of an interrupted import")
    if report.names_refused:
        complain(f"{report.names_refused:,} names were left out of records that were taken")
    if report.refusals:
        complain(f"what was refused, and why, is in {report.refusals}")


def _record(report: Report) -> OutputRecord:
    passed = sum(report.passed.values())
    held = report.contents
    row = (
        str(report.path),
        *(held["identities"], held["names"]),
        *(report.read, report.taken, passed, report.refused),
    )
    data = {
        "registry": str(report.path),
        "identities": held["identities"],
        "names": held["names"],
        "read": report.read,
        "taken": report.taken,
        "passed": report.passed,
        "refused": report.refused,
        "names_refused": report.names_refused,
        "refusals": str(report.refusals) if report.refusals else None,
        "resumed": report.resumed,
    }
    return OutputRecord(data, [row])
