"""Names in another language: facts, then what holds of every name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import namenorm
from namenorm.errors import EmptyName, InputError, NameTooLong, TableError, UnknownLanguage
from namenorm.respelling import letter_model, letters, people, stress
from namenorm.respelling.model import MAX_LIMIT
from namenorm.respelling.respeller import TARGETS
from namenorm.respelling.samples import unreachable
from namenorm.tables import locate
from tests.support.spec_table import spec
from tests.support.strategies import any_text, names

CYRILLIC = ("be", "ru", "uk")


@pytest.mark.parametrize("case", spec("respell"), ids=lambda c: f"{c['target']}: {c['name']}")
def test_a_name_is_respelt(case: dict[str, str]) -> None:
    found = namenorm.respell(case["name"], case["source"], case["target"])
    among = found[:1] if case["among"] == "first" else found
    assert case["expected"] in [respelling.text for respelling in among]


@pytest.mark.parametrize(
    ("name", "source", "target", "expected"),
    [
        ("Иванова Анна Петровна", "ru", "be", "Іванава Ганна Пятроўна"),
        ("Мария Ковалевская", "ru", "be", "Марыя Кавалеўская"),
        ("Вольга Кавальчук", "be", "uk", "Ольга Ковальчук"),
        ("Ганна Сцяпанава", "be", "ru", "Анна Степанова"),
    ],
)
def test_the_gender_stays(name: str, source: str, target: str, expected: str) -> None:
    assert namenorm.respell(name, source, target)[0].text == expected


def test_a_name_says_by_what_each_part_was_spelt() -> None:
    why = namenorm.respell("Пётр Хаджимуратович Ковшов", "ru", "be")[0].why
    assert "Пётр: given: table" in why
    assert "Хаджимуратович: patronymic: rule" in why
    assert "Ковшов: surname: rule" in why


@pytest.mark.parametrize(
    ("latin", "road", "scheme"),
    [
        ("Kovshova", "ru", "ru-en-press"),
        ("Kaŭšova", "be", "be-lacinka"),
        ("Tichanowskaja", "ru", "press-ru-de"),
        ("Zichanouskaja", "be", "press-be-de"),
        ("Tsikhanouskaya", "be", "be-en-press"),
    ],
)
def test_a_latin_spelling_says_where_it_came_from(latin: str, road: str, scheme: str) -> None:
    why = namenorm.respell(latin, "und-Latn", "be")[0].why
    assert why.startswith(f"{latin}: guess from {road} by ")
    assert scheme in why.partition(",")[0]


def test_a_tag_can_say_where_a_latin_spelling_came_from() -> None:
    assert "ru" not in namenorm.respell("Marozava", "be-Latn", "be")[0].why.partition(":")[2]


def test_the_source_is_guessed_where_none_is_given() -> None:
    assert namenorm.respell("Светлана Тихановская", None, "be")[0].text == "Святлана Ціханоўская"


def test_two_forms_of_a_given_name_are_offered_where_it_stands_alone() -> None:
    assert {"Анатоль", "Анатолій"} <= {r.text for r in namenorm.respell("Анатолий", "ru", "be")}


def test_an_initial_may_have_several_letters() -> None:
    found = {r.text for r in namenorm.respell("О. Ковшов", "ru", "be", limit=20)}
    assert {"А. Каўшоў", "В. Каўшоў"} <= found  # Алег, Вольга


@given(name=names, limit=st.integers(1, MAX_LIMIT), target=st.sampled_from(("ru", "uk")))
def test_scores_are_chances(name: str, limit: int, target: str) -> None:
    found = namenorm.respell(name, "be", target, limit=limit)
    scores = [respelling.score for respelling in found]
    assert 1 <= len(found) <= limit
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1 + 1e-9
    assert len({respelling.text for respelling in found}) == len(found)


@given(name=names)
def test_words_and_order_stay(name: str) -> None:
    for target in ("ru", "uk"):
        assert len(namenorm.respell(name, "be", target, limit=1)[0].text.split()) == len(
            name.split()
        )


@given(text=any_text, source=st.sampled_from((*CYRILLIC, "und-Latn")))
def test_no_text_is_too_strange(text: str, source: str) -> None:
    """It is respelt to every language, or refused by all."""
    answered = set()
    for target in (target for target in TARGETS if target != source):
        try:
            found = namenorm.respell(text, source, target)
        except InputError as error:
            assert error.argument in ("name", "source")
            answered.add(False)
        else:
            assert found and all(respelling.text for respelling in found)
            answered.add(True)
    assert len(answered) == 1


@pytest.mark.parametrize("word", ["о" * 300, "ж" * 300, "Щ-" * 150, "о " * 150, "ya" * 150])
def test_long_names_come_back(word: str) -> None:
    source = "und-Latn" if word.isascii() else "ru"
    assert namenorm.respell(word[:300], source, "be")


@given(word=st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=30))
def test_the_stress_lies_somewhere(word: str) -> None:
    chances = stress.shipped().chances(word)
    assert 0.9 <= sum(chances.values()) <= 1 + 1e-9
    vowels = stress.folded_vowels()
    assert all(place == -1 or stress.fold(word)[place] in vowels for place in chances)


@given(before=st.text("абвгдеийклмнопрст", max_size=6), lang=st.sampled_from(["be", "ru", "uk"]))
def test_letters_have_chances(before: str, lang: str) -> None:
    model = letter_model.load(locate.shipped(), lang)
    assert all(model.step("^" + before, letter) >= 0 for letter in "абвгдежзклмнопрст$")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Ян", "ru", "ru"), "both ru"),
        (("Ян", "klingon", "be"), "klingon"),
        (("Ян", "ru", "en"), "not to 'en'"),
        (("Jan", "ru", "be"), "no Cyrillic letter"),
        (("Ян", "pl", "be"), "Cyrillic"),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, str, str], told: str) -> None:
    with pytest.raises((InputError, UnknownLanguage), match=told):
        namenorm.respell(*arguments)


def test_bad_text_is_told() -> None:
    with pytest.raises(EmptyName):
        namenorm.respell("...", "ru", "be")
    with pytest.raises(NameTooLong):
        namenorm.respell("я" * 301, "ru", "be")
    for limit in (0, MAX_LIMIT + 1, "5"):
        with pytest.raises(InputError, match="limit"):
            namenorm.respell("Ян", "ru", "be", limit=limit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("table", "was", "now", "told"),
    [
        ("ru-be.toml", '["щ", "шч"]', '["щ", "шч", "stresed"]', "stresed"),
        ("ru-be.toml", '["щ", "шч"]', '["щ", "шч x"]', "could not convert"),
        ("ru-be.toml", '["щ", "шч"]', '["щ", "шч", "any", "befor:а"]', "befor:а"),
        ("ru-be.toml", "limits =", "limit =", "limits"),
        ("stress.tsv", "around\tweight", "around\tweight\n1 of 2\tmuch", "much"),
        ("letters-ru.tsv", "letters\tcost\tmore", "letters\tcost\tmore\nщщщ\tdear", "numbers"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, table: str, was: str, now: str, told: str) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(locate.shipped(), folder)
    path = folder / "respell" / table
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), "utf-8")
    with pytest.raises(TableError, match=told) as caught:
        people.load(folder, "ru", "be")
        letters.load(folder, "ru", "be")
        letter_model.load(folder, "ru")
    assert table in str(caught.value)


def test_a_rule_that_is_never_taken_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(locate.shipped(), folder)
    path = folder / "respell" / "ru-be.toml"
    row = '["щ", "шч"]'
    path.write_text(path.read_text("utf-8").replace(row, f'{row},\n  ["щу", "щу"]', 1), "utf-8")
    assert [rule.letters for rule in unreachable(folder, "ru-be")] == ["щу"]


def test_a_linguist_changes_a_rule_without_python(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(locate.shipped(), folder)
    path = folder / "respell" / "ru-be.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('["щ", "шч"]', '["щ", "щщ"]', 1), "utf-8")
    assert people.load(folder, "ru", "be").respell("Плющ")[0].text == "Плющщ"
