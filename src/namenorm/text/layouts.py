"""Names typed with the wrong keyboard switched on, by `tables/text/layouts.tsv`.

>>> retyped("Kerfityrj")[0]
'Лукашенко'
>>> retyped("Дглфырутлщ")
('Lukashenko',)
"""

from __future__ import annotations

from functools import cache
from typing import Final

from namenorm.tables import locate, read
from namenorm.text.letters import APOSTROPHE
from namenorm.text.scripts import has_cyrillic

COLUMNS: Final = ("key", "shift", "be", "ru", "uk")


@cache
def _layouts() -> tuple[tuple[dict[int, str], ...], dict[int, str]]:
    """Keys to letters for each Cyrillic keyboard, and their letters to keys."""
    to_cyrillic: dict[str, dict[str, str]] = {lang: {} for lang in COLUMNS[2:]}
    to_latin: dict[str, str] = {}
    for row in read.tsv(locate.shipped() / "text" / "layouts.tsv", COLUMNS):
        for lang, keys in to_cyrillic.items():
            keys[row["key"]] = row[lang]
            if row["shift"]:
                keys[row["shift"]] = row[lang].upper()
            if row["key"].isalpha():
                to_latin.setdefault(row[lang], row["key"])
                to_latin.setdefault(row[lang].upper(), row["shift"])
    # A typographic apostrophe is what cleaning makes of the key beside the semicolon.
    for keys in to_cyrillic.values():
        keys[APOSTROPHE] = keys["'"]
    return tuple(map(str.maketrans, to_cyrillic.values())), str.maketrans(to_latin)


def retyped(text: str) -> tuple[str, ...]:
    """What the same keys give on the other keyboards; nothing where letters are left over."""
    cyrillic, latin = _layouts()
    if has_cyrillic(text):
        found = [text.translate(latin)]
        return tuple(other for other in found if not has_cyrillic(other))
    if not text.isascii() and not text.replace(APOSTROPHE, "").isascii():
        return ()
    return tuple(dict.fromkeys(text.translate(keys) for keys in (cyrillic[1], *cyrillic)))
