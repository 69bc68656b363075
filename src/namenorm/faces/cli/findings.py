"""`namenorm detect`, `origin` and `inspect`: what a spelling is and was meant to be."""

from __future__ import annotations

import click

from namenorm.faces.cli.lines import each
from namenorm.faces.cli.output import Format, OutputRecord, format_option


@click.command()
@click.argument("texts", nargs=-1)
@format_option
@click.pass_context
def detect(context: click.Context, texts: tuple[str, ...], format_: Format | None) -> None:
    """Say in which language each TEXT is; without a TEXT, each line of standard input.

    \b
    Examples:
      namenorm detect "Святлана Ціханоўская" "Светлана Тихановская"
      namenorm detect --format csv < names.txt
    """
    import namenorm

    def answer(text: str) -> OutputRecord:
        found = namenorm.detect(text)
        row = (text, found.lang, found.certainty, found.scheme)
        return OutputRecord({"text": text, **found.to_dict()}, [row])

    each(context, texts, answer, ("text", "lang", "certainty", "scheme"), format_)


@click.command()
@click.argument("names", nargs=-1)
@format_option
@click.pass_context
def origin(context: click.Context, names: tuple[str, ...], format_: Format | None) -> None:
    """Say by which language and scheme each NAME was spelt, part by part.

    \b
    Examples:
      namenorm origin "Svetlana Tsikhanouskaya"
      namenorm origin --format csv < names.txt
    """
    import namenorm

    def answer(text: str) -> OutputRecord:
        found = namenorm.origin(text)
        rows = []
        for part in found.parts:
            best = part.sources[0] if part.sources else None
            seen = (best.scheme, best.spelling) if best else (None, None)
            letters = " ".join(part.letters)
            rows.append((text, found.mixed, part.text, part.lang, part.certainty, *seen, letters))
        return OutputRecord(found.to_dict(), rows)

    columns = ("name", "mixed", "part", "lang", "certainty", "scheme", "spelling", "letters")
    each(context, names, answer, columns, format_)


@click.command()
@click.argument("texts", nargs=-1)
@format_option
@click.pass_context
def inspect(context: click.Context, texts: tuple[str, ...], format_: Format | None) -> None:
    """List the characters of each TEXT that are not what they look like.

    \b
    Examples:
      namenorm inspect "Цiханоўская, Мар'яна"
      namenorm inspect --format csv < article.txt
    """
    import namenorm

    def answer(text: str) -> OutputRecord:
        flaws = namenorm.inspect(text)
        rows = [(text, f.start, f.kind, f.found, f.meant, f.sentence) for f in flaws]
        return OutputRecord({"text": text, "flaws": [flaw.to_dict() for flaw in flaws]}, rows)

    each(context, texts, answer, ("text", "start", "kind", "found", "meant", "why"), format_)
