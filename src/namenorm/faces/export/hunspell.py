"""A dictionary for hunspell: the words of the forms that a style prints.

`NAME.dic` and `NAME.aff` are the dictionary; in it a word tells (`ph:`) which spellings it is to be
proposed for. `NAME.txt` is a personal dictionary: it has the same words, and forbids the spellings,
also those that another dictionary knows (Kiev). Only whole words: hunspell sees no others.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from namenorm.faces.export.house import House
from namenorm.files import atomic, file_faults
from namenorm.text.letters import APOSTROPHE, LETTER, MARKS

SUFFIXES: Final = (".aff", ".dic", ".txt")
_WORD: Final = re.compile(rf"{LETTER}(?:[{APOSTROPHE}-]?(?:{LETTER}|[{MARKS}]))*")
_LONGEST: Final = 99
"""Letters of a word; hunspell passes over longer ones."""
_SIGNS: Final = "SET UTF-8\nWORDCHARS '’-\nICONV 1\nICONV ’ '\nOCONV 1\nOCONV ' ’\n"
_POSSESSIVE: Final = "SFX S Y 1\nSFX S 0 's .\n"
"""The one affix, in English: Lukashenko’s."""


def export(house: House, path: Path) -> tuple[int, int]:
    """Write the dictionary `path` with its suffixes; (words, spellings that are forbidden).

    Raises `FileFault`.
    """
    words = {word for form in house.forms for word in _words(form)}
    affixes, flag = (_SIGNS + _POSSESSIVE, "/S") if house.lang == "en" else (_SIGNS, "")
    suggested: dict[str, list[str]] = {}
    forbidden: list[str] = []
    for rule in house.rules:
        if not _WORD.fullmatch(rule.text) or rule.text in words or len(rule.text) > _LONGEST:
            continue
        forbidden.append(rule.text)
        if rule.form in words and rule.form is not None:
            suggested.setdefault(rule.form, []).append(rule.text)
    entries = [
        " ".join([_plain(word) + flag, *(f"ph:{_plain(text)}" for text in suggested.get(word, ()))])
        for word in sorted(words)
    ]
    personal = [*map(_plain, sorted(words)), *(f"*{_plain(text)}" for text in forbidden)]
    made = {
        ".aff": f"# namenorm: names in the style {' '.join(house.style.split())}\n{affixes}",
        ".dic": "\n".join([str(len(entries)), *entries, ""]),
        ".txt": "\n".join([*personal, ""]),
    }
    with file_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        for suffix, text in made.items():
            with atomic(path.with_name(path.name + suffix)) as file:
                file.write(text.encode())
    return len(words), len(forbidden)


def _words(form: str) -> set[str]:
    """The words of a form, and the parts of one with hyphens: some programs cut words there.

    >>> sorted(_words("Vintsent Dunin-Martsinkevich"))
    ['Dunin', 'Dunin-Martsinkevich', 'Martsinkevich', 'Vintsent']
    """
    found = {piece for word in _WORD.findall(form) for piece in (word, *word.split("-"))}
    return {word for word in found if word and len(word) <= _LONGEST}


def _plain(word: str) -> str:
    """A word with typewriter apostrophes, which the dictionary reads the others as."""
    return unicodedata.normalize("NFC", word).replace("’", "'")
