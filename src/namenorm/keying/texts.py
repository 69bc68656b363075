"""The keys of running text, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from namenorm.keying import keyer, words
from namenorm.keying.scope import Marker, Within, checked, in_language, in_script, tags
from namenorm.keying.words import KeyedWord
from namenorm.tables import locate
from namenorm.text.clean import refuse_surrogates

_SCANNERS: Final = 8
"""Switches and languages whose words are remembered, each by itself."""
_MOST_KNOWN: Final = 1 << 15


def keys_text(text: str, *, within: Within = "all", lang: str | None = None) -> Iterator[KeyedWord]:
    """The words of a running text of any length and script, in their order, each with its keys.

    A word has `position` (from 0), `start` and `end` (code points of `text`) and `keys`: at most
    20, most words have one or two; none where no letter of it is read. An oblique case has the keys
    of its nominative among its own, a given name has its id beside its sounds, and what is no name
    is keyed alike. A hyphen parts words, an initial is a word, and so is a number; the s of a
    possessive is left out. `within` is the switch of `keys`; `lang` the language of `text`, which
    is detected without it. Time is linear in the length of `text`, memory bounded, for words are
    made one by one. Raises `BadText`, `InputError`, `UnknownLanguage`.

    >>> [word.keys for word in keys_text("пра Святлану Ціханоўскую")]
    [('dspr',), ('dgsviatlana', 'dssvatln'), ('dstiganavsk', 'dstiganalsk')]
    """
    refuse_surrogates(text, argument="text")
    switch = checked(within)
    tag = tags(text, lang, one=True)[0] if switch == "lang" else ""
    return _scanner(locate.shipped(), switch, tag)(str(text))


@lru_cache(_SCANNERS)
def _scanner(folder: Path, within: Within, tag: str) -> words.Scanner:
    how = keyer.load(folder)
    if within == "all":
        return words.scanner(how.make, how.cache)
    marker = in_script if within == "script" else partial(_in_language, tag)
    cache: dict[str, tuple[str, ...]] = {}
    return words.scanner(partial(_marked, how, marker, cache), cache)


def _marked(
    how: keyer.Keyer, marker: Marker, cache: dict[str, tuple[str, ...]], word: str
) -> tuple[str, ...]:
    found = marker(word, how.of(word))
    if len(cache) >= _MOST_KNOWN:
        cache.clear()
    cache[word] = found
    return found


def _in_language(tag: str, word: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    return in_language(tag, keys)
