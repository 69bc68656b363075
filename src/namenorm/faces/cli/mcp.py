"""`namenorm mcp`: names looked up by a language model."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from namenorm.faces.cli.registry import registry_option


def _address(
    context: click.Context, option: click.Parameter, value: str | None
) -> tuple[str, int] | None:
    """The host and the port of HOST:PORT."""
    if value is None:
        return None
    try:
        found = urlsplit(f"//{value}")
        if found.hostname and found.port and found.netloc == value and "@" not in value:
            return found.hostname, found.port
    except ValueError:  # the port is no number, or too large
        pass
    raise click.BadParameter(f"{value[:60]!r} is no address such as 127.0.0.1:8765.")


@click.command()
@click.option(
    "--http",
    callback=_address,
    metavar="HOST:PORT",
    help="Serve streamable HTTP at http://HOST:PORT/mcp instead of standard input and output.",
)
@registry_option
def mcp(http: tuple[str, int] | None, registries: tuple[Path, ...]) -> None:
    """Let a language model look names up: an MCP server on standard input and output.

    Its tools are resolve, card, transliterate and annotate; none of them changes anything.
    docs/clients.md has the configuration of desktop clients.

    \b
    Examples:
      namenorm mcp
      namenorm mcp --registry house.nnx --registry shipped
      namenorm mcp --http 127.0.0.1:8765
    """
    try:
        from namenorm.faces.mcp import server
    except ModuleNotFoundError as error:
        if error.name != "mcp":
            raise
        needed = "an MCP server needs the official SDK: pip install 'namenorm[mcp]'"
        raise click.ClickException(needed) from None
    from namenorm.faces.api.service import Service
    from namenorm.registry import Registry

    service = Service.over(Registry.of_files(registries))
    if http is None:
        server.over_stdio(service)
    else:
        server.over_http(service, *http)
