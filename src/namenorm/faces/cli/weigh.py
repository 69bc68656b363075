"""`namenorm compare` and `namenorm keys`: how near two spellings are, and what finds them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from namenorm.faces.cli.lines import answer_each, finish, read_lines, require_text
from namenorm.faces.cli.output import Format, OutputRecord, format_option, write
from namenorm.faces.words import ROLES, WITHIN
from namenorm.lang import checked

if TYPE_CHECKING:
    from namenorm.comparison.score import Comparison
    from namenorm.keying import Within

COLUMNS = ("a", "b", "score", "why")


@click.command()
@click.argument("names", nargs=-1)
@click.option("--role", type=click.Choice(ROLES), help="What part of a name both are.")
@format_option
@click.pass_context
def compare(
    context: click.Context, names: tuple[str, ...], role: str | None, format_: Format | None
) -> None:
    """Compare two NAMES; without any, the two names of each line, a tab between them.

    \b
    Examples:
      namenorm compare Łukašenka Lukashenko
      namenorm compare --role given Ольга Вольга
      namenorm compare --format csv < pairs.tsv
    """
    import namenorm

    if names and len(names) != 2:
        raise click.UsageError(f"compare takes two names, not {len(names)}.")
    for name in names:
        require_text(name)

    def answer(text: str) -> tuple[str, str, Comparison]:
        a, tab, b = text.partition("\t")
        if not tab or "\t" in b:
            raise click.BadParameter("expected two names with one tab between them.")
        return a, b, namenorm.compare(a, b, role=role)

    if names:
        result = namenorm.compare(*names, role=role)
        write([_record(names[0], names[1], result)], COLUMNS, format_)
        return
    answers = answer_each(context, read_lines(()), answer)
    write((_record(*found) for _, found in answers), COLUMNS, format_)
    finish(context)


def _record(a: str, b: str, found: Comparison) -> OutputRecord:
    row = (a, b, found.score, found.explanation.sentence)
    return OutputRecord({"a": a, "b": b, **found.to_dict()}, [row])


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "--within",
    type=click.Choice(WITHIN),
    default="all",
    show_default=True,
    help="Keys of all spellings, or of those of the same script or language.",
)
@click.option("--lang", help="The language for --within lang; any that fits without it.")
@format_option
@click.pass_context
def keys(
    context: click.Context,
    names: tuple[str, ...],
    within: Within,
    lang: str | None,
    format_: Format | None,
) -> None:
    """Write the search keys of each NAME; without a NAME, of each line of standard input.

    \b
    Example:
      namenorm keys "Sviatlana Tsikhanouskaya"
      namenorm keys --within script Ціханоўская
    """
    import namenorm

    if lang is not None:
        checked(lang)
    keyed = partial(namenorm.keys, within=within, lang=lang)
    answers = answer_each(context, read_lines(names), keyed)
    records = (
        OutputRecord({"q": line.text, "keys": list(found)}, [(line.text, " ".join(found))])
        for line, found in answers
    )
    write(records, ("name", "keys"), format_)
    finish(context)
