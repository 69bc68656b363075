"""Places in another language, by the table of identities.

>>> load(locate.shipped()).find("Гомель", "ru", "be")
'Гомель'
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.tables import locate, read

_LANGUAGES: Final = ("be", "ru", "uk")


@dataclass(frozen=True)
class Places:
    """Language → name in small letters → the names of the place by language."""

    names: dict[str, dict[str, dict[str, str]]]

    def find(self, name: str, source: str, target: str) -> str | None:
        """The main name in `target` of a place that has the main name `name` in `source`."""
        place = self.names[source].get(name.casefold(), {})
        found = place.get(target)
        return found.upper() if found and name.isupper() and len(name) > 1 else found


@cache
def load(folder: Path) -> Places:
    """The places of the tables in `folder`; empty where there is none. Raises `TableError`."""
    names: dict[str, dict[str, dict[str, str]]] = {lang: {} for lang in _LANGUAGES}
    for path in locate.files(folder, "identities/places.tsv"):
        for row in read.tsv(path):
            place = {lang: row[lang] for lang in _LANGUAGES if row[lang]}
            for lang, name in place.items():
                names[lang].setdefault(name.casefold(), place)
    return Places(names)
