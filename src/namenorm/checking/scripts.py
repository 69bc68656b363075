"""Words in letters that their language has not: Latin ones in `ru`, Cyrillic ones in `pl`.

>>> list(strangers("Ян Чачот", "be")), list(strangers("Jan Чачот", "pl"))
([], [('Чачот', 'holds letters of Cyrl')])
>>> list(strangers("Позірк", "ru"))
[('Позірк', 'holds і, no letter of ru')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from namenorm.lang import SCRIPTS
from namenorm.text.scripts import scripts_of

WORD: Final = re.compile(r"[^\W\d_]+")
_BELARUSIAN: Final = frozenset("абвгґдеёжзійклмнопрстуўфхцчшыьэюя")
_ALPHABETS: Final = {
    "be": _BELARUSIAN,
    "be-tarask": _BELARUSIAN,
    "ru": frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "uk": frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
}
_BOTH: Final = {"Cyrl", "Latn"}


def strangers(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """The words of `text` that are in other letters than those of `lang`, each with the reason.

    `lang` may also be a script. Of languages written in Latin letters any Latin letter will do.
    """
    script = SCRIPTS.get(lang, lang)
    alphabet = _ALPHABETS.get(lang)
    for word in WORD.findall(text):
        others = scripts_of(word) - {script}
        if others:
            yield word, f"holds letters of {' and '.join(sorted(others))}"
        elif alphabet and (odd := set(word.lower()) - alphabet):
            yield word, f"holds {' '.join(sorted(odd))}, no letter of {lang}"


def mixed(text: str) -> Iterator[str]:
    """The words of `text` that are in Cyrillic and Latin letters at once.

    >>> list(mixed("Iванава Iryna"))
    ['Iванава']
    """
    return (word for word in WORD.findall(text) if scripts_of(word) >= _BOTH)
