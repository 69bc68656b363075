"""The compiled search for words and the arrays that stand in for it give the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.comparison import score
from namenorm.registry import Identity, NameForm, Registry
from namenorm.resolution import hearing
from namenorm.resolution.bearers import meet
from namenorm.resolution.hearing import Heard, Price, answered, hear
from tests.resolution.compiled import compiled_and_not
from tests.support.strategies import names

pytestmark = pytest.mark.needs("cores")

REGISTRY = Registry.shipped()
SEGMENT = REGISTRY.segments[0]
SIGNS = score.judge(REGISTRY.tables).signs
WORDS = st.sampled_from([SEGMENT.words.text(n) for n in range(0, len(SEGMENT.words), 3)])
FARTHEST = 14
NONE = np.zeros(0, np.int32)


def _heard(text: str, said: int = 0) -> Heard:
    word = REGISTRY.analyst.word(text)
    known = SEGMENT.words
    numbers, signs = SIGNS.nearest(
        known.codes, known.near, ((word.patterns, word.codes, 0, 0),), FARTHEST
    )
    met = meet(
        *(SEGMENT.word_row_starts, SEGMENT.word_identity, NONE, numbers, signs),
        most=100_000,
        farthest=FARTHEST,
    )
    price = Price(9.0 - np.arange(FARTHEST + 1) / 3, 0.72, 0.3)
    found = hear(SEGMENT, word, numbers, signs, met, price, 7)
    return Heard(said, None, 0, numbers, signs, *found)


@given(WORDS | WORDS.map(str.upper) | names)
def test_the_same_words_are_heard(text: str) -> None:
    core, arrays = compiled_and_not(hearing, "_hearing", lambda: _heard(text))
    assert core.weights.tolist() == pytest.approx(arrays.weights.tolist())
    for name in ("same", "rows", "which"):
        assert getattr(core, name).tolist() == getattr(arrays, name).tolist()


@given(st.lists(WORDS | names, min_size=1, max_size=6))
def test_rows_are_answered_alike(texts: list[str]) -> None:
    heard = [_heard(text, said // 2) for said, text in enumerate(texts)]
    core, arrays = compiled_and_not(hearing, "_hearing", lambda: answered(heard))
    assert core.summed.tolist() == pytest.approx(arrays.summed.tolist())
    for name in ("rows", "starts", "farthest"):
        assert getattr(core, name).tolist() == getattr(arrays, name).tolist()
    for at in range(0, len(core.rows), 5):
        assert core.answers(at) == arrays.answers(at)


def _words(*pairs: tuple[int, int, float, bool], said: int) -> Heard:
    """Heard words: (row, number, weight, letter for letter)."""
    rows, numbers, weights, same = zip(*pairs, strict=True)
    entries = np.arange(len(pairs), dtype=np.int32)
    return Heard(
        said, None, 0, np.array(numbers, np.int32), entries, np.array(weights),
        np.array(same, np.uint8), np.array(rows, np.int32), entries,
    )  # fmt: skip


def test_the_strongest_answer_counts_and_the_same_letters_where_they_weigh_alike() -> None:
    heard = [
        _words((4, 1, 5.0, False), (4, 2, 5.0, True), (4, 3, 2.0, True), said=0),
        _words((4, 2, 6.0, False), (9, 8, 1.0, True), said=1),
    ]
    for hits in compiled_and_not(hearing, "_hearing", lambda: answered(heard)):
        assert hits.rows.tolist() == [4, 9]
        # Both words of the query are best answered by word 2 of row 4, which answers but one.
        assert [(one.said, one.number) for one in hits.answers(0)] == [(1, 2)]
        assert hits.summed.tolist() == [6.0, 1.0]


def test_an_acronym_is_no_spelling_of_a_word() -> None:
    forms = [NameForm("Заяц", "be", "main", False), NameForm("ЗАЯ", "be", "main", False)]
    made = [Identity(f"place-{n}", "place", (form,)) for n, form in enumerate(forms)]
    segment = Registry.from_identities(made).segments[0]
    numbers = np.arange(len(segment.words), dtype=np.int32)
    apart = np.zeros_like(numbers)
    met = meet(
        *(segment.word_row_starts, segment.word_identity, NONE, numbers, apart),
        most=9,
        farthest=FARTHEST,
    )
    price = Price(np.ones(FARTHEST + 1), 0.72, 0.3)
    for text, found in (("Заяк", ["Заяц"]), ("ЗАЙ", ["ЗАЯ"]), ("зая", ["Заяц", "ЗАЯ"])):
        word = Registry.shipped().analyst.word(text)
        heard = compiled_and_not(
            hearing,
            "_hearing",
            lambda word=word: hear(segment, word, numbers, apart, met, price, 0),  # type: ignore[misc]
        )
        for _, _, _, which in heard:
            assert sorted(segment.words.text(n) for n in which.tolist()) == sorted(found)


@pytest.mark.parametrize("spoilt", ["numbers", "signs", "rows", "which"])
@pytest.mark.parametrize("value", [-1, 1 << 30])
def test_numbers_that_point_nowhere_are_refused(spoilt: str, value: int) -> None:
    one = {name: np.zeros(1, np.int32) for name in ("numbers", "signs", "rows", "which")}
    one[spoilt][0] = value
    with pytest.raises(ValueError, match="damaged"):
        hearing._hearing.hear(
            *(one["numbers"], one["signs"], one["rows"], one["which"], SEGMENT.word_rows),
            *(*SEGMENT.words.held, SEGMENT.words.sixths, np.zeros(15)),
            *("мінск", False, 4, 5.0, 0.72, 0.3, 2, 0),
        )
    if spoilt != "signs":
        held = (0, NONE, NONE, np.zeros(0), np.zeros(0, np.uint8), one["rows"], one["which"])
        with pytest.raises(ValueError, match="damaged"):
            hearing._hearing.answered([held])
