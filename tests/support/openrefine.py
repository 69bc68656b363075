"""OpenRefine itself, headless on loopback, asked over the HTTP commands that its page uses."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from tests.support.server import free_port
from tests.support.waiting import PATIENCE, until

ENGINE = json.dumps({"facets": [], "mode": "row-based"})
ALL_ROWS = 1000


class OpenRefine:
    """A running OpenRefine at `address`."""

    def __init__(self, address: str) -> None:
        self._commands = f"{address}/command/core"
        self._session = requests.Session()

    def get(self, command: str, **parameters: str) -> Any:
        answer = self._session.get(
            f"{self._commands}/{command}", params=parameters, timeout=PATIENCE
        )
        answer.raise_for_status()
        return answer.json()

    def _post(self, command: str, data: Mapping[str, str], **more: Any) -> requests.Response:
        token = self.get("get-csrf-token")["token"]
        answer = self._session.post(
            f"{self._commands}/{command}",
            params={"csrf_token": token, **more.pop("params", {})},
            data=data,
            timeout=PATIENCE,
            **more,
        )
        answer.raise_for_status()
        return answer

    def create(self, name: str, csv: str) -> Project:
        """A project of the rows of `csv`."""
        answer = self._post(
            "create-project-from-upload",
            {
                "project-name": name,
                "format": "text/line-based/*sv",
                "options": json.dumps({"separator": ",", "encoding": "UTF-8"}),
            },
            files={"project-file": (f"{name}.csv", csv.encode(), "text/csv")},
            allow_redirects=False,
        )
        found = re.search(r"project=([0-9]+)", answer.headers.get("Location", ""))
        assert found, answer.text
        return Project(self, found[1])


class Project:
    """One project of an OpenRefine."""

    def __init__(self, refine: OpenRefine, id: str) -> None:
        self._refine, self._id = refine, id

    def do(self, command: str, data: Mapping[str, str]) -> Any:
        """Do a command, and wait until what it began is done."""
        answer = self._refine._post(command, data, params={"project": self._id}).json()
        assert answer["code"] in ("ok", "pending"), answer
        until(lambda: not self._refine.get("get-processes", project=self._id)["processes"], command)
        return answer

    def guessed_types(self, column: str, service: str) -> list[str]:
        """The types that a service proposes for a column, the likeliest first."""
        data = {"columnName": column, "service": service}
        return [one["id"] for one in self.do("guess-types-of-column", data)["types"]]

    def reconcile(
        self, column: str, service: str, *, type: str, evidence: Mapping[str, str]
    ) -> None:
        """Reconcile a column; `evidence` says which column holds which property."""
        manifest = requests.get(service, timeout=PATIENCE).json()
        config = {
            "mode": "standard-service",
            "service": service,
            "identifierSpace": manifest["identifierSpace"],
            "schemaSpace": manifest["schemaSpace"],
            "type": {"id": type, "name": type},
            "autoMatch": True,
            "columnDetails": [
                {"column": other, "property": {"id": id, "name": id}}
                for other, id in evidence.items()
            ],
            "limit": 0,
        }
        data = {"columnName": column, "config": json.dumps(config), "engine": ENGINE}
        self.do("reconcile", data)

    def extend(self, column: str, service: str, properties: list[str]) -> None:
        """Add columns with properties of what a column is reconciled to."""
        manifest = requests.get(service, timeout=PATIENCE).json()
        wanted = {"properties": [{"id": id, "name": id} for id in properties]}
        data = {
            "baseColumnName": column,
            "endpoint": service,
            "identifierSpace": manifest["identifierSpace"],
            "schemaSpace": manifest["schemaSpace"],
            "columnInsertIndex": "1",
            "extension": json.dumps(wanted),
            "engine": ENGINE,
        }
        self.do("extend-data", data)

    def judgements(self) -> dict[str, tuple[str, str | None]]:
        """(judgement, id of whom it matches) of each value of the first column."""
        data = {"engine": ENGINE}
        given = {"project": self._id, "start": "0", "limit": str(ALL_ROWS)}
        table = self._refine._post("get-rows", data, params=given).json()
        recons = table["pool"]["recons"]
        found = {}
        for row in table["rows"]:
            cell = row["cells"][0]
            recon = recons[cell["r"]]
            found[cell["v"]] = recon["j"], recon.get("m", {}).get("id")
        return found

    def csv(self) -> list[str]:
        """The lines of the project as it would be saved."""
        data = {"project": self._id, "format": "csv", "engine": ENGINE}
        return self._refine._post("export-rows", data).content.decode("utf-8").splitlines()


@contextmanager
def running(folder: Path) -> Iterator[OpenRefine]:
    """An OpenRefine that keeps its data in `folder`, alive inside the with block."""
    command = shutil.which("openrefine")
    assert command is not None
    port = free_port()
    options = ["-p", str(port), "-i", "127.0.0.1", "-d", str(folder / "data"), "-m", "512M"]
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    with (
        (folder / "log.txt").open("wb") as log,
        subprocess.Popen(
            [command, *options, "-x", "refine.headless=true"],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        try:
            refine = OpenRefine(f"http://127.0.0.1:{port}")
            _wait(refine, process, folder / "log.txt")
            yield refine
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the command and the Java that it started: all that is in its session, and wait for it."""

    def gone() -> bool:
        process.poll()
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        return False

    if not gone():
        os.killpg(process.pid, signal.SIGTERM)
        until(gone, "OpenRefine ends")


def _wait(refine: OpenRefine, process: subprocess.Popen[bytes], log: Path) -> None:
    def answers() -> bool:
        assert process.poll() is None, f"OpenRefine left:\n{log.read_text('utf-8', 'replace')}"
        try:
            refine.get("get-version")
        except requests.RequestException:
            return False
        return True

    until(answers, "an answer from OpenRefine")
