"""Methods that make keys of words: namenorm, and those of search engines.

Latin-only codes get what unidecode makes of Cyrillic, as an engine's chain of filters does.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

from unidecode import unidecode

from namenorm.keying import keys_text, part_keys

Keys = Callable[[str], frozenset[str]]


def ours(name: str) -> frozenset[str]:
    """The keys of namenorm for one surname."""
    return frozenset(key for part in part_keys(name) for key in part)


def _words(code: Callable[[str], frozenset[str]]) -> Keys:
    """A code for each word of a text, words parted as namenorm does."""
    known = cache(code)
    return lambda text: frozenset(
        key for word in keys_text(text) for key in known(text[word.start : word.end].lower())
    )


def _beider_morse() -> Keys:
    module: Any = importlib.import_module("abydos.phonetic")
    encoder = module.BeiderMorse()
    return _words(lambda word: frozenset(encoder.encode(word).split()))


def _daitch_mokotoff() -> Keys:
    module: Any = importlib.import_module("abydos.phonetic")
    encoder = module.DaitchMokotoff()
    return _words(lambda word: frozenset(encoder.encode(unidecode(word))))


def _metaphone() -> Keys:
    module: Any = importlib.import_module("metaphone")
    return _words(lambda word: frozenset(filter(None, module.doublemetaphone(unidecode(word)))))


def _icu() -> Keys:
    icu: Any = importlib.import_module("icu")
    folding = icu.Transliterator.createInstance("Any-Latin; NFD; [:M:] Remove; Latin-ASCII; Lower")
    return _words(lambda word: frozenset({folding.transliterate(word)}))


def trigrams(text: str) -> frozenset[str]:
    """The trigrams of each word of what unidecode makes of a text, as pg_trgm cuts them."""
    found: set[str] = set()
    for word in unidecode(text).lower().replace("-", " ").split():
        padded = f"  {''.join(filter(str.isalnum, word))} "
        found.update(padded[at : at + 3] for at in range(len(padded) - 2))
    return frozenset(found)


PEERS: dict[str, Callable[[], Keys]] = {
    "ICU folding": _icu,
    "Daitch–Mokotoff": _daitch_mokotoff,
    "Beider–Morse": _beider_morse,
    "Double Metaphone": _metaphone,
}


def peers() -> tuple[dict[str, Keys], list[str]]:
    """The peers that are installed, and the names of those that are not."""
    found, missing = {}, []
    for name, make in PEERS.items():
        try:
            found[name] = make()
        except ImportError:
            missing.append(name)
    return found, missing
