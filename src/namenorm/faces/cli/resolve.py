"""`namenorm resolve`: who is meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from namenorm.faces.cli.lines import each, require_text
from namenorm.faces.cli.options import type_option
from namenorm.faces.cli.output import Format, OutputRecord, format_option
from namenorm.faces.cli.registry import registry_option, resolver_of
from namenorm.faces.words import MAX_LIMIT
from namenorm.names.countries import country_code

if TYPE_CHECKING:
    from namenorm.resolution import Resolution

COLUMNS = ("query", "decision", "id", "score", "name", "lang", "why")


@click.command()
@click.argument("names", nargs=-1)
@click.option("--limit", type=click.IntRange(1, MAX_LIMIT), default=5, show_default=True)
@type_option
@click.option("--birth-year", metavar="DATE", help="Year or date of birth: 1982 or 1982-09-11.")
@click.option("--country", metavar="COUNTRY", help="Country, letters or a name: BY, Belarus.")
@click.option(
    "--match-at", type=click.FloatRange(0, 1), help="Score from which on a candidate is a match."
)
@click.option(
    "--ambiguous-within",
    type=click.FloatRange(0, 1),
    help="Candidates so many times as probable as the first are its rivals.",
)
@registry_option
@format_option
@click.pass_context
def resolve(
    context: click.Context,
    names: tuple[str, ...],
    limit: int,
    type_: str | None,
    birth_year: str | None,
    country: str | None,
    match_at: float | None,
    ambiguous_within: float | None,
    registries: tuple[Path, ...],
    format_: Format | None,
) -> None:
    """Say who or what each NAME means; without a NAME, each line of standard input.

    \b
    Examples:
      namenorm resolve Tsikhanouskaya "Alexander Lukashenko"
      namenorm resolve --type place --limit 1 Менск
      namenorm resolve --registry people.nnx "Светлана Тихановская"
      namenorm resolve --registry house.nnx --registry shipped Łukašenka
      namenorm resolve --format csv < names.txt > answers.csv
    """
    for value in (birth_year, country):
        require_text(value or "")
    country = country_code(country) if country else None
    resolver = resolver_of(registries)

    def answer(text: str) -> OutputRecord:
        found = resolver.resolve(
            text,
            limit=limit,
            type=type_,
            birth_year=birth_year,
            country=country,
            match_at=match_at,
            ambiguous_within=ambiguous_within,
        )
        return _record(found)

    each(context, names, answer, COLUMNS, format_)


def _record(resolution: Resolution) -> OutputRecord:
    start = (resolution.query, resolution.decision)
    rows: list[tuple[object, ...]] = [
        (*start, m.identity.id, m.score, m.name.text, m.name.lang, m.explanation.sentence)
        for m in resolution.matches
    ]
    return OutputRecord(resolution.to_dict(), rows or [(*start, None, None, None, None, None)])
