"""OpenRefine as it is packaged, against the running service: reconcile, read back, extend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import openrefine, server
from tests.support.openrefine import OpenRefine

pytestmark = pytest.mark.needs("openrefine")

PEOPLE = """\
who,born,from
Tsikhanouskaya Sviatlana,1982,BY
Лукашэнка Віктар,1975-11-28,Belarus
Łukaszenka,,
Alexievich Svetlana,1948,
Василий Шарангович,1939,
Васіль Шаранговіч,,
Qqqzzxw,,
—,,
"""
JUDGED = {
    "Tsikhanouskaya Sviatlana": ("matched", "cichanouskaja-sviatlana"),
    "Лукашэнка Віктар": ("matched", "lukashenka-viktar"),  # a country by its name
    "Łukaszenka": ("matched", "lukashenka-alaksandar"),
    "Alexievich Svetlana": ("matched", "aleksijevic-sviatlana"),
    "Василий Шарангович": ("matched", "saranhovic-vasil-artist"),  # by his year of birth
    "Васіль Шаранговіч": ("none", None),  # two of one name: left to the editor
    "Qqqzzxw": ("none", None),
    "—": ("none", None),  # no name
}


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with server.running() as address:
        yield f"{address}/reconcile"


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRefine]:
    with openrefine.running(tmp_path_factory.mktemp("openrefine")) as started:
        yield started


def test_a_column_of_people_is_reconciled_and_extended(refine: OpenRefine, service: str) -> None:
    project = refine.create("people", PEOPLE)
    assert project.guessed_types("who", service)[0] == "person"
    project.reconcile("who", service, type="person", evidence={"born": "born", "from": "country"})
    assert project.judgements() == JUDGED
    project.extend("who", service, ["be-Latn", "born"])
    lines = project.csv()
    assert lines[0] == 'who,"Belarusian, Łacinka",Year of birth,born,from'
    assert lines[2] == "Віктар Лукашэнка,Viktar Łukašenka,1975,1975-11-28,Belarus"


def test_many_rows_in_batches(refine: OpenRefine, service: str, tmp_path: Path) -> None:
    names = [f"{given} {surname}" for given in GIVEN for surname in ("Ціханоўская", "Гжэгжулка")]
    project = refine.create("many", "who\n" + "\n".join(names) + "\n")
    project.reconcile("who", f"{service}/be-Latn", type="", evidence={})
    judged = project.judgements()
    assert list(judged) == names
    assert judged["Святлана Ціханоўская"] == ("matched", "cichanouskaja-sviatlana")
    assert judged["Ганна Гжэгжулка"][0] == "none"
    assert "Śviatłana Cichanoŭskaja" in project.csv()  # names as the address of the service says


GIVEN = ["Святлана", "Ганна", "Марыя", "Зміцер", "Ян", "Пятро", "Алесь", "Вольга", "Янка", "Юры"]


def test_places(refine: OpenRefine, service: str) -> None:
    project = refine.create("places", "where\nМинск\nBrest-Litovsk\nHrodna\n")
    project.reconcile("where", service, type="place", evidence={})
    judged = project.judgements()
    assert judged["Минск"] == ("matched", "minsk")
    assert judged["Hrodna"] == ("matched", "hrodna")
