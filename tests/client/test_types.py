"""The types of the client: as mypy sees them, light to import, those of the service's schemas."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from namenorm.client import answers
from namenorm.faces.api.schemas import answers as schemas

SAME = {
    "Batch": "Batch",
    "Transliteration": "Transliteration",
    "Transliterations": "Transliteration",
}
"""Types whose schema is written by hand; the schemas of all others are made of them."""


@pytest.mark.parametrize(("name", "schema"), SAME.items())
def test_a_type_has_the_fields_of_its_schema(name: str, schema: str) -> None:
    kind = getattr(answers, name)
    fields = getattr(schemas, schema)().fields.items()
    assert set(kind.__required_keys__) == {name for name, field in fields if field.required}
    assert set(kind.__optional_keys__) == {name for name, field in fields if not field.required}


@pytest.mark.parametrize("kind", [answers.Refused, answers.Resolution])
def test_a_row_is_an_answer_or_refused(kind: Any) -> None:
    assert set(kind.__annotations__) <= set(schemas.Row().fields)


USER = """\
from typing import assert_type
from namenorm.client import AsyncClient, Client
from namenorm.client.answers import Card, Match, Refused, Resolution, Transliteration

def sync(service: Client) -> None:
    found = service.resolve("Minsk", limit=1)
    assert_type(found, Resolution)
    assert_type(found["matches"], list[Match])
    assert_type(service.transliterate("Мінск", "be-lacinka"), Transliteration)
    for row in service.resolve_many(["Minsk", {"q": "Minsk", "type": "place"}], limit=1):
        if "error" in row:
            assert_type(row, Refused)
        else:
            assert_type(row, Resolution)

async def awaited(service: AsyncClient) -> None:
    assert_type(await service.card("Minsk"), Card)
    async for row in service.resolve_many(["Minsk"], detail="brief"):
        print(row["query"])
"""
WRONG = """\
from namenorm.client import Client

def wrong(service: Client) -> None:
    service.resolve("Minsk", limits=1)
    service.resolve("Minsk", detail="short")
    service.resolve("Minsk")["matched"]
    service.resolve_many(["Minsk"], format="csv")
    service.restyle("Minsk")
"""


@pytest.mark.parametrize(("code", "errors"), [(USER, set()), (WRONG, {4, 5, 6, 7, 8})])
def test_mypy_knows_what_a_user_gets(
    code: str, errors: set[int], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = tmp_path_factory.getbasetemp() / "mypy"  # of both
    file = tmp_path / "user.py"
    file.write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary"]
    command += ["--cache-dir", str(cache), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    told = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    assert told == errors, done.stdout + done.stderr


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_importing_it_loads_nothing_of_the_engine() -> None:
    done = run(
        "import sys, namenorm.client;"
        "print(*sorted({m.split('.')[1] for m in sys.modules if m.startswith('namenorm.')}));"
        "print([m for m in ('numpy', 'flask', 'marshmallow', 'rapidfuzz') if m in sys.modules])"
    )
    assert done.stdout.splitlines() == ["answers client errors", "[]"]


@pytest.mark.parametrize("missing", ["httpx", "tenacity"])
def test_a_missing_library_is_told_with_its_extra(missing: str) -> None:
    done = run(f"import sys; sys.modules['{missing}'] = None; import namenorm.client")
    sentence = f"namenorm.client needs {missing}: pip install 'namenorm[client]'"
    assert done.stderr.rstrip().endswith(sentence) and done.returncode == 1
