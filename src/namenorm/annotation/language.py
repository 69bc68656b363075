"""The words of a language that are no names, or not always."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from namenorm.tables import read
from namenorm.translit import schemes
from namenorm.translit.languages import LATIN_BELARUSIAN, text_words

COLUMNS: Final = ("lang", "words", "never")


def common_words(tables: Path, lang: str) -> frozenset[str]:
    """Small-letter words that are mostly no names: frequent ones, and some that are names too."""
    return _column(tables, "words").get(lang, frozenset()) | small_words_of(tables, lang)


def never_names(tables: Path, lang: str) -> frozenset[str]:
    """Small-letter words that never name anybody by themselves (May), wherever they stand."""
    return _column(tables, "never").get(lang, frozenset())


@cache
def _column(tables: Path, name: str) -> dict[str, frozenset[str]]:
    path = tables / "text" / "common_words.tsv"
    found = {row["lang"]: frozenset(row[name].split()) for row in read.tsv(path, COLUMNS)}
    written = schemes.scheme("be-lacinka").writer.write
    found[LATIN_BELARUSIAN] = frozenset(map(written, found["be"]))
    return found


def small_words_of(tables: Path, lang: str) -> frozenset[str]:
    """The frequent words of a language."""
    return text_words(tables).get(lang, frozenset())
