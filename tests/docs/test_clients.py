"""The examples of docs/clients.md run as they stand, against the real processes."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from namenorm.faces.api.script import FILE
from namenorm.faces.mcp.tools import TOOLS
from tests.support.paths import DOCS
from tests.support.server import running

TEXT = (DOCS / "clients.md").read_text("utf-8")

ADDRESS = "http://127.0.0.1:8000"


def block(language: str) -> str:
    """The fenced blocks of a language, joined."""
    return "".join(re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL))


def test_the_python_examples() -> None:
    with running() as address:
        code = block("python").replace(ADDRESS, address)
        examples = doctest.DocTestParser().get_examples(code)
        assert len(examples) == 8
        parsed = doctest.DocTest(examples, {}, "clients", "clients.md", 0, code)
        assert doctest.DocTestRunner().run(parsed).failed == 0


@pytest.mark.needs("node")
def test_the_javascript_example(tmp_path: Path) -> None:
    code = block("js").replace(f"{ADDRESS}/namenorm.js", str(FILE))
    told = re.findall(r"(?:console.*|^\}) // (.*)", code, re.MULTILINE)
    assert len(told) == 4
    file = tmp_path / "example.mjs"
    with running() as address:
        file.write_text(code.replace(ADDRESS, address), encoding="utf-8")
        out = subprocess.run(["node", str(file)], capture_output=True, text=True, check=True).stdout
    assert out.splitlines() == [told[0], *told[1].split(", "), *told[2:]]


def test_the_configuration_of_a_desktop_client_starts_the_server() -> None:
    told = json.loads(block("json"))["mcpServers"]["namenorm"]
    assert told.pop("command") == "namenorm"
    args = ["-m", "namenorm.faces.cli", *told.pop("args")]
    assert not told

    async def ask() -> set[str]:
        process = StdioServerParameters(command=sys.executable, args=args)
        async with Client(stdio_client(process)) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    listed = anyio.run(ask)
    assert listed == set(TOOLS) == set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE))
