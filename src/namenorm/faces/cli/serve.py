"""`namenorm serve`: the HTTP service under gunicorn."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from namenorm.faces.settings import Settings

LONGEST_LINE = 8190  # bytes; gunicorn's own highest, so that a long name meets our 413 first


@click.command()
@click.option("--host", help="Address to listen on; NAMENORM_HOST or 127.0.0.1.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; NAMENORM_PORT or 8000.")
@click.option(
    *("--registry", "registries"),
    multiple=True,
    type=click.Path(path_type=Path),
    help="A compiled registry (.nnx), or the word shipped; NAMENORM_REGISTRY, or the one that"
    " ships. Several are asked together, and the first speaks for an id that they share.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
def serve(host: str | None, port: int | None, registries: tuple[Path, ...], workers: int) -> None:
    """Serve HTTP until interrupted; a registry that is replaced is taken up at once.

    \b
    Examples:
      namenorm serve
      namenorm serve --host 0.0.0.0 --port 8080 --workers 4
      namenorm serve --registry house.nnx --registry shipped
    """
    from namenorm.registry import Registry

    settings = Settings.from_env()
    files = registries or settings.registries
    Registry.of_files(files)  # a broken file is told here, not by every worker
    os.environ["NAMENORM_REGISTRY"] = os.pathsep.join(map(str, files))
    if find_spec("gunicorn") is None:
        raise click.ClickException("gunicorn is not installed; run: pip install gunicorn")
    command = gunicorn_command(host or settings.host, port or settings.port, workers)
    sys.stdout.flush()
    os.execv(sys.executable, command)


def gunicorn_command(host: str, port: int, workers: int) -> list[str]:
    """The command line; no access log, because its lines would hold names."""
    address = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return [
        *(sys.executable, "-m", "gunicorn", "--preload"),
        *("--bind", f"{address}:{port}", "--workers", str(workers)),
        *("--limit-request-line", str(LONGEST_LINE)),
        "namenorm.faces.api:create_app()",
    ]
