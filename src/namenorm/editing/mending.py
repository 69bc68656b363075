"""Find the row of a table that corrects a wrong answer.

Each possible edit is tested: the tables are copied, the row is written, and the query is resolved
again. An edit is proposed only if the answer is then the expected one. General edits come first: a
short form of a given name corrects the answer for everybody who bears the name.
"""

from __future__ import annotations

import difflib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from namenorm.editing import files, proposal
from namenorm.editing.files import TableChange
from namenorm.errors import InputError, UnknownIdentity
from namenorm.names import given, variants
from namenorm.registry import Identity, Registry
from namenorm.registry.sources.table import further
from namenorm.resolution import Match, Resolution, Resolver
from namenorm.tables import read
from namenorm.text.clean import clean_name
from namenorm.translit.detection import language_of_name

NOBODY: Final = "none"
"""The expected answer to a query that names nobody in the registry."""
_MOST_MATCHES: Final = 100
_PROMINENCES: Final = (0.5, 0.7, 0.9)
_LATIN: Final = "en"
"""The column of short forms for Latin letters."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A row to write: in `change`, at `line` (from 1), `row` in place of `before` (empty: new).

    `broken` are ids whose main form no longer finds them after the edit.
    """

    reason: str
    change: TableChange
    line: int
    before: str
    row: str
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The present answer, the rank of the expected identity in it, and the edit that corrects it.

    `rank` counts from 1; None if the expected identity is no candidate. `right`: the answer needs
    no correction. `edit` is None if no edit was found.
    """

    resolution: Resolution
    expected: Identity | None
    rank: int | None
    match: Match | None
    right: bool
    edit: Edit | None


def diagnose(query: str, expected: str, folder: Path, *, type: str | None = None) -> Diagnosis:
    """Why `query` does not find `expected` (an id, or `none`) with the tables in `folder`.

    Raises `UnknownIdentity`, `InputError`, `TableError`.
    """
    resolver = Resolver(Registry.from_tables(folder))
    identity = None if expected == NOBODY else _named(expected, resolver.registry)
    if identity is not None and type not in (None, identity.type):
        reason = f"{identity.id} is a {identity.type}, and type is {type}"
        raise InputError(reason, argument="type")
    answer = resolver.resolve(query, limit=_MOST_MATCHES, type=type)
    ids = [match.identity.id for match in answer.matches]
    rank = ids.index(expected) + 1 if expected in ids else None
    right = _is_right(answer, expected)
    edit = None
    if not right:
        trials = (
            _for_nobody(query, answer, resolver, type)
            if identity is None
            else _for(query, identity, answer, rank, folder)
        )
        edit = next(_tried(trials, query, expected, folder, answer, type), None)
    match = answer.matches[rank - 1] if rank else None
    return Diagnosis(answer, identity, rank, match, right, edit)


def _named(id: str, registry: Registry) -> Identity:
    """The identity with this id. Raises `UnknownIdentity`, which names similar ids."""
    if id in registry:
        return registry.get(id)
    near = difflib.get_close_matches(id, [one.id for one in registry.identities], n=3)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise UnknownIdentity(f"no identity {id[:80]!r}{hint}", argument="expected")


def _is_right(answer: Resolution, expected: str) -> bool:
    if expected == NOBODY:
        return answer.decision == "none"
    return answer.decision == "match" and answer.matches[0].identity.id == expected


@dataclass(frozen=True, slots=True)
class _Trial:
    """An edit to test: `rewrite` makes the change of a table in a folder."""

    reason: str
    file: str
    rewrite: Callable[[Path], str]
    expected: str
    namesake: bool = False

    def mends(self, answer: Resolution) -> bool:
        """Whether the answer is right now; two names that sound alike may stay ambiguous."""
        found = [match.identity.id for match in answer.matches]
        told_apart = self.namesake and answer.decision == "ambiguous" and self.expected in found
        return told_apart or _is_right(answer, self.expected)


def _for(
    query: str, identity: Identity, answer: Resolution, rank: int | None, folder: Path
) -> Iterator[_Trial]:
    """The edits that may make `query` find `identity`."""
    if rank:
        yield from _short_forms(answer.matches[rank - 1], identity, folder)
    file = f"identities/{proposal.FILES[identity.type]}"
    cleaned = clean_name(query, argument="q")
    lang = language_of_name(cleaned) or "und-Latn"
    also = (
        ""
        if identity.bears(cleaned)
        else f"{lang}:{cleaned}" + ("" if " " in cleaned else "#short")
    )

    def changed(also: str, prominence: float | None) -> Callable[[Path], str]:
        def rewrite(path: Path) -> str:
            cells = files.cells(path, identity.id)
            cells["also"] = "|".join(filter(None, (cells["also"], also)))
            if prominence is not None:
                cells["prominence"] = f"{prominence:g}"
            return files.identities(path, {identity.id: cells})

        return rewrite

    if also:
        yield _Trial(f"list the spelling {cleaned!r}", file, changed(also, None), identity.id)
    for prominence in _PROMINENCES:
        if prominence > identity.prominence:
            reason = f"make {identity.id} the better known bearer of the name"
            yield _Trial(reason, file, changed("", prominence), identity.id)
            if also:
                listed = f"{reason}, and list the spelling"
                yield _Trial(listed, file, changed(also, prominence), identity.id)


def _short_forms(match: Match, identity: Identity, folder: Path) -> Iterator[_Trial]:
    """If only the given name speaks against the identity: make it a form of that name."""
    against = [part for part in match.explanation.parts if part.query and part.weight < 0]
    if len(against) != 1 or against[0].role != "given" or not against[0].name:
        return
    word, known = against[0].query, against[0].name
    names = given.load(folder)
    lang = language_of_name(word)
    column = lang if lang in ("be", "ru", "uk") else _LATIN
    for id in sorted(names.find(known).ids):

        def rewrite(path: Path, id: str = id) -> str:
            content = read.text(path).rstrip("\n").split("\n")
            for number, text in enumerate(content):
                cells = text.split("\t")
                if cells[0] == id:
                    cells += [""] * (len(variants.SHORT_COLUMNS) - len(cells))
                    at = variants.SHORT_COLUMNS.index(column)
                    cells[at] = "|".join(filter(None, (cells[at], word)))
                    content[number] = "\t".join(cells)
                    break
            else:
                new = dict.fromkeys(variants.SHORT_COLUMNS, "") | {"id": id, column: word}
                content.append("\t".join(new.values()))
            return "\n".join(content) + "\n"

        reason = f"{word} is a form of the given name {known}, whoever bears it"
        yield _Trial(reason, "names/short_forms.tsv", rewrite, identity.id)


def _for_nobody(
    query: str, answer: Resolution, resolver: Resolver, type: str | None
) -> Iterator[_Trial]:
    """The edits that may keep `query` from its match: remove a spelling, or add its bearer."""
    cleaned = clean_name(query, argument="q")
    wrong = answer.matches[0].identity
    file = f"identities/{proposal.FILES[wrong.type]}"

    def without(path: Path) -> str:
        cells = files.cells(path, wrong.id)
        spelt = cleaned.casefold()
        others = (a for a in cells["also"].split("|") if further(a)[1].casefold() != spelt)
        cells["also"] = "|".join(others)
        return files.identities(path, {wrong.id: cells})

    if wrong.bears(cleaned):
        yield _Trial(f"{cleaned!r} is no spelling of {wrong.id}", file, without, NOBODY)
    lang = language_of_name(cleaned)
    if " " not in cleaned or lang not in ("be", "ru"):
        return
    found = proposal.propose({lang: cleaned}, type=type or "person", resolver=resolver)

    def added(path: Path) -> str:
        return files.identities(path, {found.cells["id"]: found.cells})

    reason = f"{cleaned!r} is somebody else: list him or her"
    yield _Trial(reason, f"identities/{found.file}", added, found.cells["id"], True)


def _tried(
    trials: Iterator[_Trial],
    query: str,
    expected: str,
    folder: Path,
    answer: Resolution,
    type: str | None,
) -> Iterator[Edit]:
    """Test edits on a copy of `folder`; gives those after which the answer is right."""
    rivals = [match.identity for match in answer.matches[:10]]
    for trial in trials:
        with tempfile.TemporaryDirectory(prefix="namenorm-") as temporary:
            copy = Path(shutil.copytree(folder, Path(temporary) / "tables"))
            path = copy / trial.file
            before = read.raw(path)
            after = trial.rewrite(path)
            path.write_text(after, encoding="utf-8", newline="\n")
            resolver = Resolver(Registry.from_tables(copy))
            if not trial.mends(resolver.resolve(query, type=type)):
                continue
            line, old, new = _difference(before, after)
            broken = tuple(one.id for one in rivals if not _finds_itself(one, resolver))
            change = TableChange(folder / trial.file, before, after)
            yield Edit(trial.reason, change, line, old, new, broken)


def _finds_itself(identity: Identity, resolver: Resolver) -> bool:
    """Whether each main form of an identity still finds it, alone or among several."""
    answers = (resolver.resolve(n.text) for n in identity.names if n.kind == "main")
    return all(identity.id in [m.identity.id for m in found.matches] for found in answers)


def _difference(before: str, after: str) -> tuple[int, str, str]:
    """(number of the first line that differs, the row it replaces, the new row)."""
    old, new = before.split("\n"), after.split("\n")
    before_lines = set(old)
    number = next(n for n, text in enumerate(new) if text not in before_lines)
    id = new[number].partition("\t")[0]
    replaced = next((text for text in old if text.partition("\t")[0] == id), "")
    return number + 1, replaced, new[number]
