"""The group of commands, and the one place where an error becomes a line and an exit code."""

from __future__ import annotations

import io
import sys
from typing import Any, NoReturn

import click

from namenorm.errors import NamenormError
from namenorm.faces.cli.articles import annotate, lint, restyle
from namenorm.faces.cli.build import build, info
from namenorm.faces.cli.bulk import bulk
from namenorm.faces.cli.check import check
from namenorm.faces.cli.edit import add, fmt, why
from namenorm.faces.cli.export import export
from namenorm.faces.cli.findings import detect, inspect, origin
from namenorm.faces.cli.importing import import_
from namenorm.faces.cli.lines import complain
from namenorm.faces.cli.mcp import mcp
from namenorm.faces.cli.resolve import resolve
from namenorm.faces.cli.respell import card, respell
from namenorm.faces.cli.schemes import schemes
from namenorm.faces.cli.serve import api_key, serve
from namenorm.faces.cli.spelling import transliterate
from namenorm.faces.cli.weigh import compare, keys
from namenorm.faces.settings import SettingsError


class OneLineErrors(click.Group):
    """A group whose every expected error is one line on standard error and exit code 2."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run and leave the process; arguments are those of `click.Group.main`."""
        kwargs["standalone_mode"] = False
        kwargs["prog_name"] = "namenorm"
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            code = super().main(*args, **kwargs)
            sys.stdout.flush()
        except click.Abort:
            sys.exit(130)
        except click.ClickException as error:
            complain(error.format_message())
            sys.exit(2)
        except (NamenormError, SettingsError) as error:
            complain(str(error))
            sys.exit(2)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=OneLineErrors, invoke_without_command=True)
@click.version_option(package_name="namenorm", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Who is meant by a name from Belarus, in any spelling.

    \b
    Examples:
      namenorm resolve Tsikhanouskaya
      namenorm transliterate --scheme be-lacinka Ціханоўская
      namenorm compare Łukašenka Lukashenko
      namenorm resolve --format csv < names.txt > answers.csv
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for command in (
    *(resolve, transliterate, compare, keys, detect, origin, inspect, respell),
    *(annotate, restyle, lint, card, schemes, bulk, import_),
    *(build, info, export, check, add, fmt, why, serve, api_key, mcp),
):
    cli.add_command(command)
