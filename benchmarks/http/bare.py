"""A Flask view that returns a constant, under granian as `namenorm serve` runs it.

`python -m benchmarks.http.bare PORT WORKERS BODY`: BODY is the file with the JSON to return.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from flask import Flask, Response
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from namenorm.faces.serving.adapter import Adapter
from namenorm.faces.settings import Settings

_BODY = "BENCHMARK_BODY"


def worker() -> Adapter:
    """The application of one process."""
    body = Path(os.environ[_BODY]).read_bytes()
    app = Flask(__name__)

    @app.route("/", methods=["GET", "POST"])
    def constant() -> Response:
        return Response(body, mimetype="application/json")

    return Adapter(app, Settings())


def main() -> None:
    """Serve until SIGTERM."""
    port, workers, body = sys.argv[1:]
    os.environ[_BODY] = body
    Server(
        "benchmarks.http.bare:worker",
        factory=True,
        interface=Interfaces.RSGI,
        port=int(port),
        workers=int(workers),
        http1_settings=HTTP1Settings(header_read_timeout=10_000),
        websockets=False,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    main()
