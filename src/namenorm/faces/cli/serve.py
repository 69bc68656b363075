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
    "--registry",
    type=click.Path(path_type=Path),
    help="A compiled registry (.nnx); NAMENORM_REGISTRY, or the one that ships.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
def serve(host: str | None, port: int | None, registry: Path | None, workers: int) -> None:
    """Serve HTTP until interrupted.

    \b
    Examples:
      namenorm serve
      namenorm serve --host 0.0.0.0 --port 8080 --workers 4
      namenorm serve --registry people.nnx
    """
    from namenorm.registry.format import Mapped

    settings = Settings.from_env()
    if registry := registry or settings.registry:
        Mapped(registry)  # a broken file is told here, not by every worker
        os.environ["NAMENORM_REGISTRY"] = str(registry)
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
