"""Write a mention in a style; which parts it has, their order and their case stay.

In an inflected language the form is unknown if the case of the mention cannot be determined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from namenorm.comparison.analyzer import Analyzer
from namenorm.lang import CYRILLIC
from namenorm.names.model import Role
from namenorm.registry import Identity
from namenorm.restyling.styles import Style
from namenorm.text.clean import clean
from namenorm.text.marks import bare
from namenorm.text.scripts import has_cyrillic
from namenorm.translit.transliteration import transliterate

_LACINKA: Final = "be-lacinka"
_INFLECTED: Final = frozenset({*CYRILLIC, "pl", "be-Latn"})
_BELARUSIAN: Final = frozenset({"be", "be-tarask", "be-Latn"})
_WORDS: Final = re.compile(r"\S+(?:(?<=-)\n\S+)*")
_SPELLING: Final = 8
"""The greatest distance between two spellings of one place's or organisation's name."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The form of a mention is unknown, for a `reason`."""

    reason: str


def styled_name(
    text: str,
    identity: Identity,
    style: Style,
    lang: str | None,
    analyst: Analyzer,
    *,
    full: bool | None = None,
) -> str | Unknown | None:
    """What to write for a mention that reads `text` and names `identity`, or why it is unknown.

    `lang` is the language of the text. `full` asks for a person's full name, or (False) for the
    surname alone; None: for the parts that the mention has. The result is None if the mention
    stays: it is a different name of the identity (US, Holland), not another spelling.
    """
    target = style.form_of(identity, lang)
    if target is None:
        return Unknown(f"{identity.id} has no form in the style")
    form, form_lang = target
    text = bare(text)
    words = [word.replace("\n", "") for word in _WORDS.findall(text)]
    if identity.type == "person":
        belarusian = {lang, form_lang} <= _BELARUSIAN
        wanted = _person(words, form, analyst, belarusian=belarusian)
        if full is not None and isinstance(wanted, list) and lang not in _INFLECTED:
            wanted = _of_length(form, analyst, full=full) or wanted
    else:
        wanted = _place_or_organisation(words, form, analyst)
    if wanted is None:
        return None
    if isinstance(wanted, Unknown):
        return wanted
    if lang is not None and lang in _INFLECTED:
        found = _Endings(identity, lang, form_lang, analyst).carried(words, wanted)
        if isinstance(found, Unknown):
            return None if [clean(w) for w in words] == [w for w, _ in wanted] else found
        wanted = found
    return _with_layout_of(text, [word for word, _ in wanted])


_WantedWords = list[tuple[str, Role | None]]


def _person(
    words: list[str], form: str, analyst: Analyzer, *, belarusian: bool
) -> _WantedWords | Unknown | None:
    """The words of a person's form in place of the words of a mention.

    A patronymic is kept; where text and form are both `belarusian`, in the script of the form.
    """
    spelled = next(iter(analyst.parser.readings(clean(" ".join(words)))), None)
    parts = _parts(form, analyst)
    if spelled is None or parts is None:
        return None
    given, surname = parts
    if spelled.given is None or spelled.surname is None:
        return [(surname, Role.SURNAME)] if spelled.given is None and len(words) == 1 else None
    if not given:
        return Unknown("the style has no given name")
    names = [
        n for n, word in enumerate(words) if clean(word) == spelled.given.text or word[-1] == "."
    ]
    last = [n for n, word in enumerate(words) if n not in names]
    if spelled.patronymic is not None and not spelled.patronymic.initial:
        last = [n for n in last if clean(words[n]) != spelled.patronymic.text]
    if len(last) != 1 and len(words) == len(form.split()):
        return [(token, None) for token in form.split()]
    if len(last) != 1 or not names:
        return None
    found: _WantedWords = []
    for n, word in enumerate(words):
        if n in last:
            found.append((surname, Role.SURNAME))
        elif n == names[0]:
            found.append((_initial(word, given), None) if word[-1] == "." else (given, Role.GIVEN))
        elif has_cyrillic(word) == has_cyrillic(form) or belarusian:
            found.append((word, Role.PATRONYMIC))  # or its initial: kept
        else:
            return Unknown("the style has no patronymic")
    return found


def _of_length(form: str, analyst: Analyzer, *, full: bool) -> _WantedWords | None:
    """The full form of a person, or the surname alone."""
    parts = _parts(form, analyst)
    if parts is None:
        return None
    return [(token, None) for token in form.split()] if full else [(parts[1], Role.SURNAME)]


def _parts(form: str, analyst: Analyzer) -> tuple[str, str] | None:
    """(given name or an empty string, surname) of a person's form, as written."""
    read = next(iter(analyst.parser.readings(clean(form))), None)
    if read is None or read.surname is None:
        return None
    tokens = form.split()
    if read.given is None or len(tokens) == 1:
        return "", form
    first = next((n for n, p in enumerate(tokens) if clean(p).rstrip("’") == read.given.text), 0)
    return tokens[first], " ".join(tokens[:first] + tokens[first + 1 :])


def _initial(word: str, given: str) -> str:
    """The initials of a mention, the first of them replaced by that of `given`."""
    return f"{given[0]}.{word.partition('.')[2]}"


def _place_or_organisation(words: list[str], form: str, analyst: Analyzer) -> _WantedWords | None:
    """The words of a place's or an organisation's form; None if the mention is another name."""
    tokens = form.split()
    if len(tokens) != len(words):
        return None
    for token, word in zip(tokens, words, strict=True):
        one, other = analyst.word(clean(token)), analyst.word(clean(word))
        if token.casefold() == word.casefold():
            continue
        if one.acronym or other.acronym or not _alike(token, word, analyst):
            return None
    return [(token, None) for token in tokens]


def same_name(one: str, other: str, analyst: Analyzer) -> bool:
    """Whether two full names of a person are one name; a pseudonym or a maiden name is another.

    >>> from namenorm.registry import Registry
    >>> analyst = Registry.shipped().analyst
    >>> same_name("Alaksandar Łukašenka", "Alexander Lukashenko", analyst)
    True
    >>> same_name("Іван Луцэвіч", "Янка Купала", analyst)
    False
    """
    first, second = analyst.likeliest(clean(one)), analyst.likeliest(clean(other))
    if first is None or second is None or first.surname is None or second.surname is None:
        return False
    if not _alike(first.surname.text, second.surname.text, analyst):
        return False
    if first.given is None or second.given is None:
        return first.given is second.given
    return bool(first.given.given.ids & second.given.given.ids) or _alike(
        first.given.text, second.given.text, analyst
    )


def _alike(token: str, word: str, analyst: Analyzer) -> bool:
    """Whether two words are spellings of one name; the second may be an inflected form."""
    forms = [clean(word), *analyst.lemmas(clean(word))]
    codes = analyst.word(clean(token)).codes
    apart = analyst.signs.apart
    return any(apart(codes, analyst.word(f).codes, _SPELLING) <= _SPELLING for f in forms)


@dataclass(frozen=True, slots=True)
class _Endings:
    """Transfers the case endings of a mention to another spelling of the same name.

    `lang` is the language of the text, `form_lang` that of the form.
    """

    identity: Identity
    lang: str
    form_lang: str
    analyst: Analyzer

    def carried(self, words: list[str], wanted: _WantedWords) -> _WantedWords | Unknown:
        """The `wanted` words with the case endings of `words`."""
        if not _go_together(self.lang, self.form_lang):
            return Unknown(f"a form in {self.form_lang} has no cases in a text in {self.lang}")
        if len(words) != len(wanted):
            return Unknown("the words of the form are others")
        found: _WantedWords = []
        for word, (form, role) in zip(words, wanted, strict=True):
            made = self._carried(clean(word), form, role)
            if made is None:
                return Unknown(f"the case of {word} is not known")
            found.append((made, role))
        return found

    def _carried(self, word: str, form: str, role: Role | None) -> str | None:
        """One word; None if `word` is an inflected form of no known name, or of several."""
        target, spelled = self._cyrillic(form), self._cyrillic(word)
        if role is Role.PATRONYMIC:
            return self._written(spelled)
        if word.endswith("."):
            return form
        made: set[str] = set()
        for nominative in self._nominatives(spelled, target, role):
            found = _with_ending_of(spelled, nominative, target)
            if found is not None:
                made.add(found)
        if len(made) != 1:
            return None
        return self._written(made.pop())

    def _nominatives(self, spelled: str, target: str, role: Role | None) -> set[str]:
        """The nominatives that `spelled` may be a form of, among the words of the identity's names.

        For a given name also its other forms: Аляксандар for Аляксандр.
        """
        held = {
            self._cyrillic(part).casefold()
            for name in self.identity.names
            for part in clean(name.text).split()
        }
        guesses = {guess.text for guess in self.analyst.inflection.nominatives(spelled, role)}
        given = self.analyst.parser.given
        ids = given.find(target).ids if role is Role.GIVEN else frozenset()
        return {
            text
            for text in {spelled, *guesses}
            if text.casefold() in held or (given.is_listed(text) and given.find(text).ids & ids)
        }

    def _cyrillic(self, word: str) -> str:
        if "be-Latn" not in (self.lang, self.form_lang) or has_cyrillic(word):
            return word
        return _read_back(word)

    def _written(self, word: str) -> str:
        return transliterate(word, _LACINKA) if self.form_lang == "be-Latn" else word


@lru_cache(maxsize=10_000)
def _read_back(word: str) -> str:
    """A word in Łacinka in Cyrillic letters; cached, because the same names come again."""
    return transliterate(word, _LACINKA, reverse=True)


def _go_together(lang: str, form_lang: str) -> bool:
    """Whether a form in `form_lang` can take the case endings of a text in `lang`."""
    return lang == form_lang or {lang, form_lang} <= _BELARUSIAN


def _with_ending_of(word: str, nominative: str, form: str) -> str | None:
    """`form` with the ending by which `word` differs from its `nominative`.

    None if the form does not end as the nominative does.

    >>> _with_ending_of("Пазьняка", "Пазьняк", "Пазняк"), _with_ending_of("Лукі", "Лука", "Лук")
    ('Пазняка', None)
    """
    pairs = zip(word.casefold(), nominative.casefold(), strict=False)
    shared = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(word), len(nominative)))
    lost = nominative[shared:].casefold()
    if word.casefold() == nominative.casefold():
        return form
    if form[-1:].casefold() != nominative[-1:].casefold() or not form.casefold().endswith(lost):
        return None
    return form[: len(form) - len(lost)] + word[shared:]


def _with_layout_of(text: str, words: list[str]) -> str:
    """`words` with the white space of a mention, in capitals if the mention is."""
    if text.isupper() and len(text) > 1 and not all(word.endswith(".") for word in words):
        words = [word.upper() for word in words]
    stands = _WORDS.findall(text)
    if len(stands) != len(words):
        return " ".join(words)
    coming = iter(words)
    return _WORDS.sub(lambda _: next(coming), text)
