"""The words of a query, each with the keys of which a document must hold one.

>>> [len(term.keys) > 0 for term in terms("Светлана Тихановская")]
[True, True]

Keys are blind to script and language. So that a query can ask for its own script or language only,
a document may hold each key a second and a third time, within these (`keying.scope`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from namenorm.errors import InputError
from namenorm.keying import keys
from namenorm.keying.scope import in_language, tags
from namenorm.lang import checked
from namenorm.names import parse
from namenorm.names.model import PersonName
from namenorm.tables import locate
from namenorm.text.clean import clean_name
from namenorm.text.scripts import scripts_of
from namenorm.text.tokens import Kind, tokenize

Within = Literal["all", "script", "lang"]
WITHIN: Final = get_args(Within)


@dataclass(frozen=True, slots=True)
class Term:
    """One word: a document fits that holds any of `keys`.

    A patronymic beside a given name and a surname is not `required`: stories leave it out.
    """

    text: str
    keys: tuple[str, ...]
    required: bool = True


def terms(text: str, *, within: Within = "all", lang: str | None = None) -> tuple[Term, ...]:
    """The words of the name `text` that have keys, in their order.

    `within="script"` takes the keys that stand in documents for words of the same script,
    `within="lang"` those for names of the language `lang`. Raises `EmptyName`, `NameTooLong`,
    `BadText`, `UnknownLanguage`, and `InputError` where no word has a key.
    """
    if within not in WITHIN:
        reason = f"within is {within!r}; it is one of {', '.join(WITHIN)}"
        raise InputError(reason, argument="within")
    if within == "lang" and lang is None:
        raise InputError("within='lang' needs a language, as lang='be'", argument="lang")
    if lang is not None:
        checked(lang)
    cleaned = clean_name(text, argument="text")
    found = tuple(_keyed(cleaned))
    if not found:
        reason = f"{text[:80]!r} has no word that a key could stand for; give a longer name"
        raise InputError(reason, argument="text")
    if within == "all":
        return found
    return tuple(replace(term, keys=tuple(_marked(term, within, lang))) for term in found)


def groups(
    text: str, *, within: Within = "all", lang: str | None = None
) -> tuple[tuple[str, ...], ...]:
    """The keys of each word of `text` that a document must agree with, in one key at least.

    What is not required (a patronymic) is left out. Raises what `terms` raises.

    >>> found = groups("Лукашенко")
    >>> bool(set(found[0]) & set(stored("Aliaksandr Łukašenka")))
    True
    """
    return tuple(term.keys for term in terms(text, within=within, lang=lang) if term.required)


def stored(name: str, *, lang: str | None = None, marked: bool = False) -> tuple[str, ...]:
    """What the key field of a document holds for a name in it: its keys.

    With `marked` also those by which a query finds its own script only, and where `lang` is given
    its own language. Raises `EmptyName`, `NameTooLong`, `BadText`, `UnknownLanguage`.

    >>> found = stored("Мінск", lang="be", marked=True)
    >>> [key for key in found if key.startswith(("dcyrl0", "dbe0"))]
    ['dcyrl0sminsk', 'dbe0sminsk']
    """
    if lang is not None:
        checked(lang)
    found = keys(name)
    if not marked:
        return found
    marks = _scripts(clean_name(name, argument="name"))
    if lang is not None:
        marks += tags("", lang, one=True)
    return (*found, *(key for mark in marks for key in in_language(mark, found)))


def _marked(term: Term, within: Within, lang: str | None) -> Iterator[str]:
    marks = tags("", lang, one=True) if within == "lang" else _scripts(term.text)
    return (key for mark in marks for key in in_language(mark, term.keys))


def _scripts(text: str) -> list[str]:
    """The scripts of a text as keys say them."""
    return sorted(script.lower() for script in scripts_of(text))


def _keyed(name: str) -> list[Term]:
    """The words of a cleaned name with their keys: those of the word alone, and in this name.

    A word may have another key beside others (a given name before a surname) than alone.
    """
    whole = keys(name)
    words = dict.fromkeys(t.text for t in tokenize(name) if t.kind is Kind.WORD)
    alone = {word: keys(word) for word in words}
    known = {key for found in alone.values() for key in found}
    more = tuple(key for key in whole if key not in known)
    reading = next(iter(parse.load(locate.shipped()).readings(name)), None)
    takers = _takers(alone, whole, reading) if more else frozenset()
    spare = _spare(reading)
    found = []
    for word, own in alone.items():
        of_word = (*own, *more) if word in takers else own
        if of_word:
            found.append(Term(word, of_word, required=word != spare))
    return found


def _takers(
    alone: dict[str, tuple[str, ...]], whole: tuple[str, ...], reading: PersonName | None
) -> frozenset[str]:
    """The words to which keys of the whole belong that no word has alone.

    Those are given names and patronymics, above all such that agree with the whole in no key; in
    a name without them, all words that do not agree.
    """
    strange = frozenset(word for word, own in alone.items() if not set(own) & set(whole))
    parts = (reading.given, reading.patronymic) if reading else ()
    named = frozenset(part.text for part in parts if part is not None) & alone.keys()
    return named & strange or named or strange


def _spare(reading: PersonName | None) -> str | None:
    """The patronymic, if it is one beside a given name and a surname."""
    if reading is None or reading.patronymic is None:
        return None
    both = reading.given is not None and reading.surname is not None
    return reading.patronymic.text if both else None
