"""Detect the language of a text: Belarusian (Cyrillic or Łacinka), Russian, Ukrainian, other Latin.

The probabilities of its words are multiplied in each language: by the frequent words of
`tables/text/function_words.tsv`, known names and letter sequences (`languages`).

>>> detect("Святлана Ціханоўская").lang, detect("Светлана Тихановская").lang
('be', 'ru')
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from namenorm.tables import locate
from namenorm.text.clean import refuse_surrogates
from namenorm.text.confusables import unmix
from namenorm.text.scripts import has_cyrillic
from namenorm.translit import languages
from namenorm.translit.languages import LanguageModel

MOST_OF_A_WORD: Final = 6.0
"""The greatest cost (−ln probability) of one word, which may be a foreign name."""
_SURE: Final = 0.95
"""Latin text beyond ASCII that is Łacinka with this certainty is read back by default."""
_DEFAULT: Final = {
    **dict.fromkeys(("be", "be-tarask", "be-Latn"), "be-lacinka"),
    "ru": "ru-bgnpcgn-1947-simple",
    "uk": "uk-2010",
}
"""The default scheme of each language."""


@dataclass(frozen=True, slots=True)
class Detection:
    """The likeliest language of a text, its certainty (0 to 1), and the other languages.

    `lang` is `be`, `be-tarask`, `be-Latn`, `ru`, `uk`, `und-Latn` (Latin of another language) or
    `und` (no letters). `scheme` is the default for writing the text in the other script, with
    `reverse` for Łacinka; None if the text is to stay.
    """

    lang: str
    certainty: float
    others: tuple[tuple[str, float], ...]
    scheme: str | None
    reverse: bool

    def to_dict(self) -> dict[str, Any]:
        """As the HTTP service returns it."""
        return {
            "lang": self.lang,
            "certainty": round(self.certainty, 4),
            "others": [{"lang": lang, "certainty": round(c, 4)} for lang, c in self.others],
            "scheme": self.scheme,
            "reverse": self.reverse,
        }


def detect(text: str) -> Detection:
    """The language of `text`, names or running text. Raises `BadText`.

    >>> detect("Śviatłana Cichanoŭskaja").scheme, detect("Angela Merkel").scheme
    ('be-lacinka', None)
    """
    refuse_surrogates(text, argument="text")
    words = [word.lower() for word in languages.words_of(unmix(text))]
    cyrillic = [word.translate(languages.APOSTROPHES) for word in words if has_cyrillic(word)]
    folder = locate.shipped()
    if cyrillic:
        found = _weigh(cyrillic, languages.cyrillic(folder), languages.CYRILLIC_PRIOR)
        classical = any(languages.is_classical(word, folder) for word in cyrillic)
        if found[0][0] == "be" and classical:
            found[0] = ("be-tarask", found[0][1])
    elif words:
        found = _weigh(words, languages.latin(folder), languages.LATIN_PRIOR)
    else:
        found = [("und", 0.0)]
    (lang, certainty), *others = found
    sure = cyrillic or (certainty >= _SURE and not "".join(words).isascii())
    scheme = _DEFAULT.get(lang) if sure else None
    return Detection(lang, certainty, tuple(others), scheme, scheme is not None and not cyrillic)


def _weigh(
    words: Iterable[str], models: Mapping[str, LanguageModel], prior: Mapping[str, float]
) -> list[tuple[str, float]]:
    costs = {lang: -math.log(prior[lang]) for lang in models}
    for word in words:
        here = {lang: model.cost(word) for lang, model in models.items()}
        best = min(here.values())
        for lang, cost in here.items():
            costs[lang] += min(cost - best, MOST_OF_A_WORD)
    least = min(costs.values())
    weights = {lang: math.exp(least - cost) for lang, cost in costs.items()}
    total = sum(weights.values())
    ordered = sorted(weights, key=lambda lang: (-weights[lang], lang))
    return [(lang, weights[lang] / total) for lang in ordered]
