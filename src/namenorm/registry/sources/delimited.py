"""Tables with a header, comma- or tab-separated: the caller or the header says what a column holds.

The fields: `id`, `type`, `name`, `given` and `family` (joined to one name), `patronymic`, `born`,
`country`, `wikidata`, `prominence`, and `also`, `kind` and `within` as in namenorm's own tables.
`name:be` is a name in Belarusian, `name:ru:former` one of a kind; `be` alone stands for `name:be`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from namenorm.errors import BrokenSource, InputError
from namenorm.lang import nearest
from namenorm.registry.model import KINDS, TYPES
from namenorm.registry.sources.formats import Import, Pass
from namenorm.registry.sources.gathering import Names, Taken, taken
from namenorm.registry.sources.splitting import SourceRecord, Splitter, rows
from namenorm.registry.sources.table import further
from namenorm.streams.lines import check_encoding
from namenorm.streams.opening import Stream
from namenorm.streams.tabular import Header, read_header

_SINGLE: Final = ("id", "type", "patronymic", "born", "country", "wikidata", "prominence")
_LISTS: Final = ("kind", "within")
_NAMES: Final = ("name", "given", "family", "also")
_USUAL: Final = {
    **{field: field for field in (*_SINGLE, *_LISTS, *_NAMES)},
    **{"identifier": "id", "qid": "wikidata", "aliases": "name::alias", "alias": "name::alias"},
    **{"full_name": "name", "fullname": "name", "given_name": "given", "first_name": "given"},
    **{"family_name": "family", "last_name": "family", "surname": "family"},
    **{"birth_date": "born", "birth_year": "born", "birthdate": "born", "date_of_birth": "born"},
}
"""What a column is taken for by its name, where the caller does not say."""


@dataclass(frozen=True)
class RowConversion:
    """Makes identities of rows; `fields` are those of the columns, "" for one not taken.

    `separator` stands between several names in a cell.
    """

    fields: tuple[str, ...]
    type: str
    separator: str

    def __call__(self, cells: Sequence[str]) -> Taken:
        """Raises `InputError`."""
        single: dict[str, str] = {}
        names = Names()
        joined: dict[str, dict[str, str]] = {}
        for field, cell in zip(self.fields, cells, strict=True):
            text = cell.strip()
            head, _, rest = field.partition(":")
            if not text or not field:
                continue
            if head in (*_SINGLE, *_LISTS):
                single.setdefault(head, text)
            elif head == "also":
                for one in text.split("|"):
                    lang, spelling, kind = further(one)
                    names.add(spelling, lang, kind)
            elif head == "name":
                lang, _, kind = rest.partition(":")
                for one in text.split(self.separator) if self.separator else (text,):
                    if one.strip():
                        names.add(one, lang or None, kind or "main")
            else:
                joined.setdefault(rest, {})[head] = text
        for lang, parts in joined.items():
            names.add(" ".join(parts[p] for p in ("given", "family") if p in parts), lang or None)
        type = single.pop("type", self.type)
        return taken(single.pop("id", ""), type, names, **single)


def delimited(
    path: Path,
    format: str,
    *,
    columns: Mapping[str, str] | None = None,
    type: str = "person",
    separator: str = "|",
    encoding: str = "utf-8",
) -> Import:
    """The import of a table, `csv` or `tsv`; `columns` says what a column holds, by its name.

    Raises `InputError`, `BrokenSource`.
    """
    check_encoding(encoding)
    if type not in TYPES:
        raise InputError(f"type {type[:40]!r} is none of {', '.join(TYPES)}", argument="type")
    first = read_header(path, format, encoding, comments=True)
    header = [column.strip() for column in first.columns]
    twice = [column for column in header if header.count(column) > 1]
    if twice:
        raise BrokenSource(str(path), f"two columns are named {twice[0][:60]!r}")
    given = dict(columns or {})
    for column in given:
        if column not in header:
            reason = f"no column {column[:60]!r}; the header has {', '.join(header)[:400]}"
            raise InputError(reason, argument="columns")
    fields = [_field(given[c]) if c in given else _usual(c) for c in header]
    if not any(field.partition(":")[0] in _NAMES for field in fields):
        raise InputError(
            f"no column holds a name; say which does: --map COLUMN=name, or COLUMN=name:be. "
            f"The header has {', '.join(header)[:400]}",
            argument="columns",
        )
    notes = []
    left = [column for column, field in zip(header, fields, strict=True) if not field]
    if left:
        notes.append(f"columns not taken: {', '.join(left)}")
    numbered = "id" not in fields
    if numbered:
        notes.append("no column holds an id (--map COLUMN=id): rows are numbered, row-2 …")
    row = RowConversion(("id", *fields) if numbered else tuple(fields), type, separator)
    read = _after(first, rows(first.delimiter, len(header), encoding), numbered)
    settings = (format, *fields, type, separator, encoding)
    return Import(format, (Pass(path, "rows", read, row),), settings, tuple(notes))


def _after(header: Header, read: Splitter, numbered: bool) -> Splitter:
    """Rows after the header; where no column holds an id, the numbers of the lines come first."""

    def body(stream: Stream, number: int) -> Iterator[SourceRecord]:
        if not stream.at:
            position, number = header.after
            stream.skip_to(position)
        for record in read(stream, number):
            if numbered and not record.fault:
                record = replace(record, data=[f"row-{record.number}", *record.data])
            yield record

    return body


def _usual(column: str) -> str:
    name = column.strip().lower().replace(" ", "_")
    if name in _USUAL:
        return _USUAL[name]
    for prefix in ("name_", "name:", "label_", ""):
        tag = name.removeprefix(prefix)
        if (prefix == "" or tag != name) and (lang := nearest(tag)):
            return f"name:{lang}"
    return ""


def _field(text: str) -> str:
    """A field that the caller named. Raises `InputError`."""
    head, _, rest = text.strip().partition(":")
    if head in (*_SINGLE, *_LISTS, "also") and not rest:
        return head
    if head in ("name", "given", "family"):
        tag, _, kind = rest.partition(":")
        lang = nearest(tag) if tag else ""
        if lang is not None and (not kind or (kind in KINDS and head == "name")):
            return f"{head}:{lang}:{kind}".rstrip(":")
    elif not rest and (lang := nearest(head)):
        return f"name:{lang}"
    raise InputError(
        f"no field {text[:60]!r}; write {', '.join((*_SINGLE, *_LISTS))}, also, name, name:be, "
        "name:ru:former, given:be or family:be",
        argument="columns",
    )
