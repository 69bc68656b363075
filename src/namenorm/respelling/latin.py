"""Respell Latin spellings of a name in Cyrillic, whichever language they came from.

A Latin spelling came by a road: `Tikhanovskaya` by Russian, `Tsikhanouskaya` by Belarusian. The
letters tell how likely each road is. Every likely road is followed: the spelling is read back to
the language of the road and respelled from there; the results are weighted by the roads.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rapidfuzz.distance import Levenshtein

from namenorm.lang import CYRILLIC
from namenorm.names import parse
from namenorm.names.model import Gender, Role
from namenorm.names.parse import Parser
from namenorm.respelling import listed_names, people, personal_names, word_respeller
from namenorm.respelling.listed_names import LATIN, ListedNames
from namenorm.respelling.model import (
    LEAST,
    MAX_LIMIT,
    Chances,
    Draft,
    Respelling,
    joined,
    like,
    likeliest,
    main,
    roles,
)
from namenorm.respelling.people import GIVEN, PLACE, NameRespeller
from namenorm.respelling.personal_names import ListedParts
from namenorm.respelling.word_respeller import WordSpeller
from namenorm.text.tokens import Kind, tokenize
from namenorm.translit.schemes import ENGLISH_PRESS, USAGES, Scheme, schemes
from namenorm.translit.transliteration import transliterate

_PRIOR: Final = {"be": 0.48, "ru": 0.48, "uk": 0.04}
"""The probability of each road before the letters are considered."""
_OTHERS: Final = 0.5
"""The weight of the whole name in judging one part, whose road may be another one."""
_ROAD: Final = 0.02
"""Roads that are less likely are not followed."""
_COMMON: Final = 200
"""A father's name with so many bearers in 100,000 may differ in one letter more."""
_RARER: Final = 1.5
"""A rarer form of a father's name must be nearer to the spelling by so many letters."""
_FAR: Final = 3
"""Another form of a given name goes before the main form if it is nearer to the spelling by so many
letters: Angela is Ангела, not Анжаліка."""
_READINGS: Final = 3
"""So many of the likeliest readings are compared with what schemes write."""
_TOLD: Final = 2
"""The most schemes that `why` names."""


@dataclass(frozen=True)
class Road:
    """One language that a spelling may have come from."""

    lang: str
    reader: WordSpeller
    onward: NameRespeller | None
    """Respells from the language of the road to the target; None if they are the same."""

    def cyrillic(self, word: str, role: Role) -> dict[str, float]:
        """Spellings in the target language of a Latin surname or patronymic in small letters."""
        found: dict[str, float] = {}
        for text, chance in self._read(word, role).items():
            if self.onward is None:
                found[text] = found.get(text, 0.0) + chance
            elif chance > LEAST:
                for theirs, share in self.onward.part(text, role).chances.items():
                    found[theirs] = found.get(theirs, 0.0) + chance * share
        return found

    def _read(self, word: str, role: Role) -> Chances:
        """Spellings in the language of the road; the ending of a patronymic is written by rule."""
        for ending, cyrillic in self.reader.table.endings if role is Role.PATRONYMIC else ():
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 1:
                return {stem + cyrillic: p for stem, p in self.reader.spell(stem).items()}
        return self.reader.spell(word)


@dataclass(frozen=True)
class LatinRespeller:
    """Spells names in Latin letters in one Cyrillic language."""

    target: str
    roads: tuple[Road, ...]
    parts: ListedParts
    parser: Parser
    listed: ListedNames

    def respell(self, name: str, limit: int = MAX_LIMIT) -> list[Respelling]:
        """Spellings of a cleaned name, likeliest first; `why` names the likeliest roads."""
        place = self.listed.place(name, LATIN, self.target)
        if place is not None:
            return [Respelling(place, PLACE, "place: table")]
        tokens = [t for t in tokenize(name) if t.kind in (Kind.WORD, Kind.INITIAL)]
        reading = next(iter(self.parser.readings(name)), None)
        known = roles(reading)
        words = [t.text for t in tokens if t.kind is Kind.WORD]
        whole = self._costs([word.casefold() for word in words])
        draft = Draft(name)
        for token in tokens:
            role = known.get(token.text.casefold(), Role.SURNAME)
            chances, by = self._part(token.text, role, token.kind, whole)
            if by == GIVEN and len(known) > 1:
                chances = main(chances)
            draft.put(token.start, token.end, like(token.text, chances), by)
        return draft.respellings(limit)

    def _part(
        self, word: str, role: Role, kind: Kind, whole: Mapping[str, float]
    ) -> tuple[Chances, str]:
        if kind is Kind.INITIAL:
            return self._surname(word, whole)[0], "initial"
        if role is Role.GIVEN:
            found = self.parser.given.find(word)
            ids = sorted(found.ids)
            spelt = self.parts.spelt(ids, self.target, "") if ids else None
            if spelt is not None:
                return self._likest_first(word, spelt), GIVEN
        if role is Role.PATRONYMIC:
            split = self.parser.patronymics.split(word)
            if split is not None and split.gender is not None:
                ids = sorted(self.parser.given.father(split.stem))
                patronymic = self._patronymic_of_listed_father(word.capitalize(), ids, split.gender)
                if patronymic is not None:
                    return patronymic, "patronymic: table"
        return self._surname(word, whole, role)

    def _patronymic_of_listed_father(
        self, word: str, ids: list[str], gender: Gender
    ) -> Chances | None:
        """The patronymic of a listed father whose English press form is nearest to `word`."""
        best: tuple[float, str, str] | None = None
        for lang in (road.lang for road in self.roads):
            for id, sons, main_form in self.parts.patronymics_of(ids, gender, lang):
                far = [Levenshtein.distance(self._pressed(son, lang), word) for son in sons]
                cost = min(far, default=math.inf) + (0.0 if main_form else _RARER)
                cost -= self.parts.bearers.get(id, 0.0) >= _COMMON
                if far and (best is None or cost < best[0]):
                    best = cost, lang, sons[0]
        return self.parts.patronymic(best[2], best[1], self.target) if best else None

    def _pressed(self, son: str, lang: str) -> str:
        return transliterate(son.capitalize(), ENGLISH_PRESS[lang])

    def _likest_first(self, word: str, forms: Chances) -> Chances:
        """Forms of a given name; one much nearer to `word` changes places with the likeliest."""
        written = {form: transliterate(form, ENGLISH_PRESS[self.target]) for form in forms}
        far = {form: Levenshtein.distance(text, word) for form, text in written.items()}
        first, *_ = likeliest(forms)
        nearest = min(forms, key=lambda form: far[form])
        if far[first] - far[nearest] < _FAR:
            return forms
        return {**forms, nearest: forms[first], first: forms[nearest]}

    def _surname(
        self, word: str, whole: Mapping[str, float], role: Role = Role.SURNAME
    ) -> tuple[Chances, str]:
        pieces: list[Chances] = []
        told: dict[str, float] = {}
        for place, piece in enumerate(word.casefold().split("-")):
            if place:
                pieces.append({"-": 1.0})
            mixed: dict[str, float] = {}
            shares = self._shares(piece, whole)
            for road in self.roads:
                share = shares[road.lang]
                told[road.lang] = max(told.get(road.lang, 0.0), share)
                if share >= _ROAD:
                    for text, chance in road.cyrillic(piece, role).items():
                        mixed[text] = mixed.get(text, 0.0) + share * chance
            pieces.append({text: mixed[text] for text in likeliest(mixed, MAX_LIMIT)})
        likely = [lang for lang in likeliest(told) if told[lang] >= _ROAD]
        roads = [f"{lang}{self._scheme(lang, word.casefold())} {told[lang]:.2f}" for lang in likely]
        return joined(pieces, MAX_LIMIT), f"guess from {', '.join(roads)}"

    def _scheme(self, lang: str, word: str) -> str:
        """` by SCHEME`: the commonest schemes that write a likely reading as `word`, or nothing."""
        reader = next(road.reader for road in self.roads if road.lang == lang)
        for reading in list(reader.spell(word))[:_READINGS]:
            written = [s for s in _schemes(lang) if s.writer.write(reading) == word]
            if written:
                return " by " + " or ".join(scheme.id for scheme in written[:_TOLD])
        return ""

    def _costs(self, words: list[str]) -> dict[str, float]:
        """−ln of the probability of small-letter words by each road; 0 if one is too long."""
        costs = {road.lang: sum(map(road.reader.weigh, words)) for road in self.roads}
        return dict.fromkeys(costs, 0.0) if math.inf in costs.values() else costs

    def _shares(self, word: str, whole: Mapping[str, float]) -> dict[str, float]:
        """The probability of each road for a word, given the costs of the `whole` name."""
        own = self._costs([word])
        costs = {lang: own[lang] + _OTHERS * whole[lang] - math.log(_PRIOR[lang]) for lang in own}
        least = min(costs.values())
        weights = {lang: math.exp(least - cost) for lang, cost in costs.items()}
        total = sum(weights.values())
        return {lang: weight / total for lang, weight in weights.items()}


@cache
def _schemes(lang: str) -> tuple[Scheme, ...]:
    """The schemes of a language, those in wide use first."""
    found = [scheme for scheme in schemes() if scheme.lang == lang]
    return tuple(sorted(found, key=lambda scheme: -USAGES[scheme.usage]))


@cache
def load(folder: Path, target: str, langs: tuple[str, ...] = CYRILLIC) -> LatinRespeller:
    """The respeller by the tables in `folder`, for spellings from `langs`. Raises `TableError`."""
    return LatinRespeller(
        target,
        tuple(
            Road(
                lang,
                word_respeller.load(folder, "latn", lang),
                None if lang == target else people.load(folder, lang, target),
            )
            for lang in langs
        ),
        personal_names.load(folder),
        parse.load(folder),
        listed_names.load(folder),
    )
