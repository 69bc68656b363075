"""Inflected forms of surnames and given names: how many share a key with their nominative.

Russian and Ukrainian paradigms are those of pymorphy's dictionaries, which know nothing of
namenorm's tables; Belarusian ones are the names of the hunspell dictionary where the system has it
(Debian's hunspell-be), and the registry's people in the cases of `tables/names/inflection.tsv`.
"""

from __future__ import annotations

import importlib
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from namenorm import Registry, keys_text
from namenorm.names.declension import decline

HUNSPELL = Path("/usr/share/hunspell/be_BY.aff")
_PREFIXES = ("ба", "во", "гр", "ко", "ле", "ми", "пе", "ру", "со", "хо", "ча", "ша")
"""Beginnings of words by which pymorphy's dictionaries are sampled: whole, they take minutes."""
_MANY = ("ых", "іх", "ымі", "імі", "ах", "амі", "аў", "аўнах")

Form = tuple[str, str]
"""A nominative and one of its forms."""


def share(forms: list[Form]) -> tuple[float, list[Form]]:
    """The share of forms whose keys hold one of the nominative, and those that do not."""
    missed = [(word, form) for word, form in forms if not _keys(word) & _keys(form)]
    return 1 - len(missed) / len(forms), missed


def _keys(text: str) -> set[str]:
    return {key for word in keys_text(text) for key in word.keys}


def pymorphy(lang: str, most: int, seed: int) -> list[Form]:
    """Surnames and given names with their cases in the singular. Raises `ImportError`."""
    module: Any = importlib.import_module("pymorphy3")
    how = module.MorphAnalyzer(lang=lang)
    found: list[Form] = []
    words = sorted(
        {
            word
            for prefix in _PREFIXES
            for word, tag, *_ in how.iter_known_word_parses(prefix)
            if _is_name(tag) and word.isalpha() and len(word) > 2
        }
    )
    for word in random.Random(seed).sample(words, min(most, len(words))):
        for parse in how.parse(word):
            if _is_name(parse.tag):
                found += [
                    (word, form.word)
                    for form in parse.lexeme
                    if form.word != word
                    and "plur" not in form.tag
                    and form.tag.gender == parse.tag.gender
                ]
                break
    return found


def _is_name(tag: Any) -> bool:
    """Whether a tag is that of a declined surname's or given name's nominative."""
    names, no = {"Surn", "Name"} & tag.grammemes, {"Fixd", "Abbr", "Init", "plur"} & tag.grammemes
    return bool(names) and not no and "nomn" in tag


def registry(lang: str) -> list[Form]:
    """The surnames and given names of the registry's people."""
    found: list[Form] = []
    for one in Registry.shipped().identities:
        text = one.forms().get(lang, "") if one.type == "person" else ""
        for forms in decline(text, lang).values() if text else ():
            for form in forms:
                words, declined = text.split(), form.split()
                if len(words) == len(declined) == 2 and words[0][:1] == declined[0][:1]:
                    found += zip(words, declined, strict=True)
    return [(word, form) for word, form in found if word != form]


def hunspell() -> list[Form]:
    """The capitalised words of the dictionary with their forms in the singular, places too."""
    if not HUNSPELL.is_file():
        return []
    suffixes: dict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
    for line in HUNSPELL.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if len(cells) >= 5 and cells[0] == "SFX":
            off, put = (("" if cell == "0" else cell) for cell in cells[2:4])
            suffixes[cells[1]].append((off, put.partition("/")[0], re.compile(cells[4] + "$")))
    found: list[Form] = []
    dictionary = HUNSPELL.with_suffix(".dic").read_text(encoding="utf-8")
    for line in dictionary.splitlines():
        word, _, flags = line.partition("/")
        if word[:1].isupper() and not word.isupper():
            for flag in flags.split()[0] if flags else "":
                for off, put, fits in suffixes.get(flag, ()):
                    if word.endswith(off) and fits.search(word):
                        found.append((word, word[: len(word) - len(off)] + put))
    return [(word, form) for word, form in found if not form.endswith(_MANY)]
