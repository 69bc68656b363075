"""`namenorm transliterate` and `namenorm schemes`."""

from __future__ import annotations

import click

from namenorm.faces.cli.lines import answer_each, finish, read_lines, require_text
from namenorm.faces.cli.output import Format, Record, format_option, write


@click.command()
@click.argument("texts", nargs=-1)
@click.option("--scheme", "-s", required=True, help="Which system: `namenorm schemes` lists them.")
@click.option("--reverse", is_flag=True, help="From Latin back to Cyrillic.")
@format_option
@click.pass_context
def transliterate(
    context: click.Context,
    texts: tuple[str, ...],
    scheme: str,
    reverse: bool,
    format_: Format | None,
) -> None:
    """Spell each TEXT by a scheme; without a TEXT, each line of standard input.

    \b
    Examples:
      namenorm transliterate --scheme be-lacinka Ціханоўская
      namenorm transliterate --scheme be-lacinka --reverse Cichanoŭskaja
    """
    import namenorm

    require_text(scheme)
    namenorm.transliterate("а", scheme)  # a wrong scheme is one error, not one a line

    def answer(text: str) -> str:
        return namenorm.transliterate(text, scheme, reverse=reverse)

    answers = answer_each(context, read_lines(texts), answer)
    records = (
        Record({"text": line.text, "scheme": scheme, "result": result}, [(line.text, result)])
        for line, result in answers
    )
    write(records, ("text", "result"), format_)
    finish(context)


@click.command()
@format_option
def schemes(format_: Format | None) -> None:
    """List the romanisation schemes.

    \b
    Example:
      namenorm schemes --format table
    """
    import namenorm

    records = (
        Record(
            scheme.to_dict(),
            [(scheme.id, scheme.lang, scheme.reversible, ", ".join(scheme.aliases), scheme.title)],
        )
        for scheme in namenorm.schemes()
    )
    write(records, ("id", "lang", "reversible", "aliases", "title"), format_)
