"""An importer: in which passes a format is read, and what is made of a record of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from namenorm.registry.sources.gathering import Outcome
from namenorm.registry.sources.splitting import Splitter


@dataclass(frozen=True, slots=True)
class Pass:
    """One reading of a file; `convert` raises `InputError` for a record that it refuses.

    `what` names the records in the report: lines, persons. A `whole` document is read from its
    beginning each time; elsewhere reading can go on at a position.
    """

    path: Path
    what: str
    read: Splitter
    convert: Callable[[Any], Outcome]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Import:
    """All passes of one import; `settings` are what besides the files decides the outcome.

    `notes` are for the person who asked: columns that are not taken, ids that are made.
    """

    format: str
    passes: tuple[Pass, ...]
    settings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
