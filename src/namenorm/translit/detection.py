"""Detect the language of a text: Belarusian (Cyrillic or Łacinka), Russian, Ukrainian, other Latin.

Three questions: `detect` weighs the languages for a name or a text, with their certainty;
`language_of_text` goes by the frequent words of running text; `language_of_name` is for records
that do not say it.

`detect` multiplies the probabilities of the words in each language: by the frequent words of
`tables/text/function_words.tsv`, known names and letter sequences (`languages`).

>>> detect("Святлана Ціханоўская").lang, detect("Светлана Тихановская").lang
('be', 'ru')
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from namenorm.lang import SCRIPTS
from namenorm.tables import locate
from namenorm.text.clean import refuse_surrogates
from namenorm.text.confusables import unmix
from namenorm.text.letters import lettered
from namenorm.text.scripts import has_cyrillic, scripts_of
from namenorm.translit import languages
from namenorm.translit.languages import LanguageModel

MOST_OF_A_WORD: Final = 6.0
"""The greatest cost (−ln probability) of one word, which may be a foreign name."""
_LOOKED_AT: Final = 2_000
"""Characters of running text without a frequent word that are looked at."""
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
    cyrillic = [lettered(word) for word in words if has_cyrillic(word)]
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


def language_of_text(text: str, folder: Path) -> str | None:
    """The language of running text, by its frequent words, or else by its Cyrillic letters.

    It tells more Latin languages apart than `detect`, and both norms of Belarusian are `be`. None
    where neither says anything: Latin names alone may stand in any language.

    >>> language_of_text("Piotr był wczoraj w Mińsku, ale nie spał.", locate.shipped())
    'pl'
    """
    counts: Counter[str] = Counter()
    known = languages.languages_by_word(folder)
    for word in languages.words_of(text):
        counts.update(known.get(word.lower(), ()))
    if counts:
        return counts.most_common(1)[0][0]
    if not has_cyrillic(text[:_LOOKED_AT]):
        return None
    return detect(text[:_LOOKED_AT]).lang.removesuffix("-tarask")


def language_of_name(name: str) -> str | None:
    """The language of a name that comes without one; None for a script that no table reads.

    A name in Latin letters is `und-Latn`: they alone seldom tell.

    >>> [language_of_name(name) for name in ("Святлана Ціханоўская", "Angela Merkel", "北京")]
    ['be', 'und-Latn', None]
    """
    if has_cyrillic(name):
        found = detect(name).lang
        return found if found in SCRIPTS else "ru"
    return "und-Latn" if "Latn" in scripts_of(name) else None


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
