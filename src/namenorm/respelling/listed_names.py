"""Names of the tables of identities in each language: places, and surnames of people.

>>> listed = load(locate.shipped())
>>> listed.place("Гомель", "ru", "be"), listed.surname("тихановская", "ru", "be")
('Гомель', {'ціханоўская': 1.0})
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.lang import CYRILLIC
from namenorm.tables import locate, read
from namenorm.translit.transliteration import transliterate

LATIN: Final = "latn"
_SCHEMES: Final = ("be-lacinka", "be-by-2007", "be-en-press")
"""The schemes by which the Belarusian name of a place is looked up in Latin letters."""


@dataclass(frozen=True)
class ListedNames:
    """Names in small letters, by language; `LATIN` stands for every language in Latin letters."""

    places: dict[str, dict[str, dict[str, str]]]
    """Language → name → the place's main names by language."""
    surnames: dict[tuple[str, str], dict[str, dict[str, float]]]
    """(source, target) → surname → its spellings, with the share of its bearers."""

    def place(self, name: str, source: str, target: str) -> str | None:
        """The main name in `target` of the place that is called `name` in `source`."""
        found = self.places[source].get(name.casefold(), {}).get(target)
        return found.upper() if found and name.isupper() and len(name) > 1 else found

    def surname(self, word: str, source: str, target: str) -> dict[str, float]:
        """The spellings in `target` of a surname of the tables; empty for other surnames."""
        return self.surnames[source, target].get(word.casefold(), {})


@cache
def load(folder: Path) -> ListedNames:
    """The places and people of the tables in `folder`. Raises `TableError`."""
    return ListedNames(_places(folder), _surnames(folder))


def _places(folder: Path) -> dict[str, dict[str, dict[str, str]]]:
    names: dict[str, dict[str, dict[str, str]]] = {lang: {} for lang in (*CYRILLIC, LATIN)}
    for path in locate.files(folder, "identities/places.tsv"):
        for row in read.tsv(path):
            place = {lang: row[lang] for lang in CYRILLIC if row[lang]}
            for lang, name in place.items():
                names[lang].setdefault(name.casefold(), place)
            written = [transliterate(row["be"], scheme) for scheme in _SCHEMES]
            for name in (row["be-Latn"], row["pl"], row["en"], *written):
                names[LATIN].setdefault(name.casefold(), place)
    names[LATIN].pop("", None)
    return names


def _surnames(folder: Path) -> dict[tuple[str, str], dict[str, dict[str, float]]]:
    found: dict[tuple[str, str], dict[str, dict[str, float]]] = {
        (source, target): {} for source in CYRILLIC for target in CYRILLIC
    }
    for path in locate.files(folder, "identities/people.tsv"):
        for row in read.tsv(path):
            words = {lang: row[lang].casefold().split() for lang in CYRILLIC if row[lang]}
            for source, ours in words.items():
                for target, theirs in words.items():
                    if len(ours) == len(theirs) > 1:
                        spelt = found[source, target].setdefault(ours[-1], {})
                        spelt[theirs[-1]] = spelt.get(theirs[-1], 0.0) + 1.0
    for by_word in found.values():
        for spelt in by_word.values():
            bearers = sum(spelt.values())
            for text in spelt:
                spelt[text] /= bearers
    return found
