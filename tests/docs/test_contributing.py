"""The code in CONTRIBUTING.md does what is said of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from namenorm import Registry, restyle
from namenorm.registry.importing import import_file

TEXT = (Path(__file__).parent.parent.parent / "CONTRIBUTING.md").read_text("utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    return str(found)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "authority.jsonl"
    path.write_text(
        '{"ref": "a1", "label": "Ян Чачот", "language": "be", "birth": 1796}\n'
        '{"ref": "a2"}\n[]\nnot JSON\n',
        encoding="utf-8",
    )
    return path


def test_the_importer_imports(source: Path, tmp_path: Path) -> None:
    module: dict[str, Any] = {}
    exec(block("python"), module)
    report = import_file(module["authority"](source), tmp_path / "x.nnx")
    assert (report.taken, report.refused) == (1, 3)
    (identity,) = Registry.open(tmp_path / "x.nnx").identities
    assert (identity.id, identity.names[0].text, identity.born) == ("a1", "Ян Чачот", 1796)


def test_the_style_does_as_its_samples_say(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(block("toml"), encoding="utf-8")
    before, after = re.findall(r'samples = \[\["(.*)", "(.*)"\]\]', block("toml"))[0]
    assert restyle(before, path).text == after
