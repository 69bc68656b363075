"""Words keyed in a second of processor time by one process: cached words, and new ones."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections import deque
from collections.abc import Callable

import namenorm
from benchmarks.million.forenames import LANGS, Forenames
from benchmarks.million.people import SCHEMES
from benchmarks.million.surnames import Surnames
from namenorm import keys_text
from namenorm.keying import keyer

_ROUNDS = 5
_DISTINCT = 60_000
"""No more words than the cache holds, so that the second reading finds all of them."""


def distinct(seed: int) -> str:
    """A text of different surnames, half of them Latin by a scheme, each once."""
    draw = random.Random(seed)
    surnames = {lang: Surnames(lang) for lang in LANGS}
    words: dict[str, None] = {}
    while len(words) < _DISTINCT:
        lang = draw.choice(LANGS)
        word = surnames[lang].take(draw)
        if draw.random() < 0.5:
            word = namenorm.transliterate(word, draw.choice(list(SCHEMES[lang])))
        if word.isalpha():
            words[word] = None
    return " ".join(words)


def running(seed: int, size: int = 1_000_000) -> str:
    """A text of names as often as people bear them, in the three languages and in Latin."""
    draw = random.Random(seed)
    forenames = Forenames()
    surnames = {lang: Surnames(lang) for lang in LANGS}
    words: list[str] = []
    while len(words) < size // 10:
        lang = draw.choice(LANGS)
        name = f"{forenames.take(draw).forms[lang]} {surnames[lang].take(draw)}"
        if draw.random() < 0.3:
            name = namenorm.transliterate(name, draw.choice(list(SCHEMES[lang])))
        words += name.split()
    text = " ".join(words)
    return "\n".join([text] * 10)


def _rate(text: str, before: Callable[[], object]) -> str:
    rates = []
    for _ in range(_ROUNDS):
        before()
        gc.collect()
        start = time.process_time()
        words = deque(enumerate(keys_text(text), 1), maxlen=1)
        rates.append(words[0][0] / (time.process_time() - start))
    low, high = min(rates), max(rates)
    return f"{statistics.median(rates):,.0f} ({low:,.0f} to {high:,.0f})"


def rows(seed: int) -> list[list[str]]:
    """What was read, and words a second: the median of some rounds, lowest to highest."""
    cache = keyer.shipped().cache
    text = running(seed)
    deque(keys_text(text), maxlen=0)
    warm = _rate(text, lambda: None)
    return [
        ["running text whose words were met before", warm],
        [f"{_DISTINCT:,} different surnames, none met before", _rate(distinct(seed), cache.clear)],
    ]
