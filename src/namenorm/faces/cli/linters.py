"""`namenorm export vale`, `languagetool`, `hunspell`: a house style for tools that a desk runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from namenorm.faces.cli.files import written
from namenorm.faces.cli.lines import complain
from namenorm.faces.cli.options import FOLDER, output_option, together, types_option, written_option
from namenorm.faces.cli.progress import identities
from namenorm.faces.cli.registry import registry_option

if TYPE_CHECKING:
    from namenorm.faces.export.house import House


def _house_command(output: Any) -> Callable[[Callable[[House, Any], None]], click.Command]:
    """A command that is given the house, by options that say which style, for which texts.

    `output` is its option `--output`.
    """
    options = together(
        click.option("--style", "-s", required=True, help="A style, or a house's TOML file."),
        registry_option,
        click.option("--lang", help="The language of the texts; that of the style without it."),
        types_option,
        output,
    )

    def decorated(command: Callable[[House, Any], None]) -> click.Command:
        @click.command()
        @options
        @wraps(command)
        def run(
            style: str,
            registries: tuple[Path, ...],
            lang: str | None,
            types: tuple[str, ...],
            output: Path | None,
        ) -> None:
            command(_house(style, registries, lang, types), output)

        return run

    return decorated


@_house_command(
    output_option(
        "The folder to write into, one of Vale's styles; made where it is missing.",
        type=FOLDER,
        required=True,
    )
)
def vale(house: House, output: Path) -> None:
    """Write a house style as rules for Vale.

    \b
    Names.yml     full names, places, organisations: errors
    Surnames.yml  surnames that one person is known by: warnings
    Cases.yml     spellings whose form in this case is not known: suggestions

    Spellings that may mean somebody else or are words are left out, and counted.

    \b
    Examples:
      namenorm export vale --style en-press -o styles/Names
      namenorm export vale --style house.toml --registry house.nnx -o styles/Names
    """
    from namenorm.faces.export.vale import export

    files = export(house, output)
    _report(house, f"{', '.join(files) or 'no file'} written to {output}")


@_house_command(written_option)
def languagetool(house: House, output: Path | None) -> None:
    """Write a house style as rules for LanguageTool.

    Each identity is a group of rules with an id of its own. Spellings that may mean somebody else
    or are words are left out, and counted.

    \b
    Examples:
      namenorm export languagetool --style en-press -o rules-en-names.xml
      namenorm export languagetool --style pl --type person > rules-pl-names.xml
    """
    from namenorm.faces.export.languagetool import export

    with written(output) as file:
        export(house, file)
    _report(house, f"written to {output}" if output else "")


@_house_command(
    output_option(
        "The dictionary to write: its path without .dic.",
        type=click.Path(path_type=Path),
        required=True,
    )
)
def hunspell(house: House, output: Path) -> None:
    """Write a house style as a dictionary for hunspell.

    \b
    OUTPUT.dic, OUTPUT.aff  the words of the names, each with the spellings it is proposed for
    OUTPUT.txt              a personal dictionary, which also forbids those spellings

    \b
    Examples:
      namenorm export hunspell --style en-press -o namenorm
      hunspell -d en_US,./namenorm -p ./namenorm.txt story.txt
    """
    from namenorm.faces.export.hunspell import export

    words, forbidden = export(house, output)
    counts = f"{words:,} words, {forbidden:,} spellings forbidden"
    _report(house, f"{counts}; written to {output}.dic, .aff and .txt")


def _house(
    style_: str, registries: tuple[Path, ...], lang: str | None, types: tuple[str, ...]
) -> House:
    from namenorm.faces.export.house import house, text_of
    from namenorm.registry import Registry
    from namenorm.restyling.styles import style

    chosen = style(style_)
    registry = Registry.of_files(registries)
    with identities("exported", len(registry)) as progress:
        return house(registry, chosen, lang or text_of(chosen), types=types, progress=progress)


def _report(house: House, what: str) -> None:
    """Say on standard error what was made, and what was left out."""
    unknown = sum(rule.form is None for rule in house.rules)
    counts = f"{len(house.rules):,} spellings for texts in {house.lang}"
    counts += f", {unknown:,} of them without a form" if unknown else ""
    complain("; ".join(filter(None, [counts, what])))
    for reason, count in house.left_out.items():
        complain(f"left out: {count:,} {reason}")
