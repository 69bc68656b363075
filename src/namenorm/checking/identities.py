"""Faults of identities: ids, letters, cells that a rule gives, namesakes, forms that miss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from namenorm.checking.finding import Fault, Progress
from namenorm.checking.scripts import WORD, mixed, strangers
from namenorm.errors import TableError
from namenorm.lang import SCRIPTS
from namenorm.names import kinds
from namenorm.names.parse import Parser
from namenorm.registry import Identity
from namenorm.registry.model import NameForm
from namenorm.registry.sources import table
from namenorm.resolution import Resolution, Resolver
from namenorm.tables import locate, read
from namenorm.translit.transliteration import transliterate

_INFLECTING: Final = frozenset({"be", "be-tarask", "ru", "uk", "pl"})
"""Languages whose cases the tables know; Lithuanian names have endings of their own."""


def rows(folder: Path) -> Iterator[Fault]:
    """Faults that one sees in the rows of `identities/`."""
    seen: dict[str, read.TableRow] = {}
    bearers: dict[str, list[read.TableRow]] = {}
    for path in locate.files(folder, "identities/*.tsv"):
        before = ""
        for row in read.tsv(path, table.columns(path.stem)):
            # An id that stands twice in one file is reported with the rows of all tables.
            if row["id"] in seen and seen[row["id"]].file != row.file:
                other = Path(seen[row["id"]].file).name
                yield _bad(row, f"the id {row['id']!r} stands in {other} already")
            seen.setdefault(row["id"], row)
            if row["id"] < before:
                yield _bad(row, f"{row['id']!r} stands after {before!r}; rows are sorted by id")
            before = row["id"]
            bearers.setdefault(row["be"], []).append(row)
            yield from faults(row, path)
            for lang, scheme in table.DERIVED.items():
                if row[lang] and row[lang] == transliterate(row["be"], scheme):
                    reason = f"{lang} {row[lang]!r} is what the rule gives; leave the cell empty"
                    yield _bad(row, reason)
    for rows in bearers.values():
        if len(rows) > 1:
            for row in rows:
                if "namesake" not in row["note"].split():
                    others = ", ".join(other["id"] for other in rows if other is not row)
                    reason = f"{row['be']!r} is also {others}; note namesake in each row"
                    yield _bad(row, reason)


def surroundings(folder: Path) -> Iterator[Fault]:
    """Kinds stand in their table; what a place lies in is a row, and never the place itself."""
    known = kinds.load(folder)
    rows = {
        row["id"]: row
        for path in locate.files(folder, "identities/*.tsv")
        for row in read.tsv(path, table.columns(path.stem))
    }
    within = {id: table.several(row.get("within")) for id, row in rows.items()}
    for id, row in rows.items():
        for kind in table.several(row.get("kind")):
            if kind not in known:
                yield _bad(row, f"kind {kind!r} stands not in kinds.tsv")
        for other in within[id]:
            if other not in rows:
                yield _bad(row, f"within {other!r}: no row has this id")
        if id in _holding(id, within):
            yield _bad(row, f"{id!r} lies within itself: {' > '.join(within[id])} …")


def _holding(id: str, within: Mapping[str, tuple[str, ...]]) -> set[str]:
    """All that a row lies in, nearer and farther."""
    found: set[str] = set()
    coming = list(within[id])
    while coming:
        other = coming.pop()
        if other not in found:
            found.add(other)
            coming += within.get(other, ())
    return found


def faults(row: read.TableRow, path: Path) -> Iterator[Fault]:
    """What is wrong with one row of a table of identities, whosesoever it is."""
    try:
        identity = table.identity(row, table.TYPES.get(path.stem, "person"))
    except TableError as error:
        yield Fault.of(error)
        return
    for reason in strange(identity.type, identity.names):
        yield _bad(row, reason)
    main = {(name.lang, name.text) for name in identity.names if name.kind == "main"}
    for name in identity.names:
        if name.kind != "main" and (name.lang, name.text) in main:
            yield _bad(row, f"also {name.lang}:{name.text!r} is a main form already; leave it out")
    if not 0 <= identity.prominence <= 1:
        yield _bad(row, f"prominence is {identity.prominence}; it lies between 0 and 1")


def strange(type: str, names: Sequence[NameForm]) -> Iterator[str]:
    """The forms in other letters than those of their language, with the reason.

    Organisations keep words of their own everywhere (NATO, «Позірк» in Russian), and so do aliases
    and short forms: a word that a form of another language has may stand there, too.
    """
    for name in names:
        for word, reason in strangers(name.text, name.lang):
            keeps = type == "organisation" or name.kind in ("alias", "short")
            if not (keeps and _elsewhere(word, name.lang, names)):
                yield f"{name.lang} form {name.text!r} {reason}"


def _elsewhere(word: str, lang: str, names: Sequence[NameForm]) -> bool:
    """Whether a form of another language has the word; none has one in two scripts."""
    return not any(mixed(word)) and any(
        word.casefold() in WORD.findall(other.text.casefold())
        for other in names
        if other.lang != lang and SCRIPTS[lang] == "Cyrl"
    )


def own_forms(
    resolver: Resolver, places: Mapping[str, tuple[str, int]], progress: Progress
) -> Iterator[Fault]:
    """Each form finds its own identity, or several among which the caller must choose.

    It may also find a better known identity that bears it, too. `places` are file and line by id.
    """
    identities = resolver.registry.identities
    for number, identity in enumerate(identities, 1):
        progress(number, len(identities))
        for reason in _misses(resolver, identity):
            yield Fault(*places[identity.id], f"{identity.id}: {reason}")


def _misses(resolver: Resolver, identity: Identity) -> Iterator[str]:
    answers: dict[str, Resolution] = {}  # a form often stands in several languages
    for name in identity.names:
        if name.kind == "error":
            continue
        if name.text not in answers and identity.type == "person" and name.lang in _INFLECTING:
            yield from _misread(identity, name.text, resolver.registry.analyst.parser)
        if name.text not in answers:
            answers[name.text] = resolver.resolve(name.text, type=identity.type)
        answer = answers[name.text]
        found = [match.identity.id for match in answer.matches]
        if answer.decision == "none" or identity.id not in found:
            yield f"its form {name.text!r} ({name.lang}) does not find it"
        elif answer.decision == "match" and not answer.matches[0].identity.bears(name.text):
            yield f"its form {name.text!r} ({name.lang}) finds {found[0]}"


def _misread(identity: Identity, text: str, parser: Parser) -> Iterator[str]:
    """Where a person's name is read with a part in a role that is hardly its own."""
    parsed = next(iter(parser.readings(text)), None)
    if parsed is None or parsed.given is None or parsed.surname is None:
        return
    names, father, word = parser.given, parsed.patronymic, parsed.given.text
    if not parsed.given.initial and not names.is_listed(word) and names.is_written(word):
        reason = f"{text!r} is read with the given name {word!r}, which is a case of one"
        yield f"{reason}; write the nominative, or add the name to names/given.tsv"
    if father and not father.initial and not identity.patronymic:
        split = parser.patronymics.split(father.text)
        if split is None or not names.father(split.stem):
            reason = f"{text!r} is read with the surname {parsed.surname.text!r} and the patronymic"
            yield f"{reason} {father.text!r}, of no given name in names/given.tsv"


def places(paths: Sequence[Path]) -> dict[str, tuple[str, int]]:
    """File and line of each id in tables of identities."""
    return {
        row["id"]: (row.file, row.line)
        for path in reversed(paths)
        for row in read.tsv(path, table.columns(path.stem))
    }


def _bad(row: read.TableRow, reason: str) -> Fault:
    return Fault(row.file, row.line, reason)
