"""What may go wrong while the service runs: processes die, files are replaced, clients dawdle."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest

from namenorm.registry import Identity, NameForm
from namenorm.registry.build import write
from tests.support.server import ask, started
from tests.support.waiting import PATIENCE, until

NAME = "Зміцер Гжэгжулка"
QUERY = f"/v1/resolve?q={quote(NAME)}"
REPLACED = 50
SERVED = 10  # each so manieth state is waited for; others may be replaced before they are seen
ROWS = 50
NDJSON = "application/x-ndjson"
CUT_OFF = ("RemoteDisconnected", "ConnectionReset", "IncompleteRead", "BadStatusLine")


def registry(path: Path, id: str) -> None:
    """One person with a namesake, both ids of one state: put in place by renaming."""
    new = path.with_name("new.nnx")
    people = [Identity(f"{id}-{n}", "person", (NameForm(NAME, "be"),)) for n in (1, 2)]
    write(new, people, {})
    new.replace(path)


def answered(
    connection: http.client.HTTPConnection, path: str, body: bytes | None, kind: str
) -> tuple[int, bytes]:
    """Status and body of the answer to a GET, or to a POST of `body`."""
    if body is None:
        connection.request("GET", path)
    else:
        connection.request("POST", path, body, {"Content-Type": kind})
    response = connection.getresponse()
    return response.status, response.read()


class Load:
    """Clients that ask without a pause, each over one connection; what they met."""

    def __init__(
        self,
        address: str,
        path: Callable[[int], str],
        clients: int = 4,
        *,
        body: bytes | None = None,
        kind: str = "application/json",
    ) -> None:
        self._place = urlsplit(address).netloc
        self._path, self._body, self._kind = path, body, kind
        self._stop = threading.Event()
        self.answers: list[bytes] = []
        self.failed: list[str] = []
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(clients)]

    def _ask(self, number: int) -> None:
        connection = http.client.HTTPConnection(self._place, timeout=PATIENCE)
        asked = 0
        while not self._stop.is_set():
            asked += 1
            try:
                path = self._path(number * 1_000_000 + asked)
                status, body = answered(connection, path, self._body, self._kind)
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(f"{type(error).__name__}: {error}")
                connection.close()
                continue
            if status == 200:
                self.answers.append(body)
            else:
                self.failed.append(f"{status}: {body[:200]!r}")
        connection.close()

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def children(pid: int) -> set[int]:
    """The processes that a process started."""
    found = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        found |= set(map(int, (task / "children").read_text().split()))
    return found


def ids(body: bytes) -> list[str]:
    return [match["identity"]["id"] for match in json.loads(body)["matches"]]


def serves(load: Load, state: int) -> bool:
    """Whether the last answer has people of a state."""
    return bool(load.answers) and f'"{state}-1"'.encode() in load.answers[-1]


def test_a_registry_replaced_again_and_again_fails_no_request_and_is_never_mixed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "own.nnx"
    registry(path, "0")
    with started("--registry", str(path), workers=2) as (address, _):
        version = ask(f"{address}/readyz")["registry"]["version"]
        with Load(address, lambda n: f"{QUERY}&limit={n % 90 + 10}") as load:
            for state in range(1, REPLACED + 1):
                registry(path, str(state))
                if state % SERVED == 0:
                    until(lambda s=state: serves(load, s), f"state {state} is served")
    assert not load.failed
    seen: dict[str, set[str]] = {}
    for body in load.answers:
        found = ids(body)
        assert len({id.split("-")[0] for id in found}) == 1, found
        versions = seen.setdefault(json.loads(body)["version"]["registry"], set())
        versions.add(found[0].split("-")[0])
    assert all(len(states) == 1 for states in seen.values()), "one version, one state"
    assert len(seen) > REPLACED // SERVED and version in seen


def states(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """Which state of the registry the rows come from, by version and by id."""
    return {
        (row["version"]["registry"], match["identity"]["id"].split("-")[0])
        for row in rows
        for match in row["matches"]
    }


def test_neither_a_batch_nor_a_stream_is_mixed_of_two_registries(tmp_path: Path) -> None:
    path, batch = tmp_path / "own.nnx", "/v1/resolve/batch"
    registry(path, "0")
    names = json.dumps({"names": [NAME] * ROWS}).encode()
    lines = f'"{NAME}"\n'.encode() * ROWS
    with (
        started("--registry", str(path), workers=2) as (address, _),
        Load(address, lambda _: batch, 2, body=names) as batches,
        Load(address, lambda _: batch, 2, body=lines, kind=NDJSON) as streams,
    ):
        for state in range(1, REPLACED + 1):
            registry(path, str(state))
            if state % SERVED == 0:
                for load in (batches, streams):
                    until(lambda s=state, one=load: serves(one, s), f"state {state} is served")
    assert not batches.failed and not streams.failed
    asked = [json.loads(body)["results"] for body in batches.answers]
    asked += [[json.loads(line) for line in body.splitlines()] for body in streams.answers]
    seen = [states(rows) for rows in asked]
    assert all(len(rows) == ROWS for rows in asked)
    assert all(len(found) == 1 for found in seen)
    assert len(set().union(*seen)) >= REPLACED // SERVED


def test_a_stream_ends_with_the_registry_that_it_began_with(tmp_path: Path) -> None:
    path = tmp_path / "own.nnx"
    registry(path, "first")
    with started("--registry", str(path)) as (address, _):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        connection.putrequest("POST", "/v1/resolve/batch")
        connection.putheader("Content-Type", NDJSON)
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        line = f'"{NAME}"\n'.encode()
        piece = b"%x\r\n%s\r\n" % (len(line), line)
        connection.send(piece)
        response = connection.getresponse()
        rows = [json.loads(response.readline())]
        registry(path, "second")
        until(lambda: b'"second-1"' in urlopen(address + QUERY).read(), "the new one is served")
        connection.send(piece + b"0\r\n\r\n")
        rows.append(json.loads(response.readline()))
        assert response.read() == b""
        connection.close()
    assert len(states(rows)) == 1 and rows[1]["matches"][0]["identity"]["id"] == "first-1"


def test_a_registry_that_finds_the_disk_full_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "own.nnx"
    registry(path, "first")
    before = path.read_bytes()
    code = (
        "import resource, sys; from pathlib import Path;"
        "from tests.faces.test_faults import registry;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "registry(Path(sys.argv[1]), 'second')"
    )
    with started("--registry", str(path)) as (address, _):
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True)
        assert done.returncode and b"File too large" in done.stderr, done.stderr
        assert path.read_bytes() == before
        assert ask(f"{address}/readyz")["status"] == "ready"
        assert ask(address + QUERY)["matches"][0]["identity"]["id"] == "first-1"


@contextmanager
def small_disk(folder: Path) -> Iterator[tuple[str, int, Path]]:
    """A server that has what it writes on a disk of 4 MB: its address, process, and that disk."""
    behind = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    behind += [f'mount -t tmpfs -o size=4M tmpfs {folder} && exec "$@" 2>{folder}/log', "sh"]
    environ = {"NAMENORM_RUN_DIR": str(folder), "TMPDIR": str(folder)}
    with started(workers=2, environ=environ, behind=behind) as (address, pid):
        yield address, pid, Path(f"/proc/{pid}/root{folder}")


def fill(disk: Path) -> None:
    """Write to a disk until there is no room."""
    with pytest.raises(OSError, match="No space left"), (disk / "fill").open("wb") as more:
        while True:
            more.write(bytes(4096))
            more.flush()


FORM = (
    b'--b\r\nContent-Disposition: form-data; name="queries"; filename="q"\r\n\r\n'
    + bytes(700_000)
    + b"\r\n--b--\r\n"
)


@pytest.mark.needs("mount")
def test_a_disk_that_becomes_full_stops_nothing(tmp_path: Path) -> None:
    paths = ["/v1/schemes", "/v1/keys?q=a", "/v1/resolve?q=a", "/readyz", "/metrics", "/docs/"]
    with small_disk(tmp_path) as (address, pid, disk):
        before = children(pid)
        fill(disk)
        with Load(address, lambda n: paths[n % len(paths)], clients=6) as load:
            until(lambda: len(load.answers) + len(load.failed) > 400, "it was asked much")
        assert not load.failed
        place, kind = urlsplit(address).netloc, "multipart/form-data; boundary=b"
        with closing(http.client.HTTPConnection(place, timeout=PATIENCE)) as connection:
            assert answered(connection, "/reconcile", FORM, kind)[0] < 500
        os.kill(pid, signal.SIGHUP)
        assert ask(address + QUERY)["decision"] == "none"
        assert children(pid) == before


@pytest.mark.needs("prlimit")
def test_a_process_that_finds_no_room_for_its_counts_keeps_them_to_itself(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with started(workers=2, behind=["prlimit", "--fsize=4096"]) as (address, pid):
        first = children(pid)
        with Load(address, lambda n: QUERY) as load:
            until(lambda: len(load.answers) > 100, "they answer")
        assert not load.failed and children(pid) == first
        assert b"namenorm_requests_total" in urlopen(f"{address}/metrics").read()
    assert capfd.readouterr().err.count("no room for counts in") == len(first)


@pytest.mark.parametrize("fault", ["removed", "cut short", "other bytes", "empty"])
def test_a_file_that_cannot_be_read_leaves_the_old_registry(
    tmp_path: Path, fault: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.nnx"
    registry(path, "first")
    with started("--registry", str(path)) as (address, _):
        bad = tmp_path / "bad.nnx"
        whole = path.read_bytes()
        bad.write_bytes(
            {
                "cut short": whole[:-1],
                "other bytes": whole[:1000] + b"\xff" + whole[1001:],
            }.get(fault, b"")
        )
        if fault == "removed":
            path.unlink()
        else:
            bad.replace(path)
        until(lambda: ask(f"{address}/readyz")["status"] == "stale", "the fault is told")
        told = ask(f"{address}/readyz")["reload"]
        assert "own.nnx" in told and str(tmp_path) not in told
        assert "the old registry stays" in capfd.readouterr().err
        assert ask(address + QUERY)["matches"][0]["identity"]["id"] == "first-1"
        registry(path, "second")
        until(lambda: ask(f"{address}/readyz")["status"] == "ready", "the new one is taken up")
        assert ask(f"{address}/readyz")["reload"] is None
        assert ask(address + QUERY)["matches"][0]["identity"]["id"] == "second-1"


def reloads(address: str) -> float:
    """How often the service took a registry up, as it counts."""
    told = urlopen(f"{address}/metrics").read().decode()
    found = re.findall(r'^namenorm_registry_reloads_total{outcome="taken"} (\S+)$', told, re.M)
    return sum(map(float, found))


def test_sighup_has_the_registry_read_again(tmp_path: Path) -> None:
    path = tmp_path / "own.nnx"
    registry(path, "first")
    with started("--registry", str(path)) as (address, pid):
        with Load(address, lambda n: f"{QUERY}&limit={n % 90 + 10}", clients=2) as load:
            os.kill(pid, signal.SIGHUP)
            until(lambda: reloads(address) == 1, "it is read again")
        assert load.answers and not load.failed


def test_a_process_that_is_killed_loses_its_own_requests_alone() -> None:
    clients = 4
    with (
        started(workers=2) as (address, pid),
        Load(address, lambda n: f"/v1/keys?q=Tsikhanouskaya{n}", clients) as load,
    ):
        until(lambda: len(load.answers) > 100, "there is load")
        first = sorted(children(pid))
        victim = first[0]
        os.kill(victim, signal.SIGKILL)
        asked = len(load.answers)
        until(lambda: len(load.answers) > asked + 100, "the other process answers")
        until(
            lambda: victim not in children(pid) and len(children(pid)) == len(first),
            "another is started",
        )
        asked = len(load.answers)
        until(lambda: len(load.answers) > asked + 100, "both answer")
    lost = [failure for failure in load.failed if not failure.startswith(CUT_OFF)]
    assert not lost
    # One request of each client may be cut off, and one more may wait at the dead one's door.
    assert len(load.failed) <= 2 * clients


@contextmanager
def dawdling(address: str, head: bytes, count: int) -> Iterator[list[socket.socket]]:
    """Clients that sent the beginning of a request and no more."""
    place = urlsplit(address)
    found = [socket.create_connection((place.hostname, place.port)) for _ in range(count)]
    try:
        for one in found:
            one.settimeout(PATIENCE)
            one.sendall(head)
        yield found
    finally:
        for one in found:
            one.close()


HEADS = {
    "a head that does not end": b"GET /v1/resolve?q=a HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    "a body that does not come": b"POST /v1/resolve HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{",
    "a body without a length": b"POST /v1/resolve HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
    "a stream that does not go on": b"POST /v1/resolve/batch HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_clients_that_dawdle_hold_up_nobody(head: bytes) -> None:
    patience = {"NAMENORM_BODY_TIMEOUT": "2", "NAMENORM_HEADER_TIMEOUT": "2"}
    with (
        started(environ=patience) as (address, _),
        dawdling(address, head, 100) as clients,
        Load(address, lambda n: f"/v1/keys?q=Tsikhanouskaya{n}", clients=1) as load,
    ):
        body = b'{"q": "Tsikhanouskaya"}'
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        connection.request("POST", "/v1/keys", body, {"Content-Type": "application/json"})
        assert connection.getresponse().status == 200
        connection.close()
        ended = [one.recv(100) for one in clients]
        told = {said[9:12] for said in ended}  # nothing: the connection was closed
        assert told <= {b"408", b"200", b"503", b""}
    assert load.answers and not load.failed
