"""JSON in UTF-8, unescaped, keys in the order they were given; written by orjson where it can."""

from __future__ import annotations

import json
from typing import Any, Final

import orjson
from flask.json.provider import DefaultJSONProvider

_OPTIONS: Final = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_NON_STR_KEYS


def dumped(value: Any) -> bytes:
    """The bytes of a value; a lone surrogate, which UTF-8 cannot hold, stays a JSON escape.

    >>> dumped({"be": "Ціханоўская"}).decode()
    '{"be":"Ціханоўская"}'
    """
    try:
        return orjson.dumps(value, option=_OPTIONS)
    except TypeError:  # a lone surrogate, a number of more than 64 bits
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
        return text.encode("utf-8", "backslashreplace")


class ReadableJSON(DefaultJSONProvider):
    """What Flask and its extensions write JSON with."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """As `dumped`."""
        return dumped(obj).decode()
