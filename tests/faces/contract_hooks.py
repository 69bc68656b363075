"""For schemathesis: how the body of a stream is written, and how one is read."""

from __future__ import annotations

from typing import Any

import schemathesis

NDJSON = "application/x-ndjson"


@schemathesis.serializer(NDJSON)
def ndjson(context: Any, value: Any) -> bytes:
    """The generated text, as it is."""
    return str(value).encode("utf-8", "surrogatepass")


@schemathesis.deserializer(NDJSON)
def lines(context: Any, response: Any) -> str:
    """The answer as text; each line is looked at by the tests of streams."""
    text: str = response.content.decode()
    return text
