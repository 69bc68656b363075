"""A compiled registry of three people, imported as a user would."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from namenorm.faces.cli import cli

PEOPLE = {
    "p1": "Ціханоўская Святлана Георгіеўна",
    "p2": "Ян Чачот",
    "p3": "Зміцер Гжэгжулка",
}


def small_registry(folder: Path) -> Path:
    """The registry `people.nnx` in `folder`."""
    lines = [
        json.dumps({"id": id, "type": "person", "names": [{"text": text, "lang": "be"}]})
        for id, text in PEOPLE.items()
    ]
    source, path = folder / "people.jsonl", folder / "people.nnx"
    source.write_text("\n".join(lines), "utf-8")
    result = CliRunner().invoke(cli, ["import", "jsonl", str(source), "-o", str(path)])
    assert result.exit_code == 0, result.stderr
    return path
