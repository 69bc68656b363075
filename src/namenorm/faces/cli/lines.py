"""Names in, one at a time, from the arguments or from standard input; each is answered."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

import click

from namenorm.errors import NamenormError
from namenorm.faces.cli.output import Format, OutputRecord, write


def _read(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(the beginning of a complaint, text) of each argument, or of each line of standard input."""
    yield from (("", text) for text in arguments)
    for number, raw in enumerate(() if arguments else sys.stdin.buffer, start=1):
        text = raw.decode("utf-8", "surrogateescape").rstrip("\r\n")
        if number == 1:
            text = text.removeprefix("\ufeff")
        if text.strip():
            yield f"line {number}: ", text


def require_text(text: str) -> None:
    """Raise `click.BadParameter` where `text` was not UTF-8 (Python holds lone surrogates)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise click.BadParameter(f"{text[:80]!a} is not valid UTF-8 text.") from None


def each(
    context: click.Context,
    texts: tuple[str, ...],
    answer: Callable[[str], OutputRecord],
    columns: tuple[str, ...],
    format_: Format | None,
) -> None:
    """Answer every text, or every line of standard input that is not empty, and write the answers.

    A bad one is reported and passed over, and the exit code is then 2.
    """

    def records() -> Iterator[OutputRecord]:
        for place, text in _read(texts):
            try:
                require_text(text)
                record = answer(text)
            except click.BadParameter as error:
                fail(context, place + error.message)
            except NamenormError as error:
                fail(context, place + str(error))
            else:
                yield record

    write(records(), columns, format_)
    finish(context)


def complain(sentence: str) -> None:
    """Write one line on standard error."""
    click.echo(f"namenorm: {' '.join(sentence.split())}", err=True)


def fail(context: click.Context, sentence: str) -> None:
    """Complain, and go on; the exit code is then 2."""
    complain(sentence)
    context.meta["namenorm.failed"] = True


def finish(context: click.Context) -> None:
    """Leave with exit code 2 where a line was bad."""
    if context.meta.get("namenorm.failed"):
        context.exit(2)
