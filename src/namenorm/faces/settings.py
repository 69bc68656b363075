"""Settings of the service: the environment, then a TOML file, read once, at start.

Each has one name, `NAMENORM_…`, in both; the environment wins. `NAMENORM_CONFIG` names the file.
`docs/http.md` lists them all.

>>> Settings.from_env({"NAMENORM_PORT": "9000"}).port
9000
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, TypeVar

from namenorm.files import file_faults

SHIPPED: Final = "shipped"
"""Stands among the registries for the one that ships."""
PREFIX: Final = "NAMENORM_"
CONFIG: Final = "NAMENORM_CONFIG"
RELOAD: Final = "reload"
"""The file of the run folder that is touched to have the registry read again."""
COUNTS: Final = "PROMETHEUS_MULTIPROC_DIR"
"""Tells prometheus_client, when it is imported, where processes put their counts."""
_SHOWN: Final = 60
"""Characters of a wrong value that a sentence repeats."""

T = TypeVar("T")


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the sentence names it."""


def _setting(
    default: Any, read: Callable[[str], Any], meaning: str, *, secret: bool = False
) -> Any:
    """A field: `read` makes its value of text, or raises `ValueError` saying what is accepted."""
    return field(default=default, metadata={"read": read, "meaning": meaning, "secret": secret})


def _number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not re.fullmatch("[0-9]{1,12}", value) or not lowest <= int(value) <= highest:
            raise ValueError(f"it must be a whole number from {lowest} to {highest}")
        return int(value)

    return read


def _flag(value: str) -> bool:
    if value.lower() not in {"true", "false"}:
        raise ValueError("it must be true or false")
    return value.lower() == "true"


def _host(value: str) -> str:
    if not value.isprintable() or any(letter in value for letter in " /@"):
        raise ValueError("it must be a host name or an address such as 127.0.0.1")
    return value


def _files(value: str) -> tuple[Path, ...]:
    found = [name for name in value.split(os.pathsep) if name]
    for name in found:
        if name != SHIPPED and not Path(name).is_file():
            raise ValueError("there is no such file" if len(found) == 1 else f"no file {name!r}")
    return tuple(map(Path, found))


def _origins(value: str) -> tuple[str, ...]:
    found = _listed(value)
    for origin in found:
        if origin != "*" and not re.fullmatch(r"https?://[a-z0-9.:\[\]-]+", origin):
            raise ValueError(
                "it must be * or origins such as https://desk.example.org, with commas"
            )
    return found


def _keys(value: str) -> tuple[tuple[str, str], ...]:
    found = []
    for item in _listed(value):
        label, _, digest = item.rpartition(":")
        if not re.fullmatch("[A-Za-z0-9._-]{1,60}", label) or not re.fullmatch(
            "[0-9a-f]{64}", digest
        ):
            raise ValueError(
                "it must be label:hash, with commas, as `namenorm api-key` writes them"
            )
        found.append((label, digest))
    return tuple(found)


def _rate(value: str) -> str:
    from limits import parse_many

    try:
        parse_many(value)
    except ValueError:
        raise ValueError("it must be such as 50/second; 100000/day") from None
    return value


def _storage(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9+]+://\S*", value):
        raise ValueError("it must be an address such as redis://localhost:6379")
    return value


def _level(value: str) -> str:
    if value.lower() not in {"debug", "info", "warning", "error"}:
        raise ValueError("it must be debug, info, warning or error")
    return value.lower()


def _listed(value: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in value.split(",") if item.strip())


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the service; sizes are in bytes, times in seconds."""

    host: str = _setting("127.0.0.1", _host, "address to listen on")
    port: int = _setting(8000, _number(1, 65_535), "port to listen on")
    workers: int = _setting(2, _number(1, 64), "processes that answer")
    registry: tuple[Path, ...] = _setting(
        (), _files, "compiled registries (.nnx) or `shipped`, `:` between, the first before others"
    )
    max_body: int = _setting(
        1_000_000, _number(1, 100_000_000), "longest request body; NDJSON streams have no limit"
    )
    body_timeout: int = _setting(
        10, _number(1, 600), "seconds that a body, or a part of a stream, may take"
    )
    header_timeout: int = _setting(
        10, _number(1, 60), "seconds that the head of a request may take"
    )
    stop_timeout: int = _setting(30, _number(1, 600), "seconds that requests have to end at a stop")
    max_streams: int = _setting(8, _number(1, 256), "NDJSON streams at a time in one process")
    max_age: int = _setting(
        60, _number(0, 31_536_000), "seconds that clients may keep an answer to a GET"
    )
    cache_bytes: int = _setting(
        64_000_000,
        _number(0, 10_000_000_000),
        "memory for repeated answers in each process; 0: none",
    )
    cors_origins: tuple[str, ...] = _setting(
        (), _origins, "web pages that may ask: `*`, or origins with commas between"
    )
    api_keys: tuple[tuple[str, str], ...] = _setting(
        (),
        _keys,
        "who may ask: `label:hash` by `namenorm api-key`, with commas; empty: all",
        secret=True,
    )
    rate_limit: str = _setting(
        "", _rate, "requests of one key or address, such as `50/second; 100000/day`"
    )
    rate_storage: str = _setting(
        "memory://",
        _storage,
        "where they are counted; `memory://` counts in each process",
        secret=True,
    )
    proxies: int = _setting(0, _number(0, 10), "proxies in front whose X-Forwarded-… is believed")
    log_level: str = _setting("info", _level, "least level that is logged")
    access_log: bool = _setting(True, _flag, "whether each request is logged")
    log_names: bool = _setting(
        False, _flag, "whether logs hold what was asked: names are personal data"
    )
    run_dir: str = _setting(
        "", str, "folder of what processes share (counts); empty: a temporary one"
    )

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from `environ` (the process's own when None) and its file.

        An unset or empty variable means the default. Raises `SettingsError`.
        """
        env = os.environ if environ is None else environ
        file = env.get(CONFIG, "").strip()
        given = _file(Path(file)) if file else {}
        given |= {name: env[name].strip() for name in names() if env.get(name, "").strip()}
        found = {}
        for one in fields(cls):
            name = PREFIX + one.name.upper()
            if given.get(name):
                found[one.name] = _read(name, given[name], one.metadata)
        return cls(**found)

    def to_env(self) -> dict[str, str]:
        """The variables that say the same, for processes that are started by this one."""
        found = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if value != one.default:
                found[PREFIX + one.name.upper()] = _written(one.name, value)
        return found


def names() -> dict[str, str]:
    """What each variable means, by name, in their order."""
    return {PREFIX + one.name.upper(): one.metadata["meaning"] for one in fields(Settings)}


def _read(name: str, value: str, metadata: Mapping[str, Any]) -> Any:
    try:
        return metadata["read"](value)
    except ValueError as error:
        shown = "" if metadata["secret"] else f" is {value[:_SHOWN]!r};"
        raise SettingsError(f"{name}{shown or ':'} {error}.") from None


def _written(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if name == "registry":
        return os.pathsep.join(map(str, value))
    if name == "api_keys":
        return ",".join(":".join(pair) for pair in value)
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _file(path: Path) -> dict[str, str]:
    """The settings of a TOML file, as text. Raises `SettingsError`."""
    try:
        with file_faults(path, _unreadable):
            found = tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from None
    for name, value in found.items():
        if name not in names():
            near = difflib.get_close_matches(name, names(), 1)
            hint = f"; did you mean {near[0]}?" if near else "; docs/http.md lists the settings."
            raise SettingsError(f"{path} has {name!r}, which is no setting{hint}")
        many = isinstance(value, list) and all(isinstance(item, str) for item in value)
        if not many and not isinstance(value, str | int | bool):
            raise SettingsError(
                f"{path}: {name} must be text, a number, true or false, or a list of text."
            )
    return {name: _text(name, value) for name, value in found.items()}


def _text(name: str, value: str | int | list[str]) -> str:
    if isinstance(value, list):
        return (os.pathsep if name == "NAMENORM_REGISTRY" else ",").join(value)
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def _unreadable(path: str, reason: str) -> SettingsError:
    return SettingsError(f"{CONFIG} names {path!r}: {reason}.")
