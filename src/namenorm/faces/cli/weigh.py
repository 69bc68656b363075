"""`namenorm compare` and `namenorm keys`: how near two spellings are, and what finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from namenorm.faces.cli.lines import each, require_text
from namenorm.faces.cli.output import Format, OutputRecord, format_option, write
from namenorm.faces.words import ROLES, WITHIN
from namenorm.lang import checked

if TYPE_CHECKING:
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

    def compared(a: str, b: str) -> OutputRecord:
        found = namenorm.compare(a, b, role=role)
        row = (a, b, found.score, found.explanation.sentence)
        return OutputRecord({"a": a, "b": b, **found.to_dict()}, [row])

    def answer(text: str) -> OutputRecord:
        a, tab, b = text.partition("\t")
        if not tab or "\t" in b:
            raise click.BadParameter("expected two names with one tab between them.")
        return compared(a, b)

    if names:
        write([compared(*names)], COLUMNS, format_)
    else:
        each(context, (), answer, COLUMNS, format_)


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

    def answer(text: str) -> OutputRecord:
        found = namenorm.keys(text, within=within, lang=lang)
        return OutputRecord({"q": text, "keys": list(found)}, [(text, " ".join(found))])

    each(context, names, answer, ("name", "keys"), format_)
