"""JSON Lines: one `{"id", "type", "names": [{"text", "lang", "kind"}]}` a line.

`type` is `person` where it is left out, without `lang` the letters decide; `patronymic`, `born`,
`country`, `wikidata`, `prominence`, `kind` (as in kinds.tsv) and `within` (the id of what it lies
in) may stand beside them, the last two also as lists.
"""

from __future__ import annotations

from pathlib import Path

from namenorm.registry.sources.formats import Import, Pass
from namenorm.registry.sources.records import record
from namenorm.registry.sources.splitting import json_lines


def jsonl(path: Path) -> Import:
    """The import of one file."""
    return Import("jsonl", (Pass(path, "lines", json_lines, record),))
