"""The samples of the tables, and what the tables give for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from namenorm.respelling import foreign, orthography, speller


def samples(folder: Path, table: str) -> Iterator[tuple[str, str, str]]:
    """(name, what the table should give, what it gives) of `respell/<table>.toml`.

    Raises `TableError`.
    """
    if table in orthography.PAIRS:
        respeller = orthography.load(folder, *orthography.PAIRS[table])
        for before, after in respeller.samples:
            yield before, after, respeller.respell(before)[0].text
        return
    kind, _, pair = table.rpartition("foreign-")
    source, _, target = (pair or kind).partition("-")
    by = speller.load(folder, source, target)
    if table.startswith("foreign-"):
        abroad = foreign.load(folder, source, target)
        assert abroad is not None  # its table is the one that is read
        by = abroad.speller
    for before, after in by.table.samples:
        yield before, after, next(iter(by.spell(before)))
