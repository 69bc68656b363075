"""The MCP server: a language model looks names up instead of inventing them (extra `mcp`).

`tools` has what it may ask, by the schemas and the answers of the HTTP service; `server` speaks the
protocol, by the official SDK.
"""
