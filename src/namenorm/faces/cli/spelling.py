"""`namenorm transliterate`: text and files by a scheme, forwards and back."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from namenorm.faces.cli import stream
from namenorm.faces.cli.lines import complain, each, require_text
from namenorm.faces.cli.output import Format, OutputRecord, format_option
from namenorm.faces.words import MAX_ALTERNATIVES

if TYPE_CHECKING:
    from namenorm.translit.detection import Detection

_LIKE_A_PATH = re.compile(r"[!-~]*/[!-~]*|.*\.(?:txt|csv|tsv|md|jsonl?|xml|html?|srt|log)", re.I)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE|TEXT]...")
@click.option("--scheme", "-s", help="Which system; `namenorm schemes` lists them.")
@click.option("--on", metavar="DATE", help="The one of its series in force then: 2022-05-01.")
@click.option("--reverse", is_flag=True, help="From Latin back to Cyrillic.")
@click.option(
    "--limit",
    type=click.IntRange(1, MAX_ALTERNATIVES),
    help="With --reverse: this many spellings of each TEXT, likeliest first.",
)
@click.option("--no-repair", is_flag=True, help="Leave Latin letters in Cyrillic words alone.")
@click.option("--strict", is_flag=True, help="A letter without a rule is an error.")
@click.option("--encoding", default="utf-8", show_default=True, help="Of the files.")
@click.option("--output", "-o", metavar="FILE", help="Write here instead of standard output.")
@format_option
@click.pass_context
def transliterate(
    context: click.Context,
    files: tuple[str, ...],
    scheme: str | None,
    on: str | None,
    reverse: bool,
    limit: int | None,
    no_repair: bool,
    strict: bool,
    encoding: str,
    output: str | None,
    format_: Format | None,
) -> None:
    """Spell files, or each TEXT that names no file, by a scheme.

    Files and standard input (also `-`) are read in pieces, whatever their size, and come out
    as text; --format json gives an object for each line instead. Without --scheme the text
    decides, and the scheme is named on standard error.

    \b
    Examples:
      namenorm transliterate --scheme be-lacinka Ціханоўская
      namenorm transliterate --scheme passport --on 2009-05-01 Ціханоўская
      namenorm transliterate --scheme be-bgnpcgn-1979 --reverse --limit 3 Tsikhanowskaya
      namenorm transliterate --scheme be-lacinka book.txt --output book-lacinka.txt
      namenorm transliterate -s be-lacinka < names.txt | sort
    """
    import namenorm

    for value in (scheme, on, encoding, output):
        require_text(value or "")
    options: dict[str, Any] = {"repair": not no_repair}
    if strict:
        options["unknown"] = "error"
    if scheme is not None:
        options |= {"scheme": scheme, "on": on, "reverse": reverse}
        namenorm.transliterate("а", scheme, on=on)  # a wrong scheme is one error, not one a line
    elif reverse:
        raise click.UsageError("--reverse needs a --scheme.")
    elif on is not None:
        options["on"] = on
    if limit is not None and not reverse:
        raise click.UsageError("--limit goes with --reverse.")
    paths = [argument for argument in files if _is_file(argument)]
    if files and not paths:
        _texts(context, files, options, limit, format_)
    elif len(paths) < len(files):
        raise click.UsageError("Give files or texts, not both.")
    elif format_ is not None or limit is not None:
        if files not in ((), ("-",)):
            raise click.UsageError("--format and --limit go with texts and standard input.")
        _texts(context, (), options, limit, format_)
    else:
        _files(paths or ["-"], options, encoding, output)


def _is_file(argument: str) -> bool:
    """Whether `argument` names a file. Raises where it can only be a file, and there is none."""
    if argument == "-" or os.path.isfile(argument):
        return True
    require_text(argument)
    if _LIKE_A_PATH.fullmatch(argument):
        raise click.UsageError(f"There is no file {argument!r}.")
    return False


def _texts(
    context: click.Context,
    texts: tuple[str, ...],
    options: dict[str, Any],
    limit: int | None,
    format_: Format | None,
) -> None:
    import namenorm

    def answer(text: str) -> OutputRecord:
        data: dict[str, Any] = {"text": text, "scheme": options.get("scheme")}
        if "scheme" not in options:
            seen = namenorm.detect(text)
            data |= {"scheme": seen.scheme, "detected": seen.to_dict()}
        if limit is None:
            data["result"] = namenorm.transliterate(text, **options)
            return OutputRecord(data, [(text, data["result"])])
        spelt: list[str] = namenorm.transliterate(text, **options, limit=limit)
        return OutputRecord(
            {**data, "result": spelt[0], "alternatives": spelt}, [(text, r) for r in spelt]
        )

    each(context, texts, answer, ("text", "result"), format_)


def _files(paths: list[str], options: dict[str, Any], encoding: str, output: str | None) -> None:
    try:
        codecs.getincrementaldecoder(encoding)
    except LookupError:
        raise click.BadParameter(f"no encoding {encoding[:40]!r}.") from None
    with stream.output(output) as target:
        for path in paths:
            convert = partial(_convert, options, {})
            with stream.source(path) as source:
                stream.copy(
                    source, "standard input" if path == "-" else path, target, encoding, convert
                )


def _convert(options: dict[str, Any], taken: dict[str, Callable[[str], str]], text: str) -> str:
    """One chunk of a file; the first with a letter decides where no scheme was named."""
    import namenorm

    if "scheme" not in options and not taken:
        found = namenorm.detect(text)
        if found.lang == "und":
            return text
        taken["by"] = _chosen(found, options)
    if taken:
        return taken["by"](text)
    result: str = namenorm.transliterate(text, **options)
    return result


def _chosen(found: Detection, options: dict[str, Any]) -> Callable[[str], str]:
    import namenorm
    from namenorm.translit.transliteration import NATIONAL

    scheme = found.scheme
    if scheme is None:
        complain(f"the text is {found.lang} ({found.certainty:.2f}); it stays as it is")
        return str
    if "on" in options and not found.reverse:
        scheme = NATIONAL[found.lang]
    way = "back from" if found.reverse else "by"
    complain(f"the text is {found.lang} ({found.certainty:.2f}); written {way} {scheme}")
    return partial(namenorm.transliterate, scheme=scheme, reverse=found.reverse, **options)
