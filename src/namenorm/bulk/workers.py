"""Worker processes: each answers one chunk at a time, and no more than these are in memory.

A process ends when the pipe to it closes, so none is left behind by a kill of the one that
started it.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from namenorm.bulk import parts
from namenorm.bulk.answers import Answerer
from namenorm.bulk.parts import ChunkOutput, Mark
from namenorm.bulk.rows import Chunk
from namenorm.bulk.work import Work
from namenorm.errors import FileFault, NamenormError

_PATIENCE: Final = 5.0
"""Seconds that a process has to end before it is left alone."""


def done(
    work: Work, answerer: Answerer, chunks: Iterator[Chunk], jobs: int
) -> Generator[tuple[Chunk, Mark], None, None]:
    """The chunks with their marks, as they are done by `jobs` processes.

    One job, and one chunk, is done by this process with `answerer`. Raises `FileFault` where the
    disk does not take a part, or a process is gone.
    """
    begun = list(islice(chunks, 2))
    chunks = chain(begun, chunks)
    if jobs == 1 or len(begun) < 2:
        for chunk in chunks:
            part = work.part(chunk, answerer)
            _write(work, chunk, part)
            yield chunk, part.mark
        return
    workers = _Workers(work, jobs)
    try:
        yield from workers.done(chunks)
    finally:
        workers.end()


class _Workers:
    """The processes, and the chunk that each of them works on."""

    def __init__(self, work: Work, jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        # Not forked: a forked process would hold the pipes of the others open.
        self._context = multiprocessing.get_context("spawn")
        self._processes: dict[Connection, BaseProcess] = {}
        self._busy: dict[Connection, Chunk] = {}

    def done(self, chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, Mark]]:
        following = next(chunks, None)
        idle: list[Connection] = []
        while following is not None or self._busy:
            # One process a chunk until there are enough: a small file needs no more.
            while following is not None and (idle or len(self._processes) < self._jobs):
                connection = idle.pop() if idle else self._start()
                self._send(connection, following)
                following = next(chunks, None)
            for ready in wait(list(self._busy)):
                assert isinstance(ready, Connection)
                mark = self._received(ready)
                yield self._busy.pop(ready), mark
                idle.append(ready)

    def end(self) -> None:
        """End all processes; a chunk that they have not written is not done."""
        for connection, process in self._processes.items():
            connection.close()
            if self._busy:
                process.terminate()
        for process in self._processes.values():
            process.join(_PATIENCE)

    def _start(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(self._work, theirs), daemon=True)
        with _undisturbed():
            process.start()
        theirs.close()
        self._processes[ours] = process
        return ours

    def _send(self, connection: Connection, chunk: Chunk) -> None:
        try:
            connection.send(chunk)
        except OSError:
            raise self._gone(connection) from None
        self._busy[connection] = chunk

    def _received(self, connection: Connection) -> Mark:
        try:
            answer = connection.recv()
        except (EOFError, OSError):
            raise self._gone(connection) from None
        if isinstance(answer, Mark):
            return answer
        raise FileFault(*answer)

    def _gone(self, connection: Connection) -> FileFault:
        process = self._processes[connection]
        process.join(_PATIENCE)
        reason = f"a process ended while it was answering (exit code {process.exitcode})"
        return FileFault(str(self._work.folder), f"{reason}; the same command goes on from here")


def _write(work: Work, chunk: Chunk, part: ChunkOutput) -> None:
    """Write what became of a chunk. Raises `FileFault`."""
    try:
        parts.write(work.folder, chunk.number, part)
    except FileFault as error:
        reason = f"a part cannot be written: {error.reason}"
        raise FileFault(str(work.folder), f"{reason}; the same command goes on from here") from None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits; a process started meanwhile never gets it.

    It reaches all processes of a terminal, and the one that reads the file speaks for them.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # The first process that is started brings a tracker with it, which ends the waiting.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Work, connection: Connection) -> None:
    """Answer chunks until there are no more, or nobody who asks."""
    parent = multiprocessing.parent_process()
    with connection, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            answerer = work.answerer()
        except NamenormError as error:
            connection.send((str(work.folder), str(error)))
            return
        while True:
            chunk = connection.recv()
            part = work.part(chunk, answerer)
            if parent is None or not parent.is_alive():
                return  # the folder may be another run's by now
            try:
                _write(work, chunk, part)
            except FileFault as error:
                connection.send((error.path, error.reason))
                return
            connection.send(part.mark)
