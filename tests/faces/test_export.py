"""`namenorm export synonyms`: what stands in the files, what changed, and what is refused."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from namenorm import Registry
from namenorm.faces.cli import cli
from namenorm.faces.cli.export import SYNONYMS
from namenorm.faces.export.clusters import ALL, Choice
from namenorm.faces.export.formats import FORMATS
from namenorm.faces.export.synonyms import export
from namenorm.registry.build import build, identities_of
from tests.support.small_tables import small_tables

NAMENORM = [sys.executable, "-m", "namenorm.faces.cli"]


def record(id: str, type: str, **names: str) -> dict[str, Any]:
    spelled = [{"text": text, "lang": lang} for lang, text in names.items()]
    return {"id": id, "type": type, "names": spelled}


OLD = [
    record("a", "person", be="Зянон Пазняк", en="Zianon Pazniak"),
    record("b", "place", be="Мінск", en="Minsk"),
    record("c", "place", be="Брэст", en="Brest"),
    record("d", "organisation", be="БНФ", en="BNF"),
]
NEW = [
    OLD[0],
    record("b", "place", be="Мінск", en="Minsk", pl="Mińsk"),
    OLD[2],
    record("e", "place", be="Гродна", en="Hrodna"),
]
COMMENT = "# namenorm"


def written(
    format: str, records: list[dict[str, Any]] = OLD, choice: Choice = ALL, **more: Any
) -> str:
    """What is exported of records."""
    file = io.StringIO()
    identities = Registry.from_records(records).identities.by_id()
    export(identities, format, file, choice=choice, **more)
    return file.getvalue()


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith(COMMENT)]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


def test_solr() -> None:
    assert lines(written("solr")) == [
        "Зянон Пазняк,Zianon Pazniak",
        "Мінск,Minsk",
        "Брэст,Brest",
        "БНФ,BNF",
    ]


def test_wordnet() -> None:
    found = lines(written("wordnet", [record("q", "place", fr="L'Aquila", it="Aquila")]))
    heads = {line[:11] for line in found}
    assert len(heads) == 1 and heads.pop()[2:].isdigit()
    assert [line[11:] for line in found] == [",1,'L’Aquila',n,1,0).", ",2,'Aquila',n,1,0)."]


def test_meilisearch_joins_the_bearers_of_one_spelling() -> None:
    twins = [
        record("x", "place", be="Аман", en="Oman"),
        record("y", "place", be="Аман", en="Amman"),
    ]
    assert json.loads(written("meilisearch", twins)) == {
        "аман": ["oman", "amman"],
        "oman": ["аман"],
        "amman": ["аман"],
    }


def test_typesense() -> None:
    found = [json.loads(line) for line in written("typesense").splitlines()]
    assert found[1] == {"id": "b", "synonyms": ["Мінск", "Minsk"]}


def test_postgres_gives_a_spelling_of_two_to_the_more_prominent() -> None:
    twins = [
        {**record("x", "person", be="Іван Фёдараў"), "prominence": 0.2},
        {**record("y", "person", be="Іван Фёдараў", en="Ivan Fiodarau"), "prominence": 0.9},
    ]
    assert lines(written("postgres", twins)) == [
        "ivan fiodarau : *nn:y",
        "іван фёдараў : *nn:y",
    ]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(langs=("be", "pl")), ["Мінск,Mińsk"]),
        (Choice(types=("person",)), ["Зянон Пазняк,Zianon Pazniak"]),
        (Choice(kinds=("former",)), []),
    ],
)
def test_a_choice_of_names(choice: Choice, expected: list[str]) -> None:
    assert lines(written("solr", NEW, choice)) == expected


def test_oblique_cases_stand_among_the_spellings() -> None:
    found = written("solr", OLD, Choice(inflected=True)).splitlines()
    assert "Зянона Пазняка" in found[1] and "Зянонам Пазняком" in found[1]
    assert "Мінску" in found[2].split(",")
    assert "BNF" in found[4] and found[4].count(",") == 1


@pytest.mark.parametrize(
    ("format", "expected", "gone"),
    [
        ("solr", ["Мінск,Minsk,Mińsk", "Гродна,Hrodna"], ["Мінск,Minsk", "БНФ,BNF"]),
        ("typesense", ['{"id": "b", "synonyms": ["Мінск", "Minsk", "Mińsk"]}', ...], ["d"]),
        ("postgres", ["hrodna : *nn:e", "mińsk : *nn:b", "гродна : *nn:e"], ["bnf : *nn:d", ...]),
    ],
)
def test_what_changed_since(format: str, expected: list[Any], gone: list[Any]) -> None:
    removed = io.StringIO()
    since = Registry.from_records(OLD).identities.by_id()
    found = lines(written(format, NEW, since=since, removed=removed))
    out = removed.getvalue().splitlines()
    for seen, wanted in ((found, expected), (out, gone)):
        assert seen[0] == wanted[0] and len(seen) == len(wanted)
        assert wanted[-1] is ... or seen == wanted


def test_meilisearch_changes() -> None:
    removed = io.StringIO()
    since = Registry.from_records(OLD).identities.by_id()
    found = json.loads(written("meilisearch", NEW, since=since, removed=removed))
    assert set(found) == {"мінск", "minsk", "mińsk", "гродна", "hrodna"}
    assert removed.getvalue().split() == ["bnf", "бнф"]


@pytest.mark.parametrize("format", SYNONYMS)
def test_old_and_changes_are_new(format: str) -> None:
    """Taking out what is gone and putting in what changed gives what a whole export gives."""
    removed = io.StringIO()
    since = Registry.from_records(OLD).identities.by_id()
    changed = written(format, NEW, since=since, removed=removed)
    out = removed.getvalue().splitlines()
    if format == "meilisearch":
        held = json.loads(written(format)) | json.loads(changed)
        assert {k: v for k, v in held.items() if k not in out} == json.loads(written(format, NEW))
        return
    if format == "typesense":
        sets = [json.loads(one) for one in (*lines(written(format)), *lines(changed))]
        by_id = {one["id"]: one for one in sets if one["id"] not in out}
        assert list(by_id.values()) == [json.loads(one) for one in lines(written(format, NEW))]
        return
    kept = [line for line in lines(written(format)) if line not in out]
    assert sorted(kept + lines(changed)) == sorted(lines(written(format, NEW)))


@pytest.mark.parametrize("format", SYNONYMS)
def test_nothing_changed(format: str) -> None:
    same = Registry.from_records(OLD).identities.by_id()
    found = written(format, OLD, since=same)
    assert json.loads(found) == {} if format == "meilisearch" else lines(found) == []


def test_the_command_alone_shows_its_help() -> None:
    told = run()
    assert told.exit_code == 0 and "Commands:\n" in told.stdout and "postgres" in told.stdout


def test_formats_of_the_command_are_those_there_are() -> None:
    assert set(SYNONYMS) == set(FORMATS)


def test_the_command_writes_whole_files_the_same_each_time(tmp_path: Path) -> None:
    tables = small_tables(tmp_path / "tables")
    registry = tmp_path / "small.nnx"
    build(registry, [tables])
    for format in SYNONYMS:
        asked = ("synonyms", "--format", format, "--registry", registry, "-o")
        for name in ("a", "b"):
            told = run(*asked, tmp_path / name)
            assert told.exit_code == 0, told.stderr
            assert f"entries written to {tmp_path / name}" in told.stderr
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != b""
    assert not list(tmp_path.glob("*.part"))


def test_the_command_tells_what_changed(tmp_path: Path) -> None:
    paths = {}
    for name, records in (("old", OLD), ("new", NEW)):
        source = tmp_path / f"{name}.jsonl"
        source.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
        paths[name] = tmp_path / f"{name}.nnx"
        imported = CliRunner().invoke(cli, ["import", "jsonl", str(source), "-o", str(paths[name])])
        assert imported.exit_code == 0, imported.stderr
    out = tmp_path / "changes.txt"
    asked = ("synonyms", "--format", "solr", "--registry", paths["new"], "--since", paths["old"])
    told = run(*asked, "-o", out)
    assert told.exit_code == 0, told.stderr
    assert "2 entries" in told.stderr and "2 to be taken out, in" in told.stderr
    assert lines(out.read_text("utf-8")) == ["Мінск,Minsk,Mińsk", "Гродна,Hrodna"]
    removed = out.with_name("changes.txt.removed").read_text("utf-8")
    assert removed.splitlines() == ["Мінск,Minsk", "БНФ,BNF"]
    piped = run(*asked)
    assert lines(piped.stdout) == ["Мінск,Minsk,Mińsk", "Гродна,Hrodna"]
    assert sorted(path.suffix for path in tmp_path.iterdir() if "part" in path.name) == []


def test_a_house_list_comes_in_the_order_of_ids() -> None:
    layered = Registry.layered([Registry.from_records(NEW[1:]), Registry.from_records(OLD)])
    found = list(layered.identities.by_id())
    assert [identity.id for identity in found] == ["a", "b", "c", "d", "e"]
    assert len(found[1].names) == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["synonyms"], "Missing option '--format'"),
        (["synonyms", "--format", "lucene"], "'lucene' is not one of 'solr'"),
        (["synonyms", "--format", "solr", "--lang", "xx"], "no language 'xx'"),
        (["synonyms", "--format", "solr", "--kind", "x"], "no kind 'x'; known are main"),
        (["synonyms", "--format", "solr", "--removed", "x"], "give --since as well"),
        (["synonyms", "--format", "solr", "-o", "no/x.txt"], "no/x.txt: No such file"),
        (["synonyms", "--format", "solr", "--registry", "no.nnx"], "no.nnx: No such file"),
        (["synonyms", "--format", "solr", "--since", __file__], "no compiled registry"),
    ],
)
def test_what_is_refused(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2 and told in result.stderr and result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert os.listdir(tmp_path) == []


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from namenorm.faces.export import synonyms

    out = tmp_path / "synonyms.txt"
    out.write_text("old", encoding="utf-8")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(synonyms, "_paired", stop)
    result = run("synonyms", "--format", "solr", "-o", out)
    assert result.exit_code != 0
    assert out.read_text("utf-8") == "old" and os.listdir(tmp_path) == ["synonyms.txt"]


@pytest.mark.needs("terminal")
def test_a_bar_is_shown_on_a_terminal_only(tmp_path: Path) -> None:
    command = [*NAMENORM, "export", "synonyms", "--format", "solr", "-o", "x.txt"]
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "%" not in piped.stderr and "\r" not in piped.stderr
    line = "stty cols 100 rows 30; " + " ".join(command)
    shown = subprocess.run(
        ["script", "-qec", line, "/dev/null"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "exported: 100%" in shown.stdout and "identities" in shown.stdout


def test_identities_of_a_folder_and_its_registry_are_one(tmp_path: Path) -> None:
    tables = small_tables(tmp_path / "tables")
    build(tmp_path / "small.nnx", [tables])
    assert list(identities_of(tables)) == list(identities_of(tmp_path / "small.nnx"))
