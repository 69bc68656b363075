"""Detect the language of a running text: it decides which case endings names may have."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.tables import read
from namenorm.text.scripts import has_cyrillic
from namenorm.translit import schemes
from namenorm.translit.detection import detect
from namenorm.translit.languages import small_words, words_of

LATIN_BELARUSIAN: Final = "be-Latn"
_LOOKED_AT: Final = 2_000
COLUMNS: Final = ("lang", "words", "never")


def language_of(text: str, tables: Path) -> str | None:
    """The likeliest language of `text`, by its frequent words, or else by its Cyrillic letters.

    None if neither decides: a text of Latin names alone may be in any language.

    >>> from namenorm.tables import locate
    >>> language_of("Piotr był wczoraj w Mińsku, ale nie spał.", locate.shipped())
    'pl'
    """
    counts: Counter[str] = Counter()
    known = _known(tables)
    for word in words_of(text):
        counts.update(known.get(word.lower(), ()))
    if counts:
        return counts.most_common(1)[0][0]
    if not has_cyrillic(text[:_LOOKED_AT]):
        return None
    return detect(text[:_LOOKED_AT]).lang.removesuffix("-tarask")


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
    return _small(tables).get(lang, frozenset())


@cache
def _small(tables: Path) -> dict[str, frozenset[str]]:
    """The frequent words of each language; both Belarusian norms share one set."""
    small = dict(small_words(tables))
    written = schemes.scheme("be-lacinka").writer.write
    small["be"] = small["be"] | small.pop("be-tarask")
    small[LATIN_BELARUSIAN] = frozenset(map(written, small["be"]))
    return small


@cache
def _known(tables: Path) -> dict[str, tuple[str, ...]]:
    """The languages in which a word is frequent."""
    found: dict[str, list[str]] = {}
    for lang, words in _small(tables).items():
        for word in sorted(words):
            found.setdefault(word, []).append(lang)
    return {word: tuple(langs) for word, langs in found.items()}
