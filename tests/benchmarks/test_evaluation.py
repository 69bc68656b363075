"""The evaluation runs from end to end on people who are made up here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.evaluation import (
    ablation,
    content,
    every_form,
    measures,
    parliaments,
    registry_forms,
    respelling,
    setting,
)
from benchmarks.evaluation.calibrate import Weighed, fit, loss
from benchmarks.evaluation.measures import Answer
from benchmarks.evaluation.questions import Question
from namenorm.comparison import analyzer, background, scorer
from namenorm.registry import Registry
from namenorm.resolution import Resolver
from namenorm.tables import locate
from tests.support.paths import ROOT

PEOPLE = [
    ["Ганна Пятроўна ЗАГОРСКАЯ", "Anna Petrovna ZAGORSKAYA", "Анна Петровна ЗАГОРСКАЯ"],
    ["Цімох Ільіч ВАРАБЕЙ", "Tsimokh Ilyich VARABEI", "Тимофей Ильич ВОРОБЕЙ"],
    ["Уладзімір Алегавіч ЖЫТКЕВІЧ", "Vladimir Olegovich ZHITKEVICH", "Владимир ЖИТКЕВИЧ"],
    ["Яўген Паўлавіч КРУШЫНА", "Yauhen KRUSHYNA", "Евгений Павлович КРУШИНА"],
]
LANGUAGES = ("be", "und-Latn", "ru")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Development data: four people, and one beside them."""
    records = [
        {
            "id": f"p{number}",
            "type": "person",
            "names": [
                {"text": text, "lang": lang} for text, lang in zip(names, LANGUAGES, strict=True)
            ],
        }
        for number, names in enumerate(PEOPLE)
    ]
    for name, rows in (("dev_people", records), ("dev_distractors", records[:1])):
        rows = [{**row, "id": f"{name}-{row['id']}"} for row in rows]
        if name == "dev_distractors":
            rows[0]["names"] = [{"text": "Степан Ильич КАЛЯДА", "lang": "ru"}]
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def run(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, capture_output=True, text=True
    )


def test_the_report_is_written(folder: Path) -> None:
    report = folder / "report.md"
    done = run(
        "benchmarks.evaluation",
        *(str(folder), "--crowd", "30", "--part", "spellings", "hard", "--output", str(report)),
    )
    assert done.returncode == 0, done.stderr
    text = report.read_text(encoding="utf-8")
    for heading in ("Plain questions", "As a desk gets them", "Calibration", "Hard negatives"):
        assert heading in text
    assert "initials Latn" in text and "1.0000 (" in text


def test_missing_data_is_named(tmp_path: Path) -> None:
    done = run("benchmarks.evaluation", str(tmp_path))
    assert done.returncode == 1
    assert "no dev_people.jsonl in" in done.stderr


def test_an_unknown_revision_is_named(tmp_path: Path) -> None:
    done = run("benchmarks.flips", "no-such-revision", str(tmp_path))
    assert done.returncode == 2
    assert "no revision 'no-such-revision'" in done.stderr


@pytest.mark.parametrize("name", ablation.VARIANTS)
def test_each_ablation_changes_tables_that_can_be_read(name: str, tmp_path: Path) -> None:
    import shutil

    tables = Path(shutil.copytree(locate.shipped(), tmp_path / "tables"))
    ablation.VARIANTS[name](tables)
    analyzer.load(tables), background.load(tables), scorer.load(tables)
    assert (locate.version(tables) == locate.version(locate.shipped())) is (name == "(all)")


def test_a_scene_without_half_of_the_people(folder: Path) -> None:
    data = setting.read(folder)
    scene = setting.scene(data, 0, 1)
    present, absent = scene.ask(data.questions(1)["plain"])
    assert len(present) == len(absent)
    assert all(answer.right for answer in present)
    assert not any(answer.right or answer.decision == "match" for answer in absent)


def answers(*rows: tuple[float, bool]) -> list[Answer]:
    question = Question("kind", "text", "right")
    return [Answer(question, True, "right" if r else "no", s, "none", 0.0) for s, r in rows]


def test_calibration_by_hand() -> None:
    figures = measures.calibration(answers((0.9, True), (0.9, True), (0.9, False), (0.05, False)))
    assert figures.nine == (2 / 3, 3)
    assert figures.error == pytest.approx((3 * (0.9 - 2 / 3) + 0.05) / 4)
    assert figures.brier == pytest.approx((0.01 + 0.01 + 0.81 + 0.0025) / 4)


def test_recall_at_a_share_of_false_matches() -> None:
    present = answers((0.9, True), (0.5, True), (0.3, True), (0.8, False))
    absent = answers(*((s / 100, False) for s in range(40)))
    assert measures.recall_at(present, absent, 0.025) == (0.5, 0.38)


def test_the_fit_finds_what_made_the_data() -> None:
    sure = [Weighed([12.0, 1.0], True, 1000)] * 9 + [Weighed([12.0, 1.0], False, 1000)]
    far = [Weighed([2.0], False, 1000)] * 10
    best = fit([sure + far])
    assert best.loss == pytest.approx(loss(sure + far, best.slope, best.absent))
    assert best.loss < loss(sure + far, 1.0, 0.5)


def test_the_registry_is_asked_in_every_case() -> None:
    cases = {question.kind for question in registry_forms.inflected()}
    assert {f"{lang} {case}" for lang in ("be", "ru", "uk") for case in ("gen", "ins")} <= cases
    known = {identity.id for identity in Registry.shipped().identities}
    assert {q.meant for q in registry_forms.initials()} <= known


def test_a_respelt_name_is_counted_part_by_part() -> None:
    pairs = [
        respelling.Pair("Анна Петровна Загорская", "Ганна Пятроўна Загорская"),
        respelling.Pair("Анатолий Загорский", "Анатолій Загорскі"),  # two forms, both right
        respelling.Pair("Анна Загорская", "Ганна Каваль"),
    ]
    tally = respelling.measure(pairs, "ru", "be")
    assert (tally.asked, tally.first, tally.five) == (3, 2, 2)
    assert tally.parts == {"given name": 3, "patronymic": 1, "surname": 2}
    assert [pair.wanted for pair, _ in tally.missed] == ["Ганна Каваль"]
    assert sum(n for n, _, _ in tally.bins()) == len(tally.said)


def test_look_alikes_are_folded_before_letters_are_compared() -> None:
    assert respelling.printed("Маĸсім ПАЎЛIЧЭНКА") == "Максім ПАЎЛІЧЭНКА"


@pytest.mark.parametrize(
    ("meant", "query", "outcome"),
    [
        ("minsk", "Менск", "match"),
        ("cichanouskaja-sviatlana", "TIKHANOVSKAYA SVETLANA", "match"),
        ("narac-vilejka", "Naratsch", "namesake"),
        ("minsk", "Brest", "wrong"),
        ("minsk", "Цапля", "none"),
    ],
)
def test_what_becomes_of_a_form(meant: str, query: str, outcome: str) -> None:
    index = Resolver(Registry.shipped())
    assert every_form.outcome(index.registry.get(meant), index.resolve(query)) == outcome


def test_every_form_is_asked_in_every_way() -> None:
    identity = Registry.shipped().get("minsk")
    asked = dict.fromkeys(kind for kind, _ in every_form.questions(identity))
    press = [f"press, {lang}" for lang in every_form.PRESS]
    cases = [f"cases, {lang}" for lang in every_form.DECLINED]
    assert list(asked) == ["as listed or derived", "in capitals", *press, *cases]
    assert ("cases, be", "Мінска") in list(every_form.questions(identity))


def test_the_content_is_counted() -> None:
    report = "\n".join(content.section())
    assert "| place" in report and "share derived" in report


def test_deputies_are_asked_by_their_other_spellings(tmp_path: Path) -> None:
    rows = [
        ("p1", [("Кужель Олена Петрівна", "uk"), ("Olena Kuzhel", "en")]),
        ("p2", [("Кужель Олена Іванівна", "uk"), ("Tabula Rasa", "en")]),
        ("p3", [("Зозуля Тарас Ігорович", "uk"), ("Taras Zozulya", "en")]),
    ]
    (tmp_path / "more").mkdir()
    lines = [
        {
            "id": one,
            "variants": [
                {"text": text, "lang": lang, **({"flag": "unlike"} if "Rasa" in text else {})}
                for text, lang in names
            ],
        }
        for one, names in rows
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (tmp_path / parliaments.FILE).write_text(text, encoding="utf-8")
    everybody = parliaments.people(tmp_path)
    assert [[name["text"] for name in one["asked"]] for one in everybody] == [
        ["Olena Kuzhel"],
        [],
        ["Taras Zozulya"],
    ]
    assert parliaments.namesakes(everybody) == {"p1", "p2"}
    report = "\n".join(parliaments.section(tmp_path, seed=1))
    assert re.search(r"recall@1, no namesake, all +\| 1.0000 \(1 of 1\) ", report)
