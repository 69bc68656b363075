"""The samples of the tables, what the tables give for them, and rules that never fire."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from namenorm.respelling import foreign, orthography, speller
from namenorm.respelling.letters import LetterRule
from namenorm.respelling.speller import WordSpeller


def samples(folder: Path, table: str) -> Iterator[tuple[str, str, str]]:
    """(name, what the table should give, what it gives) of `respell/<table>.toml`.

    Raises `TableError`.
    """
    if table in orthography.PAIRS:
        respeller = orthography.load(folder, *orthography.PAIRS[table])
        for before, after in respeller.samples:
            yield before, after, respeller.respell(before)[0].text
        return
    by = _speller(folder, table)
    for before, after in by.table.samples:
        yield before, after, next(iter(by.spell(before)))


def unreachable(folder: Path, table: str) -> list[LetterRule]:
    """Rules of a table between languages that are never taken. Raises `TableError`."""
    if table in orthography.PAIRS:
        return []
    return list(_speller(folder, table).table.letters.unreachable())


def _speller(folder: Path, table: str) -> WordSpeller:
    source, _, target = table.removeprefix("foreign-").partition("-")
    if table.startswith("foreign-"):
        abroad = foreign.load(folder, source, target)
        assert abroad is not None  # its table is the one that is read
        return abroad.speller
    return speller.load(folder, source, target)
