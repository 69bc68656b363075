"""The OpenAPI document: valid, and kept by the service, by schemathesis with all its checks.

`make contract EXAMPLES=200` asks thousands of cases; the tests ask some hundreds.
"""

from __future__ import annotations

import os
import subprocess
import sys

from openapi_spec_validator import validate

from tests.support.paths import ROOT
from tests.support.server import ask, running

EXAMPLES = os.environ.get("CONTRACT_EXAMPLES", "5")


def test_the_document_is_valid_and_the_service_keeps_it() -> None:
    with running() as address:
        document = ask(f"{address}/openapi.json")
        assert document["openapi"].startswith("3.1.")
        validate(document)
        command = [
            *(sys.executable, "-m", "schemathesis.cli"),
            *("--config-file", "tests/faces/schemathesis.toml", "run"),
            *("--checks", "all", "--max-examples", EXAMPLES, "--no-color"),
            *("--generation-database", "none", "--continue-on-failure"),
            f"{address}/openapi.json",
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]
    print(done.stdout[-1500:])
