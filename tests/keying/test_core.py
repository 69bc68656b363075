"""The compiled core and the pure code give the same keys and the same words."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.keying import keyer, spelling, words
from namenorm.keying.words import KeyedWord
from tests.sounds.test_core import LISTED
from tests.support.strategies import any_text, mixed_text, names

pytestmark = pytest.mark.needs("cores")

_core = words._core
COMPILED = keyer.shipped()
_SPELLER = replace(
    COMPILED.speller, core=None, sounds=replace(COMPILED.speller.sounds, reader=None)
)
PURE = replace(COMPILED, core=None, speller=_SPELLER, cache={})
FAST = words.scanner(COMPILED.make, COMPILED.cache)
SLOW = words.scanner(PURE.make, PURE.cache, compiled=False)
texts = (
    any_text
    | mixed_text
    | names
    | st.text("аўsЎS’'ʺ\"”·\u0301\u0361\ufe20\ufeff\u00ad-1 \u3042", max_size=30)
)


def test_the_core_was_built_where_the_tests_run() -> None:
    assert COMPILED.core is not None and COMPILED.speller.core is not None


def test_all_words_of_the_tables_have_the_same_keys() -> None:
    for word in LISTED:
        assert COMPILED.make(word) == PURE.make(word), word


@given(texts | st.sampled_from(LISTED))
def test_any_word_has_the_same_keys(word: str) -> None:
    assert COMPILED.make(word) == PURE.make(word)


@given(texts)
def test_any_text_has_the_same_words(text: str) -> None:
    assert list(FAST(text)) == list(SLOW(text))


@pytest.mark.parametrize(
    "text",
    [
        "Z·hur К·Г к·Г d·s",
        'V"y Т"Б "у"',
        "i\ufe20a\ufe21 \ufe20",
        "ѐлка Ѝ",
        "О’ s’s’s",
        "аб’s",
        "аб’sх",
        "аб’s\u0301",
        "аб’S’в",
        "а’б",
        "’а’",
        "а\u0301’б",
        "x" * 200,
    ],
)
def test_odd_apostrophes_are_cut_alike(text: str) -> None:
    assert list(FAST(text)) == list(SLOW(text))


def test_sounds_that_no_table_makes_are_passed_over() -> None:
    for sounds in (("",), ("\U0001f642ka",), ("k" * 500,), ("ж",), (), ("jjj", "a")):
        assert COMPILED.speller.spell(sounds, True) == _SPELLER.spell(sounds, True), sounds


def test_a_word_is_made_while_the_memo_is_emptied() -> None:
    def read(number: int) -> int:
        COMPILED.cache.clear()
        return sum(len(word.keys) for word in FAST("Святлана Ціханоўская " * 50))

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(read, range(40)))) == 1


def test_texts_and_scanners_are_let_go() -> None:
    def boom(word: str) -> tuple[str, ...]:
        raise RuntimeError(word)

    scan = _core.Scanner(kinds=b"", cache={}, made=boom, token=KeyedWord)
    reading = scan.scan("Мінск")
    del scan
    with pytest.raises(RuntimeError, match="Мінск"):
        next(reading)
    del reading
    gc.collect()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: _core.Scanner(kinds=b"", cache={}, made=str, token=str), "tuple"),
        (lambda: _core.Scanner(kinds=b"", cache={}, made=1, token=tuple), "called"),
        (lambda: _core.Speller(kinds=b"", endings=(), silent=(), prefix="bs"), "768"),
        (lambda: _core.Speller(kinds=bytes(768), endings=(), silent=("ab",), prefix=""), "three"),
        (
            lambda: _core.Speller(
                kinds=bytes(768), endings=(("b", "", 0, 0), ("a", "", 0, 0)), silent=(), prefix=""
            ),
            "order",
        ),
        (
            lambda: _core.Speller(
                kinds=bytes(768), endings=(("a" * 13, "", 0, 0),), silent=(), prefix=""
            ),
            "12",
        ),
    ],
)
def test_what_the_core_cannot_be_made_of(make: object, told: str) -> None:
    with pytest.raises((TypeError, ValueError), match=told):
        make()  # type: ignore[operator]


def test_a_core_that_was_not_made_says_so() -> None:
    bare = _core.Scanner.__new__(_core.Scanner)
    with pytest.raises(TypeError, match="not made"):
        bare.scan("а")
    assert _core.Maker.__new__(_core.Maker).make("аб") is None


def test_the_speller_of_the_tables_reads_all_their_endings() -> None:
    held = spelling.shipped().endings
    assert held[True]["om"] == [("", False)] and ("sk", True) in held[True]["skaga"]
