"""`namenorm schemes`: which systems there are."""

from __future__ import annotations

import click

from namenorm.faces.cli.lines import require_text
from namenorm.faces.cli.output import Format, OutputRecord, format_option, write

COLUMNS = ("id", "lang", "target", "since", "until", "reversible", "aliases", "title")


@click.command()
@click.option("--on", metavar="DATE", help="Only those in force on this day: 2022-05-01.")
@click.option("--lang", type=click.Choice(["be", "ru", "uk"]), help="Only those for a language.")
@format_option
def schemes(on: str | None, lang: str | None, format_: Format | None) -> None:
    """List the romanisation schemes; one without dates is always in force.

    \b
    Examples:
      namenorm schemes --format table
      namenorm schemes --on 2022-05-01 --lang be
    """
    import namenorm

    require_text(on or "")
    records = (
        OutputRecord(
            scheme.to_dict(),
            [
                (
                    *(scheme.id, scheme.lang, scheme.target, scheme.since, scheme.until),
                    *(scheme.reversible, ", ".join(scheme.aliases), scheme.title),
                )
            ],
        )
        for scheme in namenorm.schemes(on=on)
        if lang in (None, scheme.lang)
    )
    write(records, COLUMNS, format_)
