"""`namenorm serve`: the HTTP service; `namenorm api-key`: who may ask it."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from namenorm.faces.settings import CONFIG, Settings


@click.command()
@click.option("--host", help="Address to listen on; NAMENORM_HOST or 127.0.0.1.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; NAMENORM_PORT or 8000.")
@click.option(
    "--registry",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A compiled registry (.nnx), or the word shipped; NAMENORM_REGISTRY, or the one that"
    " ships. Several are asked together, and the first speaks for an id that they share.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; NAMENORM_WORKERS or 2.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="A TOML file of NAMENORM_… settings; NAMENORM_CONFIG. docs/http.md lists them.",
)
def serve(config: Path | None, **given: Any) -> None:
    """Serve HTTP until interrupted; a registry that is replaced is taken up at once.

    SIGHUP has the registry read again, SIGTERM lets the requests that are being answered end.

    \b
    Examples:
      namenorm serve
      namenorm serve --host 0.0.0.0 --port 8080 --workers 4
      namenorm serve --registry house.nnx --registry shipped
    """
    from namenorm.faces.serving.start import serve

    environ = {**os.environ, CONFIG: str(config)} if config else os.environ
    settings = Settings.from_env(environ)
    serve(replace(settings, **{name: value for name, value in given.items() if value}))


@click.command("api-key")
@click.argument("label")
def api_key(label: str) -> None:
    """Make an API key for LABEL: the key, for the caller, and what NAMENORM_API_KEYS takes.

    Only its hash is kept by the service; the key is shown this once.

    \b
    Examples:
      namenorm api-key wire-desk
    """
    from namenorm.faces.middleware.access import hashed

    if not re.fullmatch("[A-Za-z0-9._-]{1,60}", label):
        raise click.BadParameter("it must be 1 to 60 letters, digits, dots, dashes or underscores")
    key = secrets.token_urlsafe(32)
    click.echo(f"key\t{key}\nNAMENORM_API_KEYS\t{label}:{hashed(key)}")
