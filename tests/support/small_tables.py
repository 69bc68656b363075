"""The shipped rules with few identities, for tests that change tables."""

from __future__ import annotations

import shutil
from pathlib import Path

from namenorm.registry.sources.table import columns, several
from namenorm.tables import locate

EVERY = 60
KEPT = ("cichanouskaja-sviatlana", "lukashenka-alaksandar", "minsk", "nato")


def small_tables(folder: Path) -> Path:
    """A copy of the shipped tables in `folder`: one identity of sixty, and those of `KEPT`.

    Without styles, whose exceptions and samples name identities that are left out. What a place
    lies in is there, too.
    """
    shutil.copytree(locate.shipped(), folder, ignore=shutil.ignore_patterns("styles"))
    for path in (folder / "identities").iterdir():
        head, rows = [], []
        for line in path.read_text("utf-8").splitlines():
            (head if line.startswith(("#", "id\t")) else rows).append(line)
        kept = [row for n, row in enumerate(rows) if not n % EVERY or row.split("\t")[0] in KEPT]
        kept = _with_containers([row for row in kept if not row.endswith("namesake")], rows, path)
        path.write_text("\n".join([*head, *kept]) + "\n", "utf-8")
    return folder


def _with_containers(kept: list[str], rows: list[str], path: Path) -> list[str]:
    """`kept`, and those of `rows` in which they lie, in the order of the rows."""
    header = columns(path.stem)
    if "within" not in header:
        return kept
    cells = {row.split("\t")[0]: row.split("\t") for row in rows}
    ids = [row.split("\t")[0] for row in kept]
    for id in ids:  # grows as it is read
        ids += set(several(cells[id][header.index("within")])).difference(ids)
    return [row for row in rows if row.split("\t")[0] in ids]
