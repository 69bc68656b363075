"""The server of the protocol: lists the tools, calls them, tells what is wrong as their error."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib.metadata import version
from typing import Any, Final

import anyio
from anyio.to_thread import run_sync
from marshmallow import ValidationError
from mcp import MCPError
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    TextContent,
    Tool,
    ToolAnnotations,
)

from namenorm.errors import NamenormError
from namenorm.faces.api.service import Service
from namenorm.faces.jsons import dumped
from namenorm.faces.mcp.tools import TOOLS

INSTRUCTIONS: Final = (
    "namenorm knows who is meant by a name from Belarus in any spelling, and how to write it."
    " Look names up here instead of spelling them from memory. `ambiguous` means that two or more"
    " identities fit: ask the user, do not choose. `none` means that nobody is known by that name:"
    " say so, do not invent."
)
_HINTS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def server_over(service: Service) -> Server[Any]:
    """The server whose tools ask `service`."""
    listed = [
        Tool(
            name=tool.name,
            title=tool.title,
            description=tool.description,
            input_schema=tool.accepts,
            output_schema=tool.returns,
            annotations=_HINTS,
        )
        for tool in TOOLS.values()
    ]

    async def list_tools(context: Any, params: Any) -> ListToolsResult:
        return ListToolsResult(tools=listed)

    async def call_tool(context: Any, params: CallToolRequestParams) -> CallToolResult:
        tool = TOOLS.get(params.name)
        if tool is None:
            known = ", ".join(TOOLS)
            raise MCPError(INVALID_PARAMS, f"no tool {params.name[:60]!r}; there are {known}")
        try:
            found = await run_sync(partial(tool.call, service, params.arguments or {}))
        except ValidationError as error:
            return _error(_sentence(error.messages_dict))
        except NamenormError as error:
            return _error(str(error))
        content = TextContent(type="text", text=dumped(found).decode())
        return CallToolResult(content=[content], structured_content=found)

    return Server(
        "namenorm",
        title="namenorm",
        version=version("namenorm"),
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def over_stdio(service: Service) -> None:
    """Serve on standard input and output, until the input ends."""
    server = server_over(service)

    async def serve() -> None:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(serve)


def over_http(service: Service, host: str, port: int) -> None:
    """Serve streamable HTTP at /mcp, until interrupted; names are not logged."""
    import uvicorn

    app = server_over(service).streamable_http_app(
        stateless_http=True, json_response=True, host=host
    )
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)


def _error(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=sentence)], is_error=True)


def _sentence(messages: Mapping[str, Any]) -> str:
    """What is wrong with which argument, in one line.

    >>> _sentence({"limit": ["Not a valid integer."], "q": ["Missing data for required field."]})
    'limit: Not a valid integer. q: Missing data for required field.'
    """
    return " ".join(f"{name}: {' '.join(map(str, wrong))}" for name, wrong in messages.items())
