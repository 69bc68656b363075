"""The compiled search for words and the arrays that stand in for it give the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.comparison import scorer
from namenorm.registry import Identity, NameForm, Registry
from namenorm.resolution import _core, answers
from namenorm.resolution.answers import WordMatch, alike, answered
from namenorm.resolution.postings import collect
from tests.resolution.compiled import compiled_and_not
from tests.support.strategies import names

REGISTRY = Registry.shipped()
SEGMENT = REGISTRY.segments[0]
SCORER = scorer.load(REGISTRY.tables)
WORDS = st.sampled_from([SEGMENT.words.text(n) for n in range(0, len(SEGMENT.words), 3)])
NONE = np.zeros(0, np.int32)


def _match(text: str, number: int = 0) -> WordMatch:
    word, known = REGISTRY.analyst.word(text), SEGMENT.words
    query = (word.patterns, word.codes, 0, 0)
    nearest = SCORER.signs.nearest(known.codes, known.near, (query,), SCORER.farthest)
    found = collect(
        *(SEGMENT.word_row_starts, SEGMENT.word_identity, NONE, *nearest), farthest=SCORER.farthest
    )
    same, _ = alike(word, known, found.numbers)
    rows = SEGMENT.word_rows[found.rows]
    values = 9.0 - found.distances / 3
    return WordMatch(
        number, None, found.numbers, found.distances, values, same, rows, found.entries
    )


@given(WORDS | WORDS.map(str.upper) | names)
def test_the_same_words_are_alike(text: str) -> None:
    word, numbers = REGISTRY.analyst.word(text), np.arange(0, len(SEGMENT.words), 7, np.int32)
    core, arrays = compiled_and_not(answers, "_core", lambda: alike(word, SEGMENT.words, numbers))
    for one, other in zip(core, arrays, strict=True):
        assert one.tolist() == other.tolist()


@given(st.lists(WORDS | names, min_size=1, max_size=6))
def test_rows_are_answered_alike(texts: list[str]) -> None:
    matches = [_match(text, number // 2) for number, text in enumerate(texts)]
    core, arrays = compiled_and_not(answers, "_core", lambda: answered(matches))
    assert core.summed.tolist() == pytest.approx(arrays.summed.tolist())
    for name in ("rows", "starts", "farthest", "same"):
        assert getattr(core, name).tolist() == getattr(arrays, name).tolist()
    for at in range(0, len(core.rows), 5):
        assert list(core.answers(at)) == list(arrays.answers(at))


def _words(*pairs: tuple[int, int, float, bool], word: int) -> WordMatch:
    """Words that match: (row, number, value, letter for letter)."""
    rows, numbers, values, same = zip(*pairs, strict=True)
    entries = np.arange(len(pairs), dtype=np.int32)
    return WordMatch(
        word, None, np.array(numbers, np.int32), entries, np.array(values),
        np.array(same, np.uint8), np.array(rows, np.int32), entries,
    )  # fmt: skip


def test_the_strongest_answer_counts_and_the_same_letters_where_they_weigh_alike() -> None:
    matches = [
        _words((4, 1, 5.0, False), (4, 2, 5.0, True), (4, 3, 2.0, True), word=0),
        _words((4, 2, 6.0, False), (9, 8, 1.0, True), word=1),
    ]
    for found in compiled_and_not(answers, "_core", lambda: answered(matches)):
        assert found.rows.tolist() == [4, 9]
        # Both words of the query are best answered by word 2 of row 4, which answers but one.
        assert [(one.word, one.number) for one in found.answers(0)] == [(1, 2)]
        assert found.summed.tolist() == [6.0, 1.0]
        assert found.same.tolist() == [0, 1]


def test_an_acronym_is_no_spelling_of_a_word() -> None:
    forms = [NameForm("Заяц", "be", "main", False), NameForm("ЗАЯ", "be", "main", False)]
    made = [Identity(f"place-{n}", "place", (form,)) for n, form in enumerate(forms)]
    segment = Registry.from_identities(made).segments[0]
    numbers = np.arange(len(segment.words), dtype=np.int32)
    for text, found in (("Заяк", ["Заяц"]), ("ЗАЙ", ["ЗАЯ"]), ("зая", ["Заяц", "ЗАЯ"])):
        word = Registry.shipped().analyst.word(text)
        _, possible = alike(word, segment.words, numbers)
        chosen = [segment.words.text(n) for n in np.flatnonzero(possible).tolist()]
        assert sorted(chosen) == sorted(found)


@pytest.mark.parametrize("number", [-1, 1 << 30])
def test_numbers_that_point_nowhere_are_refused(number: int) -> None:
    wrong, zero = np.array([number], np.int32), np.zeros(1, np.int32)
    with pytest.raises(ValueError, match="damaged"):
        alike(REGISTRY.analyst.word("Мінск"), SEGMENT.words, wrong)
    for rows, entries in ((wrong, zero), (zero, wrong)):
        if rows is wrong and number > 0:
            continue  # rows are counted by those who answer, and only here
        held = (0, zero, zero, np.zeros(1), np.zeros(1, np.uint8), rows, entries)
        with pytest.raises(ValueError, match="damaged"):
            _core.answered([held])
