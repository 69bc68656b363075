"""The makers of the benchmark of a million identities, at three hundred."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.million.peers.__main__ import measured, read
from benchmarks.million.peers.extract import Extract
from benchmarks.million.people import Crowd, Person, alike, write
from benchmarks.million.questions import KINDS, Scene, load, save, scene
from benchmarks.million.surnames import female

SIZE = 300


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return scene(tmp_path_factory.mktemp("million"), SIZE, seed=7, queries=40, listed=60)


def records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_one_seed_gives_the_same_people_and_questions(made: Scene, tmp_path: Path) -> None:
    again = scene(tmp_path, SIZE, seed=7, queries=40, listed=60)
    assert again.people.read_bytes() == made.people.read_bytes()
    assert (again.questions, again.listed) == (made.questions, made.listed)
    other = scene(tmp_path, SIZE, seed=8, queries=40, listed=60)
    assert other.people.read_bytes() != made.people.read_bytes()


def test_a_smaller_registry_is_the_beginning_of_a_bigger_one(made: Scene, tmp_path: Path) -> None:
    write(tmp_path / "few.jsonl", Crowd(7), 50, 1)
    assert records(made.people)[:50] == records(tmp_path / "few.jsonl")


def test_each_identity_has_an_id_of_its_own_and_two_names(made: Scene) -> None:
    rows = records(made.people)
    assert len({row["id"] for row in rows}) == SIZE
    assert {len({name["text"] for name in row["names"]}) for row in rows} == {2}  # type: ignore[attr-defined]
    types = Counter(row["type"] for row in rows)
    assert set(types) == {"person", "place", "organisation"}
    assert types["person"] > 0.9 * SIZE


def test_no_two_people_share_a_given_name_and_a_surname_that_sounds_so() -> None:
    people = [one for one, _ in zip(Crowd(3), range(2000), strict=False) if isinstance(one, Person)]
    assert len({(p.given, alike(p.surname)) for p in people}) == len(people)
    texts = [word for p in people for word in p.text.split()]
    assert all(word[0].isupper() for word in texts)


def test_questions_are_no_names_of_the_registry(made: Scene) -> None:
    rows = records(made.people)
    held = {name["text"].casefold() for row in rows for name in row["names"]}  # type: ignore[attr-defined]
    ids = {row["id"] for row in rows}
    assert {question.kind for question in made.questions} == set(KINDS)
    assert not [q for q in made.questions if q.text.casefold() in held]
    assert all(q.meant in ids for q in made.questions if q.kind != "absent")
    assert not [q for q in made.questions if q.kind == "absent" and q.meant]


@pytest.mark.parametrize(
    ("surname", "lang", "woman"),
    [
        ("Ціханоўскі", "be", "Ціханоўская"),
        ("Кавалёў", "be", "Кавалёва"),
        ("Сенькевіч", "be", "Сенькевіч"),
        ("Кузьмин", "ru", "Кузьмина"),
        ("Грозный", "ru", "Грозная"),
        ("Зеленський", "uk", "Зеленська"),
        ("Ткачук", "uk", "Ткачук"),
    ],
)
def test_a_womans_surname(surname: str, lang: str, woman: str) -> None:
    assert female(surname, lang) == woman


def test_a_peer_is_asked_what_ours_is_asked(made: Scene, tmp_path: Path) -> None:
    asked = load(save(tmp_path / "asked.json", (q for q in made.questions if q.meant)))
    peer = Extract(read(made.people))
    peer.build()
    found = measured(peer, asked, seconds=60)
    assert found["asked"] == len(asked)
    right, spellings = found["recall"]["spelling"]
    assert spellings // 2 < right <= spellings
