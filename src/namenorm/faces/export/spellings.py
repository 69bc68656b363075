"""How texts in a language may spell an identity: as listed, by romanisation systems, in cases.

>>> from namenorm.registry import Registry
>>> registry = Registry.shipped()
>>> minsk = registry.get("minsk")
>>> sorted({spelling.text for spelling in spellings(minsk, "be", registry.analyst)})[:3]
['Менск', 'Менска', 'Менскам']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from namenorm.comparison.analyzer import Analyzer
from namenorm.errors import InputError
from namenorm.lang import CYRILLIC, SCRIPTS
from namenorm.names import declension
from namenorm.names.model import Role
from namenorm.registry import Identity, NameForm
from namenorm.tables import locate, read
from namenorm.text.clean import LONGEST_NAME, clean
from namenorm.text.scripts import has_cyrillic
from namenorm.translit.schemes import scheme
from namenorm.translit.transliteration import transliterate

TEXTS: Final = ("be", "ru", "uk", "pl", "en")
"""The languages of texts that house styles are exported for."""
COLUMNS: Final = ("text", "country", "schemes")
_OWN: Final = {"be": ("be", "be-tarask"), "ru": ("ru",), "uk": ("uk",), "pl": ("pl",)}
"""The languages whose names stand in a text; an English text has any name in Latin letters."""
_PARADIGMS: Final = {"be": "be", "be-tarask": "be", "ru": "ru", "uk": "uk", "pl": "pl"}
"""The language by whose paradigms names of one are declined."""
_ENGLISH: Final = frozenset({"en", "be-Latn", "ru-Latn", "uk-Latn", "und-Latn"})
"""What a place is called in English texts; Praga is a part of Warsaw there, and not Prague."""


@dataclass(frozen=True, slots=True)
class TextSpelling:
    """One way to write an identity in a text: a form of its `name`.

    `surname` is the nominative where the surname stands alone, and empty where it does not.
    """

    text: str
    name: NameForm
    surname: str = ""


def checked_text(lang: str) -> str:
    """Give `lang` back if styles are exported for texts in it. Raises `InputError`."""
    if lang not in TEXTS:
        reason = f"no exports for texts in {lang[:40]!r}; there are {', '.join(TEXTS)}"
        raise InputError(reason, argument="lang")
    return lang


def with_romanised(identity: Identity, text: str) -> Identity:
    """`identity` with its main names romanised by the systems that are used in its country."""
    own = identity.forms()
    lang = text if text in _OWN else "und-Latn"
    found = tuple(
        NameForm(transliterate(name, system), lang, "alias", derived=True)
        for system in _systems().get((text, identity.country), ())
        if has_cyrillic(name := own.get(scheme(system).lang, ""))
    )
    return replace(identity, names=identity.names + found)


def spellings(identity: Identity, text: str, analyst: Analyzer) -> Iterator[TextSpelling]:
    """How texts in the language `text` may spell `identity`, in full and by surname alone."""
    for name in _listed(identity, text):
        yield from forms(name, identity.type, text, analyst)


def forms(name: NameForm, type: str, text: str, analyst: Analyzer) -> Iterator[TextSpelling]:
    """A name as it stands and, where a text declines it, in its cases.

    Cases are those of people who have a given name and a surname, and of places of one word. Names
    in another script than the text are not declined: Yandex.
    """
    if len(name.text) > LONGEST_NAME:
        return
    declined = name.lang in _OWN.get(text, ()) and has_cyrillic(name.text) == (text in CYRILLIC)
    paradigms = _PARADIGMS[name.lang] if declined else None
    yield TextSpelling(name.text, name)
    if type == "person":
        yield from _of_person(name, paradigms, analyst)
    elif paradigms and type == "place" and len(name.text.split()) == 1:
        for some in analyst.inflection.forms(name.text, paradigms, None, None).values():
            yield from (TextSpelling(form, name) for form in some)


def _of_person(name: NameForm, paradigms: str | None, analyst: Analyzer) -> Iterator[TextSpelling]:
    parsed = analyst.likeliest(clean(name.text))
    if parsed is None or parsed.given is None or parsed.surname is None:
        return
    if paradigms:
        for some in declension.decline(name.text, paradigms, every=True).values():
            yield from (TextSpelling(form, name) for form in some)
    surname = parsed.surname.text
    if surname not in name.text.split():
        return
    alone = [surname]
    if paradigms and parsed.gender:
        cases = analyst.inflection.forms(surname, paradigms, Role.SURNAME, parsed.gender)
        alone += [form for some in cases.values() for form in some]
    for form in alone:
        yield TextSpelling(form, name, surname)


def _listed(identity: Identity, text: str) -> Iterator[NameForm]:
    """The names of an identity that may stand in a text in a language."""
    own = _OWN.get(text)
    for name in identity.names:
        if own is not None:
            if name.lang in own:
                yield name
        elif SCRIPTS.get(name.lang) == "Latn" and (
            identity.type == "person" or name.lang in _ENGLISH
        ):
            yield name


@cache
def _systems() -> dict[tuple[str, str], tuple[str, ...]]:
    """The systems by the language of the text and the country."""
    path = locate.shipped() / "exports" / "romanisations.tsv"
    return {
        (row["text"], row["country"]): tuple(row["schemes"].split())
        for row in read.tsv(path, COLUMNS)
    }
