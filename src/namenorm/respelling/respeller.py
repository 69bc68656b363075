"""`respell`: spell a name in the orthography of another language, or of another norm.

>>> [r.text for r in respell("Светлана Тихановская", "ru", "be", limit=1)]
['Святлана Ціханоўская']
>>> respell("Tsikhanouskaya", "und-Latn", "be")[0].text
'Ціханоўская'
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from namenorm.errors import InputError
from namenorm.lang import CYRILLIC, SCRIPTS, checked
from namenorm.respelling import latin, orthography, people
from namenorm.respelling.model import MAX_LIMIT, Respelling, likeliest
from namenorm.tables import locate
from namenorm.text.clean import clean_name
from namenorm.text.confusables import latinised
from namenorm.text.scripts import has_cyrillic, is_latin
from namenorm.translit.detection import detect

_SURE: Final = 0.95
TARGETS: Final = ("be", "be-tarask", "ru", "uk")
"""The languages and norms that names can be respelled to."""
_ROADS: Final = {"be-Latn": ("be",), "ru-Latn": ("ru",), "uk-Latn": ("uk",)}
"""Languages in Latin letters whose spellings come by a known road."""


def guess(name: str, besides: str = "") -> str:
    """The language in which `name` is likeliest spelt, other than `besides`; for `source`.

    >>> [guess(name) for name in ("Светлана", "Śviatłana Cichanoŭskaja", "Tsikhanouskaya")]
    ['ru', 'be-Latn', 'und-Latn']
    """
    cleaned = clean_name(name, argument="name")
    found = detect(cleaned)
    langs = [found.lang, *(lang for lang, _ in found.others)]
    if not has_cyrillic(latinised(cleaned)) and sum(map(is_latin, cleaned)) > len(cleaned) / 2:
        return "be-Latn" if found.lang == "be-Latn" and found.certainty >= _SURE else "und-Latn"
    return next((lang for lang in langs if lang in TARGETS and lang != besides), "be")


def respell(name: str, source: str | None, target: str, *, limit: int = 5) -> list[Respelling]:
    """Respell `name` from `source` to `target`: at most `limit` spellings, most probable first.

    `source` is a language that `namenorm.lang` knows: be, be-tarask, ru, uk, or one in Latin
    letters (be-Latn, en, pl, und-Latn …), for which the language that the spelling came from is
    guessed and named in `why`. None: the source is guessed by the letters. `target` is be,
    be-tarask, ru or uk. A full name keeps its order, capitals, gender and initials. Scores are
    probabilities. If a given name has two current forms (Анатоль, Анатолій), both are right; the
    second comes late.

    Raises `InputError` for a pair of languages without rules, `UnknownLanguage`, `BadText`,
    `NameTooLong`, `EmptyName`.

    >>> [r.text for r in respell("Анатолий Ковалев", "ru", "be", limit=1)]
    ['Анатоль Кавалёў']
    """
    if not (isinstance(limit, int) and 1 <= limit <= MAX_LIMIT):
        raise InputError(f"limit must be between 1 and {MAX_LIMIT}", argument="limit")
    if source is not None:
        checked(source, argument="source")
    if target not in TARGETS:
        raise InputError(
            f"names are respelt to {', '.join(TARGETS)}, not to {str(target)[:20]!r}; for Latin "
            "letters, transliterate the name, or ask for its card",
            argument="target",
        )
    if source is None:
        source = guess(name, target)
    if source == target:
        raise InputError(
            f"source and target are both {source}; nothing to respell", argument="target"
        )
    cleaned = clean_name(name, argument="name")
    if SCRIPTS[source] == "Latn":
        cleaned = latinised(cleaned)
    if SCRIPTS[source] == "Latn" and has_cyrillic(cleaned):
        raise InputError(
            f"source is {source}, in Latin letters, and name holds Cyrillic ones; "
            "name the language it is in (be, ru, uk)",
            argument="source",
        )
    if SCRIPTS[source] == "Cyrl" and not has_cyrillic(cleaned):
        raise InputError(
            f"source is {source} and name holds no Cyrillic letter; for Latin letters, source is "
            "und-Latn, or the language (pl, en, be-Latn)",
            argument="source",
        )
    return _steps(locate.shipped(), cleaned, source, target, limit)


def _steps(folder: Path, name: str, source: str, target: str, limit: int) -> list[Respelling]:
    """Respell directly, or through official Belarusian to or from the classical norm."""
    if "be-tarask" in (source, target) and {source, target} != {"be", "be-tarask"}:
        first = _steps(folder, name, source, "be", limit)
        found: dict[str, float] = {}
        why: dict[str, str] = {}
        for half in first:
            for whole in _steps(folder, half.text, "be", target, limit):
                found[whole.text] = found.get(whole.text, 0.0) + half.score * whole.score
                why.setdefault(whole.text, half.why or whole.why)
        return [
            Respelling(text, min(found[text], 1.0), why[text]) for text in likeliest(found, limit)
        ]
    if "be-tarask" in (source, target):
        return orthography.load(folder, source, target).respell(name)[:limit]
    if SCRIPTS[source] == "Latn":
        roads = _ROADS.get(source, CYRILLIC)
        return latin.load(folder, target, roads).respell(name, limit)
    return people.load(folder, source, target).respell(name, limit)
