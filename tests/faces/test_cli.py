"""The command line: what is written, where, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import namenorm
from namenorm.faces.cli import cli
from tests.support.small_tables import small_tables
from tests.support.waiting import PATIENCE

COMMANDS = [
    *("resolve", "transliterate", "compare", "keys", "detect", "origin", "inspect", "respell"),
    *("card", "schemes", "bulk", "import", "build", "info", "check", "add", "fmt", "why", "serve"),
]
NAMENORM = [sys.executable, "-m", "namenorm.faces.cli"]


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin)


def objects(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def one_complaint(result: Result) -> str:
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("namenorm: ")
    return line


def test_version() -> None:
    assert run("--version").stdout == "namenorm 0.1.0\n"


def test_without_arguments_it_says_what_there_is() -> None:
    result = run()
    assert result.exit_code == 0
    assert all(command in result.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"namenorm {command}" in result.stdout


def test_resolve_writes_a_json_line_a_name_in_a_pipe() -> None:
    result = run("resolve", "Tsikhanouskaya", "Лукашэнка")
    assert result.exit_code == 0, result.output
    first, second = objects(result)
    assert first["matches"][0]["identity"]["id"] == "cichanouskaja-sviatlana"
    assert second["query"] == "Лукашэнка"


def test_resolve_reads_lines_and_skips_empty_ones() -> None:
    result = run("resolve", stdin="\ufeffTsikhanouskaya\r\n\n  \nТихановская\n".encode())
    assert [found["query"] for found in objects(result)] == ["Tsikhanouskaya", "Тихановская"]


def test_resolve_reads_what_stands_around_a_name() -> None:
    (found,) = objects(run("resolve", "Пинск, Брестская область", "--limit", "1"))
    assert found["decision"] == "match" and found["matches"][0]["identity"]["id"] == "pinsk"


def test_resolve_limit() -> None:
    (found,) = objects(run("resolve", "--limit", "1", "Tsikhanouskaya"))
    assert len(found["matches"]) == 1


def test_resolve_csv() -> None:
    result = run("resolve", "--format", "csv", "--limit", "1", "Tsikhanouskaya")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["id"] == "cichanouskaja-sviatlana"
    assert 0 <= float(row["score"]) <= 1


def test_resolve_table() -> None:
    result = run("resolve", "--format", "table", "Tsikhanouskaya")
    assert result.stdout.startswith("query")
    assert "cichanouskaja-sviatlana" in result.stdout


def test_a_name_of_nobody_is_still_a_row() -> None:
    result = run("resolve", "--format", "csv", "--limit", "1", "Qqqzzxw")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["decision"] == "none"


def test_a_bad_name_does_not_stop_the_others() -> None:
    result = run("resolve", "Tsikhanouskaya", "", "Лукашэнка")
    assert [found["query"] for found in objects(result)] == ["Tsikhanouskaya", "Лукашэнка"]
    one_complaint(result)


def test_a_bad_line_is_named_by_its_number() -> None:
    result = run("keys", stdin=b"Ivanova\n\xff\xfe\nPetrova\n")
    assert len(objects(result)) == 2
    assert "line 2: " in one_complaint(result)


def test_transliterate() -> None:
    (found,) = objects(run("transliterate", "--scheme", "be-lacinka", "Ціханоўская"))
    assert found["result"] == "Cichanoŭskaja"


def test_transliterate_reverse() -> None:
    (found,) = objects(run("transliterate", "-s", "be-lacinka", "--reverse", "Cichanoŭskaja"))
    assert found["result"] == "Ціханоўская"


def test_transliterate_alternatives() -> None:
    options = ("-s", "be-en-press", "--reverse", "--limit", "3")
    (found,) = objects(run("transliterate", *options, "Dunka"))
    assert "Дунька" in found["alternatives"] and len(found["alternatives"]) == 3


def test_transliterate_without_a_scheme_says_what_it_took() -> None:
    (found,) = objects(run("transliterate", "Ціханоўская"))
    assert (found["result"], found["scheme"]) == ("Cichanoŭskaja", "be-lacinka")
    assert found["detected"]["lang"] == "be"


def test_standard_input_comes_out_as_text() -> None:
    result = run("transliterate", "-s", "be-lacinka", stdin="Мінск,\r\n\nМар’іна Горка")
    assert result.stdout_bytes == b"Minsk,\r\n\nMarjina Horka"
    result = run("transliterate", stdin="Мінск і Ціханоўская\n")
    assert result.stdout == "Minsk i Cichanoŭskaja\n"
    assert "written by be-lacinka" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16", "utf-8-sig"])
def test_files_of_any_size_and_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Сьвятлана Ціханоўская, Мінск\n" * 5000 + "а" * 200_000 + " Я. Колас"
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_bytes(text.encode(encoding))
    options = ("-s", "be-lacinka", "--encoding", encoding, "-o", str(target))
    assert run("transliterate", *options, str(source)).exit_code == 0
    assert target.read_bytes().decode() == namenorm.transliterate(text, "be-lacinka")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_several_files_follow_one_another(tmp_path: Path) -> None:
    for name, text in (("a", "Ян "), ("b", "Янка")):
        (tmp_path / name).write_text(text, "utf-8")
    found = run("transliterate", "-s", "lacinka", str(tmp_path / "a"), str(tmp_path / "b"))
    assert found.stdout == "Jan Janka"


def test_a_broken_file_leaves_no_half_written_one(tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_bytes("Ян ".encode() * 50_000 + b"\xff" + "Ян ".encode() * 50_000)
    result = run("transliterate", "-s", "lacinka", str(source), "-o", str(target))
    assert f"{source}: byte 250000 is not utf-8" in one_complaint(result)
    assert not target.exists()


def test_schemes_of_a_day() -> None:
    found = [scheme["id"] for scheme in objects(run("schemes", "--on", "2022-05-01"))]
    assert "be-by-2007" in found and "be-by-2023" not in found


def test_detect_origin_inspect_respell() -> None:
    (found,) = objects(run("detect", "Тихановская"))
    assert found["lang"] == "ru"
    (found,) = objects(run("origin", "Svetlana Tsikhanouskaya"))
    assert found["mixed"] is True
    (found,) = objects(run("inspect", "Цiхан"))
    assert found["flaws"][0]["code_points"] == ["U+0069"]
    (found,) = objects(run("respell", "--from", "be", "--to", "be-tarask", "Святлана"))
    assert found["respellings"][0]["text"] == "Сьвятлана"


def test_respell_and_card() -> None:
    (found,) = objects(run("respell", "--limit", "1", "Светлана Тихановская"))
    assert (found["from"], found["to"]) == ("ru", "be")
    assert [r["text"] for r in found["respellings"]] == ["Святлана Ціханоўская"]
    (found,) = objects(run("card", "--on", "2009-01-01", "Сяргей Каўшоў"))
    assert found["identity"] is None
    assert "be-mvd-2008" in {passport["scheme"] for passport in found["passports"]}
    table = run("card", "--format", "table", "Tsikhanouskaya")
    assert "Svjatlana Cihanouska" in table.stdout and "passport (be)" in table.stdout
    lines = run("respell", "--format", "csv", stdin="Ковшов\n...\n")
    assert "Каўшоў" in lines.stdout and "line 2: " in one_complaint(lines)


def test_an_unknown_scheme_is_one_complaint_for_many_texts() -> None:
    assert "klingon" in one_complaint(run("transliterate", "-s", "klingon", "а", "б", "в"))


def test_compare() -> None:
    (found,) = objects(run("compare", "Łukašenka", "Lukashenko"))
    assert 0 <= found["score"] <= 1


def test_compare_of_given_names() -> None:
    (found,) = objects(run("compare", "--role", "given", "Ольга", "Вольга"))
    assert found["score"] > 0.9


def test_compare_reads_pairs() -> None:
    result = run("compare", stdin="Łukašenka\tLukashenko\nno tab\n")
    assert len(objects(result)) == 1
    assert "line 2: " in one_complaint(result)


def test_keys() -> None:
    (found,) = objects(run("keys", "Sviatlana Tsikhanouskaya"))
    assert "dstiganavsk" in found["keys"]
    (found,) = objects(run("keys", "--within", "lang", "--lang", "be", "Ціханоўская"))
    assert "dbe0stiganavsk" in found["keys"]
    result = run("keys", "--within", "lang", "--lang", "tlh", "Ціханоўская")
    assert result.exit_code == 2 and "no language 'tlh'" in one_complaint(result)


def test_schemes() -> None:
    assert "be-lacinka" in [scheme["id"] for scheme in objects(run("schemes"))]


def test_check(tmp_path: Path) -> None:
    result = run("check", str(small_tables(tmp_path / "tables")))
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(" tables, no findings\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["resolve", "--nonsense", "a"],
        ["resolve", "--limit", "0", "a"],
        ["resolve", "--type", "ship", "a"],
        ["resolve", "--format", "xml", "a"],
        ["compare", "a"],
        ["transliterate", "--reverse", "a"],
        ["transliterate", "--limit", "3", "-s", "bgn", "а"],
        ["transliterate", "-s", "bgn", "no-such-file.txt"],
        ["transliterate", "-s", "bgn", "--encoding", "klingon", "-"],
        ["transliterate", "-s", "bgn", "--on", "yesterday", "а"],
        ["schemes", "--on", "2022-13-01"],
        ["respell", "--to", "pl", "Ян"],
        ["respell", "--from", "klingon", "Ян"],
        ["card", "--on", "yesterday", "Ян"],
        ["check", "/no/such/folder"],
        ["serve", "--port", "70000"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_complaint(arguments: list[str]) -> None:
    one_complaint(run(*arguments))


@pytest.mark.parametrize(
    ("variable", "value"),
    [("NAMENORM_PORT", "eighty"), ("NAMENORM_PORT", "0"), ("NAMENORM_MAX_BODY", "1e6")],
)
def test_a_wrong_setting_is_named(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    assert variable in one_complaint(run("serve"))


@pytest.mark.parametrize(
    "arguments",
    [
        [b"resolve", b"\xff\xd0"],
        [b"resolve", b"--birth-year", b"\xff", b"Ivanova"],
        [b"compare", b"\xff", b"a"],
        [b"keys", b"\xff"],
        [b"transliterate", b"-s", b"\xff", b"a"],
        [b"transliterate", b"-s", b"be-lacinka", b"\xff"],
        [b"\xff"],
        [b"check", b"/\xff"],
    ],
    ids=repr,
)
def test_bytes_that_are_no_text_are_one_complaint(arguments: list[bytes]) -> None:
    """In a process of its own: the shell hands over bytes."""
    command = [os.fsencode(part) for part in NAMENORM] + arguments
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(b"namenorm: ")
    assert done.stderr.count(b"\n") == 1


def test_output_is_utf8_in_any_locale() -> None:
    environ = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    command = [*NAMENORM, "transliterate", "-s", "be-lacinka", "Ціханоўская"]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, env=environ, check=True)
    assert "Cichanoŭskaja" in done.stdout.decode()


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text("Ціханоўская\n" * 20_000, encoding="utf-8")
    with (
        lines.open("rb") as stdin,
        subprocess.Popen(
            [*NAMENORM, "transliterate", "-s", "be-lacinka"],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
