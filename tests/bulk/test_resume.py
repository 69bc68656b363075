"""Killed in the middle, for real, and gone on with: the output is that of an unbroken run."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from namenorm.bulk import Task, parts, resolve_file, workers
from namenorm.errors import FileFault
from tests.support.waiting import PATIENCE, until

ROWS = 700
PER_CHUNK = 5


def people(path: Path) -> Path:
    """Names that differ, empty ones and cells of two lines among them."""
    chance = random.Random(7)
    letters = "абвгдзклмнпрст"
    rows = []
    for number in range(ROWS):
        name = "Ян " + "".join(chance.choices(letters, k=8)).capitalize()
        name = "" if number % 97 == 3 else "Jan Czeczot" if number % 7 == 0 else name
        rows.append({"no": str(number), "name": name, "note": "two\nlines" if number % 9 else ""})
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=200)
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    else:
        lines = [f'{row["no"]},{row["name"]},"{row["note"]}"\n' for row in rows]
        path.write_text("no,name,note\n" + "".join(lines), "utf-8")
    return path


def command(source: Path, output: Path, registry: Path, *more: str) -> list[str]:
    options = ["--column", "name", "--registry", str(registry), "--chunk-rows", str(PER_CHUNK)]
    start = [sys.executable, "-m", "namenorm.faces.cli", "bulk", str(source), "-o", str(output)]
    return [*start, *options, "--jobs", "2", *more]


HELD = """
import sys, threading
from namenorm.bulk import workers
from namenorm.faces.cli import main
left, send = int(sys.argv.pop(1)), workers._Workers._send
def held(self, connection, chunk):
    global left
    if left == 0:
        threading.Event().wait()
    left -= 1
    send(self, connection, chunk)
workers._Workers._send = held
main()
"""
"""The command, which hands out so many chunks and then waits until somebody ends it."""


def started(arguments: list[str], chunks: int) -> subprocess.Popen[str]:
    """The command, which does no more than so many chunks."""
    held = [sys.executable, "-c", HELD, str(chunks), *arguments[3:]]
    return subprocess.Popen(
        held, stderr=subprocess.PIPE, text=True, start_new_session=True, encoding="utf-8"
    )


def until_parts(process: subprocess.Popen[str], folder: Path, count: int) -> None:
    """Wait until so many chunks are done."""

    def done() -> bool:
        assert process.poll() is None, process.communicate()
        return len(list(folder.glob("*.done"))) >= count

    until(done, f"{count} chunks are done")


def killed(arguments: list[str], folder: Path, count: int) -> None:
    """Start, and kill -9 the process (not its children) once so many chunks are done."""
    process = started(arguments, count + 2)  # two may be in the middle of writing
    until_parts(process, folder, count)
    process.kill()
    # It returns when nobody has the pipe any more: the children have ended, too.
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_a_killed_run_goes_on(format: str, registry: Path, tmp_path: Path) -> None:
    source = people(tmp_path / f"in.{format}")
    output, folder = tmp_path / f"out.{format}", tmp_path / f"out.{format}.parts"
    output.write_text("what was there before")
    arguments = command(source, output, registry)
    killed(arguments, folder, 2)
    killed(arguments, folder, 20)
    assert output.read_text() == "what was there before"
    # Of the processes, one may have been in the middle of writing; and a gap may be left.
    (folder / "00000009.rows.1.part").write_text("half of a")
    sorted(folder.glob("*.done"))[4].unlink()
    kept = PER_CHUNK * len(list(folder.glob("*.done")))
    done = subprocess.run(arguments, stderr=subprocess.PIPE, encoding="utf-8")
    told = done.stderr
    rejected = sum(number % 97 == 3 for number in range(ROWS))
    assert done.returncode == 1 and f"{ROWS:,} rows" in told
    assert f"namenorm: went on after {kept} rows" in told and f"{rejected} rejected" in told
    assert not folder.exists()

    unbroken = tmp_path / f"unbroken.{format}"
    options = command(source, unbroken, registry, "--jobs", "1")
    assert subprocess.run(options, stderr=subprocess.PIPE).returncode == 1
    assert output.read_bytes() == unbroken.read_bytes()
    listed = [path.with_name(path.name + ".rejects.jsonl") for path in (output, unbroken)]
    assert listed[0].read_bytes() == listed[1].read_bytes()
    assert len(listed[0].read_text("utf-8").splitlines()) == rejected


def test_an_interrupted_run_says_how_to_go_on(registry: Path, tmp_path: Path) -> None:
    source = people(tmp_path / "in.csv")
    process = started(command(source, tmp_path / "out.csv", registry), 2)
    until_parts(process, tmp_path / "out.csv.parts", 2)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert told.splitlines() == [
        "namenorm: interrupted; the same command goes on from here, --restart begins anew"
    ]
    assert (tmp_path / "out.csv.parts" / "manifest.json").is_file()


def test_two_runs_do_not_write_one_output(registry: Path, tmp_path: Path) -> None:
    source = people(tmp_path / "in.csv")
    arguments = command(source, tmp_path / "out.csv", registry)
    process = started(arguments, 1)
    until_parts(process, tmp_path / "out.csv.parts", 1)
    os.kill(process.pid, signal.SIGSTOP)
    try:
        second = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8")
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)
    assert second.returncode == 2
    assert "another process is writing this output" in second.stderr


@pytest.fixture
def unfinished(registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Task:
    """A task that broke off after three chunks."""
    source = people(tmp_path / "in.csv")
    task = Task(
        source=source,
        output=tmp_path / "out.csv",
        column="name",
        registries=(registry,),
        chunk_rows=PER_CHUNK,
    )
    write = parts.write

    def fail(folder: Path, number: int, part: parts.ChunkOutput) -> None:
        if number == 3:
            raise FileFault(str(folder), "No space left on device")
        write(folder, number, part)

    with monkeypatch.context() as patch:
        patch.setattr(parts, "write", fail)
        with pytest.raises(FileFault, match="No space left on device; the same command goes on"):
            resolve_file(task, jobs=1)
    assert len(list(task.folder.glob("*.done"))) == 3
    return task


def test_another_task_does_not_go_on(unfinished: Task) -> None:
    from dataclasses import replace

    for change, told in (
        ({"prefix": "x_"}, "prefix was  and is x_"),
        ({"chunk_rows": 9}, "chunk rows was 5 and is 9"),
        ({"column": "note"}, "column was name and is note"),
        ({"registries": ()}, "registries was"),
    ):
        with pytest.raises(FileFault, match="begin anew with --restart") as caught:
            resolve_file(replace(unfinished, **change), jobs=1)
        assert told in str(caught.value)
    with unfinished.source.open("a", encoding="utf-8") as file:
        file.write("x,Ян Чачот,\n")
    with pytest.raises(FileFault, match="input was"):
        resolve_file(unfinished, jobs=1)
    summary = resolve_file(unfinished, jobs=1, restart=True)
    assert summary.rows == ROWS + 1 and summary.resumed == 0


def test_a_damaged_part_is_told(unfinished: Task) -> None:
    (unfinished.folder / "00000001.rows").write_bytes(b"")
    with pytest.raises(FileFault, match="damaged or gone; begin anew with --restart"):
        resolve_file(unfinished, jobs=1)


def test_a_damaged_mark_is_told(unfinished: Task) -> None:
    (unfinished.folder / "00000001.done").write_bytes(b"{")
    with pytest.raises(FileFault, match="damaged or gone; begin anew with --restart"):
        resolve_file(unfinished, jobs=1)


def test_a_folder_of_others_is_left_alone(unfinished: Task) -> None:
    (unfinished.folder / "thesis.odt").write_text("years of work")
    with pytest.raises(FileFault, match=r"'thesis.odt', which is no part"):
        resolve_file(unfinished, jobs=1, restart=True)
    assert (unfinished.folder / "thesis.odt").read_text() == "years of work"


def test_what_is_left_of_a_finished_run_goes(unfinished: Task) -> None:
    (unfinished.folder / "manifest.json").unlink()
    assert resolve_file(unfinished, jobs=1).resumed == 0
    assert not unfinished.folder.exists()


def test_a_process_that_dies_is_told(unfinished: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    send = workers._Workers._send

    def kill(self: workers._Workers, connection: object, chunk: object) -> None:
        send(self, connection, chunk)  # type: ignore[arg-type]
        self._processes[connection].kill()  # type: ignore[index]

    with monkeypatch.context() as patch:
        patch.setattr(workers._Workers, "_send", kill)
        with pytest.raises(FileFault, match=r"ended .* \(exit code -9\); the same command goes on"):
            resolve_file(unfinished, jobs=2)
    assert resolve_file(unfinished, jobs=1).rows == ROWS


def test_a_disk_that_takes_no_part_is_told(unfinished: Task) -> None:
    kept = unfinished.folder.with_name("kept")
    shutil.copytree(unfinished.folder, kept)
    (unfinished.folder / f"{5:08}.rows").mkdir()
    with pytest.raises(FileFault, match="a part cannot be written"):
        resolve_file(unfinished, jobs=2)
