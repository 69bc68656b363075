"""Propose the row of a new identity: its id, the forms that rules give, similar identities.

>>> found = propose({"be": "Зміцер Гжэгжулка"}, resolver=Resolver(Registry.from_records([])))
>>> found.cells["id"], [(form.lang, form.text) for form in found.derived][:2]
('hzehzulka-zmicier', [('be-Latn', 'Źmicier Hžehžułka'), ('pl', 'Zmicier Hżehżułka')])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from unidecode import unidecode

from namenorm.editing.rows import tidy
from namenorm.errors import InputError
from namenorm.lang import SCRIPTS
from namenorm.names import kinds
from namenorm.registry import Identity, NameForm, Registry
from namenorm.registry.model import TYPES
from namenorm.registry.sources import table
from namenorm.resolution import Match, Resolver
from namenorm.respelling import respell
from namenorm.tables.read import TableRow
from namenorm.text.clean import clean_name
from namenorm.text.scripts import scripts_of
from namenorm.translit.transliteration import transliterate

FILES: Final = {type: f"{stem}.tsv" for stem, type in table.TYPES.items()}
_SURE: Final = 0.9
"""A form of at least this probability goes into the row; others are only shown."""
_NEAR: Final = 0.02
"""An identity is near if a form of the new one means it with at least this probability."""
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_MARK: Final = "namesake"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A form that the rules give without being sure; `score` is its probability."""

    lang: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An identity of the registry that `form` of the new one may mean, with the probability.

    `same_name`: both have the same full name. The new row is then the same identity again, or a
    namesake.
    """

    form: str
    match: Match
    same_name: bool


@dataclass(frozen=True, slots=True)
class RowProposal:
    """The `cells` of a new row for `file`.

    `derived` forms follow by rule and need no cell; `guessed` forms are in the row; `unsure` ones
    are suggestions that are not in the row.
    """

    file: str
    cells: dict[str, str]
    derived: tuple[NameForm, ...]
    guessed: tuple[Suggestion, ...]
    unsure: tuple[Suggestion, ...]
    near: tuple[Neighbour, ...]

    @property
    def namesakes(self) -> tuple[str, ...]:
        """The ids of identities with the same full name."""
        return tuple(near.match.identity.id for near in self.near if near.same_name)


def propose(
    given: Mapping[str, str], *, type: str = "person", namesake: bool = False, resolver: Resolver
) -> RowProposal:
    """Propose the row for the cells `given`: `be`, or `ru` if the Belarusian form is unknown.

    `namesake` says that it is another bearer of a name that the registry holds. Raises
    `InputError` where a cell cannot be used.
    """
    if type not in TYPES:
        raise InputError(f"type {type[:40]!r} is none of {', '.join(TYPES)}", argument="type")
    cells = {column: text for column, text in given.items() if text.strip()}
    for column in ("be", "be-Latn", "ru", "uk", "pl", "en"):
        if column in cells:
            cells[column] = _fitting(column, cells[column], type)
    guessed, unsure = _respelt(cells) if type == "person" else ([], [])
    for suggestion in guessed:
        cells[suggestion.lang] = suggestion.text
    if "be" not in cells:
        raise InputError("a row needs a Belarusian form (be)", argument="be")
    if namesake:
        cells["note"] = marked(cells.get("note", ""))
    cells["id"] = cells.get("id") or _free_id(cells, type, resolver.registry)
    if cells["id"] in resolver.registry:
        raise InputError(f"the id {cells['id']!r} is taken; give another", argument="id")
    _check_surroundings(cells, type, resolver.registry)
    cells = tidy(cells)
    identity = _identity(cells, type)
    return RowProposal(
        FILES[type],
        cells,
        tuple(name for name in identity.names if name.derived),
        tuple(guessed),
        tuple(unsure),
        tuple(_near(identity, resolver)),
    )


def _check_surroundings(cells: Mapping[str, str], type: str, registry: Registry) -> None:
    """Raise `InputError` where a kind is not in the table, or nothing has the id of a container."""
    for column in ("kind", "within"):
        if cells.get(column) and type != "place":
            raise InputError(f"{column} is told of places, not of a {type}", argument=column)
    for kind in table.several(cells.get("kind", "")):
        if kind not in kinds.load(registry.tables):
            raise InputError(f"kind {kind[:40]!r} stands not in kinds.tsv", argument="kind")
    for id in table.several(cells.get("within", "")):
        if id not in registry:
            raise InputError(f"no identity {id[:80]!r} to lie in", argument="within")


def marked(note: str) -> str:
    """The note, with the mark of a name that has several bearers in the tables."""
    return note if _MARK in note.split() else f"{note} {_MARK}".strip()


def _fitting(lang: str, text: str, type: str) -> str:
    """The cleaned form. Raises `InputError` if its letters are not those of its language."""
    cleaned = clean_name(text, argument=lang)
    wrong = scripts_of(cleaned) - {SCRIPTS[lang]}
    if wrong and type != "organisation":
        script = {"Cyrl": "Cyrillic", "Latn": "Latin"}[SCRIPTS[lang]]
        raise InputError(f"{lang} {cleaned[:80]!r} is not in {script} letters", argument=lang)
    return cleaned


def _respelt(cells: dict[str, str]) -> tuple[list[Suggestion], list[Suggestion]]:
    """(forms for the row, others) in whichever of Belarusian and Russian is missing."""
    source, target = ("be", "ru") if "be" in cells else ("ru", "be")
    if source not in cells or target in cells:
        return [], []
    found = respell(cells[source], source, target, limit=3)
    options = [Suggestion(target, one.text, one.score) for one in found]
    if target == "be" or options[0].score >= _SURE:  # a row needs the Belarusian form
        return options[:1], options[1:]
    return [], options


def _free_id(cells: Mapping[str, str], type: str, registry: Registry) -> str:
    """A free id: surname and given name (or all words) in small Latin letters."""
    latin = cells.get("be-Latn") or transliterate(cells["be"], "be-lacinka")
    words = unidecode(latin).lower().split()
    if type == "person":
        words = words[-1:] + words[:-1]
    base = "-".join(filter(None, (_NOT_LETTERS.sub("", word) for word in words))) or "x"
    if base not in registry:
        return base
    if cells.get("born") and f"{base}-{cells['born']}" not in registry:
        return f"{base}-{cells['born']}"
    number = 2
    while f"{base}-{number}" in registry:
        number += 1
    return f"{base}-{number}"


def _identity(cells: Mapping[str, str], type: str) -> Identity:
    """The identity of the row. Raises `TableError`."""
    filled = {column: cells.get(column, "") for column in table.PLACES}
    return table.identity(TableRow(FILES[type], 0, filled), type)


def _near(identity: Identity, resolver: Resolver) -> Iterator[Neighbour]:
    """The identities that the new forms may mean, each once, most probable first."""
    found: dict[str, Neighbour] = {}
    for name in identity.names:
        for match in resolver.resolve(name.text, type=identity.type).matches:
            known = found.get(match.identity.id)
            if match.score >= _NEAR and (known is None or known.match.score < match.score):
                same = match.identity.bears(identity.names[0].text)
                found[match.identity.id] = Neighbour(name.text, match, same)
    return iter(sorted(found.values(), key=lambda near: -near.match.score))
