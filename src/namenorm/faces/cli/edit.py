"""`namenorm add`, `fmt` and `why`: for people who edit the tables and do not program."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from namenorm.faces.cli.lines import require_text
from namenorm.faces.cli.options import EXISTING_FOLDER, together, type_option
from namenorm.faces.words import TYPES

if TYPE_CHECKING:
    from namenorm.editing.mending import Diagnosis
    from namenorm.editing.proposal import RowProposal

_NAMES = ("be", "patronymic", "be-Latn", "ru", "uk", "pl", "en")
_CELLS = (*_NAMES, "born", "country", "wikidata", "kind", "within")
_OPTIONS = {cell.replace("-", "_").lower(): cell for cell in _CELLS}
"""The cells by the arguments in which their options arrive."""
_HERE = Path("tables")


_folder_option = click.option(
    "--tables",
    "folder",
    type=EXISTING_FOLDER,
    help="The folder of tables to edit; ./tables, or those that ship, by default.",
)


def _folder(given: Path | None) -> Path:
    from namenorm.tables import locate

    if given is not None:
        return given
    return _HERE if (_HERE / "identities").is_dir() else locate.shipped()


_cells = together(
    *(click.option(f"--{cell}", argument, metavar="TEXT") for argument, cell in _OPTIONS.items())
)
"""An option for each cell of a row."""


@click.command()
@_cells
@click.option("--also", multiple=True, metavar="LANG:TEXT", help="A further spelling; repeatable.")
@click.option("--prominence", type=click.FloatRange(0, 1), help="How well known, 0 to 1.")
@click.option("--id", "id_", metavar="ID", help="The id; made of the name by default.")
@click.option("--type", "type_", type=click.Choice(TYPES), default="person", show_default=True)
@click.option("--namesake", is_flag=True, help="It is another bearer of a name that is there.")
@click.option("--write", is_flag=True, help="Write the row without asking.")
@_folder_option
def add(
    also: tuple[str, ...],
    prominence: float | None,
    id_: str | None,
    type_: str,
    namesake: bool,
    write: bool,
    folder: Path | None,
    **cells: str | None,
) -> None:
    """Propose the row of a new identity; show what rules derive and who is near it already.

    The row goes to standard output, all else to standard error. On a terminal you are asked
    whether to write it; elsewhere it is written with --write.

    \b
    Examples:
      namenorm add --be "Святлана Ціханоўская" --ru "Светлана Тихановская" --born 1982
      namenorm add --ru "Татьяна Короткевич" --country BY --write
      namenorm add --type place --be Гальшаны --ru Гольшаны --also "pl:Holszany" \
        --kind agro-town --within asmianski-rajon
    """
    from namenorm.editing import files
    from namenorm.editing.proposal import marked, propose
    from namenorm.registry import Registry
    from namenorm.resolution import Resolver

    given = {_OPTIONS[argument]: text for argument, text in cells.items() if text}
    given |= {"also": "|".join(also)} if also else {}
    given |= {"prominence": f"{prominence:g}"} if prominence is not None else {}
    given |= {"id": id_} if id_ else {}
    for text in given.values():
        require_text(text)
    tables = _folder(folder)
    resolver = Resolver(Registry.from_tables(tables))
    found = propose(given, type=type_, namesake=namesake, resolver=resolver)
    path = tables / "identities" / found.file
    _show(found)
    if found.namesakes and not namesake:
        raise click.ClickException(
            "this full name is in the registry; give --namesake if it is somebody else."
        )
    if write or _agreed(path):
        rows = {found.cells["id"]: found.cells}
        for id in found.namesakes:
            cells_of_other = files.cells(path, id)
            rows[id] = cells_of_other | {"note": marked(cells_of_other["note"])}
        files.rewritten(path, rows).write()
        click.echo(f"written to {path}", err=True)


def _show(found: RowProposal) -> None:
    from namenorm.editing.rows import line
    from namenorm.registry.sources.table import columns

    click.echo(line(found.cells, columns(Path(found.file).stem)))
    for form in found.derived:
        click.echo(f"  by rule, no cell needed: {form.lang} {form.text}", err=True)
    for guess in found.guessed:
        spelled = f"{guess.lang} {guess.text} ({guess.score:.2f})"
        click.echo(f"  by rule, in the row, look at it: {spelled}", err=True)
    for guess in found.unsure:
        spelled = f"{guess.lang} {guess.text} ({guess.score:.2f})"
        click.echo(f"  perhaps, not in the row: {spelled}; give --{guess.lang}", err=True)
    for near in found.near:
        same = ", of the same full name" if near.same_name else ""
        why = f"{near.form} means it now ({near.match.score:.2f})"
        click.echo(f"  near: {near.match.identity.id}{same}; {why}", err=True)


def _agreed(path: Path) -> bool:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(f"Write the row to {path}?", err=True)


@click.command()
@click.argument("folder", required=False, type=EXISTING_FOLDER)
@click.option("--check", is_flag=True, help="Change nothing; exit code 1 where something would.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would be changed.")
@click.pass_context
def fmt(context: click.Context, folder: Path | None, check: bool, diff: bool) -> None:
    """Bring the tables in FOLDER into order: sorted, clean, without what rules derive.

    \b
    Examples:
      namenorm fmt
      namenorm fmt --check my-tables
    """
    from namenorm.editing.files import in_order

    changes = in_order(_folder(folder))
    for change in changes:
        if diff:
            click.echo(_diff(str(change.path), change.before, change.after))
        else:
            verb = "would change" if check else "changed"
            click.echo(f"{change.path}: {change.lines} lines {verb}")
            if not check:
                change.write()
    if not changes:
        click.echo("all tables are in order")
    if changes and (check or diff):
        context.exit(1)


def _diff(name: str, before: str, after: str) -> str:
    old, new = before.split("\n"), after.split("\n")
    return "\n".join(difflib.unified_diff(old, new, name, name, lineterm="", n=0))


@click.command()
@click.argument("query")
@click.option("--expected", required=True, metavar="ID", help="Who is meant; none for nobody.")
@type_option
@click.option("--write", is_flag=True, help="Write the row that mends the answer.")
@_folder_option
@click.pass_context
def why(
    context: click.Context,
    query: str,
    expected: str,
    type_: str | None,
    write: bool,
    folder: Path | None,
) -> None:
    """Say why QUERY does not find the identity EXPECTED, and which row would mend it.

    Each row that is proposed has been tried on a copy of the tables. Exit code 1 where the
    answer is not the expected one.

    \b
    Examples:
      namenorm why "Машуня Колесникова" --expected kalesnikava-maryja
      namenorm why "Павел Север" --expected none --type person
    """
    from namenorm.editing.mending import diagnose

    require_text(query)
    found = diagnose(query, expected, _folder(folder), type=type_)
    for sentence in _answer(found, expected):
        click.echo(sentence)
    if found.right:
        return
    if found.edit is None:
        click.echo("No row is known that would mend it without more: see tables/README.md.")
        context.exit(1)
    for sentence in _mended(found):
        click.echo(sentence)
    if write:
        found.edit.change.write()
        click.echo(f"written to {found.edit.change.path}", err=True)
        return
    context.exit(1)


def _answer(found: Diagnosis, expected: str) -> list[str]:
    """The answer as it is, and where the expected identity stands in it."""
    lines = [f"decision: {found.resolution.decision}"]
    if found.resolution.matches:
        best = found.resolution.matches[0]
        lines.append(f"first: {best.identity.id}, {best.score:.3f}: {best.explanation.sentence}")
    if found.match is not None and found.rank != 1:
        sentence = found.match.explanation.sentence
        lines.append(f"{expected}: number {found.rank}, {found.match.score:.3f}: {sentence}")
    elif found.expected is not None and found.match is None:
        lines.append(f"{expected}: no name of it is near enough to be compared")
    if found.right:
        lines.append("This is what was expected.")
    return lines


def _mended(found: Diagnosis) -> Sequence[str]:
    edit = found.edit
    if edit is None:
        return ()
    lines = [f"to mend it: {edit.reason}", f"in {edit.change.path}, line {edit.line}:"]
    lines += [f"- {edit.before}"] if edit.before else []
    lines.append(f"+ {edit.row}")
    if edit.broken:
        lines.append(f"Beware, these would not find themselves any more: {', '.join(edit.broken)}")
    return lines
