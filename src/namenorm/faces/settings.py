"""Settings of the service, read from the environment once, at start.

| variable | meaning | default |
|---|---|---|
| `NAMENORM_HOST` | address to listen on | 127.0.0.1 |
| `NAMENORM_PORT` | port to listen on, 1 to 65535 | 8000 |
| `NAMENORM_REGISTRY` | compiled registries (.nnx), `:` between, first before others | `shipped` |
| `NAMENORM_MAX_BODY` | longest request body in bytes, 1 to 100000000 | 1000000 |

>>> Settings.from_env({"NAMENORM_PORT": "9000"}).port
9000
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SHIPPED: Final = "shipped"
"""Stands among the registries for the one that ships."""


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the sentence names the variable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the service may be told from outside; `max_body` is in bytes."""

    host: str = "127.0.0.1"
    port: int = 8000
    max_body: int = 1_000_000
    registries: tuple[Path, ...] = ()

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from `environ` (the process's own when None).

        An unset or empty variable means the default. Raises `SettingsError`.
        """
        env = os.environ if environ is None else environ
        return cls(
            host=_host(env, "NAMENORM_HOST", cls().host),
            port=_number(env, "NAMENORM_PORT", cls().port, highest=65_535),
            max_body=_number(env, "NAMENORM_MAX_BODY", cls().max_body, highest=100_000_000),
            registries=_files(env, "NAMENORM_REGISTRY"),
        )


def _host(env: Mapping[str, str], variable: str, default: str) -> str:
    value = env.get(variable, "").strip() or default
    if not value.isprintable() or any(letter in value for letter in " /@"):
        raise SettingsError(
            f"{variable} is {value!r}; it must be a host name or an address such as 127.0.0.1."
        )
    return value


def _files(env: Mapping[str, str], variable: str) -> tuple[Path, ...]:
    found = [value for value in env.get(variable, "").strip().split(os.pathsep) if value]
    for value in found:
        if value != SHIPPED and not Path(value).is_file():
            raise SettingsError(f"{variable} names {value[:200]!r}; there is no such file.")
    return tuple(map(Path, found))


def _number(env: Mapping[str, str], variable: str, default: int, *, highest: int) -> int:
    value = env.get(variable, "").strip()
    if not value:
        return default
    short = value.isascii() and value.isdigit() and len(value) <= 12
    if not short or not 1 <= int(value) <= highest:
        raise SettingsError(
            f"{variable} is {value[:40]!r}; it must be a whole number from 1 to {highest}."
        )
    return int(value)
