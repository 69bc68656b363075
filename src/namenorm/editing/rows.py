"""Tidy a row of `tables/identities/*.tsv`: clean cells, none that a rule gives.

>>> tidy({"id": "x", "be": " Ян  Чачот", "be-Latn": "Jan Čačot", "also": "be:Ян Чачот|pl:Czeczot"})
{'id': 'x', 'be': 'Ян Чачот', 'also': 'pl:Czeczot'}
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from namenorm.names.countries import country_code
from namenorm.registry.sources.table import DERIVED, PLACES, several
from namenorm.text.letters import APOSTROPHE, APOSTROPHES
from namenorm.text.scripts import has_cyrillic
from namenorm.translit.transliteration import transliterate

_SPACES: Final = re.compile(r"\s+")
_FORMS: Final = ("be", "be-Latn", "ru", "uk", "pl", "en")


def tidy(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells that are not empty, in the order of the columns.

    Spaces and apostrophes are uniform, text is NFC. A form that follows by rule from the Belarusian
    one is left out, and so is a further spelling that stands twice.
    """
    tidied = {column: _clean(cells.get(column, "")) for column in PLACES}
    for lang, scheme in DERIVED.items():
        if tidied["be"] and tidied[lang] == transliterate(tidied["be"], scheme):
            tidied[lang] = ""
    tidied["also"] = "|".join(_also(tidied))
    tidied["country"] = country_code(tidied["country"])
    for column in ("kind", "within"):
        tidied[column] = "|".join(dict.fromkeys(several(tidied[column])))
    return {column: cell for column, cell in tidied.items() if cell}


def line(cells: Mapping[str, str], columns: Sequence[str]) -> str:
    """The row as a line of a table with these columns."""
    return "\t".join(cells.get(column, "") for column in columns)


def _clean(cell: str) -> str:
    cell = _SPACES.sub(" ", unicodedata.normalize("NFC", cell)).strip()
    if has_cyrillic(cell):
        cell = "".join(APOSTROPHE if c in APOSTROPHES else c for c in cell)
    return cell


def _also(cells: Mapping[str, str]) -> Iterator[str]:
    """The further spellings, each once, without main forms (listed or derived)."""
    seen = {f"{lang}:{cells[lang]}" for lang in _FORMS if cells[lang]}
    for lang, scheme in DERIVED.items():
        if cells["be"] and not cells[lang]:
            seen.add(f"{lang}:{transliterate(cells['be'], scheme)}")
    for also in cells["also"].split("|"):
        lang, colon, text = also.partition(":")
        form = f"{lang.strip()}{colon}{text.strip()}"
        if form and form.partition("#")[0] not in seen:
            seen.add(form.partition("#")[0])
            yield form
