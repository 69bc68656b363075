"""`namenorm annotate`, `restyle` and `lint`: the names in running text."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from namenorm.errors import FileFault, NamenormError
from namenorm.faces.cli.lines import complain, fail, finish
from namenorm.faces.cli.options import together
from namenorm.faces.cli.output import Format, OutputRecord, format_option, write
from namenorm.faces.cli.registry import registry_option, resolver_of
from namenorm.faces.cli.sarif import sarif
from namenorm.faces.words import MARKUPS
from namenorm.files import atomic, file_faults

if TYPE_CHECKING:
    from namenorm.annotation.annotator import Annotator
    from namenorm.markup import Document
    from namenorm.markup import Format as Markup
    from namenorm.markup.word import WordFile
    from namenorm.restyling.findings import Finding
    from namenorm.restyling.restyler import Restyler


LARGEST: Final = 64_000_000
"""Bytes of a file that is read."""
COLUMNS: Final = ("file", "line", "column", "text", "id", "name", "decision")
WORD: Final = ".docx"
_STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Article:
    """One text: `name` is what it is called in answers; `word` is the Word file that it is of."""

    name: str
    document: Document
    word: WordFile | None = None


_text_options = together(
    click.option(
        "--markup",
        type=click.Choice(MARKUPS),
        help="How the files are read; .md, .html and .docx tell it by their names.",
    ),
    click.option("--lang", metavar="TAG", help="Of the texts; found out by default."),
    registry_option,
)


def articles(
    context: click.Context, files: Sequence[str], markup: Markup | None
) -> Iterator[Article]:
    """The texts of files, `-` and none being standard input; a bad one is reported."""
    from tqdm import tqdm

    shown = tqdm(
        files or (_STDIN,),
        disable=len(files) < 2 or not sys.stderr.isatty() or sys.stdout.isatty(),
        unit="file",
        leave=False,
    )
    for name in shown:
        try:
            yield _article(name, markup)
        except NamenormError as error:
            fail(context, str(error))


def _article(name: str, markup: Markup | None) -> Article:
    from namenorm.markup import format_of, read

    shown = "stdin" if name == _STDIN else name
    if Path(name).suffix.lower() == WORD:
        from namenorm.markup.word import WordFile

        word = WordFile.open(Path(name))
        return Article(name, word.document, word)
    with file_faults(shown), click.open_file(name, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FileFault(shown, f"it has more than {LARGEST:,} bytes; split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileFault(shown, f"it is not UTF-8 (byte {error.start}); convert it first") from None
    return Article(shown, read(text, markup or format_of(Path(name))))


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@_text_options
@format_option
@click.pass_context
def annotate(
    context: click.Context,
    files: tuple[str, ...],
    registries: tuple[Path, ...],
    lang: str | None,
    markup: Markup | None,
    format_: Format | None,
) -> None:
    """List the people, places and organisations that each FILE names.

    Without a FILE, or for `-`, standard input is read. A person who is not in the registry is
    listed without an id.

    \b
    Examples:
      namenorm annotate story.txt
      namenorm annotate --lang be --format csv *.md > names.csv
      curl -s https://example.org/story | namenorm annotate --markup html
    """
    annotator = _annotator(registries)

    def records() -> Iterator[OutputRecord]:
        for article in articles(context, files, markup):
            try:
                read = annotator.annotated_document(article.document, lang=lang)
            except NamenormError as error:
                fail(context, f"{article.name}: {error}")
                continue
            for mention in read.mentions:
                line, column = read.document.lines.place(mention.start)
                found = mention.identity
                form = next(iter(found.forms().values()), found.id) if found else None
                row = (
                    *(article.name, line, column, " ".join(mention.text.split())),
                    *(found.id if found else None, form, mention.resolution.decision),
                )
                place = {"file": article.name, "line": line, "column": column}
                yield OutputRecord({**place, **mention.to_dict()}, [row])

    write(records(), COLUMNS, format_)
    finish(context)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--style", "-s", "style_", required=True, help="A style, or a house's TOML file.")
@click.option("--output", "-o", metavar="FILE", help="Write here instead of standard output.")
@click.option("--in-place", is_flag=True, help="Write each FILE anew, whole or not at all.")
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@_text_options
@click.pass_context
def restyle(
    context: click.Context,
    files: tuple[str, ...],
    style_: str,
    output: str | None,
    in_place: bool,
    diff: bool,
    registries: tuple[Path, ...],
    lang: str | None,
    markup: Markup | None,
) -> None:
    """Bring the names in each FILE to a house style; nothing else changes.

    What is off the style and cannot be corrected for sure is listed on standard error, with its
    line and column. The styles that ship: be, be-tarask, en-bgn, en-press, lacinka, pl, ru.

    \b
    Examples:
      namenorm restyle --style lacinka story.txt -o story-lacinka.txt
      namenorm restyle --style house.toml --diff *.md
      namenorm restyle --style en-press --in-place page.html
      namenorm restyle --style lacinka story.docx -o story-lacinka.docx
    """
    if output and (in_place or diff or len(files) > 1):
        raise click.UsageError("--output goes with one FILE, and not with --in-place or --diff.")
    if in_place and (not files or _STDIN in files):
        raise click.UsageError("--in-place needs a FILE.")
    if len(files) > 1 and not (in_place or diff):
        raise click.UsageError("Several files need --in-place or --diff.")
    restyler, chosen = _restyler(registries), _style(style_)
    changed = left = 0
    for article in articles(context, files, markup):
        try:
            found, pieces = restyler.restyle_document(article.document, chosen, lang=lang)
        except NamenormError as error:
            fail(context, f"{article.name}: {error}")
            continue
        changed += len(found.changes)
        left += len(found.left)
        _report_left(article, found.left)
        if diff:
            click.echo(_difference(article.name, article.document.source, found.text), nl=False)
        elif in_place or output:
            path = Path(article.name if in_place else str(output))
            if article.word is not None:
                article.word.write(pieces, path)
            elif not in_place or found.changes:
                with atomic(path) as file:
                    file.write(found.text.encode())
        elif article.word is not None:
            raise click.UsageError("A Word file needs --output, --in-place or --diff.")
        else:
            sys.stdout.write(found.text)
    complain(f"{changed:,} names changed, {left:,} to look at")
    finish(context)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--style", "-s", "style_", help="A style, or a house's TOML file.")
@click.option("--diff", is_flag=True, help="Show the changes that the style asks for.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="Lines for a reader, JSON lines for a program, SARIF for a code host.",
)
@_text_options
@click.pass_context
def lint(
    context: click.Context,
    files: tuple[str, ...],
    style_: str | None,
    diff: bool,
    format_: str,
    registries: tuple[Path, ...],
    lang: str | None,
    markup: Markup | None,
) -> None:
    """Say which names in each FILE are off a house style, or spelled in two ways.

    The exit code is 1 where there is anything to say, 2 where a file cannot be read. What stands
    between `namenorm: off` and `namenorm: on`, in a comment or a line of its own, is passed over.

    \b
    Examples:
      namenorm lint --style lacinka story.txt
      namenorm lint story.txt
      namenorm lint --style house.toml --format sarif *.md > names.sarif
    """
    from namenorm.restyling.findings import Reviewer

    restyler = _restyler(registries)
    reviewer, chosen = Reviewer(restyler), _style(style_) if style_ else None
    if diff and chosen is None:
        raise click.UsageError("--diff needs a --style.")
    found: list[tuple[str, Finding]] = []
    for article in articles(context, files, markup):
        try:
            here = reviewer.consistency_of(article.document, lang=lang)
            if chosen is not None:
                here += reviewer.lint_document(article.document, chosen, lang=lang)
            here.sort(key=lambda one: (one.start, one.rule))
            found += [(article.name, one) for one in here]
            if format_ == "text" and not diff:
                for one in here:
                    click.echo(f"{article.name}:{one.line}:{one.column}: {one.rule}: {one.message}")
            elif format_ == "json" and not diff:
                for one in here:
                    data = {"file": article.name, **one.to_dict()}
                    click.echo(json.dumps(data, ensure_ascii=False))
            if diff and chosen is not None:
                new, _ = restyler.restyle_document(article.document, chosen, lang=lang)
                click.echo(_difference(article.name, article.document.source, new.text), nl=False)
        except NamenormError as error:
            fail(context, f"{article.name}: {error}")
    if format_ == "sarif" and not diff:
        click.echo(json.dumps(sarif(found), ensure_ascii=False, indent=1))
    finish(context)
    context.exit(1 if found else 0)


def _annotator(registries: Sequence[Path]) -> Annotator:
    from namenorm.annotation.annotator import Annotator

    return Annotator(resolver_of(registries))


def _restyler(registries: Sequence[Path]) -> Restyler:
    from namenorm.restyling.restyler import Restyler

    return Restyler(_annotator(registries))


def _style(name: str) -> Any:
    from namenorm.restyling.styles import style

    return style(name)


def _report_left(article: Article, left: Sequence[Any]) -> None:
    lines = article.document.lines
    for one in left:
        line, column = lines.place(one.start)
        click.echo(f"{article.name}:{line}:{column}: {one.text}: {one.reason}", err=True)


def _difference(name: str, old: str, new: str) -> str:
    """What changes, as a patch."""
    shown = name.lstrip("/")
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    lines = difflib.unified_diff(before, after, f"a/{shown}", f"b/{shown}")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
