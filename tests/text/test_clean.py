"""What is passed through as clean is what cleaning would leave."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm import Registry
from namenorm.text import clean

LISTED = [name.text for one in Registry.shipped().identities for name in one.names]
CLEAN = [text for text in LISTED if clean._CLEAN.fullmatch(text)]


@given(st.sampled_from(CLEAN) | st.from_regex(clean._CLEAN, fullmatch=True))
def test_clean_text_is_left_alone(text: str) -> None:
    assert clean._cleaned(text) == text


def test_most_names_pass_as_clean() -> None:
    assert len(CLEAN) > 0.9 * len(LISTED)


def test_every_letter_that_passes_is_clean() -> None:
    letters = [chr(code) for code in range(0x2000) if clean._CLEAN.fullmatch(chr(code))]
    assert [letter for letter in letters if clean._cleaned(letter) != letter] == []
    assert len(letters) > 600


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("V”yacheslav", "V’yacheslav"),
        ("Azar”ak Kandaliza", "Azar’ak Kandaliza"),
        ("«Сам-насам» ”Тэатр”", "«Сам-насам» ”Тэатр”"),
        ("Цiханоўская", "Ціханоўская"),
        ("Ян  Чачот", "Ян Чачот"),
        ("Д'Артаньян", "Д’Артаньян"),
    ],
)
def test_what_is_mended(text: str, cleaned: str) -> None:
    assert not re.fullmatch(clean._CLEAN, text) and clean.clean(text) == cleaned
