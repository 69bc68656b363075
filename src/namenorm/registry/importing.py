"""Import a file of any size into a compiled registry: streaming, resumable, nothing lost.

Every record read is taken, passed over because it was not asked for, or refused with a reason;
the counts add up. What is kept in memory does not grow with the file.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from namenorm.errors import BrokenSource, FileFault, NamenormError
from namenorm.files import atomic, file_faults
from namenorm.registry import format
from namenorm.registry.build import write
from namenorm.registry.sources.formats import Import, Pass
from namenorm.registry.sources.gathering import Passed, Taken
from namenorm.registry.sources.splitting import SourceRecord
from namenorm.registry.staging import Progress, Refusal, Staging, discard
from namenorm.streams.opening import STANDARD_INPUT, Stream, opened

PER_COMMIT: Final = 5_000
"""Records after which an interrupted import would go on."""
_PER_TICK: Final = 200
_ABSENT: Final = "names of an identity that was not taken"


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far it is: bytes read of the present file and of how many (None: not known).

    `start` is where reading began, beyond 0 where an interrupted import goes on.
    """

    file: str
    start: int
    consumed: int
    size: int | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the records: `read` is `taken` + `refused` + all `passed` over.

    `names_refused` are names that were left out of identities that were taken. `refusals` is the
    file that lists both, None where there are none. `resumed` is the record at which an
    interrupted import went on, 0 for one from the beginning.
    """

    path: Path
    read: int
    taken: int
    refused: int
    names_refused: int
    passed: dict[str, int]
    refusals: Path | None
    resumed: int
    contents: dict[str, Any]


def import_file(
    source: Import,
    path: Path,
    *,
    refusals: Path | None = None,
    fresh: bool = False,
    jobs: int = 1,
    tick: Callable[[ImportProgress], None] = lambda _: None,
    compiled: Callable[[int], None] = lambda _: None,
) -> Report:
    """Import into the compiled registry `path`, which is replaced once the new one is whole.

    `refusals` is the CSV file for what is refused (`<path>.refused.csv`); `fresh` begins anew
    what was interrupted; names are read on `jobs` processes. `tick` is told the progress, and
    `compiled` how many identities have been compiled behind it. Interrupted, by whatever, it goes
    on with the next call. Raises `BrokenSource` where a file ends early or nothing could be taken:
    `path` is then as it was. Raises `FileFault` where the disk does not take it.
    """
    listing = refusals or path.with_name(path.name + ".refused.csv")
    staged = path.with_name(path.name + ".importing")
    try:
        with file_faults(path):
            if fresh:
                discard(staged)
            with closing(Staging(staged, _key(source))) as staging:
                resumed = staging.progress.read
                try:
                    _gather(source, staging, tick)
                except BrokenSource:
                    staging.remove()
                    raise
                return _finish(source, staging, path, listing, resumed, jobs, compiled)
    except sqlite3.Error as error:
        told = "another import is writing it" if "locked" in str(error) else str(error)
        raise FileFault(str(path), told) from None


def _key(source: Import) -> str:
    """What decides the outcome: format, settings, and the files with their sizes and times."""
    said: list[object] = [format.VERSION, source.format, *source.settings]
    for turn in source.passes:
        if turn.path == STANDARD_INPUT:
            said += [os.getpid(), os.urandom(8).hex()]
        else:
            with file_faults(turn.path, BrokenSource):
                stat = turn.path.stat()
            said += [str(turn.path.resolve()), stat.st_size, stat.st_mtime_ns, turn.what]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _gather(source: Import, staging: Staging, tick: Callable[[ImportProgress], None]) -> None:
    """Read all passes, from where the staging stands."""
    progress = staging.progress
    for turn in range(progress.turn, len(source.passes)):
        this = source.passes[turn]
        if turn > progress.turn:
            progress.turn, progress.after, progress.number = turn, 0, 0
        size = None if this.path == STANDARD_INPUT else this.path.stat().st_size
        with opened(this.path) as stream:
            records = _records(this, stream, progress)
            start = stream.consumed()
            for record in records:
                _take(record, this, staging)
                progress.read += 1
                progress.after, progress.number = record.after, record.last
                if progress.read % PER_COMMIT == 0:
                    staging.commit()
                if progress.read % _PER_TICK == 0:
                    tick(ImportProgress(this.path.name, start, stream.consumed(), size, progress))
            tick(ImportProgress(this.path.name, start, stream.consumed(), size, progress))
        progress.number = progress.after = 0
        progress.turn = turn + 1
        staging.commit()


def _records(this: Pass, stream: Stream, progress: Progress) -> Iterator[SourceRecord]:
    """The records that have not been read yet; of a JSON document, the reader skips the others."""
    if not this.whole:
        stream.skip_to(progress.after)
    return this.read(stream, progress.number)


def _take(record: SourceRecord, this: Pass, staging: Staging) -> None:
    progress, file = staging.progress, this.path.name
    try:
        if record.fault:
            raise NamenormError(record.fault)
        outcome = this.convert(record.data)
    except NamenormError as error:
        progress.refused += 1
        staging.refuse(Refusal(file, record.number, str(error), _shown(record)))
        return
    if isinstance(outcome, Passed):
        progress.passed[outcome.what] = progress.passed.get(outcome.what, 0) + 1
        return
    if isinstance(outcome, Taken):
        other = staging.add(outcome.identity, file, record.number)
        if other is not None:
            progress.refused += 1
            reason = f"the id {outcome.identity.id!r} is taken already, at {other}"
            staging.refuse(Refusal(file, record.number, reason, _shown(record)))
            return
    elif not staging.add_names(outcome.id, outcome.names, outcome.wikidata):
        progress.passed[_ABSENT] = progress.passed.get(_ABSENT, 0) + 1
        return
    progress.taken += 1
    for fault in outcome.faults:
        progress.names_refused += 1
        staging.refuse(Refusal(file, record.number, fault, _shown(record)))


def _shown(record: SourceRecord) -> str:
    return record.text or json.dumps(record.data, ensure_ascii=False)


def _finish(
    source: Import,
    staging: Staging,
    path: Path,
    listing: Path,
    resumed: int,
    jobs: int,
    compiled: Callable[[int], None],
) -> Report:
    """Write the list of what was refused, then the file; then the staging may go."""
    progress = staging.progress
    refused = progress.refused + progress.names_refused
    if refused:
        _write_refusals(listing, staging.refusals())
    else:
        listing.unlink(missing_ok=True)
    if not progress.taken:
        staging.remove()
        passed = "; ".join(f"{count:,} {what}" for what, count in progress.passed.items())
        told = f"; see {listing}" if refused else ""
        raise BrokenSource(
            str(source.passes[0].path),
            f"nothing could be taken of {progress.read:,} {source.passes[0].what}: "
            f"{progress.refused:,} refused{told}{'; ' + passed if passed else ''}",
        )
    about = {"format": source.format, "files": [turn.path.name for turn in source.passes]}
    contents = write(path, staging.identities(), about, jobs=jobs, tick=compiled)
    staging.remove()
    return Report(
        path,
        progress.read,
        progress.taken,
        progress.refused,
        progress.names_refused,
        dict(sorted(progress.passed.items())),
        listing if refused else None,
        resumed,
        contents,
    )


def _write_refusals(path: Path, refusals: Iterator[Refusal]) -> None:
    """A CSV table, whole or not at all."""
    with atomic(path) as file:
        writer = csv.writer(codecs.getwriter("utf-8")(file), lineterminator="\n")
        writer.writerow(("file", "number", "reason", "text"))
        for one in refusals:
            writer.writerow((one.file, one.number, one.reason, one.text))
