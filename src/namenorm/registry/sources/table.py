"""Identities from the project's own tables, `tables/identities/*.tsv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from namenorm.errors import UnknownLanguage
from namenorm.lang import checked
from namenorm.registry.model import KINDS, PROMINENCE, Identity, NameForm
from namenorm.tables import locate, read

COLUMNS: Final = (
    *("id", "be", "patronymic", "be-Latn", "ru", "uk", "pl", "en", "also"),
    *("born", "country", "wikidata", "prominence", "note"),
)
PLACES: Final = (*COLUMNS[:-1], "kind", "within", "note")
"""The columns of the table of places: what a place is, and the ids of what it lies in."""
TYPES: Final = {"people": "person", "places": "place", "organisations": "organisation"}
DERIVED: Final = {"be-Latn": "be-lacinka", "en": "be-en-press", "pl": "press-be-pl"}
"""Where a cell is empty, the scheme that writes the form from the Belarusian one."""


def read_folder(folder: Path) -> Iterator[Identity]:
    """All identities under `folder`/identities, in the order of files and rows."""
    for path in locate.files(folder, "identities/*.tsv"):
        yield from read_file(path)


def columns(stem: str) -> tuple[str, ...]:
    """The columns of the table `stem`.tsv."""
    return PLACES if TYPES.get(stem) == "place" else COLUMNS


def read_file(path: Path) -> Iterator[Identity]:
    """The identities of one table; its name says their type. Raises `TableError`."""
    kind = TYPES.get(path.stem)
    for row in read.tsv(path, columns(path.stem)):
        if kind is None:
            raise row.error(f"a table is named {', '.join(TYPES)}, not {path.stem}")
        yield identity(row, kind)


def identity(row: read.TableRow, type: str) -> Identity:
    """The identity of one row, with the forms that rules give. Raises `TableError`."""
    if not row["id"] or not row["be"]:
        raise row.error("a row needs an id and a Belarusian form")
    from namenorm.translit.transliteration import transliterate  # slow to load, seldom needed

    names = [NameForm(row["be"], "be")]
    for lang in ("be-Latn", "ru", "uk", "pl", "en"):
        if row[lang]:
            names.append(NameForm(row[lang], lang))
        elif lang in DERIVED:
            names.append(NameForm(transliterate(row["be"], DERIVED[lang]), lang, derived=True))
    for also in row.forms("also"):
        lang, text, kind = further(also)
        try:
            checked(lang)
        except UnknownLanguage as error:
            raise row.error(f"also {also!r}: {error}") from None
        if not text or kind not in KINDS:
            raise row.error(f"also {also!r}: write lang:text or lang:text#kind; kinds: {KINDS}")
        names.append(NameForm(text, lang, kind))
    try:
        return Identity(
            id=row["id"],
            type=type,
            names=tuple(dict.fromkeys(names)),
            patronymic=row["patronymic"],
            born=int(row["born"]) if row["born"] else None,
            country=row["country"],
            wikidata=row["wikidata"],
            prominence=float(row["prominence"]) if row["prominence"] else PROMINENCE,
            kinds=several(row.get("kind")),
            within=several(row.get("within")),
        )
    except ValueError as error:
        raise row.error(f"born is a year, prominence a number from 0 to 1: {error}") from None


def several(cell: str) -> tuple[str, ...]:
    """What a cell holds with `|` between.

    >>> several("river|lake"), several("")
    (('river', 'lake'), ())
    """
    return tuple(filter(None, map(str.strip, cell.split("|"))))


def further(also: str) -> tuple[str, str, str]:
    """(language, text, kind) of one further spelling, as in the cell `also`.

    >>> further("ru:Минск#former"), further("lt:Minskas")
    (('ru', 'Минск', 'former'), ('lt', 'Minskas', 'alias'))
    """
    lang, _, rest = also.strip().partition(":")
    text, _, kind = rest.partition("#")
    return lang, text.strip(), kind or "alias"
