"""Starts granian over the service, with processes that share counts and the word to reload."""

from __future__ import annotations

import gc
import logging
import logging.config
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from namenorm.faces.serving.logs import configuration
from namenorm.faces.settings import CONFIG, COUNTS, RELOAD, Settings
from namenorm.files import file_faults

if TYPE_CHECKING:
    from namenorm.faces.serving.adapter import Adapter

_LOG: Final = logging.getLogger(__name__)
_ROOM: Final = 1 << 19
"""Bytes for the counts of a process, of either kind: of every method, route and status."""
_THRESHOLDS: Final = 10_000, 20, 50
"""When each generation is collected; Python has 700, 10 and 10."""


def worker() -> Adapter:
    """What each process answers with; granian calls it there, before it hears signals itself.

    Until then a fork has the handlers of its parent, which would swallow a SIGTERM.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    _reserve_counts(Path(os.environ[COUNTS]))
    from namenorm.faces.api import create_app
    from namenorm.faces.serving.adapter import Adapter

    settings = Settings.from_env()
    app = create_app(settings)
    _spare_collections()
    return Adapter(app, settings)


def _reserve_counts(folder: Path) -> None:
    """Take the room on the disk for the counts of this process, before they are read in.

    They are written through mapped memory: on a disk that became full in between, the next count
    would kill the process. Where there is no room it counts for itself alone.
    """
    files = [folder / f"{kind}_{os.getpid()}.db" for kind in ("counter", "histogram")]
    try:
        for file in files:
            with file.open("wb") as room:
                room.write(bytes(_ROOM))
                room.flush()
                os.fsync(room.fileno())
    except OSError as error:
        for file in files:
            with suppress(OSError):
                file.unlink(missing_ok=True)
        del os.environ[COUNTS]
        sentence = "no room for counts in %s (%s): this process tells its own alone at /metrics"
        _LOG.warning(sentence, folder, error.strerror)


def _spare_collections() -> None:
    """Have the collector of cycles pass over what has been loaded.

    It looked through all of it once in a thousand requests, and held up those that came in the
    meantime for 85 ms; a request itself leaves few cycles or none.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; SIGHUP has the registry read again.

    Raises `BrokenRegistry` where a registry cannot be served, `FileFault` where what the processes
    share cannot be written.
    """
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    from namenorm.registry import Registry

    Registry.of_files(settings.registry)  # a broken file is reported here, not by every process
    logs = configuration(settings.log_level)
    logging.config.dictConfig(logs)
    with _run_folder(settings.run_dir) as folder:
        os.environ.pop(CONFIG, None)  # what it says is among the settings
        os.environ.update(settings.to_env())
        os.environ |= {"NAMENORM_RUN_DIR": str(folder), COUNTS: str(folder)}
        server = Server(
            "namenorm.faces.serving.start:worker",
            factory=True,
            interface=Interfaces.RSGI,
            address=settings.host,
            port=settings.port,
            workers=settings.workers,
            http=HTTPModes.auto,
            http1_settings=HTTP1Settings(header_read_timeout=settings.header_timeout * 1000),
            websockets=False,
            respawn_failed_workers=True,
            workers_kill_timeout=settings.stop_timeout,
            log_level=LogLevels(settings.log_level),
            log_dictconfig=logs,
        )

        def reload(*_: Any) -> None:
            try:
                (folder / RELOAD).touch()
            except OSError as error:
                _LOG.error("the registry is not read again: %s: %s", folder, error.strerror)

        @server.on_startup  # behind granian's own handler, which would start the processes anew
        def hear() -> None:
            signal.signal(signal.SIGHUP, reload)

        server.serve()
    try:
        sys.stderr.flush()
    except OSError:  # the log's disk is full, for which Python would make the stop a failure
        sys.stderr = None


@contextmanager
def _run_folder(given: str) -> Iterator[Path]:
    """A folder for what the processes share, without counts of another run. Raises `FileFault`."""
    with file_faults(given or tempfile.gettempdir()):
        folder = Path(given or tempfile.mkdtemp(prefix="namenorm-"))
        folder.mkdir(parents=True, exist_ok=True)
        for counted in folder.glob("*.db"):
            counted.unlink(missing_ok=True)
        (folder / RELOAD).touch()  # now: later there may be no room on the disk
    try:
        yield folder
    finally:
        if not given:
            shutil.rmtree(folder, ignore_errors=True)
