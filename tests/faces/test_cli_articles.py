"""`namenorm annotate`, `restyle` and `lint` as a desk runs them: real processes, real files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

STORY = (
    "# ŁUKAŠENKA IN MAHILYOW\n\nAlaksandar Łukašenka met *Śviatłana* Cichanoŭskaja in `Mahilyow`.\n"
    "Lukashenko left. Piotr Zawadzki stayed in Homyel.\n"
)


def run(*arguments: str, text: str | bytes = "") -> subprocess.CompletedProcess[str]:
    given = text.encode() if isinstance(text, str) else text
    done = subprocess.run(
        [sys.executable, "-m", "namenorm.faces.cli", *arguments], input=given, capture_output=True
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_annotate_tells_where_each_name_stands(story: Path) -> None:
    done = run("annotate", str(story))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["line"], one["column"], one["text"]) for one in found][:3] == [
        (1, 3, "ŁUKAŠENKA"),
        (1, 16, "MAHILYOW"),
        (3, 1, "Alaksandar Łukašenka"),
    ]
    assert [one["identity"] for one in found if one["text"] == "Piotr Zawadzki"] == [None]
    assert run("annotate", "--format", "csv", text="In Minsk.").stdout.splitlines()[1:] == [
        "stdin,1,4,Minsk,minsk,Мінск,match"
    ]


def test_restyle_writes_the_text_and_nothing_else(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    done = run("restyle", "--style", "lacinka", str(story), "-o", str(out))
    assert done.returncode == 0 and not done.stdout
    assert out.read_text("utf-8") == STORY.replace("MAHILYOW", "MAHILOŬ").replace(
        "Lukashenko", "Łukašenka"
    ).replace("Homyel", "Homiel")
    piped = run("restyle", "-s", "lacinka", "--markup", "markdown", text=STORY)
    assert piped.stdout == out.read_text("utf-8")
    shown = run("restyle", "-s", "lacinka", "--diff", str(story))
    assert "+Łukašenka left. Piotr Zawadzki stayed in Homiel." in shown.stdout
    assert story.read_text("utf-8") == STORY
    run("restyle", "-s", "lacinka", "--in-place", str(story))
    assert story.read_text("utf-8") == piped.stdout


def test_lint_speaks_to_editors_and_code_hosts(story: Path) -> None:
    done = run("lint", "-s", "lacinka", str(story))
    assert done.returncode == 1
    assert f"{story}:1:16: style: MAHILYOW is printed MAHILOŬ" in done.stdout.splitlines()
    assert ":4:1: consistency: Lukashenko is spelled Łukašenka" in done.stdout
    report = json.loads(run("lint", "-s", "lacinka", "--format", "sarif", str(story)).stdout)
    results = report["runs"][0]["results"]
    assert {one["ruleId"] for one in results} == {"style", "consistency"}
    assert results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]
    assert run("lint", "-s", "lacinka", text="Alaksandar Łukašenka in Mahiloŭ.").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "text", "told"),
    [
        (("annotate", "no-such-file.txt"), "", "no-such-file.txt: No such file"),
        (("annotate", "-"), b"\xff\xfe", "stdin: it is not UTF-8 (byte 0)"),
        (("restyle", "-s", "no-such", "-"), "x", "style 'no-such' is none of be"),
        (("restyle", "-"), "x", "--style"),
        (("restyle", "-s", "be", "--in-place"), "x", "--in-place needs a FILE"),
        (("restyle", "-s", "be", "a", "b"), "x", "Several files need --in-place or --diff"),
        (("lint", "--diff", "-"), "x", "--diff needs a --style"),
        (("lint", "-s", "be", "--lang", "no such", "-"), "x", "lang"),
    ],
)
def test_what_is_wrong_is_told(arguments: tuple[str, ...], text: str | bytes, told: str) -> None:
    done = run(*arguments, text=text)
    assert done.returncode == 2 and told in done.stderr


def test_a_file_that_cannot_be_written_leaves_the_old_one(story: Path) -> None:
    done = run("restyle", "-s", "lacinka", str(story), "-o", str(story.parent / "no" / "out.md"))
    assert done.returncode == 2 and "No such file" in done.stderr


def test_a_word_file_keeps_its_formatting(tmp_path: Path) -> None:
    import docx

    package = docx.Document()
    paragraph = package.add_paragraph("In ")
    paragraph.add_run("Mahilyow").bold = True
    paragraph.add_run(", Lukashenko.")
    source, out = tmp_path / "story.docx", tmp_path / "out.docx"
    package.save(str(source))
    assert run("restyle", "-s", "lacinka", str(source)).returncode == 2
    assert run("restyle", "-s", "lacinka", str(source), "-o", str(out)).returncode == 0
    runs = docx.Document(str(out)).paragraphs[0].runs
    assert [(one.text, bool(one.bold)) for one in runs] == [
        ("In ", False),
        ("Mahiloŭ", True),
        (", Łukašenka.", False),
    ]
    assert (
        ":1:4: style: Mahilyow is printed Mahiloŭ"
        in run("lint", "-s", "lacinka", str(source)).stdout
    )
