"""What a text becomes in a style, and what is left for somebody to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namenorm import Style, consistency, lint, restyle, styles
from namenorm.errors import InputError, TableError

SEED = (
    "July 7, Pozirk. Washington should be prepared to reject Alaksandar Łukašenka’s efforts as it "
    "is expanding contacts with Minsk, opposition leader Śviatłana Cichanoŭskaja told Politico. "
    "Siarhiej Cichanoŭski was released; “I trust that American partners know,” Cichanoŭskaja said. "
    "Zianon Paźniak, leader of the Volnaja Biełaruś movement, spoke in Warsaw. Paźniak left."
)


@pytest.mark.parametrize(
    ("style", "text", "restyled"),
    [
        ("en-press", "Łukašenka’s aide", "Lukashenko’s aide"),
        ("en-press", "ŁUKAŠENKA IN MINSK", "LUKASHENKO IN MINSK"),
        ("lacinka", "A. Lukashenko flew to Mahilyow.", "A. Łukašenka flew to Mahiloŭ."),
        (
            "lacinka",
            "the Minsk agreements, Belarus, Moscow",
            "the Minsk agreements, Belarus, Moscow",
        ),
        ("lacinka", "the US and the Netherlands", "the US and the Netherlands"),
        ("lacinka", "the Council of the Republic", "the Council of the Republic"),
        ("en-bgn", "Ales Bialiatski spoke.", "Alyes’ Byalyatski spoke."),
        ("be", "Паводле Зянона Пазьняка, у Менску", "Паводле Зянона Пазняка, у Мінску"),
        ("be-tarask", "Святлана Ціханоўская ў Мінску", "Сьвятлана Ціханоўская ў Менску"),
        ("be-tarask", "BYPOL у Мінску", "BYPOL у Менску"),
        ("lacinka", "Лукашэнкам і з Ціханоўскай", "Łukašenkam і з Cichanoŭskaj"),
        ("be", "Pavodle Łukašenki, u Homieli śnieh.", "Pavodle Лукашэнкі, u Гомелі śnieh."),
        ("en-press", "a@Łukašenka.by, #Łukašenka", "a@Łukašenka.by, #Łukašenka"),
        ("en-press", "https://pozirk.online/Łukašenka", "https://pozirk.online/Łukašenka"),
        ("en-press", "Zmicier\nVajciuškievič sang.", "Zmitser\nVaitsiushkevich sang."),
    ],
)
def test_restyled(style: str, text: str, restyled: str) -> None:
    assert restyle(text, style).text == restyled


@pytest.mark.parametrize("style", styles(), ids=lambda style: style.id)
def test_each_style_does_as_its_samples_say(style: Style) -> None:
    assert style.samples
    for before, after in style.samples:
        assert restyle(before, style).text == after


def test_there_and_back() -> None:
    english = restyle(SEED, "en-press")
    assert "Lukashenko" in english.text and "Sviatlana Tsikhanouskaya" in english.text
    assert restyle(english.text, "lacinka").text == SEED


def test_what_is_not_known_is_left() -> None:
    found = restyle("Ён быў у Горадні.", "be")
    assert found.text == "Ён быў у Горадні." and not found.changes
    assert [(one.text, one.id) for one in found.left] == [("Горадні", "hrodna")]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "house.toml"
    path.write_text(
        'title = "House"\nbase = "en-press"\nfirst_in_full = true\n'
        '[exceptions]\nlukashenka-alaksandar = "Aleksandr Lukashenko"\n',
        encoding="utf-8",
    )
    return path


def test_a_house_has_exceptions_and_names_in_full_first(house: Path) -> None:
    text = "Łukašenka met Alaksandar Łukašenka’s aide. Later Łukašenka left Mahiloŭ."
    assert restyle(text, house).text == (
        "Aleksandr Lukashenko met Lukashenko’s aide. Later Lukashenko left Mogilev."
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('form = "xx"', "form is one of"),
        ('base = "nobody"', "base 'nobody' is none of"),
        ("form = [", "not TOML"),
        ('form = "en"\nfroms = 1', "unknown 'froms'"),
        ('form = "en"\nexceptions = 3', "exceptions is a table of texts"),
        ('form = "en"\nsamples = [["a"]]', "samples are pairs of texts"),
    ],
)
def test_a_house_file_that_is_none(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "house.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=told):
        restyle("Minsk", path)


def test_an_unknown_style_names_those_there_are() -> None:
    with pytest.raises(InputError, match=r"lacinka"):
        restyle("Minsk", "no-such")


def test_findings_have_line_and_column() -> None:
    (found,) = lint("First line.\nIn Mahilyow.", "lacinka")
    assert (found.line, found.column, found.rule, found.replacement) == (2, 4, "style", "Mahiloŭ")
    (odd,) = consistency("Łukašenka spoke. Lukashenko’s aide did not. Łukašenka left.")
    assert (odd.text, odd.rule) == ("Lukashenko", "consistency")
    assert consistency("Лукашэнка быў. З Лукашэнкам. Без Лукашэнкі.") == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Łukašenka’s", "Мінску", "A. Lukashenko", "&", "<b>", "(", "Śviatłana Cichanoŭskaja",
             "Лукашэнкам", "\n", "Kyiv,", "“Pozirk”", "1", "Горадні"]
        )
    ).map(" ".join),
    st.sampled_from([style.id for style in styles()]),
)  # fmt: skip
def test_nothing_changes_outside_the_changes(text: str, style: str) -> None:
    found = restyle(text, style)
    rebuilt, at = "", 0
    for change in found.changes:
        assert change.start >= at and text[change.start : change.end] == change.old
        rebuilt += text[at : change.start] + change.new
        at = change.end
    assert rebuilt + text[at:] == found.text
