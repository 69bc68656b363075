"""The head of a table: who reads it, where it comes from, under which licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from namenorm.checking.finding import Fault
from namenorm.checking.loads import exists, loads, readers

_WHO: Final = re.compile(r"# Who reads this: ([\w/]+\.py(?:, [\w/]+\.py)*)")
_SOURCE: Final = re.compile(r"(#.*\bSource:|source = )")
_LICENCE: Final = re.compile(r"(#.*\bLicence:|licence = )")


def head(path: Path, folder: Path) -> Iterator[Fault]:
    """What the head of the table `path` in `folder` does not say, or says wrongly."""
    table = path.relative_to(folder).as_posix()
    lines = path.read_text("utf-8", errors="replace").split("\n")
    reading = readers(table)
    if not reading:
        yield Fault(str(path), 0, "no module of namenorm reads a table of this name")
        return
    right = f"«# Who reads this: {', '.join(reading)}.»"
    for number, line in enumerate(lines, 1):
        if who := _WHO.match(line):
            for module in who[1].split(", "):
                if not exists(module):
                    reason = f"the head names {module}, and there is no such module"
                    yield Fault(str(path), number, f"{reason}; write {right}")
                elif not loads(module, table):
                    reason = f"the head names {module}, which does not load this table"
                    yield Fault(str(path), number, f"{reason}; write {right}")
            break
    else:
        yield Fault(str(path), 1, f"the head does not say who reads the table; write {right}")
    if not any(map(_SOURCE.match, lines)):
        yield Fault(str(path), 1, "the head has no «Source: …»; say where the table comes from")
    if not any(map(_LICENCE.match, lines)):
        yield Fault(str(path), 1, "the head has no «Licence: …»; say CC0, facts, or which it is")
