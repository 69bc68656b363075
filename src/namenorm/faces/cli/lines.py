"""Names in, one at a time: from the arguments or from the lines of standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import click

from namenorm.errors import NamenormError

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class InputLine:
    """One name to answer; `number` is its line in standard input, None for an argument."""

    text: str
    number: int | None = None

    @property
    def place(self) -> str:
        """Where it stood, as the beginning of a complaint."""
        return "" if self.number is None else f"line {self.number}: "


def read_lines(arguments: Sequence[str]) -> Iterator[InputLine]:
    """The arguments, or without any the lines of standard input that are not empty."""
    if arguments:
        yield from (InputLine(text) for text in arguments)
        return
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        text = raw.decode("utf-8", "surrogateescape").rstrip("\r\n")
        if number == 1:
            text = text.removeprefix("\ufeff")
        if text.strip():
            yield InputLine(text, number)


def require_text(text: str) -> None:
    """Raise `click.BadParameter` where `text` was not UTF-8 (Python holds lone surrogates)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise click.BadParameter(f"{text[:80]!a} is not valid UTF-8 text.") from None


def answer_each(
    context: click.Context, lines: Iterator[InputLine], answer: Callable[[str], Answer]
) -> Iterator[tuple[InputLine, Answer]]:
    """Answer every line; a bad one is reported and passed over, and the exit code is then 2."""
    failed = False
    for line in lines:
        try:
            require_text(line.text)
            result = answer(line.text)
        except click.BadParameter as error:
            complain(line.place + error.message)
            failed = True
        except NamenormError as error:
            complain(line.place + str(error))
            failed = True
        else:
            yield line, result
    if failed:
        context.meta["namenorm.failed"] = True


def complain(sentence: str) -> None:
    """Write one line on standard error."""
    click.echo(f"namenorm: {' '.join(sentence.split())}", err=True)


def finish(context: click.Context) -> None:
    """Leave with exit code 2 where a line was bad."""
    if context.meta.get("namenorm.failed"):
        context.exit(2)
