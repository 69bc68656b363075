"""Read the data of the packages: surnames with counts, stressed and Belarusian names."""

from __future__ import annotations

import math
import pickle
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from namenorm.respelling.stress import fold, folded_vowels

HUNSPELL_BE = Path("/usr/share/hunspell/be_BY.dic")
_RUSSIAN = re.compile("[а-яё]+")
_UKRAINIAN = re.compile("[а-яіїєґ']+")
_BELARUSIAN = re.compile("[а-яёіўʼ]+")


class _Plain(pickle.Unpickler):
    """Reads a pickle that holds dictionaries and texts, and refuses all else."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"the pickle wants {module}.{name}")


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {package} is missing: benchmarks/learning/requirements.txt")
    return Path(spec.origin).parent


def _counted(table: str) -> dict[str, int]:
    import duckdb

    path = _folder("russiannames") / "data" / f"{table}.parquet"
    rows = duckdb.sql(f"select text, count from '{path}'").fetchall()
    found: dict[str, int] = {}
    for text, count in rows:
        if text and text[:1].isupper() and _RUSSIAN.fullmatch(text.lower()):
            found[text.lower()] = max(found.get(text.lower(), 0), count)
    return found


@cache
def surnames() -> dict[str, int]:
    """Russian spellings of surnames, with how many bearers were counted."""
    return _counted("surnames")


@cache
def given() -> dict[str, int]:
    """Russian spellings of given names, with counts."""
    return _counted("names")


Stressed = dict[str, set[int]]
"""Small-letter words with the places of their stress."""


@cache
def russian_stress() -> tuple[Stressed, Stressed]:
    """Names and common words of a Russian dictionary, nominative singular."""
    path = _folder("tsnorm") / "dictionary" / "wordforms.dat"
    with path.open("rb") as file:
        entries = _Plain(file).load()
    names: Stressed = {}
    words: Stressed = {}
    for entry in (entry for found in entries.values() for entry in found):
        word, tags, places = entry["word_form"], entry["form_tags"], entry["stress_pos"]
        if "plural" in tags or not ("canonical" in tags or "nominative" in tags):
            continue
        if len(places) == 1 and _RUSSIAN.fullmatch(word.lower()) and places[0] < len(word):
            into = names if word[0].isupper() else words
            into.setdefault(word.lower(), set()).add(places[0])
    return names, words


@cache
def ukrainian_stress() -> tuple[Stressed, Stressed]:
    """Names and common words of a Ukrainian dictionary; forms of all cases."""
    import marisa_trie

    trie = marisa_trie.BytesTrie()
    trie.load(str(_folder("ukrainian_word_stress") / "data" / "stress.trie"))
    names: Stressed = {}
    words: Stressed = {}
    for word, place in trie.items():
        if len(place) == 1 and _UKRAINIAN.fullmatch(word.lower()) and 0 < place[0] <= len(word):
            into = names if word[0].isupper() else words
            into.setdefault(word.lower(), set()).add(place[0] - 1)
    return names, words


@cache
def belarusian_names() -> frozenset[str]:
    """Capitalised words of the Belarusian word list, in small letters, apostrophe U+02BC."""
    lines = HUNSPELL_BE.read_text(encoding="utf-8").splitlines()
    names = (line.partition("/")[0].replace("'", "ʼ") for line in lines if line[:1].isupper())
    return frozenset(name.lower() for name in names if _BELARUSIAN.fullmatch(name.lower()))


def several_vowels(word: str) -> bool:
    """Whether there is a choice of where the stress lies."""
    return sum(letter in folded_vowels() for letter in fold(word)) > 1


def weight(count: int) -> float:
    """The weight of a name with `count` bearers, which grows less than the count."""
    return math.log1p(count)
