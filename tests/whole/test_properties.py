"""What holds for every text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import namenorm
from namenorm.errors import InputError
from namenorm.text.clean import clean
from namenorm.text.scripts import has_cyrillic
from namenorm.text.tokens import tokenize
from tests.support.strategies import any_text, names, words

schemes = st.sampled_from(namenorm.schemes())


@given(any_text)
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(any_text)
def test_tokens_slice_to_themselves(text: str) -> None:
    assert all(text[t.start : t.end] == t.text for t in tokenize(text))


@given(any_text, schemes)
def test_no_cyrillic_letter_is_left(text: str, scheme: namenorm.Scheme) -> None:
    written = namenorm.transliterate(text, scheme.id)
    assert not has_cyrillic(written)
    assert namenorm.transliterate(written, scheme.id) == written


@given(st.text("abcdxyzłŁšŠ ’-.1", max_size=40), schemes)
def test_latin_passes_through(text: str, scheme: namenorm.Scheme) -> None:
    assert namenorm.transliterate(text, scheme.id) == text


@given(words)
def test_iso9_comes_back(word: str) -> None:
    russian = word.replace("і", "и").replace("ў", "щ")
    written = namenorm.transliterate(russian, "ru-iso9-1995")
    assert namenorm.transliterate(written, "ru-iso9-1995", reverse=True) == russian


@given(names, names)
def test_compare_is_symmetric(a: str, b: str) -> None:
    left, right = namenorm.compare(a, b), namenorm.compare(b, a)
    assert abs(left.score - right.score) < 1e-9
    assert 0 <= left.score <= 1


@given(any_text)
def test_resolve_answers_or_says_what_is_wrong(text: str) -> None:
    try:
        answer = namenorm.resolve(text)
    except InputError as error:
        assert error.argument == "q"
    else:
        assert sum(match.score for match in answer.matches) <= 1 + 1e-9
        assert [m.score for m in answer.matches] == sorted(
            (m.score for m in answer.matches), reverse=True
        )
