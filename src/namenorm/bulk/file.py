"""A file of any size, resolved: in chunks, on all cores, in order, and on from where it stood.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp())
>>> _ = (folder / "in.csv").write_text("name\\nTsikhanouskaya\\n", "utf-8")
>>> task = Task(source=folder / "in.csv", output=folder / "out.csv", column="name")
>>> resolve_file(task, jobs=1).decisions
{'match': 1}
>>> (folder / "out.csv").read_text("utf-8").splitlines()[1].split(",")[:3]
['Tsikhanouskaya', 'match', 'cichanouskaja-sviatlana']
"""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final, cast

from namenorm.bulk import workers
from namenorm.bulk.answers import Answerer, resolver_of
from namenorm.bulk.delimited import copy
from namenorm.bulk.formats import pair_of
from namenorm.bulk.parts import PartsFolder, fingerprint
from namenorm.bulk.rows import Chunk, RowWriter
from namenorm.bulk.task import Summary, Task, Tick, format_of
from namenorm.bulk.work import Work
from namenorm.errors import FileFault, InputError
from namenorm.files import atomic, file_faults

if TYPE_CHECKING:
    from namenorm.resolution import Resolver

_LAYOUT: Final = 1
"""Of the folder of parts; another one cannot be gone on with."""
_PACKERS: Final[dict[str, Callable[[BinaryIO], IO[bytes]]]] = {
    ".gz": lambda raw: cast("IO[bytes]", gzip.GzipFile("", "wb", fileobj=raw, mtime=0)),
    ".bz2": partial(bz2.BZ2File, mode="wb"),
    ".xz": partial(lzma.LZMAFile, mode="wb"),
}
_PROBE: Final = "Minsk"
"""A name to ask, for the versions that an answer has."""


def resolve_file(
    task: Task,
    *,
    jobs: int = 1,
    restart: bool = False,
    tick: Callable[[Tick], None] = lambda _: None,
) -> Summary:
    """Do `task` on `jobs` processes; `tick` is called with the progress.

    Killed, by whatever, it goes on with the next call of the same task, and the output is the
    same to the byte; `restart` begins anew. Raises `InputError`, `BrokenSource`, `BrokenRegistry`,
    `FileFault`: what was there as output is then as it was.
    """
    if jobs < 1:
        raise InputError("jobs is 1 or more", argument="jobs")
    with file_faults(task.output):
        _spare(task)
        source, writer = pair_of(task)
        parts = PartsFolder(task.folder)
        with closing(parts):
            answerer = Answerer(resolver_of(task.registries), type=task.type)
            manifest = _manifest(task, answerer.resolver)
            parts.begin(manifest, restart=restart)
            resumed = sum(mark.rows for mark in parts.marks.values())
            work = Work(source, writer, task.folder, task.registries, task.type)
            count = _answer(work, answerer, parts, task, jobs, tick)
            if _manifest(task, answerer.resolver) != manifest:
                raise FileFault(str(task.source), "it changed while it was read; use --restart")
            return _finish(task, writer, parts, count, resumed)


def _spare(task: Task) -> None:
    """Refuse to overwrite the input or the registry. Raises `InputError`."""
    if not task.source.is_file():
        raise InputError(f"{task.source} is no file that can be read twice", argument="source")
    inputs = [task.source, *(one for one in task.registries if one.exists())]
    written = (task.output, task.listing)
    if any(out.exists() and out.samefile(one) for out in written for one in inputs):
        raise InputError("the output would overwrite the input; name another file", argument="-o")
    if task.output.absolute() == task.listing.absolute():
        raise InputError("the rejects need a file of their own", argument="rejects")
    for out in written:
        if not out.absolute().parent.is_dir():
            raise InputError(f"there is no folder {out.parent}; make it first", argument="-o")
        if out.is_dir():
            raise InputError(f"{out} is a folder; name a file", argument="-o")


def _manifest(task: Task, resolver: Resolver) -> dict[str, Any]:
    """What decides the output. Raises `OSError`."""
    versions = resolver.resolve(_PROBE, limit=1).version
    stat = task.source.stat()
    return {
        "layout": _LAYOUT,
        "input": f"{fingerprint(task.source)} of {stat.st_mtime_ns}",
        "column": task.column,
        "from": format_of(task.source, task.source_format, "--from"),
        "to": format_of(task.output, task.output_format, "--to"),
        "encoding": task.encoding,
        "prefix": task.prefix,
        "type": task.type,
        "chunk rows": task.chunk_rows,
        "registries": [fingerprint(one) if one.exists() else str(one) for one in task.registries],
        "namenorm": version("namenorm"),
        **versions,
    }


def _answer(
    work: Work,
    answerer: Answerer,
    parts: PartsFolder,
    task: Task,
    jobs: int,
    tick: Callable[[Tick], None],
) -> int:
    """Answer the chunks that are not done; how many there are."""
    first, place = parts.resume()
    count = first
    answered = resumed = sum(mark.rows for mark in parts.marks.values())
    weight = sum(mark.weight for mark in parts.marks.values())

    def missing() -> Iterator[Chunk]:
        nonlocal count
        for chunk in work.source.chunks(task.chunk_rows, first, place):
            count = chunk.number + 1
            if chunk.number not in parts.marks:
                yield chunk

    def tell() -> None:
        tick(Tick(task.source.name, weight, work.source.size, answered, resumed))

    tell()
    with closing(workers.done(work, answerer, missing(), jobs)) as marked:
        for chunk, mark in marked:
            parts.marks[chunk.number] = mark
            answered += mark.rows
            weight += mark.weight
            tell()
    return count


def _finish(task: Task, writer: RowWriter, parts: PartsFolder, count: int, resumed: int) -> Summary:
    """Join the parts; the folder goes when the files are there."""
    marks = [parts.marks[number] for number in range(count)]
    rejected = sum(mark.rejected for mark in marks)
    rows, rejects = parts.rows(count), parts.rejects(count)
    kinds: dict[str, set[str]] = {}
    for mark in marks:
        for name, some in mark.kinds.items():
            kinds.setdefault(name, set()).update(some)
    if rejected:
        with atomic(task.listing) as file:
            copy(rejects, file)
    with atomic(task.output) as raw, _packing(raw, task.output) as file:
        writer.join(rows, kinds, file)
    if not rejected:
        task.listing.unlink(missing_ok=True)
    parts.remove()
    decisions: Counter[str] = sum((Counter(mark.decisions) for mark in marks), Counter())
    total = sum(mark.rows for mark in marks)
    listing = task.listing if rejected else None
    return Summary(task.output, total, dict(decisions), rejected, resumed, listing)


@contextmanager
def _packing(raw: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """What packs as the ending of `path` says; the same contents give the same bytes."""
    packer = _PACKERS.get(path.suffix)
    if packer is None:
        yield raw
        return
    with packer(raw) as packed:
        yield cast("BinaryIO", packed)
