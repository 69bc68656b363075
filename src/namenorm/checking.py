"""What is wrong with the tables, where: `namenorm check`.

Every table is read; every sample is run; identities are checked for unique ids, for scripts
that fit their languages, and for forms that find another identity than their own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from namenorm.comparison import features
from namenorm.errors import NamenormError, TableError
from namenorm.lang import SCRIPTS
from namenorm.names import kinds, surroundings
from namenorm.registry import Registry
from namenorm.registry.sources import table
from namenorm.resolution import Resolution, Resolver
from namenorm.respelling.samples import samples, unreachable
from namenorm.sounds import signs
from namenorm.tables import locate, read
from namenorm.text.scripts import scripts_of
from namenorm.translit import schemes
from namenorm.translit.transliteration import transliterate


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault; `line` counts from 1, 0 stands for the whole file."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


Tick = Callable[[int, int], None]


def check(folder: Path | None = None, *, tick: Tick = lambda done, of: None) -> list[Finding]:
    """The faults of the tables in `folder`, or of the shipped ones; empty where all is well.

    `tick` is told how many identities of how many have been asked for by their forms.
    """
    folder = folder or locate.shipped()
    if not any(folder.rglob("*.t[so]*")):
        return [Finding(str(folder), 0, "no tables here; a folder of tables holds schemes/ …")]
    findings: list[Finding] = []
    identities = partial(_identities, tick=tick)
    for part in (_letters, _schemes, _respelling, _sounds, _names, identities):
        try:
            findings += part(folder)
        except TableError as error:
            findings.append(Finding(error.file, error.line, error.reason))
        except NamenormError as error:
            findings.append(Finding(str(folder), 0, str(error)))
    return sorted(set(findings))


def _letters(folder: Path) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*.t[so]*")):
        try:
            raw = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            yield Finding(str(path), 0, "not UTF-8; save the table as UTF-8")
            continue
        for number, line in enumerate(raw.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                yield Finding(str(path), number, "not NFC: a letter and its mark stand apart")


def _schemes(folder: Path) -> Iterator[Finding]:
    for path in locate.files(folder, "schemes/*.toml"):
        try:
            scheme = schemes.load(path)
        except TableError as error:
            yield Finding(error.file, error.line, error.reason)
            continue
        fired: set[int] = set()
        for sample in scheme.samples:
            written = scheme.writer.write(sample[0])
            fired.update(scheme.writer.fired(sample[0]))
            if written != sample[1]:
                reason = f"sample {sample[0]!r} gives {written!r}, not {sample[1]!r}"
                yield Finding(str(path), 0, reason)
        for number, rule in enumerate(scheme.rules):
            if number not in fired:
                yield Finding(str(path), 0, f"no sample uses the rule {list(rule)}")


def _respelling(folder: Path) -> Iterator[Finding]:
    for path in locate.files(folder, "respell/*.toml"):
        for before, after, written in samples(folder, path.stem):
            if written != after:
                reason = f"sample {before!r} gives {written!r}, not {after!r}"
                yield Finding(str(path), 0, reason)
        for rule in unreachable(folder, path.stem):
            reason = f"the rule of {rule.letters!r} (number {rule.number + 1}) is never taken"
            yield Finding(str(path), 0, f"{reason}: one before it always fits")


def _sounds(folder: Path) -> Iterator[Finding]:
    how = signs.load(folder)
    for left, right in how.sounds.samples:
        if not how.agree(left, right):
            reason = f"sample {left!r} and {right!r} share no sound form"
            yield Finding(str(folder / "compare" / "sounds.toml"), 0, reason)


def _names(folder: Path) -> Iterator[Finding]:
    features.load(folder)
    known = kinds.load(folder)
    for row in kinds.rows(folder):
        samples = row.forms("samples")
        if not samples:
            yield _bad(row, f"kind {row['kind']!r} has no sample")
        for sample in samples:
            text, _, name = map(str.strip, sample.partition(">"))
            found = surroundings.read(text, known)[0]
            if found.head != name or row["kind"] not in found.kinds:
                told = f"the name {found.head!r} of the kinds {sorted(found.kinds)}"
                yield _bad(row, f"sample {text!r} gives {told}, not {name!r}")


def _identities(folder: Path, tick: Tick) -> Iterator[Finding]:
    seen: dict[str, read.Row] = {}
    bearers: dict[str, list[read.Row]] = {}
    for path in locate.files(folder, "identities/*.tsv"):
        before = ""
        for row in read.tsv(path, table.columns(path.stem)):
            if row["id"] in seen:
                other = Path(seen[row["id"]].file).name
                yield _bad(row, f"the id {row['id']!r} stands in {other} already")
            seen.setdefault(row["id"], row)
            if row["id"] < before:
                yield _bad(row, f"{row['id']!r} stands after {before!r}; rows are sorted by id")
            before = row["id"]
            bearers.setdefault(row["be"], []).append(row)
            yield from _row(row, path)
    for rows in bearers.values():
        if len(rows) > 1:
            for row in rows:
                if "namesake" not in row["note"].split():
                    others = ", ".join(other["id"] for other in rows if other is not row)
                    reason = f"{row['be']!r} is also {others}; note namesake in each row"
                    yield _bad(row, reason)
    yield from _surroundings(folder, seen)
    yield from _own_forms(folder, seen, tick)


def _surroundings(folder: Path, rows: Mapping[str, read.Row]) -> Iterator[Finding]:
    """Kinds stand in their table; what a place lies in is a row, and never the place itself."""
    known = kinds.load(folder)
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


def _own_forms(folder: Path, rows: Mapping[str, read.Row], tick: Tick) -> Iterator[Finding]:
    """Each form finds its own identity, or several among which the caller must choose.

    It may also find a better known identity that bears it, too.
    """
    resolver = Resolver(Registry.from_tables(folder))
    identities = resolver.registry.identities
    for number, identity in enumerate(identities, 1):
        tick(number, len(identities))
        answers: dict[str, Resolution] = {}  # a form often stands in several languages
        for name in identity.names:
            if name.kind == "error":
                continue
            if name.text not in answers:
                answers[name.text] = resolver.resolve(name.text, type=identity.type)
            answer = answers[name.text]
            found = [match.identity.id for match in answer.matches]
            if answer.decision == "none" or identity.id not in found:
                reason = f"{identity.id}: its form {name.text!r} ({name.lang}) does not find it"
                yield _bad(rows[identity.id], reason)
            elif answer.decision == "match" and not answer.matches[0].identity.bears(name.text):
                reason = f"{identity.id}: its form {name.text!r} ({name.lang}) finds {found[0]}"
                yield _bad(rows[identity.id], reason)


def _bad(row: read.Row, reason: str) -> Finding:
    return Finding(row.file, row.line, reason)


def _row(row: read.Row, path: Path) -> Iterator[Finding]:
    try:
        identity = table.identity(row, table.TYPES.get(path.stem, "person"))
    except TableError as error:
        yield Finding(error.file, error.line, error.reason)
        return
    for name in identity.names:
        allowed = {SCRIPTS[name.lang]}
        if name.kind in ("alias", "short") or identity.type == "organisation":
            allowed.add("Latn")  # names that are Latin everywhere: NATO, Politico
        for script in sorted(scripts_of(name.text) - allowed):
            yield _bad(row, f"{name.lang} form {name.text!r} holds letters of {script}")
    for lang, scheme in table.DERIVED.items():
        if row[lang] and row[lang] == transliterate(row["be"], scheme):
            yield _bad(row, f"{lang} {row[lang]!r} is what the rule gives; leave the cell empty")
    main = {(name.lang, name.text) for name in identity.names if name.kind == "main"}
    for name in identity.names:
        if name.kind != "main" and (name.lang, name.text) in main:
            yield _bad(row, f"also {name.lang}:{name.text!r} is a main form already; leave it out")
    if not 0 <= identity.prominence <= 1:
        yield _bad(row, f"prominence is {identity.prominence}; it lies between 0 and 1")
