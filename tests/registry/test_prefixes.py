"""What is suggested for the beginning of a name: facts, and a slow, obvious twin."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namenorm.registry import Registry, prefixes
from namenorm.registry.prefixes import beginning
from namenorm.text.clean import clean_name
from namenorm.text.folding import folded

SHIPPED = Registry.shipped()


def ids(registry: Registry, text: str, limit: int = 10) -> list[str]:
    return [registry.identities[number].id for number in beginning(registry, text, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Лук", "lukashenka-alaksandar"),  # the best known of those that begin so
        ("lukas", "lukashenka-alaksandar"),  # marks do not count
        ("Ціх", "cichanouskaja-sviatlana"),
        ("святлана ц", "cichanouskaja-sviatlana"),
        ("ЦІХАНОЎСКАЯ СВЯТ", "cichanouskaja-sviatlana"),  # any order, any case
        ("Tsikhanouskaya, Sv", "cichanouskaja-sviatlana"),
        ("Ціханоўская С.", "cichanouskaja-sviatlana"),  # an initial
        ("Минс", "minsk"),
        ("бел нар рэс", "rada-bnr"),  # each word begins one
        ("ПЭН-цэн", "bielaruski-pen"),
    ],
)
def test_the_first_suggestion(typed: str, first: str) -> None:
    assert ids(SHIPPED, typed)[0] == first


@pytest.mark.parametrize("typed", ["Цихщ", "qqq", "Ціханоўская Зянон", "Мінск Щ"])
def test_nothing_begins_so(typed: str) -> None:
    assert ids(SHIPPED, typed) == []


def begins(typed: str, number: int) -> bool:
    """The twin: whether each word of `typed` begins a word of the identity, read name by name."""
    identity = SHIPPED.identities[number]
    names = [*(name.text for name in identity.names), identity.patronymic]
    held = {
        word
        for name in names
        for whole in folded(name).replace("’", "").split()
        for word in (whole.strip('«»"“”„().'), *whole.split("-"), *whole.split("."))
    }
    words = re.split(r"[\s.-]+", folded(clean_name(typed)).replace("’", ""))
    return all(any(word.startswith(piece) for word in held) for piece in words)


@settings(deadline=None)
@given(st.integers(0, len(SHIPPED) - 1), st.data())
def test_what_a_name_begins_with_finds_it_and_all_that_is_found_begins_so(
    number: int, data: st.DataObject
) -> None:
    """By one word of each name at least: others are a particle, a title, a further given name."""
    name = data.draw(st.sampled_from(SHIPPED.identities[number].names)).text
    share = data.draw(st.floats(0, 1))
    finding = 0
    for word in (word for word in name.split() if word[0].isalpha()):
        typed = word[: 1 + int(share * (len(word) - 1))]
        found = beginning(SHIPPED, typed, 10_000)
        assert all(begins(typed, one) for one in found)
        assert len(found) == len(set(found))
        finding += number in found
    assert finding


def test_no_more_than_asked_for_and_the_same_each_time() -> None:
    assert len(ids(SHIPPED, "м", 7)) == 7
    assert ids(SHIPPED, "м", 7) == ids(SHIPPED, "м", 7) == ids(SHIPPED, "м", 20)[:7]


def test_of_very_many_the_most_prominent_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefixes, "_MOST_RANKED", 50)
    assert ids(SHIPPED, "м", 3)[0] == "minsk"


def test_of_equals_those_come_first_who_have_the_words_as_typed() -> None:
    names = ["Ян Ліс", "Ян Лісоўскі", "Ганна Лісавец", "Алег Ліс"]
    people = Registry.from_records(
        [
            {"id": str(n), "type": "person", "names": [{"text": name, "lang": "be"}]}
            for n, name in enumerate(names)
        ]
    )
    assert ids(people, "ліс") == ["0", "3", "1", "2"]
    assert ids(people, "ян ліс") == ["0", "1"]


def test_the_first_layer_speaks_for_an_id_and_what_is_hidden_is_not_suggested() -> None:
    own = Registry.from_records(
        [{"id": "minsk", "type": "place", "names": [{"text": "Гародня", "lang": "be"}]}]
    )
    both = Registry.layered([own, SHIPPED])
    assert "minsk" in ids(both, "Гародн")
    assert "minsk" not in ids(both, "Мінск", 1000)
    assert "cichanouskaja-sviatlana" in ids(both, "Ціханоўск")


def test_an_empty_registry_suggests_nothing() -> None:
    assert ids(Registry.from_records([]), "Мін") == []
