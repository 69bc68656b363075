"""Files in, files out: every format into every other, order, rejects, options that do not fit."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from namenorm import Registry, Resolver
from namenorm.bulk import Summary, Task, Tick, resolve_file
from namenorm.errors import BrokenSource, FileFault, InputError, NamenormError

NAMES = [
    *("Sviatlana Tsikhanouskaya", "Jan Czeczot", "Тихановская Светлана", "Ян Чачот"),
    *("Д. Гжегжулко", "Nobody Whatsoever", "Hžehžułka Źmicier", "Чечот Ян", "Qqqzzxw"),
]
NOTES = [
    "plain",
    'with "quotes"',
    "comma, comma",
    "two\nlines",
    "",
    " spaces ",
    "ў",
    "r\rr",
    "a\tb",
]
COLUMNS = ["no", "name", "note"]
RESULTS = ["decision", "id", "score", "matched", "type"]


def run(source: Path, output: Path, registry: Path, **options: Any) -> Summary:
    jobs = options.pop("jobs", 1)
    restart = options.pop("restart", False)
    options = {"column": "name", "chunk_rows": 2, **options}
    task = Task(source=source, output=output, registries=(registry,), **options)
    return resolve_file(task, jobs=jobs, restart=restart)


def written(path: Path, rows: list[list[str]]) -> Path:
    """A file of rows of text, in the format that its ending names."""
    if path.suffix == ".parquet":
        columns = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
        pq.write_table(pa.table(columns), path, row_group_size=4)
    elif path.suffix == ".jsonl":
        objects = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in objects]
        path.write_text("".join(lines), "utf-8")
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *rows])
    else:
        lines = ["\t".join(row) + "\n" for row in [COLUMNS, *rows]]
        path.write_bytes("".join(lines).encode())
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a file; of a table, all are text."""
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    text = path.read_bytes().decode("utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.split("\n") if line]
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(text, newline="")))
    head, *rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    return [dict(zip(head, row, strict=True)) for row in rows]


def expected(registry: Path) -> list[tuple[Any, ...]]:
    """The answers of one resolver, asked name by name."""
    resolver = Resolver(Registry.open(registry))
    found = []
    for name in NAMES:
        resolution = resolver.resolve(name, limit=1)
        best = resolution.matches[0] if resolution.matches else None
        found.append(
            (
                resolution.decision,
                best and best.identity.id,
                best and round(best.score, 4),
                best and best.name.text,
                best and best.identity.type,
            )
        )
    return found


@pytest.mark.parametrize("to", ["csv", "tsv", "jsonl", "parquet"])
@pytest.mark.parametrize("of", ["csv", "tsv", "jsonl", "parquet"])
def test_every_format_into_every_other(of: str, to: str, registry: Path, tmp_path: Path) -> None:
    notes = ["-"] * len(NOTES) if "tsv" in (of, to) else NOTES
    rows = [[str(n), *both] for n, both in enumerate(zip(NAMES, notes, strict=True))]
    source = written(tmp_path / f"in.{of}", rows)
    output = tmp_path / f"out.{to}"
    summary = run(source, output, registry)
    assert summary.rows == len(NAMES) and summary.rejected == 0
    answers = expected(registry)
    assert {answer[0] for answer in answers} == {"match", "none"} == set(summary.decisions)
    found = read(output)
    assert [list(one) for one in found] == [[*COLUMNS, *RESULTS]] * len(NAMES)
    assert [[one[name] for name in COLUMNS] for one in found] == rows
    if to in ("csv", "tsv"):
        answers = [tuple("" if v is None else str(v) for v in answer) for answer in answers]
    assert [tuple(one[name] for name in RESULTS) for one in found] == answers
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([source.name, output.name])


def test_processes_and_chunks_change_nothing(registry: Path, tmp_path: Path) -> None:
    rows = [[str(n), NAMES[n % len(NAMES)], NOTES[n % len(NOTES)]] for n in range(60)]
    source = written(tmp_path / "in.csv", rows)
    contents = set()
    for number, (jobs, chunk_rows) in enumerate([(1, 1000), (1, 7), (2, 3)]):
        output = tmp_path / f"{number}.csv"
        run(source, output, registry, jobs=jobs, chunk_rows=chunk_rows)
        contents.add(output.read_bytes())
    assert len(contents) == 1
    assert [row["no"] for row in read(tmp_path / "0.csv")] == [str(n) for n in range(60)]


def test_types_of_parquet_stay(registry: Path, tmp_path: Path) -> None:
    schema = pa.schema(
        [
            pa.field("name", pa.dictionary(pa.int32(), pa.string())),
            pa.field("at", pa.timestamp("ns", "UTC")),
            pa.field("price", pa.decimal128(9, 2)),
            pa.field("tags", pa.list_(pa.string())),
            pa.field("raw", pa.binary()),
            pa.field("more", pa.struct([("a", pa.int8())])),
        ],
        metadata={"made": "by hand"},
    )
    row = {"name": "Jan Czeczot", "at": 1, "price": Decimal("1.50"), "tags": ["a"], "raw": b"\xff"}
    rows = [row | {"more": {"a": 1}}, row | {"name": None}, {"name": "Ян Чачот"}]
    source = tmp_path / "in.parquet"
    table = pa.Table.from_pylist(rows, schema)
    pq.write_table(table, source)
    assert run(source, tmp_path / "out.parquet", registry).rejected == 1
    made = pq.read_table(tmp_path / "out.parquet")
    assert made.select(table.column_names).equals(table.take([0, 2]))
    assert made.schema.metadata[b"made"] == b"by hand"
    run(source, tmp_path / "out.jsonl", registry, rejects=tmp_path / "r")
    first = read(tmp_path / "out.jsonl")[0]
    assert first["at"].startswith("1970-01-01 00:00:00.000000001")
    assert (first["price"], first["tags"], first["raw"]) == ("1.50", ["a"], "/w==")
    (rejected,) = read_rejects(tmp_path / "r")
    assert rejected["line"] == 2 and rejected["row"]["tags"] == ["a"]


def read_rejects(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_lines_of_json_stay_letter_for_letter(registry: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = ['{"x": 1.0e5, "name":"Jan Czeczot", "s":"\\u0443\\ud800"  }', '{"name":"Ян Чачот"}']
    source.write_text("\n\n".join(lines), "utf-8")
    run(source, tmp_path / "out.jsonl", registry)
    first, second = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert first.startswith(lines[0].rstrip(" }") + ', "decision": "match", "id": "p2"')
    assert second.startswith(lines[1][:-1] + ', "decision"')


def test_keys_of_json_become_columns(registry: Path, tmp_path: Path) -> None:
    objects: list[dict[str, Any]] = [
        {"name": "Jan Czeczot", "n": 1, "mixed": 1, "yes": True},
        {"name": "Ян Чачот", "n": 2.5, "mixed": "a", "late": ["x"], "big": 1 << 70},
        {"name": "Ян Чачот", "n": None},
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(map(json.dumps, objects)), "utf-8")
    run(source, tmp_path / "out.parquet", registry)
    made = pq.read_table(tmp_path / "out.parquet")
    assert made.column_names == ["name", "n", "mixed", "yes", "late", "big", *RESULTS]
    assert made.column("n").to_pylist() == [1.0, 2.5, None]
    assert made.column("mixed").to_pylist() == ["1", "a", None]
    assert made.column("yes").to_pylist() == [True, None, None]
    assert made.column("late").to_pylist() == [None, '["x"]', None]
    run(source, tmp_path / "out.csv", registry)
    assert [row["n"] for row in read(tmp_path / "out.csv")] == ["1", "2.5", ""]


BAD_CSV = (
    b'no,name,note\n1,Jan Czeczot,\xd1\x9e\n2,,empty\n3,"Jan,never closed\n4,Jan \xff,bytes\n'
    b"5,Jan\n\n6," + b"a" * 301 + b',long\n7,"Jan\nCzeczot",two lines\n8,...,no letter\n'
    b'9,"x"y,quotes\n'
    b"10,Jan Czeczot,last"
)


def test_bad_rows_are_listed_and_nothing_is_lost(registry: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"\xef\xbb\xbf" + BAD_CSV)
    summary = run(source, tmp_path / "out.csv", registry)
    assert [row["no"] for row in read(tmp_path / "out.csv")] == ["1", "7", "10"]
    found = read_rejects(tmp_path / "out.csv.rejects.jsonl")
    assert [one["line"] for one in found] == [3, 4, 5, 6, 8, 11, 12]
    for told, one in zip(
        ["no letter", "not a row", "byte 0xff at 6", "2 cells", "301", "no letter", "not a row"],
        found,
        strict=True,
    ):
        assert told in one["reason"]
    assert found[0]["row"] == "2,,empty" and found[2]["row"] == "4,Jan \\xff,bytes"
    assert summary.rows == 10 and summary.rejected == 7
    assert summary.rejects == tmp_path / "out.csv.rejects.jsonl"
    source.write_text("name\nЯн Чачот\n", "utf-8")
    assert run(source, tmp_path / "out.csv", registry).rejects is None
    assert not (tmp_path / "out.csv.rejects.jsonl").exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"nome": "x"}', "no column 'name'"),
        ('{"name": null}', "the name is null, not text"),
        ('{"name": ["x"]}', "not text"),
        ('{"name": 7}', "not text"),
        ('{"name": "x", "decision": 1}', "--prefix"),
        ('{"name": "\\ud800"}', "half of a surrogate"),
        ('{"name": "Jan", "x": NaN}', "NaN is no JSON"),
        ('["name"]', "not a JSON object"),
        ('{"name": "Jan"', "not JSON"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_bad_lines_of_json(line: str, reason: str, registry: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    good = '{"name": "Jan Czeczot"}\n'
    source.write_text(good * 100 + line + "\n" + good, "utf-8")
    summary = run(source, tmp_path / "out.jsonl", registry, chunk_rows=50)
    assert summary.decisions == {"match": 101}
    (found,) = read_rejects(tmp_path / "out.jsonl.rejects.jsonl")
    assert found["line"] == 101 and reason in found["reason"] and found["row"] == line


def test_what_a_table_cannot_hold_is_rejected(registry: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"name": "Ян Чачот", "x": "a\\tb"}\n{"name": "Ян Чачот", "x": "\\ud800"}\n')
    assert run(source, tmp_path / "out.tsv", registry).rejected == 2
    assert run(source, tmp_path / "out.parquet", registry).rejected == 1
    (tmp_path / "in.csv").write_text('name,x\nЯн Чачот,"a\nb"\n', "utf-8")
    assert run(tmp_path / "in.csv", tmp_path / "out2.tsv", registry).rejected == 1


def test_packed_files_dialects_and_encodings(registry: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.csv.gz"
    source.write_bytes(gzip.compress("no;name\r\n1;Ян Чачот\r\n".encode("cp1251")))
    run(source, tmp_path / "out.csv.gz", registry, encoding="cp1251")
    packed = (tmp_path / "out.csv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").split("\n")
    assert lines[0] == "no;name;decision;id;score;matched;type"
    assert lines[1].startswith("1;Ян Чачот;match;p2;")
    run(source, tmp_path / "out.csv.gz", registry, encoding="cp1251", chunk_rows=9)
    assert (tmp_path / "out.csv.gz").read_bytes() == packed
    for ending in (".bz2", ".xz"):
        run(source, tmp_path / f"out.jsonl{ending}", registry, encoding="cp1251")
        again = tmp_path / f"again{ending}.csv"
        run(tmp_path / f"out.jsonl{ending}", again, registry, prefix="b_")
        assert [row["b_id"] for row in read(again)] == ["p2"]


def test_one_column_with_an_empty_line(registry: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("name\nЯн Чачот\n\nJan Czeczot\n", "utf-8")
    summary = run(tmp_path / "in.csv", tmp_path / "out.csv", registry)
    assert (summary.rows, summary.rejected) == (3, 1)


@pytest.mark.parametrize("of", ["csv", "tsv", "jsonl", "parquet"])
@pytest.mark.parametrize("to", ["csv", "tsv", "jsonl", "parquet"])
def test_a_file_without_rows(of: str, to: str, registry: Path, tmp_path: Path) -> None:
    source = tmp_path / f"in.{of}"
    if of == "parquet":
        pq.write_table(pa.table({"name": pa.array([], pa.string())}), source)
    else:
        source.write_text("" if of == "jsonl" else "name\n")
    output = tmp_path / f"out.{to}"
    assert run(source, output, registry).rows == 0
    assert read(output) == []


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        ("", {}, "the file is empty"),
        ("a,b\n", {}, "there is no column 'name'; the columns are: a, b"),
        ("name,name\n", {}, "2 columns are named 'name'"),
        ('name,"a\n', {}, "the first row cannot be read"),
        ("name,id\n", {}, "already; name the new ones otherwise, as with --prefix nn_"),
        ("name,x,x\n", {"output_format": "jsonl"}, "two columns are named 'x'"),
        ("name\n", {"encoding": "utf-16"}, "single bytes"),
        ("name\n", {"encoding": "nonsense"}, "no encoding 'nonsense'"),
        ("name\n", {"type": "dog"}, "type 'dog' is none of"),
        ("name\n", {"chunk_rows": 0}, "chunk_rows is 1 or more"),
        ("name\n", {"jobs": 0}, "jobs is 1 or more"),
        ("name\n", {"output": "out.xls"}, "name the format with --to"),
        ("name\n", {"output": "out.csv.zip"}, "write .gz, .bz2, .xz"),
        ("name\n", {"output": "out.parquet.gz"}, "Parquet is packed in itself"),
        ("name\n", {"output": "no/out.csv"}, "there is no folder"),
        ("name\n", {"output": "in.csv"}, "would overwrite the input"),
        ("name\n", {"output": "folder.csv"}, "is a folder"),
        ("name\n", {"rejects": Path("out.csv")}, "a file of their own"),
        ("name\n", {"source_format": "parquet"}, "not a Parquet file"),
        ("name\n", {"source_format": "jsonl", "column": "x"}, None),
        ('{"a": 1}\n', {"source_format": "jsonl"}, "no column 'name' in the first lines"),
        ('{"name": "x", "id": 1}\n', {"source_format": "jsonl"}, "--prefix nn_"),
        ("name\n", {"registry": Path("in.csv")}, "no compiled registry"),
    ],
)
def test_a_task_that_cannot_be(
    content: str,
    options: dict[str, Any],
    told: str | None,
    registry: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(content)
    Path("folder.csv").mkdir()
    output = Path(options.pop("output", "out.csv"))
    asked = options.pop("registry", registry)
    if told is None:  # not an error of the task: the one line is rejected
        assert run(Path("in.csv"), output, asked, **options).rejected == 1
        return
    with pytest.raises(NamenormError) as caught:
        run(Path("in.csv"), output, asked, **options)
    assert told in str(caught.value)
    assert Path("in.csv").read_text() == content and not Path("out.csv").exists()


def test_a_column_of_numbers_is_no_column_of_names(registry: Path, tmp_path: Path) -> None:
    pq.write_table(pa.table({"name": [1, 2]}), tmp_path / "in.parquet")
    with pytest.raises(BrokenSource, match="holds int64, not text"):
        run(tmp_path / "in.parquet", tmp_path / "out.csv", registry)


def test_an_input_that_changes_meanwhile_is_told(registry: Path, tmp_path: Path) -> None:
    source = written(tmp_path / "in.csv", [["1", "Ян Чачот", ""]] * 9)
    task = Task(
        source=source,
        output=tmp_path / "out.csv",
        column="name",
        registries=(registry,),
        chunk_rows=2,
    )

    def grow(_: Tick) -> None:
        with source.open("a", encoding="utf-8") as file:
            file.write("2,Ян Чачот,\n")

    with pytest.raises(FileFault, match="changed while it was read"):
        resolve_file(task, jobs=1, tick=grow)
    assert not task.output.exists()


def test_what_is_no_file_cannot_be_read(registry: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "in.csv")
    with pytest.raises(InputError, match="no file that can be read twice"):
        run(tmp_path / "in.csv", tmp_path / "out.csv", registry)


def test_without_pyarrow_parquet_says_what_to_install(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    source = written(tmp_path / "in.csv", [["1", "Ян Чачот", ""]])
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(InputError, match=r"namenorm\[parquet\]"):
        run(source, tmp_path / "out.parquet", registry)
