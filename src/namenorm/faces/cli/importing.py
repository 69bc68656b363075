"""`namenorm import`: files of other people's formats into a compiled registry."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from namenorm.faces.cli.jobs import cores
from namenorm.faces.cli.lines import complain
from namenorm.faces.cli.options import EXISTING_FILE, FILE, output_option, together
from namenorm.faces.cli.output import Format, OutputRecord, format_option, write
from namenorm.faces.cli.progress import file_bar, identities
from namenorm.faces.words import TYPES

if TYPE_CHECKING:
    from namenorm.registry.importing import ImportProgress, Report
    from namenorm.registry.sources.formats import Import

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


_import_options = together(
    click.argument("file", type=click.Path(allow_dash=True, path_type=Path)),
    output_option("The registry to write; by default FILE's name with .nnx, in this folder."),
    click.option(
        "--refused", type=FILE, help="Where to list what is refused; by default OUTPUT.refused.csv."
    ),
    click.option("--fresh", is_flag=True, help="Begin anew what was interrupted."),
    format_option,
)
_countries = click.option(
    "--country", "countries", multiple=True, metavar="CODE", help="Only these; ISO, as BY."
)


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
    file: Path, countries: tuple[str, ...], classes: tuple[str, ...], **common: Any
) -> None:
    """Import the JSON dump of Wikidata (one item a line).

    \b
    Example:
      namenorm import wikidata latest-all.json.bz2 --class Q5 --country BY -o people.nnx
    """
    from namenorm.registry.sources.wikidata import wikidata

    _run(file, lambda path: wikidata(path, classes=classes, countries=countries), **common)


@import_.command()
@_import_options
@_countries
@click.option(
    "--names",
    type=EXISTING_FILE,
    help="The table of alternate names, alternateNamesV2; tells the languages.",
)
@click.option(
    "--feature", "classes", multiple=True, metavar="CLASS", help="Only these: P, or P.PPLA."
)
def geonames(
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

    _run(file, source, **common)


@import_.command()
@_import_options
def ftm(file: Path, **common: Any) -> None:
    """Import FollowTheMoney entities (one JSON object a line), as OpenSanctions has them.

    \b
    Example:
      namenorm import ftm entities.ftm.json -o sanctions.nnx
    """
    from namenorm.registry.sources.ftm import ftm

    _run(file, ftm, **common)


@import_.command()
@_import_options
def popolo(file: Path, **common: Any) -> None:
    """Import a Popolo document (persons, organizations, areas), as EveryPolitician has them.

    \b
    Example:
      namenorm import popolo ep-popolo-v1.0.json -o parliament.nnx
    """
    from namenorm.registry.sources.popolo import popolo

    _run(file, popolo, spool=True, **common)


@import_.command()
@_import_options
def jsonl(file: Path, **common: Any) -> None:
    """Import JSON Lines: {"id", "type", "names": [{"text", "lang"}]}.

    \b
    Example:
      namenorm import jsonl people.jsonl -o people.nnx
    """
    from namenorm.registry.sources.jsonl import jsonl

    _run(file, jsonl, **common)


def _table_command(format: str, about: str) -> None:
    """Register the command of one kind of table."""
    help = f"""Import {about} with a header.

    Columns named id, name, be, ru, name_en, born, country … are understood; --map says what
    another one holds: id, type, name, name:be, name:ru:former, given, family, patronymic, born,
    country, wikidata, prominence, also.

    \b
    Example:
      namenorm import {format} people.{format} --map "Full name=name:en" --map No=id -o people.nnx
    """

    @import_.command(name=format, help=help)
    @click.option("--encoding", default="utf-8", show_default=True, help="As cp1251.")
    @click.option(
        "--separator",
        default="|",
        show_default=True,
        help="What stands between several names in a cell.",
    )
    @click.option(
        "--type",
        "type_",
        type=click.Choice(TYPES),
        default="person",
        show_default=True,
        help="What the rows are, where no column says it.",
    )
    @click.option(
        "--map",
        "mappings",
        multiple=True,
        metavar="COLUMN=FIELD",
        help="What a column holds; may be repeated.",
    )
    @_import_options
    def command(
        file: Path,
        mappings: tuple[str, ...],
        type_: str,
        separator: str,
        encoding: str,
        **common: Any,
    ) -> None:
        from namenorm.registry.sources.delimited import delimited

        columns = dict(_mapping(text) for text in mappings)
        options: dict[str, Any] = {"type": type_, "separator": separator, "encoding": encoding}

        def source(path: Path) -> Import:
            return delimited(path, format, columns=columns, **options)

        _run(file, source, spool=True, **common)


_table_command("csv", "a comma- or semicolon-separated table")
_table_command("tsv", "a tab-separated table")


def _mapping(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals or not column.strip() or not field.strip():
        raise click.BadParameter(f"--map {text!r}: write COLUMN=FIELD, as in Name=name:be.")
    return column.strip(), field.strip()


def _run(
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

    context = click.get_current_context()
    if output is None and str(file) == _STDIN:
        raise click.UsageError("Standard input has no name; say where to write: -o people.nnx.")
    output = output or Path(file.name.partition(".")[0] + ".nnx")
    _spare(output, file)
    with _spooled(file, spool) as path:
        chosen = source(path)
        for note in chosen.notes:
            complain(note)
        with file_bar(unit="B", unit_scale=True) as show, identities("compiled") as compiled:

            def tick(now: ImportProgress) -> None:
                taken, refused = now.progress.taken, now.progress.refused
                remark = f"{taken:,} taken, {refused:,} refused"
                show(now.file, now.start, now.consumed, now.size, remark)

            try:
                report = import_file(
                    *(chosen, output),
                    refusals=refused,
                    fresh=fresh,
                    jobs=cores(),
                    tick=tick,
                    compiled=compiled,
                )
            except KeyboardInterrupt:
                complain("interrupted; the same command goes on from here, --fresh begins anew")
                context.exit(130)
    _report(report)
    write([_record(report)], COLUMNS, format_)
    context.exit(1 if report.refused else 0)


def _spare(output: Path, file: Path) -> None:
    """Refuse to overwrite what is no registry, above all the input."""
    from namenorm.registry.format import MAGIC

    if output.is_file():
        with output.open("rb") as file_there:
            if file_there.read(len(MAGIC)) != MAGIC:
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


def _report(report: Report) -> None:
    """Say on standard error what a reader has to know besides the counts."""
    if report.resumed:
        complain(f"went on after record {report.resumed:,} of an interrupted import")
    if report.names_refused:
        complain(f"{report.names_refused:,} names were left out of records that were taken")
    if report.refusals:
        complain(f"what was refused, and why, is in {report.refusals}")


def _record(report: Report) -> OutputRecord:
    passed = sum(report.passed.values())
    identities, names = report.contents["identities"], report.contents["names"]
    counts = (report.read, report.taken, passed, report.refused)
    row = (str(report.path), identities, names, *counts)
    data = {
        "registry": str(report.path),
        "identities": identities,
        "names": names,
        "read": report.read,
        "taken": report.taken,
        "passed": report.passed,
        "refused": report.refused,
        "names_refused": report.names_refused,
        "refusals": str(report.refusals) if report.refusals else None,
        "resumed": report.resumed,
    }
    return OutputRecord(data, [row])
