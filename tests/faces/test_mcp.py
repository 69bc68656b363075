"""`namenorm mcp`: the official SDK's client against the real process, over stdio and over HTTP."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import anyio
import jsonschema
import pytest
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from mcp.types import CallToolResult

from namenorm.faces.api import create_app
from namenorm.faces.mcp.tools import TOOLS
from namenorm.faces.words import MAX_ARTICLE, MAX_LIMIT
from namenorm.registry.importing import import_file
from namenorm.registry.sources.jsonl import jsonl
from tests.support.paths import LISTS
from tests.support.server import free_port
from tests.support.waiting import PATIENCE, until

COMMAND = ("-m", "namenorm.faces.cli", "mcp")
PEOPLE = LISTS / "people.jsonl"
T = TypeVar("T")


def over_stdio(
    ask: Callable[[Client], Awaitable[T]], *options: str, mode: str = "auto", log: Any = None
) -> T:
    """What `ask` makes of a client of a new process."""

    async def asked() -> T:
        process = StdioServerParameters(command=sys.executable, args=[*COMMAND, *options])
        transport = stdio_client(process, errlog=log or sys.stderr)
        with anyio.fail_after(PATIENCE):
            async with Client(transport, mode=mode) as client:
                return await ask(client)

    return anyio.run(asked)


async def told(client: Client, tool: str, **arguments: Any) -> str:
    """The sentence of a tool error."""
    found = await client.call_tool(tool, arguments)
    assert found.is_error and found.structured_content is None
    (content,) = found.content
    return content.text


ASKED: dict[str, dict[str, Any]] = {
    "resolve": {"q": "Tsikhanouskaya", "limit": 2},
    "card": {"name": "Дмитрий Ковшов", "on": "2009-01-01"},
    "transliterate": {"text": "Ціханоўская", "scheme": "be-lacinka"},
    "annotate": {"text": "Łukašenka’s aide flew from Minsk.", "lang": "en"},
}


def test_each_tool_answers_as_the_service_does_and_as_its_schema_says() -> None:
    async def ask(client: Client) -> tuple[Any, dict[str, CallToolResult]]:
        listed = (await client.list_tools()).tools
        return listed, {name: await client.call_tool(name, ASKED[name]) for name in ASKED}

    tools, found = over_stdio(ask)
    service = create_app().test_client()
    assert [tool.name for tool in tools] == list(ASKED)
    for tool in tools:
        hints = tool.annotations
        assert hints.read_only_hint and hints.idempotent_hint and not hints.destructive_hint
        assert len(tool.description) > 200
        answer = found[tool.name]
        assert not answer.is_error
        assert tool.input_schema == TOOLS[tool.name].accepts
        jsonschema.validate(ASKED[tool.name], tool.input_schema)
        jsonschema.validate(answer.structured_content, tool.output_schema)
        assert json.loads(answer.content[0].text) == answer.structured_content
        over_http = service.post(f"/v1/{tool.name}", json=ASKED[tool.name]).json
        assert answer.structured_content == over_http


def test_inputs_are_bounded_and_described() -> None:
    accepted = {tool.name: tool.accepts for tool in TOOLS.values()}
    assert accepted["resolve"]["properties"]["q"]["maxLength"] == 300
    assert accepted["resolve"]["properties"]["limit"]["maximum"] == MAX_LIMIT
    assert accepted["annotate"]["properties"]["text"]["maxLength"] == MAX_ARTICLE
    assert accepted["transliterate"]["properties"]["text"]["maxLength"] == MAX_ARTICLE
    for schema in accepted.values():
        assert schema["additionalProperties"] is False
        assert all(field.get("description") for field in schema["properties"].values())


def test_a_client_of_the_handshake_is_told_what_ambiguous_means() -> None:
    async def ask(client: Client) -> tuple[str, str | None]:
        return client.server_info.name, client.instructions

    name, instructions = over_stdio(ask, mode="legacy")
    assert name == "namenorm" and "ask the user, do not choose" in instructions


def test_a_name_of_two_people_is_ambiguous() -> None:
    async def ask(client: Client) -> Any:
        asked = {"q": "Васіль Шаранговіч"}
        open_ = await client.call_tool("resolve", asked)
        told = await client.call_tool("resolve", {**asked, "birth_year": "1939"})
        return open_.structured_content, told.structured_content

    open_, settled = over_stdio(ask)
    assert open_["decision"] == "ambiguous" and open_["deciding"] and len(open_["matches"]) >= 2
    assert settled["matches"][0]["identity"]["id"] == "saranhovic-vasil-artist"
    assert settled["decision"] == "match"


def test_what_is_wrong_is_a_sentence() -> None:
    async def ask(client: Client) -> dict[str, str]:
        with pytest.raises(MCPError, match="no tool 'invent'"):
            await client.call_tool("invent", {})
        return {
            "none": await told(client, "resolve", q="!!!"),
            "long": await told(client, "resolve", q="а" * 301),
            "missing": await told(client, "resolve"),
            "unknown": await told(client, "resolve", q="Minsk", colour="red"),
            "bound": await told(client, "resolve", q="Minsk", limit=101),
            "scheme": await told(client, "transliterate", text="Мінск", scheme="be-lacink"),
            "language": await told(client, "annotate", text="Minsk", lang="tlh"),
        }

    found = over_stdio(ask)
    assert "letter" in found["none"] and "300" in found["long"]
    assert found["missing"].startswith("q: ") and found["unknown"].startswith("colour: ")
    assert found["bound"].startswith("limit: ")
    assert "be-lacinka" in found["scheme"] and "tlh" in found["language"]
    assert not any("Traceback" in sentence for sentence in found.values())


def test_a_registry_of_ones_own_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "own.nnx"
    import_file(jsonl(PEOPLE), path)

    async def ask(client: Client) -> Any:
        return (await client.call_tool("resolve", {"q": "Hanna Šulha"})).structured_content

    found = over_stdio(ask, "--registry", str(path))
    assert found["matches"][0]["identity"]["id"] == "a"


def test_no_name_is_logged(tmp_path: Path) -> None:
    async def ask(client: Client) -> None:
        await client.call_tool("resolve", {"q": "Tsikhanouskaya"})
        await client.call_tool("resolve", {"q": "Łukašenka", "limit": 0})

    log = tmp_path / "log.txt"
    with log.open("w") as errors:
        over_stdio(ask, log=errors)
    assert log.read_text("utf-8") == ""


@contextmanager
def over_http() -> Iterator[str]:
    """The address of an MCP server, alive inside the with block."""
    port = free_port()
    command = [sys.executable, *COMMAND, "--http", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:

        def listens() -> bool:
            assert process.poll() is None, "the server left before it answered"
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", port)) == 0

        try:
            until(listens, "the server listens")
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            process.terminate()
            assert process.stdout is not None and process.stdout.read() == b""


def test_streamable_http() -> None:
    async def asked(address: str) -> Any:
        async with Client(address) as client:
            found = await client.call_tool("resolve", {"q": "Łukaszenka"})
            sentence = await told(client, "card", name="")
            return found.structured_content, sentence

    with over_http() as address:
        found, sentence = anyio.run(asked, address)
    assert found["matches"][0]["identity"]["id"] == "lukashenka-alaksandar" and sentence


def cli(code: str) -> subprocess.CompletedProcess[str]:
    start = "import sys; from namenorm.faces.cli import main"
    command = [sys.executable, "-c", f"{start}; {code}; main()"]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("sys.modules['mcp'] = None; sys.argv = ['namenorm', 'mcp']", "'namenorm[mcp]'"),
        ("sys.argv = ['namenorm', 'mcp', '--http', 'localhost']", "127.0.0.1:8765"),
        ("sys.argv = ['namenorm', 'mcp', '--http', '127.0.0.1:99999']", "127.0.0.1:8765"),
        ("sys.argv = ['namenorm', 'mcp', '--registry', '/none.nnx']", "/none.nnx"),
    ],
)
def test_what_cannot_start_says_why_in_one_line(code: str, sentence: str) -> None:
    done = cli(code)
    assert done.returncode == 2 and not done.stdout
    assert sentence in done.stderr and len(done.stderr.splitlines()) == 1
