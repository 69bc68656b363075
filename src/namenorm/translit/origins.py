"""Origin: by which language and scheme each part of a name was written.

Each scheme is read back: from which words could it have written the part? The probability of such
a word in the language of the scheme (`languages`) gives the share of the scheme. A part that no
scheme explains well stays undecided: an English or a Polish word.

>>> found = origin("Svetlana Tsikhanouskaya")
>>> [(part.text, part.lang) for part in found.parts], found.mixed
([('Svetlana', 'ru'), ('Tsikhanouskaya', 'be')], True)
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from namenorm.errors import EmptyName, InputError, NameTooLong
from namenorm.tables import locate
from namenorm.text.casing import with_capitals_of
from namenorm.text.clean import LONGEST_NAME, refuse_surrogates
from namenorm.text.confusables import unmix
from namenorm.text.letters import INVISIBLE, LETTER, LOOSE, lettered, unlettered
from namenorm.text.marks import visible
from namenorm.text.scripts import has_cyrillic
from namenorm.translit import languages, schemes
from namenorm.translit.reading import Derivation
from namenorm.translit.schemes import USAGES, Scheme
from namenorm.translit.spelling import learn

_PART: Final = re.compile(rf"{LETTER}(?:{LETTER}|[{LOOSE}{INVISIBLE}]|[·'’`\"”](?={LETTER}))+['’]?")
MOST_PARTS: Final = 8
_LONGEST: Final = 30
"""Longer parts are not read back; no name in use is longer."""
_OTHER: Final = 0.1
"""The prior probability that no scheme wrote a part."""
_OTHER_LETTER: Final = 3.2
"""The cost of a letter that no scheme wrote, −ln of its probability: about one in 25."""
_TEMPER: Final = 0.7
"""An exponent below 1: successive letters are not independent evidence."""
_LEAST: Final = 0.001
"""Derivations with a smaller share are left out."""
_SURE: Final = 0.75
"""The least certainty with which the language of a part counts."""
_SHARED: Final = 0.2
"""A language with a smaller share in a certain part did not write it."""
_TELLING: Final = 1.0
"""Letters are evidence for a language if they cost so much more in the second one."""


@dataclass(frozen=True, slots=True)
class Source:
    """A language and a scheme (None: the language's own Cyrillic) that could have written a part.

    `certainty` is its share (0 to 1); `spelling` is the word that it would have been written from;
    `known`: the tables have a name of that spelling in the language.
    """

    lang: str
    scheme: str | None
    certainty: float
    spelling: str
    known: bool

    def to_dict(self) -> dict[str, Any]:
        """As the HTTP service returns it."""
        return {**asdict(self), "certainty": round(self.certainty, 4)}


@dataclass(frozen=True, slots=True)
class OriginPart:
    """One word of a name: `text == name[start:end]`, offsets in code points.

    `lang` is the likeliest language, `certainty` its share over all schemes; `und` if no scheme
    explains the word. `letters` are the evidence for it against the next language. `sources` come
    best first.
    """

    text: str
    start: int
    end: int
    lang: str
    certainty: float
    letters: tuple[str, ...]
    sources: tuple[Source, ...]

    def to_dict(self) -> dict[str, Any]:
        """As the HTTP service returns it."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "lang": self.lang,
            "certainty": round(self.certainty, 4),
            "letters": list(self.letters),
            "sources": [source.to_dict() for source in self.sources],
        }


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a name; `mixed`: its parts have different languages or schemes."""

    name: str
    parts: tuple[OriginPart, ...]
    mixed: bool

    @property
    def sentence(self) -> str:
        """The result as a sentence.

        >>> origin("Łukašenka").sentence
        'Łukašenka: be by be-lacinka from Лукашэнка (ł, š, a known name)'
        """
        told = "; ".join(_tell(part) for part in self.parts)
        return f"{told}; mixed" if self.mixed else told

    def to_dict(self) -> dict[str, Any]:
        """As the HTTP service returns it."""
        return {
            "name": self.name,
            "parts": [part.to_dict() for part in self.parts],
            "mixed": self.mixed,
            "sentence": self.sentence,
        }


def _tell(part: OriginPart) -> str:
    if not part.sources or part.lang == "und":
        return f"{part.text}: no scheme of be, ru or uk explains it"
    best = part.sources[0]
    road = f" by {best.scheme} from {best.spelling}" if best.scheme else ""
    reasons = list(part.letters)
    if best.known:
        reasons.append("a known name")
    return f"{part.text}: {part.lang}{road}" + (f" ({', '.join(reasons)})" if reasons else "")


def origin(name: str) -> Origin:
    """Which languages and schemes could have written each part of `name`, best first.

    Initials and digits are ignored. Raises `BadText`, `NameTooLong`, `EmptyName`,
    `InputError` for more than eight words.
    """
    refuse_surrogates(name, argument="name")
    if len(name) > LONGEST_NAME:
        raise NameTooLong(
            f"name has {len(name)} characters; a name has at most {LONGEST_NAME}", argument="name"
        )
    folder = locate.shipped()
    words = list(_PART.finditer(name))
    if len(words) > MOST_PARTS:
        told = f"name has {len(words)} words; a name has at most {MOST_PARTS}"
        raise InputError(told, argument="name")
    parts = tuple(_part(match.group(), match.start(), folder) for match in words)
    if not parts:
        raise EmptyName("name holds no word of two letters; give a name", argument="name")
    return Origin(name, parts, _mixed(parts))


@dataclass(frozen=True, slots=True)
class _SchemeDerivation:
    """One way in which a scheme could have written a word, and what it costs."""

    cost: float
    lang: str
    scheme: str | None
    analysis: Derivation


def _part(text: str, start: int, folder: Path) -> OriginPart:
    plain = unmix(visible(text)).lower()
    readings = list(_cyrillic(plain, folder) if has_cyrillic(plain) else _latin(plain, folder))
    costs = [reading.cost for reading in readings]
    costs.append(_OTHER_LETTER * len(plain) - math.log(_OTHER))
    least = min(costs)
    weights = [math.exp(_TEMPER * (least - cost)) for cost in costs]
    total = sum(weights)
    shares = {reading: weight / total for reading, weight in zip(readings, weights, strict=False)}
    langs: dict[str, float] = {"und": weights[-1] / total}
    for reading, share in shares.items():
        langs[reading.lang] = langs.get(reading.lang, 0.0) + share
    lang = max(langs, key=lambda key: (langs[key], key))
    ordered = sorted(shares, key=lambda r: (-shares[r], r.lang, r.scheme or ""))
    sources: dict[tuple[str, str | None], Source] = {}
    for reading in ordered:
        road = (reading.lang, reading.scheme)
        if shares[reading] >= _LEAST and road not in sources:
            read = reading.analysis.spelling
            known = read in learn(folder, _official(reading.lang)).words
            sources[road] = Source(
                *road, shares[reading], with_capitals_of(text, unlettered(read)), known
            )
    return OriginPart(
        text,
        start,
        start + len(text),
        lang,
        langs[lang],
        _letters(lang, langs, ordered, folder),
        tuple(sources.values()),
    )


def _cyrillic(plain: str, folder: Path) -> Iterator[_SchemeDerivation]:
    word = lettered(plain)
    for lang, prior in languages.CYRILLIC_PRIOR.items():
        cost = learn(folder, lang).cost(word) - math.log(prior)
        tag = "be-tarask" if lang == "be" and languages.is_classical(word, folder) else lang
        pieces = tuple((letter, letter) for letter in word)
        yield _SchemeDerivation(cost, tag, None, Derivation(word, pieces, 0.0))


def _latin(plain: str, folder: Path) -> tuple[_SchemeDerivation, ...]:
    shares = _shares() if len(plain) <= _LONGEST else {}
    return tuple(
        _SchemeDerivation(
            learn(folder, scheme.lang).cost(analysis.spelling) + analysis.price - math.log(share),
            scheme.lang,
            scheme.id,
            analysis,
        )
        for scheme, share in shares.items()
        for analysis in scheme.reader.analyse(plain)
    )


def _shares() -> Mapping[Scheme, float]:
    """The prior probability of each scheme: of its language, times its share by usage."""
    found = schemes.schemes()
    totals: dict[str, float] = {}
    for scheme in found:
        totals[scheme.lang] = totals.get(scheme.lang, 0.0) + USAGES[scheme.usage]
    return {
        scheme: languages.CYRILLIC_PRIOR[scheme.lang] * USAGES[scheme.usage] / totals[scheme.lang]
        for scheme in found
    }


def _letters(
    lang: str, langs: Mapping[str, float], ordered: list[_SchemeDerivation], folder: Path
) -> tuple[str, ...]:
    """Up to three letter groups of the word that the next language would hardly have."""
    best = next((reading for reading in ordered if reading.lang == lang), None)
    if best is None:
        return ()
    rivals = [other for other in langs if other not in (lang, "und")]
    if not rivals:
        own = (piece for piece, _ in best.analysis.pieces if not piece.isascii())
        return tuple(dict.fromkeys(own))[:3]
    second = max(rivals, key=lambda other: langs[other])
    theirs = _priced(next(reading for reading in ordered if reading.lang == second), folder)
    gains = []
    for place, (piece, cost) in _priced(best, folder).items():
        dearer = theirs[place][1] - cost if place in theirs else 0.0
        if dearer >= _TELLING:
            gains.append((-dearer, place, piece))
    return tuple(dict.fromkeys(piece for _, _, piece in sorted(gains)[:3]))


def _priced(reading: _SchemeDerivation, folder: Path) -> dict[int, tuple[str, float]]:
    """By offset: each letter group with the one before it, and the cost of its letters."""
    spelling = learn(folder, _official(reading.lang))
    found: dict[int, tuple[str, float]] = {}
    place, done, before = 0, "", ""
    for written, letters in reading.analysis.pieces:
        cost = spelling.surprise(done, letters)
        found[place] = (before + written, cost + (found[place][1] if place in found else 0.0))
        done += letters
        place += len(written)
        before = written or before
    return found


def _mixed(parts: tuple[OriginPart, ...]) -> bool:
    """Whether no one language, or no one scheme of it, wrote all certain parts."""
    sure = [part for part in parts if part.lang != "und" and part.certainty >= _SURE]
    if len(sure) < 2:
        return False
    shares = [_by_lang(part) for part in sure]
    common = set.intersection(
        *({lang for lang, share in found.items() if share >= _SHARED} for found in shares)
    )
    if not common:
        return True
    roads = [{s.scheme for s in part.sources if _official(s.lang) in common} for part in sure]
    return not set.intersection(*roads)


def _official(lang: str) -> str:
    """The language without its norm: the classical norm shares the model of Belarusian."""
    return lang.removesuffix("-tarask")


def _by_lang(part: OriginPart) -> dict[str, float]:
    found: dict[str, float] = {}
    for source in part.sources:
        lang = _official(source.lang)
        found[lang] = found.get(lang, 0.0) + source.certainty
    return found
