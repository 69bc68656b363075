"""The language tags of the house (BCP 47), and the script that each is written in."""

from __future__ import annotations

from typing import Final, Literal

from namenorm.errors import UnknownLanguage

Script = Literal["Cyrl", "Latn"]

CYRILLIC: Final = ("be", "ru", "uk")
"""The three languages whose names are respelt into one another, official orthography each."""

SCRIPTS: Final[dict[str, Script]] = {
    "be": "Cyrl",
    "be-tarask": "Cyrl",
    "ru": "Cyrl",
    "uk": "Cyrl",
    "be-Latn": "Latn",
    "ru-Latn": "Latn",
    "uk-Latn": "Latn",
    "und-Latn": "Latn",
    **dict.fromkeys(
        [
            "cs",
            "da",
            "de",
            "en",
            "es",
            "et",
            "fi",
            "fr",
            "hu",
            "it",
            "lt",
            "lv",
            "nl",
            "no",
            "pl",
            "pt",
            "ro",
            "sk",
            "sv",
            "tr",
            "zh",
        ],
        "Latn",
    ),
}


def checked(lang: str, *, argument: str = "lang") -> str:
    """Give `lang` back if the house knows it.

    >>> checked("be-tarask")
    'be-tarask'
    """
    if lang not in SCRIPTS:
        raise UnknownLanguage(
            f"no language {lang!r}; known are {', '.join(SCRIPTS)}", argument=argument
        )
    return lang


_NEAREST: Final = {tag.lower(): tag for tag in SCRIPTS} | {
    "be-x-old": "be-tarask",
    "nb": "no",
    "nn": "no",
}


def nearest(tag: str) -> str | None:
    """The house's tag for a language tag of other data, None for a language it does not know.

    >>> nearest("be_x_old"), nearest("en-GB"), nearest("ja")
    ('be-tarask', 'en', None)
    """
    tag = tag.replace("_", "-").lower()
    return _NEAREST.get(tag) or _NEAREST.get(tag.partition("-")[0])
