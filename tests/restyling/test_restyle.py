"""What a text becomes in a style, and what is left for somebody to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from namenorm import Style, consistency, lint, restyle, styles
from namenorm.errors import InputError, TableError
from namenorm.restyling.styles import load

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
        ('form = "en"\nfroms = 1', ":2: unknown 'froms'"),
        ('form = "en"\nfirst_in_full = "no"', ":2: first_in_full is true or false"),
        ('form = "en"\n[forms]\nBelarus = "be"', ":3: country 'Belarus' is no ISO code"),
        ('form = "en"\n[texts]\nxx = "be"', ":3: texts of 'xx': no such language"),
        ('form = "en"\n[schemes]\nBY = "be-lacinca"', ":3: no scheme 'be-lacinca'; did you mean"),
        ('form = "en"\nexceptions = 3', "exceptions is a table of texts"),
        ('form = "en"\nsamples = [["a"]]', "samples are pairs of texts"),
    ],
)
def test_a_house_file_that_is_none(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "house.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=told):
        restyle("Minsk", path)


def styles_of(folder: Path, **contents: str) -> dict[str, Path]:
    """A folder of tables with these styles and the schemes that ship, with its files by id."""
    (folder / "styles").mkdir(parents=True)
    paths = {id: folder / "styles" / f"{id}.toml" for id in contents}
    for id, path in paths.items():
        path.write_text(contents[id], encoding="utf-8")
    return paths


def test_a_style_of_a_folder_may_have_a_base_there(tmp_path: Path) -> None:
    paths = styles_of(
        tmp_path,
        plain='form = "en"\nforms = { BY = "be-Latn" }',
        full='base = "plain"\nfirst_in_full = true',
        own='base = "full"\nforms = { RU = "ru" }',
    )
    own = load(paths["own"], tmp_path)
    assert (own.form, own.forms) == ("en", {"BY": "be-Latn", "RU": "ru"})
    assert own.first_in_full


@pytest.mark.parametrize(
    ("contents", "circle"),
    [
        ({"a": "a"}, "a → a"),
        ({"a": "b", "b": "a"}, "a → b → a"),
        ({"a": "b", "b": "c", "c": "b"}, "b → c → b"),
    ],
)
def test_bases_in_a_circle_are_named(tmp_path: Path, contents: dict[str, str], circle: str) -> None:
    paths = styles_of(tmp_path, **{id: f'\nbase = "{base}"' for id, base in contents.items()})
    with pytest.raises(TableError, match=f":2: the bases go in a circle: {circle};"):
        load(paths["a"], tmp_path)


def test_a_house_may_call_its_style_as_its_base(tmp_path: Path) -> None:
    path = tmp_path / "en-press.toml"
    path.write_text('base = "en-press"\nfirst_in_full = true', encoding="utf-8")
    assert load(path).first_in_full


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
@example("Łukašenka’s Мінску", "en-press")
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
