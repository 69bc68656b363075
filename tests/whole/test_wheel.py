"""The wheel carries tables, templates, the script: it works where it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.paths import ROOT


def test_an_installed_wheel_works_without_the_checkout(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("namenorm-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", tmp_path / "site", wheel], check=True)
    code = (
        "import namenorm; from namenorm.tables import locate;"
        "print(locate.shipped()); print(namenorm.resolve('Łukaszenka').matches[0].identity.id);"
        "from namenorm.faces.api import create_app;"
        "client = create_app().test_client();"
        "print(client.get('/reconcile/preview?id=minsk').status_code);"
        "print(client.get('/namenorm.js').status_code)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONUTF8": "1"}
    out = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=tmp_path,
        encoding="utf-8",
    ).stdout.split()
    tables = str(tmp_path / "site" / "namenorm" / "_tables")
    assert out == [tables, "lukashenka-alaksandar", "200", "200"]
