"""The card of a name: its form in each language, with the source and probability of each form.

Forms of the registry come first. A name that it does not hold is respelled in Belarusian, Russian
and Ukrainian; the forms of other languages follow by the conventions of each press, and the forms
of passports by the tables in force.

>>> forms = press_forms("Татьяна Короткевич").forms
>>> [form.text for form in forms if form.lang == "be-Latn"]
['Taćciana Karatkievič']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Literal

from namenorm.errors import InputError
from namenorm.lang import CYRILLIC
from namenorm.registry import Identity
from namenorm.resolution import Resolution, Resolver, resolve
from namenorm.respelling import respell
from namenorm.respelling.respeller import TARGETS, guess
from namenorm.text.clean import clean_name
from namenorm.translit.schemes import ENGLISH_PRESS, Scheme, scheme, schemes

By = Literal["registry", "given", "rule", "guess"]
_HOME: Final = {"BY": "be", "RU": "ru", "UA": "uk"}
_BEST: Final = ("ru", "be", "uk", "be-tarask")
"""Missing forms are respelled from the first of these: Russian spelling tells о from а."""
_RULE: Final = 0.8
"""From this score on a form is made by 'rule', below it is a 'guess'."""
_PASSPORTS: Final = ("be-passport", "ru-passport-by")
"""The series of systems in Belarusian passports, for the Belarusian and the Russian form."""
_ICAO: Final = {"be": "be-icao-9303", "ru": "ru-icao-9303", "uk": "uk-icao-9303"}


@dataclass(frozen=True, slots=True)
class CardForm:
    """One spelling in the language `lang`, with the probability (0 to 1) that it is right.

    `by` is its source: the registry, the name as given, a rule, or a guess (an uncertain rule).
    `how` names the scheme, or what was respelled.
    """

    lang: str
    text: str
    score: float
    by: By
    how: str

    def to_dict(self) -> dict[str, Any]:
        """As the HTTP service returns it."""
        return {**asdict(self), "score": round(self.score, 4)}


@dataclass(frozen=True, slots=True)
class Passport:
    """A form as in a passport: written by `scheme` from the form in the language `road`."""

    road: str
    scheme: str
    title: str
    text: str
    score: float

    def to_dict(self) -> dict[str, Any]:
        """As the HTTP service returns it."""
        return {**asdict(self), "score": round(self.score, 4)}


@dataclass(frozen=True, slots=True)
class Card:
    """How a name is written; `identity` is set if the registry has a match.

    `alternatives` are other spellings in Belarusian, Russian and Ukrainian, best first.
    """

    name: str
    identity: Identity | None
    decision: str
    forms: tuple[CardForm, ...]
    alternatives: tuple[CardForm, ...]
    passports: tuple[Passport, ...]

    def to_dict(self) -> dict[str, Any]:
        """As the HTTP service returns it."""
        return {
            "name": self.name,
            "identity": self.identity.id if self.identity else None,
            "decision": self.decision,
            "forms": [form.to_dict() for form in self.forms],
            "alternatives": [form.to_dict() for form in self.alternatives],
            "passports": [passport.to_dict() for passport in self.passports],
        }


def press_forms(
    name: str,
    *,
    source: str | None = None,
    on: date | None = None,
    resolver: Resolver | None = None,
) -> Card:
    """The card of `name`, a person, a place or an organisation.

    `source` is the language of the spelling, guessed if not given. `on` is the day whose passport
    tables apply (default: today). `resolver` has the registry, by default the one that ships.
    Raises `InputError`, `UnknownLanguage`, `BadText`, `NameTooLong`, `EmptyName`.

    >>> card = press_forms("Tsikhanouskaya")
    >>> card.identity.id, [form.text for form in card.forms if form.lang == "ru"]
    ('cichanouskaja-sviatlana', ['Светлана Тихановская'])
    """
    if on is not None and not isinstance(on, date):
        raise InputError("on must be a date", argument="on")
    cleaned = clean_name(name, argument="name")
    found = resolver.resolve(cleaned) if resolver else resolve(cleaned)
    others: list[CardForm] = []
    identity = found.matches[0].identity if found.decision == "match" else None
    if identity is not None:
        own = _registered(identity, found)
        home = _HOME.get(identity.country)
    else:
        own, others, home = _respelt(cleaned, source)
    forms = [*own.values(), *_norms(own)]
    listed = {form.lang for form in forms}
    if home is not None or identity is None:
        forms += _press(own, home or "be", listed)
    person = identity is None or identity.type == "person"
    return Card(
        cleaned,
        identity,
        found.decision,
        tuple(forms),
        tuple(others),
        tuple(_passports(own, home or "be", on or date.today())) if person else (),
    )


def _registered(identity: Identity, found: Resolution) -> dict[str, CardForm]:
    """The forms of an identity in the registry, by language."""
    score = found.matches[0].score
    forms: dict[str, CardForm] = {}
    for name in identity.names:
        if name.kind == "main" and name.lang not in forms:
            how = "derived by rule" if name.derived else identity.id
            forms[name.lang] = CardForm(name.lang, name.text, score, "registry", how)
    main = next((forms[lang] for lang in _BEST if lang in forms), None)
    if main is None:  # another registry may have Latin spellings only
        name = found.matches[0].name
        main = next(iter(forms.values()), CardForm(name.lang, name.text, score, "registry", ""))
    road = main.lang if main.lang in TARGETS else None
    for lang in [lang for lang in CYRILLIC if lang not in forms]:
        best = respell(main.text, road, lang, limit=1)[0]
        forms[lang] = _form(lang, best.text, score * best.score, f"{main.lang}; {best.why}")
    return {lang: forms[lang] for lang in (*CYRILLIC, *forms)}


def _respelt(
    name: str, source: str | None
) -> tuple[dict[str, CardForm], list[CardForm], str | None]:
    """The Belarusian, Russian and Ukrainian forms of a name that the registry does not have."""
    lang = source or guess(name)
    own: dict[str, CardForm] = {}
    others: list[CardForm] = []
    for target in CYRILLIC:
        if target == lang:
            own[target] = CardForm(target, name, 1.0, "given", "as given")
            continue
        best, *rest = respell(name, lang, target)
        own[target] = _form(target, best.text, best.score, f"{lang}; {best.why}")
        others += [_form(target, r.text, r.score, f"{lang}; {r.why}") for r in rest]
    home = "be" if lang == "be-tarask" else lang
    return own, others, home if home in CYRILLIC else None


def _form(lang: str, text: str, score: float, how: str) -> CardForm:
    return CardForm(lang, text, score, "rule" if score >= _RULE else "guess", how)


def _norms(own: Mapping[str, CardForm]) -> Iterator[CardForm]:
    """The forms in classical orthography and in Łacinka, from the official Belarusian form."""
    be = own["be"]
    if "be-tarask" not in own:
        best = respell(be.text, "be", "be-tarask", limit=1)[0]
        yield _form("be-tarask", best.text, be.score * best.score, f"be; {best.why}")
    if "be-Latn" not in own:
        yield _written(be, scheme("be-lacinka"), "be-Latn")


def _press(own: Mapping[str, CardForm], home: str, listed: set[str]) -> Iterator[CardForm]:
    """The forms of each language's press, those from the home language first."""
    by_id = {system.id: system for system in schemes()}
    roads = [home, *(lang for lang in ("be", "ru") if lang != home)]
    tongues = {id.rpartition("-")[2] for id in by_id if id.startswith("press-")} | {"en"}
    for lang in sorted(tongues, key=lambda tongue: (tongue != "en", tongue)):
        for road in roads:
            id = ENGLISH_PRESS[road] if lang == "en" else f"press-{road}-{lang}"
            if id in by_id and not (lang in listed and road == home):
                yield _written(own[road], by_id[id], lang)


def _passports(own: Mapping[str, CardForm], home: str, day: date) -> Iterator[Passport]:
    """The forms of passports: by the tables in force on `day` and by ICAO's, each once."""
    tables = [system for system in schemes(on=day) if system.series in _PASSPORTS]
    icao = [scheme(_ICAO[road]) for road in dict.fromkeys((home, "be", "ru"))]
    for system in {system.id: system for system in (*tables, *icao)}.values():
        form = own[system.lang]
        text = system.writer.write(form.text)
        yield Passport(system.lang, system.id, system.title, text, form.score)


def _written(form: CardForm, system: Scheme, lang: str) -> CardForm:
    """A form as a scheme writes it."""
    return _form(lang, system.writer.write(form.text), form.score, f"{form.lang}; {system.id}")
