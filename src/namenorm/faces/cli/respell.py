"""`namenorm respell` and `card`: a name in other languages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from namenorm.faces.cli.lines import each
from namenorm.faces.cli.output import Format, OutputRecord, format_option
from namenorm.faces.cli.registry import registry_option, resolver_of
from namenorm.faces.words import MAX_ALTERNATIVES, ORTHOGRAPHIES

_FROM = "Language of the name (be, ru, uk, be-tarask, be-Latn, pl, en …); guessed by default."


@click.command()
@click.argument("names", nargs=-1)
@click.option("--from", "source", metavar="LANG", help=_FROM)
@click.option("--to", "target", type=click.Choice(ORTHOGRAPHIES), default="be", show_default=True)
@click.option("--limit", type=click.IntRange(1, MAX_ALTERNATIVES), default=5, show_default=True)
@format_option
@click.pass_context
def respell(
    context: click.Context,
    names: tuple[str, ...],
    source: str | None,
    target: str,
    limit: int,
    format_: Format | None,
) -> None:
    """Spell each NAME in another language or norm, surest first; without a NAME, each line.

    \b
    Examples:
      namenorm respell "Светлана Тихановская"
      namenorm respell --to ru "Аляксандр Рыгоравіч Лукашэнка" Tsikhanouskaya
      namenorm respell --from be --to be-tarask "Святлана Ціханоўская"
      namenorm respell --format csv < names.txt > respelt.csv
    """
    import namenorm
    from namenorm.respelling.respeller import guess

    def answer(text: str) -> OutputRecord:
        lang = source or guess(text, target)
        found = namenorm.respell(text, lang, target, limit=limit)
        rows = [(text, lang, r.text, r.score, r.why) for r in found]
        data = {"name": text, "from": lang, "to": target}
        return OutputRecord({**data, "respellings": [r.to_dict() for r in found]}, rows)

    each(context, names, answer, ("name", "from", "respelling", "score", "why"), format_)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--from", "source", metavar="LANG", help=_FROM)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day for which the passport tables are taken; today by default.",
)
@registry_option
@format_option
@click.pass_context
def card(
    context: click.Context,
    names: tuple[str, ...],
    source: str | None,
    on: datetime | None,
    registries: tuple[Path, ...],
    format_: Format | None,
) -> None:
    """Show how each NAME is written in every language, and where each form comes from.

    \b
    Examples:
      namenorm card "Татьяна Короткевич"
      namenorm card --on 2009-01-01 "Сяргей Кавалёў"
    """
    import namenorm

    resolver = resolver_of(registries)
    day = on.date() if on else None

    def answer(text: str) -> OutputRecord:
        found = namenorm.press_forms(text, source=source, on=day, resolver=resolver)
        forms = [*found.forms, *found.alternatives]
        rows = [(text, f.lang, f.text, f.score, f.by, f.how) for f in forms]
        rows += [
            (text, f"passport ({p.road})", p.text, p.score, "rule", p.scheme)
            for p in found.passports
        ]
        return OutputRecord(found.to_dict(), rows)

    each(context, names, answer, ("name", "lang", "form", "score", "by", "how"), format_)
