"""Language models: the cost (−ln probability) of a word in Belarusian, Russian, Ukrainian, Latin.

Trigrams are counted in the names of the tables; the frequent words of
`tables/text/function_words.tsv` show the language of running text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final
from zlib import crc32

from namenorm.tables import locate, read
from namenorm.text.letters import LETTER, PLAIN_APOSTROPHES
from namenorm.text.scripts import has_cyrillic
from namenorm.translit import schemes
from namenorm.translit.spelling import SpellingModel, learn

CYRILLIC_PRIOR: Final[Mapping[str, float]] = {"be": 0.5, "ru": 0.35, "uk": 0.15}
LATIN_BELARUSIAN: Final = "be-Latn"
LATIN_PRIOR: Final[Mapping[str, float]] = {"be-Latn": 0.3, "und-Latn": 0.7}

_WORD: Final = re.compile(f"{LETTER}{{1,40}}(?:[{PLAIN_APOSTROPHES}]{LETTER}{{1,40}}){{0,4}}")
_CLASSICAL: Final = re.compile(r"(?:[сзцн]|дз)ь(?:дз|[бвзлмнпсфцд])+[ьеёіюя]|льл|ньн")
_SMALL: Final = 0.3
"""The share of frequent words in running text: about a third in all three languages."""
_LONGEST: Final = 40
_MOST_COST: Final = 200.0
"""The greatest cost of a word: beyond it, probabilities are as good as zero."""


def words_of(text: str) -> list[str]:
    """The first 400 words of the first 50,000 characters: enough to detect a language."""
    return [match.group() for match in islice(_WORD.finditer(text[:50_000]), 400)]


def is_classical(word: str, folder: Path) -> bool:
    """Whether a Belarusian small-letter word is spelled as only the classical norm spells."""
    return bool(_CLASSICAL.search(word)) or word in small_words(folder)["be-tarask"]


class LanguageModel:
    """The model of one language: its frequent words and the spelling of its names."""

    def __init__(self, spelling: SpellingModel, small: frozenset[str]) -> None:
        self._spelling = spelling
        self._small = small

    def cost(self, word: str) -> float:
        """−ln of the probability of `word`, bounded by the cost of a word in another script."""
        spelt = math.exp(-min(self._spelling.cost(word[:_LONGEST]), _MOST_COST))
        small = (word in self._small) / len(self._small)
        return -math.log(_SMALL * small + (1 - _SMALL) * spelt)


@cache
def small_words(folder: Path) -> dict[str, frozenset[str]]:
    """The frequent words of each language and norm, as the table has them."""
    path = folder / "text" / "function_words.tsv"
    return {
        row["lang"]: frozenset(row["words"].split()) for row in read.tsv(path, ["lang", "words"])
    }


@cache
def text_words(folder: Path) -> dict[str, frozenset[str]]:
    """The frequent words of running text; both Belarusian norms are one, Łacinka is another."""
    small = dict(small_words(folder))
    written = schemes.scheme("be-lacinka").writer.write
    small["be"] = small["be"] | small.pop("be-tarask")
    small[LATIN_BELARUSIAN] = frozenset(map(written, small["be"]))
    return small


@cache
def languages_by_word(folder: Path) -> dict[str, tuple[str, ...]]:
    """The languages in which a word is frequent."""
    found: dict[str, list[str]] = {}
    for lang, words in text_words(folder).items():
        for word in sorted(words):
            found.setdefault(word, []).append(lang)
    return {word: tuple(langs) for word, langs in found.items()}


@cache
def cyrillic(folder: Path) -> dict[str, LanguageModel]:
    small = small_words(folder)
    return {lang: LanguageModel(learn(folder, lang), small[lang]) for lang in CYRILLIC_PRIOR}


@cache
def latin(folder: Path) -> dict[str, LanguageModel]:
    """The models of Łacinka (with the system of 2007) and of other Latin text.

    The latter is made of the Latin columns and of the schemes with other letters (ш is not š).
    """
    small = small_words(folder)
    written_by = [schemes.scheme(id).writer for id in ("be-lacinka", "be-by-2007")]
    others: set[str] = set()
    for path in [*locate.files(folder, "identities/*.tsv"), folder / "names" / "given.tsv"]:
        for row in read.tsv(path):
            for column in ("pl", "en", "other"):
                others.update(_WORD.findall(row.get(column).lower()))
    for scheme in schemes.schemes():
        if scheme.lang != "be" or scheme.writer.write("ш") != "š":
            share = 1 if scheme.target in ("en", "be-Latn") else 7
            for word in learn(folder, scheme.lang).words:
                if crc32(word.encode()) % share == 0:  # a fixed sample, whatever names are added
                    others.add(scheme.writer.write(word))
    belarusian = {w.write(word) for w in written_by for word in learn(folder, "be").words}
    words = {lang: words for lang, words in small.items() if not has_cyrillic("".join(words))}
    return {
        "be-Latn": LanguageModel(
            SpellingModel(belarusian),
            frozenset(w.write(word) for w in written_by for word in small["be"]),
        ),
        "und-Latn": LanguageModel(SpellingModel(others), frozenset().union(*words.values())),
    }
