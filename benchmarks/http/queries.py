"""Make queries: names of the shipped registry in spellings that it does not list."""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote

import namenorm
from benchmarks.evaluation.questions import slip
from namenorm import Registry

_SLIP = 0.3
_TURNED = 0.2


def unseen(count: int, seed: int) -> list[str]:
    """`count` different texts, none of them in the registry."""
    return list(_made(count, random.Random(seed)))


def _made(count: int, draw: random.Random) -> Iterator[str]:
    names = [
        name for one in Registry.shipped().identities for name in one.names if len(name.text) < 80
    ]
    schemes: dict[str, list[str]] = {}
    for scheme in namenorm.schemes():
        schemes.setdefault(scheme.lang, []).append(scheme.id)
    seen = {name.text for name in names}
    while count:
        name = draw.choice(names)
        text = name.text
        if name.lang in schemes and not text.isascii():
            text = namenorm.transliterate(text, draw.choice(schemes[name.lang]))
        *first, last = text.split()
        if len(last) > 3 and (text in seen or draw.random() < _SLIP):
            last = slip(last, draw)
        words = [last, *first] if draw.random() < _TURNED else [*first, last]
        text = " ".join(words)
        if text not in seen:
            seen.add(text)
            count -= 1
            yield text


def mix(texts: list[str], count: int, seed: int) -> list[str]:
    """`count` draws from `texts`, the n-th with a frequency of 1/n (Zipf)."""
    weights = [1 / rank for rank in range(1, len(texts) + 1)]
    return random.Random(seed).choices(texts, weights, k=count)


def path(text: str) -> str:
    """The path of the request for one name."""
    return f"/v1/resolve?q={quote(text)}"
