"""The scope of a search: any spelling, only those in one script, or only those in one language.

Keys of one scope never equal those of another: keys within a script or a language have it behind
the version (`dcyrl0stigan`, `dbe0stigan`). An index with a field for each scope, or with all of
them in one field, answers any query; one that holds the keys of `all` alone answers that one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, get_args

from namenorm import lang as languages
from namenorm.errors import InputError
from namenorm.keying.spelling import VERSION
from namenorm.text.scripts import is_cyrillic, is_latin
from namenorm.translit.detection import detect

Within = Literal["all", "script", "lang"]
Marker = Callable[[str, tuple[str, ...]], tuple[str, ...]]
"""Makes of a word and its keys the keys within a script or a language."""

DETECTED: Final = 10_000
"""Characters of a text that tell its language."""
_POSSIBLE: Final = 0.001
"""The certainty from which on a name may be in a language: Шевченко is in Ukrainian, too."""
_END: Final = "0"
"""Ends the script or the language in a key."""


def checked(within: str) -> Within:
    """Give `within` back if it is a scope. Raises `InputError`."""
    for known in get_args(Within):
        if within == known:
            return known  # type: ignore[no-any-return]
    raise InputError(f"within is {within!r}; it is all, script or lang", argument="within")


def tags(text: str, lang: str | None, *, one: bool) -> Sequence[str]:
    """The languages that `text` may be in, or the `one` that it is likeliest in, as keys say them.

    `lang` is the caller's word for it. Raises `UnknownLanguage`.
    """
    if lang is not None:
        return (_tag(languages.checked(lang)),)
    found = detect(text[:DETECTED])
    likely = [tag for tag, certainty in found.others if certainty >= _POSSIBLE]
    return tuple(dict.fromkeys(map(_tag, [found.lang, *([] if one else likely)])))


def _tag(lang: str) -> str:
    """A language as keys say it; both norms of Belarusian are one."""
    return ("be" if lang == "be-tarask" else lang).replace("-", "").lower()


def in_script(word: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of a word within its script, which its first letter tells."""
    first = next(filter(str.isalpha, word), "")
    script = "cyrl" if is_cyrillic(first) else "latn" if is_latin(first) else "zyyy"
    return in_language(script, keys)


def in_language(tag: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of a word within a language."""
    return tuple(f"{VERSION}{tag}{_END}{key[len(VERSION) :]}" for key in keys)
