"""Importers: what is taken from each format, what is refused and why, and that nothing is lost."""

from __future__ import annotations

import csv
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namenorm.errors import BrokenSource, InputError
from namenorm.registry import importing
from namenorm.registry.importing import ImportProgress, Report, import_file
from namenorm.registry.sources.delimited import delimited
from namenorm.registry.sources.formats import Import
from namenorm.registry.sources.ftm import ftm
from namenorm.registry.sources.geonames import geonames
from namenorm.registry.sources.jsonl import jsonl
from namenorm.registry.sources.popolo import popolo
from namenorm.registry.sources.records import record
from namenorm.registry.sources.wikidata import wikidata
from namenorm.registry.stored import Stored
from tests.support.paths import LISTS

NAMENORM = [sys.executable, "-m", "namenorm.faces.cli"]
CSV_COLUMNS = {"No": "id", "Full name": "name", "Other names": "name::alias"}

FORMATS: dict[str, Callable[[], Import]] = {
    "wikidata": lambda: wikidata(LISTS / "wikidata.json"),
    "geonames": lambda: geonames(LISTS / "geonames.txt"),
    "geonames with names": lambda: geonames(
        LISTS / "geonames.txt", names=LISTS / "alternateNames.txt", countries=("BY",)
    ),
    "ftm": lambda: ftm(LISTS / "entities.ftm.json"),
    "popolo": lambda: popolo(LISTS / "popolo.json"),
    "csv": lambda: delimited(LISTS / "people.csv", "csv", columns=CSV_COLUMNS),
    "tsv": lambda: delimited(LISTS / "people.tsv", "tsv"),
    "jsonl": lambda: jsonl(LISTS / "people.jsonl"),
}

COUNTS = {  # (read, taken, passed over, refused, names refused)
    "wikidata": (6, 2, 2, 2, 0),
    "geonames": (6, 3, 0, 3, 1),
    "geonames with names": (14, 6, 4, 4, 0),
    "ftm": (7, 3, 1, 3, 1),
    "popolo": (5, 3, 0, 2, 0),
    "csv": (7, 2, 0, 5, 0),
    "tsv": (2, 1, 0, 1, 1),
    "jsonl": (9, 2, 0, 7, 0),
}

REASONS = [  # (format, number, what the reason says)
    ("wikidata", 6, "no name that can be read"),
    ("wikidata", 7, "not JSON"),
    ("geonames", 1, "no table reads its script"),
    ("geonames", 4, "taken already, at geonames.txt:2"),
    ("geonames", 5, "2 cells, where the header has 19"),
    ("geonames", 6, "population 'many' is no number"),
    ("geonames with names", 8, "geonameid 'x' is no number"),
    ("ftm", 4, "no table reads its script"),
    ("ftm", 5, "no table reads its script"),
    ("ftm", 6, "taken already, at entities.ftm.json:1"),
    ("ftm", 7, "no entity"),
    ("popolo", 3, "no name"),
    ("popolo", 4, "a record is an object"),
    ("csv", 3, "not a row"),
    ("csv", 6, "taken already, at people.csv:2"),
    ("csv", 7, "no name"),
    ("csv", 8, "born 'soon'"),
    ("csv", 9, "3 cells, where the header has 6"),
    ("tsv", 3, "no language 'xx'"),
    ("tsv", 4, "prominence '7'"),
    ("jsonl", 4, "type 'ship'"),
    ("jsonl", 5, "no name"),
    ("jsonl", 6, "no id"),
    ("jsonl", 7, "not UTF-8"),
    ("jsonl", 8, "names is a list"),
    ("jsonl", 9, "a record is an object"),
    ("jsonl", 10, "not JSON"),
]

NAMES = [  # (format, id, lang, kind, text)
    ("wikidata", "Q20972322", "be", "main", "Мікалай Улаховіч"),
    ("wikidata", "Q20972322", "be-tarask", "main", "Мікалай Улаховіч"),
    ("wikidata", "Q20972322", "en", "main", "Mikalai Ulakhovich"),
    ("wikidata", "Q20972322", "und-Latn", "main", "Mikalaj Ułachovič"),
    ("wikidata", "Q20972322", "ru", "alias", "Улахович Николай Дмитриевич"),
    ("wikidata", "Q2280", "be", "alias", "Менск"),
    ("geonames", "geonames:629634", "und-Latn", "main", "Brest"),
    ("geonames with names", "geonames:625144", "be", "main", "Мінск"),
    ("geonames with names", "geonames:625144", "be", "former", "Менск"),
    ("geonames with names", "geonames:629634", "be-tarask", "main", "Берасьце"),
    ("ftm", "NK-aaaa", "und-Latn", "main", "Ivan Tsiareshchanka"),
    ("ftm", "NK-aaaa", "be", "main", "Іван Цярэшчанка"),
    ("ftm", "NK-aaaa", "und-Latn", "short", "Vanya"),
    ("ftm", "NK-bbbb", "und-Latn", "short", "BT"),
    ("ftm", "NK-eeee", "be", "main", "Ганна Сідарэнка"),
    ("popolo", "06984c70-a356-4565-ad44-b9acbe2fd997", "be", "main", "Аляксандр Іванавіч Зазуля"),
    ("popolo", "06984c70-a356-4565-ad44-b9acbe2fd997", "und-Latn", "alias", "Alyaksandr Zazulya"),
    ("popolo", "chamber", "be", "main", "Палата прадстаўнікоў"),
    ("csv", "1", "be", "main", "Сідарэнка, Ганна"),
    ("csv", "1", "ru", "main", "Анна Сидоренко"),
    ("csv", "1", "und-Latn", "alias", "Anna Schulha"),
    ("csv", "3", "be", "main", "Ян Жалязоўскі"),
    ("tsv", "sulha-hanna", "pl", "alias", "Hanna Szulha"),
    ("jsonl", "a", "de", "alias", "Anna Schulha"),
    ("jsonl", "b", "be", "main", "Наша Ніва"),
]

FACTS = [  # (format, id, field, value)
    ("wikidata", "Q20972322", "born", 1951),
    ("wikidata", "Q20972322", "country", "BY"),
    ("wikidata", "Q20972322", "wikidata", "Q20972322"),
    ("wikidata", "Q2280", "type", "place"),
    ("geonames", "geonames:625144", "prominence", 0.72),
    ("geonames", "geonames:625144", "country", "BY"),
    ("geonames with names", "geonames:625144", "wikidata", "Q2280"),
    ("ftm", "NK-aaaa", "born", 1970),
    ("ftm", "NK-aaaa", "country", "BY"),
    ("ftm", "NK-bbbb", "type", "organisation"),
    ("popolo", "06984c70-a356-4565-ad44-b9acbe2fd997", "wikidata", "Q9144087"),
    ("popolo", "06984c70-a356-4565-ad44-b9acbe2fd997", "born", 1965),
    ("popolo", "chamber", "type", "organisation"),
    ("csv", "1", "born", 1970),
    ("tsv", "sulha-hanna", "prominence", 0.5),
]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Report, Stored]]:
    """Every small file, imported."""
    folder = tmp_path_factory.mktemp("imported")
    found = {}
    for name, source in FORMATS.items():
        path = folder / f"{name}.nnx"
        found[name] = import_file(source(), path), Stored.open(path)
    return found


Imported = dict[str, tuple[Report, Stored]]


@pytest.mark.parametrize("name", FORMATS)
def test_the_counts_add_up(imported: Imported, name: str) -> None:
    report, stored = imported[name]
    passed = sum(report.passed.values())
    told = (report.read, report.taken, passed, report.refused, report.names_refused)
    assert told == COUNTS[name]
    assert report.read == report.taken + passed + report.refused
    assert len(list(stored)) == report.contents["identities"]


@pytest.mark.parametrize(("name", "number", "reason"), REASONS)
def test_what_is_refused_is_listed(imported: Imported, name: str, number: int, reason: str) -> None:
    path = imported[name][0].refusals
    assert path is not None
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == COUNTS[name][3] + COUNTS[name][4]
    assert any(row["number"] == str(number) and reason in row["reason"] for row in rows), rows


@pytest.mark.parametrize(("name", "id", "lang", "kind", "text"), NAMES)
def test_names(imported: Imported, name: str, id: str, lang: str, kind: str, text: str) -> None:
    names = imported[name][1].get(id).names
    assert (text, lang, kind) in [(n.text, n.lang, n.kind) for n in names]


@pytest.mark.parametrize(("name", "id", "field", "value"), FACTS)
def test_facts(imported: Imported, name: str, id: str, field: str, value: object) -> None:
    assert getattr(imported[name][1].get(id), field) == value


def test_classes_and_countries_are_chosen(tmp_path: Path) -> None:
    path = tmp_path / "x.nnx"
    films = wikidata(LISTS / "wikidata.json", classes=("Q11424=organisation",))
    assert [i.id for i in (import_file(films, path), Stored.open(path))[1]] == ["Q42"]
    feature = geonames(LISTS / "geonames.txt", classes=("P.PPLC",), countries=("lt",))
    assert [i.id for i in (import_file(feature, path), Stored.open(path))[1]] == ["geonames:593116"]


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: wikidata(LISTS / "wikidata.json", classes=("Q11424",)), "say its type"),
        (lambda: wikidata(LISTS / "wikidata.json", classes=("film",)), "no id such as Q184"),
        (lambda: wikidata(LISTS / "wikidata.json", countries=("ZZ",)), "country 'ZZ'"),
        (lambda: delimited(LISTS / "people.csv", "csv", columns={"X": "id"}), "no column 'X'"),
        (lambda: delimited(LISTS / "people.csv", "csv", columns={"No": "sex"}), "no field 'sex'"),
        (lambda: delimited(LISTS / "people.csv", "csv", encoding="utf-16"), "convert the file"),
        (lambda: delimited(LISTS / "people.csv", "csv", encoding="klingon"), "no encoding"),
    ],
)
def test_a_wrong_wish_is_named(ask: Callable[[], Import], told: str) -> None:
    with pytest.raises(InputError, match=told):
        ask()


def lines_of(count: int) -> bytes:
    """JSON Lines, every tenth of which is broken."""
    return b"".join(
        b"broken\n" if n % 10 == 9 else json.dumps(_person(n, count)).encode() + b"\n"
        for n in range(count)
    )


def _person(number: int, count: int) -> dict[str, object]:
    syllables = ("ка", "ма", "ра", "ло", "ні", "сту", "ві", "до", "пе", "зу")
    surname = "".join(syllables[int(digit)] for digit in str(number)).capitalize()
    name = {"text": f"Ян {surname}", "lang": "be"}
    return {"id": f"p{number * 7919 % count}", "names": [name]}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("stop", [1, 2, 3])
def test_interrupted_and_resumed_it_is_the_same_file(
    name: str, stop: int, imported: Imported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "PER_COMMIT", 1)
    monkeypatch.setattr(importing, "_PER_TICK", 1)
    path, ticks = tmp_path / f"{name}.nnx", 0

    def tick(_: ImportProgress) -> None:
        nonlocal ticks
        ticks += 1
        if ticks == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(FORMATS[name](), path, tick=tick)
    assert not path.exists()
    report = import_file(FORMATS[name](), path)
    assert report.resumed > 0
    assert path.read_bytes() == imported[name][0].path.read_bytes()
    assert (report.read, report.taken) == COUNTS[name][:2]
    whole = imported[name][0].refusals
    assert whole and report.refusals
    assert report.refusals.read_bytes() == whole.read_bytes()
    assert sorted(os.listdir(tmp_path)) == [path.name, report.refusals.name]


HELD = """
import threading
from namenorm.faces.cli import main
from namenorm.registry.staging import Staging
commit, done = Staging.commit, 0
def held(self):
    global done
    if done == 3:
        print("held", flush=True)
        threading.Event().wait()
    commit(self)
    done += 1
Staging.commit = held
main()
"""
"""The command, which commits three times and then waits until somebody ends it."""


def test_killed_and_resumed_it_is_the_same_file(tmp_path: Path) -> None:
    source = tmp_path / "people.jsonl"
    source.write_bytes(lines_of(20_000))
    path = tmp_path / "killed.nnx"
    arguments = ["import", "jsonl", str(source), "-o", str(path)]
    command = [*NAMENORM, *arguments]
    held = [sys.executable, "-c", HELD, *arguments]
    with subprocess.Popen(held, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline() == b"held\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not path.exists()
    again = subprocess.run(command, capture_output=True, text=True)
    assert again.returncode == 1, again.stderr
    assert json.loads(again.stdout)["resumed"] > 0
    whole = tmp_path / "whole.nnx"
    report = import_file(jsonl(source), whole)
    assert report.resumed == 0 and report.refused == 2_000
    assert path.read_bytes() == whole.read_bytes()


def test_a_full_disk_is_told_and_the_old_file_stays(tmp_path: Path) -> None:
    source = tmp_path / "people.jsonl"
    source.write_bytes(lines_of(30_000))
    path = tmp_path / "people.nnx"
    import_file(jsonl(LISTS / "people.jsonl"), path)
    old = path.read_bytes()
    command = [*NAMENORM, "import", "jsonl", str(source), "-o", str(path)]
    full = subprocess.run(
        command,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)),
    )
    assert full.returncode == 2 and full.stderr.startswith("namenorm: "), full.stderr
    assert "Traceback" not in full.stderr
    assert path.read_bytes() == old
    assert subprocess.run(command, capture_output=True).returncode == 1
    assert len(Stored.open(path)) == 27_000


def test_two_imports_into_one_file_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "x.nnx"

    def second(_: ImportProgress) -> None:
        with pytest.raises(importing.FileFault, match="another import"):
            import_file(jsonl(LISTS / "people.jsonl"), path)

    import_file(FORMATS["ftm"](), path, tick=second)
    assert "NK-aaaa" in [one.id for one in Stored.open(path)]


def test_a_changed_file_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PER_COMMIT", 1)
    monkeypatch.setattr(importing, "_PER_TICK", 1)
    source, path = tmp_path / "people.jsonl", tmp_path / "x.nnx"
    source.write_bytes(lines_of(20))

    def stop(_: ImportProgress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(jsonl(source), path, tick=stop)
    source.write_bytes(lines_of(30))
    assert import_file(jsonl(source), path).resumed == 0


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zip"])
def test_packed_files(suffix: str, imported: Imported, tmp_path: Path) -> None:
    packed = tmp_path / f"people.jsonl{suffix}"
    _pack(LISTS / "people.jsonl", packed)
    report = import_file(jsonl(packed), tmp_path / "x.nnx")
    assert (report.read, report.taken) == COUNTS["jsonl"][:2]


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zip"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_packed_file_that_ends_early_is_refused_whole(
    suffix: str, share: float, tmp_path: Path
) -> None:
    source, packed = tmp_path / "people.jsonl", tmp_path / f"people.jsonl{suffix}"
    source.write_bytes(lines_of(500))
    _pack(source, packed)
    content = packed.read_bytes()
    packed.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BrokenSource, match=r"people\.jsonl"):
        import_file(jsonl(packed), tmp_path / "x.nnx")
    assert {p.name for p in tmp_path.iterdir()} == {source.name, packed.name}


def _pack(source: Path, packed: Path) -> None:
    import bz2
    import gzip
    import lzma
    import zipfile

    if packed.suffix == ".zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(source, source.name)
    else:
        pack = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}[packed.suffix]
        packed.write_bytes(pack(source.read_bytes()))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        ("id,name\n1,Ян\n".encode("utf-16"), "UTF-16"),
        ("Імя,id\n".encode("cp1251"), "not UTF-8"),
        (b"id,name,name\n", "two columns are named"),
    ],
)
def test_a_table_without_a_usable_header(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(BrokenSource, match=told):
        delimited(path, "csv")


def test_another_encoding_is_read_where_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("id;імя\n1;Ян Чачот\n".encode("cp1251"))
    source = delimited(path, "csv", columns={"імя": "name:be"}, encoding="cp1251")
    import_file(source, tmp_path / "x.nnx")
    assert Stored.open(tmp_path / "x.nnx").get("1").names[0].text == "Ян Чачот"


def test_rows_without_ids_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("given_name,surname\nЯн,Чачот\n", encoding="utf-8")
    source = delimited(path, "csv")
    assert "row-2" in source.notes[0]
    import_file(source, tmp_path / "x.nnx")
    assert Stored.open(tmp_path / "x.nnx").get("row-2").names[0].text == "Ян Чачот"


def test_a_broken_document_of_popolo_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "popolo.json"
    path.write_bytes((LISTS / "popolo.json").read_bytes()[:-300])
    with pytest.raises(BrokenSource, match="not a whole JSON document"):
        import_file(popolo(path), tmp_path / "x.nnx")
    assert os.listdir(tmp_path) == ["popolo.json"]


@pytest.mark.parametrize(
    "deep", ['{"persons": [' + "[" * 100_000, '{"persons": ' + '{"a":' * 100_000]
)
def test_a_deep_document_is_refused(deep: str, tmp_path: Path) -> None:
    path = tmp_path / "popolo.json"
    path.write_text(deep)
    with pytest.raises(BrokenSource, match="nested too deep"):
        import_file(popolo(path), tmp_path / "x.nnx")


def test_nothing_to_take_writes_no_registry(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text("{}\n[]\n")
    with pytest.raises(BrokenSource, match="nothing could be taken of 2 lines: 2 refused"):
        import_file(jsonl(path), tmp_path / "x.nnx")
    assert not (tmp_path / "x.nnx").exists()
    assert (tmp_path / "x.nnx.refused.csv").read_text().count("\n") == 3


READERS = {
    "wikidata": wikidata,
    "geonames": geonames,
    "ftm": ftm,
    "popolo": popolo,
    "csv": lambda path: delimited(path, "csv"),
    "tsv": lambda path: delimited(path, "tsv"),
    "jsonl": jsonl,
}
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "names", "text", "labels", "claims", "P31", "properties", "name"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
_broken = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(_json, max_size=5).map(lambda all: "\n".join(map(json.dumps, all)).encode()),
    st.lists(st.sampled_from(["id", "name", ",", "\t", '"', "\n", "Ян", "1"]), max_size=60).map(
        lambda all: ("id,name\n" + "".join(all)).encode()
    ),
)


@pytest.mark.parametrize("name", READERS)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=_broken)
def test_any_file_is_imported_or_refused(name: str, content: bytes, tmp_path: Path) -> None:
    source, path = tmp_path / "source", tmp_path / "x.nnx"
    source.write_bytes(content)
    path.unlink(missing_ok=True)
    try:
        report = import_file(READERS[name](source), path)
    except (BrokenSource, InputError):
        assert not path.exists()
        return
    assert report.read == report.taken + report.refused + sum(report.passed.values())
    assert len(list(Stored.open(path))) == report.contents["identities"] == report.taken


def test_a_record_tells_its_kinds_and_what_it_lies_in() -> None:
    names = [{"text": "Нёман", "lang": "be"}]
    item = {"id": "r", "type": "place", "names": names, "kind": "river", "within": ["by", "lt"]}
    found = record(item).identity
    assert (found.kinds, found.within) == (("river",), ("by", "lt"))
    for field, told in (("kind", "stands not in kinds.tsv"), ("within", "has more than 8 values")):
        with pytest.raises(InputError, match=told):
            record(item | {field: list(map(str, range(9))) if field == "within" else ["galaxy"]})
