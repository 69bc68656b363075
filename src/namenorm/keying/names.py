"""The keys of a whole name, part by part: given names by their ids, surnames by their sounds."""

from __future__ import annotations

from collections.abc import Iterator

from namenorm.comparison import analyzer
from namenorm.comparison.analyzer import CodedPart, ParsedName
from namenorm.keying import keyer, words
from namenorm.keying.keyer import FATHER, GIVEN, marked, tells
from namenorm.keying.scope import Within, checked, in_language, in_script, tags
from namenorm.keying.spelling import SOUND
from namenorm.text.clean import clean_name
from namenorm.text.tokens import Kind, tokenize

_Part = tuple[str, tuple[str, ...]]
"""What a part is written like, and its keys."""


def keys(name: str, *, within: Within = "all", lang: str | None = None) -> tuple[str, ...]:
    """The distinct keys of the parts of `name`, one or more a part, in their order.

    A part has the keys of any of its spellings and oblique cases, in any script; `within` keeps to
    those of the script of `name` or of its language, which is `lang` or, without it, any that
    `name` may be in. The words of a text have theirs by `keys_text`, and those of a name in it are
    among them. Raises `EmptyName`, `NameTooLong`, `BadText`, `InputError`, `UnknownLanguage`.

    >>> keys("Светлане Тихановской"), keys("Тихановская", within="script")
    (('dgsviatlana', 'dssvatln', 'dstiganavsk'), ('dcyrl0stiganavsk',))
    """
    found = part_keys(name, within=within, lang=lang)
    return tuple(dict.fromkeys(key for part in found for key in part))


def part_keys(
    name: str, *, within: Within = "all", lang: str | None = None
) -> tuple[tuple[str, ...], ...]:
    """The keys of each part of `name` by itself: what has a key of each part has the name.

    Takes and raises what `keys` does. Initials have keys only where there is nothing else.

    >>> part_keys("Лукашэнка А. Р."), part_keys("Аляксандр Рыгоравіч")
    ((('dslukasank',),), (('dgalaksandar', 'dsalaksandr'), ('dpryhor', 'dsrigaravt')))
    """
    cleaned = clean_name(name, argument="q")
    switch = checked(within)
    parts = [part for part in _parts(cleaned) if part[1]] or list(_words(cleaned))
    if switch == "script":
        return tuple(in_script(text, found) for text, found in parts)
    if switch == "lang":
        langs = tags(cleaned, lang, one=False)
        return tuple(
            tuple(key for tag in langs for key in in_language(tag, found)) for _, found in parts
        )
    return tuple(found for _, found in parts)


def _parts(cleaned: str) -> Iterator[_Part]:
    """The parts of the likeliest reading of a name; a double surname is two."""
    reading = analyzer.shipped().likeliest(cleaned)
    if reading is None:
        return
    for part in (reading.given, reading.patronymic):
        if part is not None and not part.initial:
            yield part.text, _forename(part, reading)
    if reading.surname is not None:
        for half in _unjoined(reading.surname.text, cleaned).split("-"):
            found = keyer.shipped().of(half)
            if reading.given is not None and not _is_given(reading.surname):
                other = (GIVEN, FATHER) if reading.patronymic else GIVEN
                found = tuple(key for key in found if not key.startswith(other))
            yield half, found
    for part in reading.second:
        if not part.initial:
            for half in part.text.split("-"):
                yield half, keyer.shipped().of(half)


def _forename(part: CodedPart, reading: ParsedName) -> tuple[str, ...]:
    """The keys of a given name or a patronymic: its ids, and its sounds where they tell it.

    The sounds of a short name that the tables list are left out: Ян sounds as Анна does.
    """
    mark = FATHER if part is reading.patronymic else GIVEN
    named = tuple(marked(mark, part.given.ids or part.given.short))
    by_sound = [key for half in part.text.split("-") for key in keyer.shipped().of(half)]
    if named and part.given.exact and not _is_given(reading.surname):
        by_sound = [key for key in by_sound if not key.startswith(SOUND) or tells(key)]
    return tuple(dict.fromkeys((*named, *by_sound)))


def _is_given(surname: CodedPart | None) -> bool:
    """Whether a surname is a given name, too, so that either word may be the surname."""
    return surname is not None and analyzer.shipped().parser.given.is_listed(surname.text)


def _unjoined(surname: str, cleaned: str) -> str:
    """A surname without its particles, which the parser writes together with it: derLeyen."""
    written = [token.text for token in tokenize(cleaned) if token.kind is Kind.WORD]
    if surname in written:
        return surname
    return next((word for word in reversed(written) if surname.endswith(word)), surname)


def _words(cleaned: str) -> Iterator[_Part]:
    """The words of what is no person's name, with their keys."""
    how = keyer.shipped()
    for word in words.scanner(how.make, how.cache)(cleaned):
        if word.keys:
            yield cleaned[word.start : word.end], word.keys
