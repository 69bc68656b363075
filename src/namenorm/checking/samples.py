"""The samples of the tables: each gives what stands there, and each rule is used by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from namenorm.checking.finding import Fault
from namenorm.errors import TableError
from namenorm.keying import keyer
from namenorm.lang import SCRIPTS
from namenorm.names import kinds, surroundings
from namenorm.respelling.samples import samples, unreachable
from namenorm.sounds import phonetics
from namenorm.tables import locate, read
from namenorm.text.scripts import scripts_of
from namenorm.translit.schemes import Scheme, load


def of_schemes(folder: Path) -> Iterator[Fault]:
    """Faults of `schemes/`: samples that come out otherwise, rules that none uses."""
    for path in locate.files(folder, "schemes/*.toml"):
        try:
            scheme = load(path)
        except TableError as error:
            yield Fault.of(error)
            continue
        fired: set[int] = set()
        for sample in scheme.samples:
            written = scheme.writer.write(sample[0])
            fired.update(scheme.writer.fired(sample[0]))
            if written != sample[1]:
                reason = f"sample {sample[0]!r} gives {written!r}, not {sample[1]!r}"
                yield _at(path, sample[0], sample[1], reason)
        for number, rule in enumerate(scheme.rules):
            if number not in fired:
                reason = f"no sample uses the rule {list(rule)}; add one that does"
                yield _at(path, rule[0], rule[1], reason)
        yield from _scripts(path, scheme)


def _scripts(path: Path, scheme: Scheme) -> Iterator[Fault]:
    """Rules that read letters of another script than the language's, or write such."""
    for source, written, _ in scheme.rules:
        for text, lang in ((source, scheme.lang), (written, scheme.target)):
            for script in sorted({"Cyrl", "Latn"} & scripts_of(text) - {SCRIPTS[lang]}):
                reason = f"the rule {[source, written]}: {text!r} holds letters of {script}"
                yield _at(path, source, written, f"{reason}, and is to be in {lang}")


def of_respelling(folder: Path) -> Iterator[Fault]:
    """Faults of `respell/`: samples that come out otherwise, rules that are never taken."""
    for path in locate.files(folder, "respell/*.toml"):
        try:
            for before, after, written in samples(folder, path.stem):
                if written != after:
                    reason = f"sample {before!r} gives {written!r}, not {after!r}"
                    yield _at(path, before, after, reason)
            for rule in unreachable(folder, path.stem):
                reason = f"the rule of {rule.letters!r} (number {rule.number + 1}) is never taken"
                yield Fault(str(path), 0, f"{reason}: one before it always fits")
        except TableError as error:
            yield Fault.of(error)


def of_sounds(folder: Path) -> Iterator[Fault]:
    """Samples of `compare/sounds.toml` that share no sound form."""
    how = phonetics.load(folder)
    for left, right in how.sounds.samples:
        if not how.agree(left, right):
            reason = f"sample {left!r} and {right!r} share no sound form"
            yield _at(folder / "compare" / "sounds.toml", left, right, reason)


def of_keys(folder: Path) -> Iterator[Fault]:
    """Samples of `keying/keys.toml` that share no key."""
    path = folder / "keying" / "keys.toml"
    keys = keyer.load(folder)
    for left, right in read.toml(path)["samples"]:
        if not set(keys.of(left)) & set(keys.of(right)):
            yield _at(path, left, right, f"sample {left!r} and {right!r} share no key")


def of_kinds(folder: Path) -> Iterator[Fault]:
    """Samples of `names/kinds.tsv` that give another name or another kind; kinds without any."""
    known = kinds.load(folder)
    for row in kinds.rows(folder):
        samples = row.forms("samples")
        if not samples:
            yield Fault(row.file, row.line, f"kind {row['kind']!r} has no sample")
        for sample in samples:
            text, _, name = map(str.strip, sample.partition(">"))
            found = surroundings.read(text, known)[0]
            if found.head != name or row["kind"] not in found.kinds:
                told = f"the name {found.head!r} of the kinds {sorted(found.kinds)}"
                yield Fault(row.file, row.line, f"sample {text!r} gives {told}, not {name!r}")


def _at(path: Path, left: str, right: str, reason: str) -> Fault:
    """A fault of the pair `left`, `right` of a table."""
    return Fault(str(path), read.line_of(path, f'"{left}", "{right}"'), reason)
