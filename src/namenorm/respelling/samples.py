"""Run the samples of the tables of `respell/`, and find rules that never apply."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from namenorm.respelling import foreign_names, orthography, word_respeller
from namenorm.respelling.letters import LetterRule
from namenorm.respelling.word_respeller import WordSpeller


def samples(folder: Path, table: str) -> Iterator[tuple[str, str, str]]:
    """(name, expected spelling, actual spelling) of each sample in `respell/<table>.toml`.

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
    """The rules of a table between languages that can never apply. Raises `TableError`."""
    if table in orthography.PAIRS:
        return []
    return list(_speller(folder, table).table.letters.unreachable())


def _speller(folder: Path, table: str) -> WordSpeller:
    source, _, target = table.removeprefix("foreign-").partition("-")
    if table.startswith("foreign-"):
        abroad = foreign_names.load(folder, source, target)
        assert abroad is not None  # the table for foreign names
        return abroad.speller
    return word_respeller.load(folder, source, target)
