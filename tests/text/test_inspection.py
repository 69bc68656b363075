"""What is not what it looks like is named with place, code point and what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given

import namenorm
from tests.support.strategies import any_text, mixed_text

CASES = [
    ("Цiханоўская", [(1, "lookalike", "i", "і")], "Latin i in a Cyrillic word"),
    ("Lukаshenko", [(3, "lookalike", "а", "a")], "Cyrillic а in a Latin word"),
    ("Мінск i Брэст", [(6, "lookalike", "i", "і")], "a word of one letter among Cyrillic ones"),
    ("Мар'яна", [(3, "apostrophe", "'", "’")], "the typewriter's apostrophe"),
    ('Мар"яна Марʼян', [(3, "apostrophe", '"', "’"), (11, "apostrophe", "ʼ", "’")], "others"),
    ("Мар’яна O’Brien", [], "the apostrophe itself"),
    ("Ян\u200b Ка", [(2, "invisible", "\u200b", "")], "a space of no width"),
    ("Йосиф и\u0306", [(6, "decomposed", "и\u0306", "й")], "a letter and its mark apart"),
    ("Ян «Янка» Купала 'так'", [], "quotation marks are none"),
    ("I. Шамякін", [], "an initial may be Latin"),
]


@pytest.mark.parametrize(("text", "expected"), [case[:2] for case in CASES], ids=str)
def test_inspect(text: str, expected: list[tuple[int, str, str, str]]) -> None:
    found = namenorm.inspect(text)
    assert [(f.start, f.kind, f.found, f.meant) for f in found] == expected


def test_the_sentence_tells_code_points() -> None:
    (flaw,) = namenorm.inspect("Cвета")
    assert flaw.sentence == (
        "at 0: U+0043 LATIN CAPITAL LETTER C looks like С; "
        "U+0421 CYRILLIC CAPITAL LETTER ES is meant"
    )
    assert flaw.to_dict()["code_points"] == ["U+0043"]


@given(any_text | mixed_text)
def test_offsets_slice_to_what_was_found(text: str) -> None:
    assert all(text[f.start : f.end] == f.found for f in namenorm.inspect(text))
