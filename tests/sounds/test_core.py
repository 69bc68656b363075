"""The compiled core and the pure code give the same: sounds, codes, distances, what is near."""

from __future__ import annotations

import gc
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm import Registry, compare
from namenorm.names.model import Part, Role
from namenorm.registry.compiling import compiled
from namenorm.registry.model import Identity, NameForm
from namenorm.registry.parts import Keyed
from namenorm.registry.texts import Texts
from namenorm.sounds import phonetics
from namenorm.sounds.phonetics import MOST_CHANGED, UNREAD
from namenorm.tables import locate
from tests.support.strategies import names

pytestmark = pytest.mark.needs("cores")

COMPILED = phonetics.shipped()
PURE = replace(COMPILED, meter=None, sounds=replace(COMPILED.sounds, reader=None))
LISTED = sorted(
    {
        word
        for path in chain.from_iterable(
            locate.files(locate.shipped(), pattern)
            for pattern in ("identities/*.tsv", "names/*.tsv")
        )
        for word in path.read_text(encoding="utf-8").split()
    }
)
words = names | st.text(max_size=60) | st.sampled_from(LISTED)
flags = st.sampled_from([{}, {"divided": True}, {"spelled": True}])


def test_the_core_was_built_where_the_tests_run() -> None:
    assert COMPILED.meter is not None and COMPILED.sounds.reader is not None


def test_all_words_of_the_tables_sound_alike() -> None:
    for word in LISTED:
        sounds = COMPILED.sounds.of(word)
        assert sounds == PURE.sounds.of(word), word
        assert COMPILED.coded(sounds, divided=True) == PURE.coded(sounds, divided=True), word


@given(words, st.just("") | words, flags)
def test_any_word_sounds_alike(word: str, whole: str, how: dict[str, bool]) -> None:
    sounds = COMPILED.sounds.of(word, whole)
    assert sounds == PURE.sounds.of(word, whole)
    assert COMPILED.coded(sounds, **how) == PURE.coded(sounds, **how)


@pytest.mark.parametrize("word", ["Ⱥна", "ȾȺ", "İван", "Σ", "\U00010400" * 200, "ʼ", "Мар’ян", ""])
def test_letters_beyond_the_tables(word: str) -> None:
    assert COMPILED.sounds.of(word) == PURE.sounds.of(word)
    assert Registry.from_records([]).analyst.part(Part(word, Role.SURNAME)).codes
    compare(f"Іван {word or 'Іваноў'}", "Іван Іваноў")


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_what_is_unread_is_the_same_or_another(left: bytes, right: bytes) -> None:
    one, other = UNREAD + left, UNREAD + right
    for how in (COMPILED, PURE):
        assert how.apart((one,), (other,), 20) == (0 if left == right else 21)
        assert how.units_between((one,), (other,), 4) == (0 if left == right else 5)


def test_threads_read_beside_one_another() -> None:
    chosen = LISTED[:: len(LISTED) // 400]
    expected = {word: PURE.sounds.of(word) for word in chosen}
    gc.set_threshold(1)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = pool.map(lambda word: (word, COMPILED.sounds.of(word)), chosen * 20)
            assert all(expected[word] == sounds for word, sounds in found)
    finally:
        gc.set_threshold(700)


@given(words, words, st.sampled_from([0, 2, 6, 14, 40]))
def test_distances_are_alike(left: str, right: str, farthest: int) -> None:
    one, other = (COMPILED.coded(COMPILED.sounds.of(w), divided=True)[0] for w in (left, right))
    assert COMPILED.apart(one, other, farthest) == PURE.apart(one, other, farthest)
    changed = COMPILED.units_between(one, other, MOST_CHANGED)
    assert changed == PURE.units_between(one, other, MOST_CHANGED)


@pytest.fixture(scope="module")
def surnames() -> Keyed:
    """The surnames of a registry of five hundred people."""
    draw = random.Random(1)
    chosen = draw.sample([word for word in LISTED if len(word) > 3 and word.isalpha()], 500)
    people = [
        Identity(f"{n:04}", "person", (NameForm(f"Ян {word.capitalize()}", "be"),))
        for n, word in enumerate(chosen)
    ]
    arrays, _ = compiled(people, locate.shipped())
    return Keyed(arrays, "surname", Texts(arrays, "texts"))


@given(st.data(), st.booleans())
def test_the_same_parts_are_near(surnames: Keyed, data: st.DataObject, near: bool) -> None:
    text = surnames.text(data.draw(st.integers(0, len(surnames) - 1)))
    asked = data.draw(st.sampled_from([text, text[1:], text[:2] + text[3:], text[::-1]]))
    codes, keys, patterns = COMPILED.coded(COMPILED.sounds.of(asked), divided=True)
    query = (patterns, codes, 0, 2) if near else (keys, codes, 5, 0)
    held = surnames.near if near else surnames.exact
    for known, others in zip(
        COMPILED.nearest(surnames.codes, held, (query,), 20),
        PURE.nearest(surnames.codes, held, (query,), 20),
        strict=True,
    ):
        assert known.tolist() == others.tolist()


def test_damaged_arrays_are_refused(surnames: Keyed) -> None:
    meter = COMPILED.meter
    assert meter is not None
    heard = [COMPILED.coded(COMPILED.sounds.of(surnames.text(n))) for n in range(50)]
    asked = ((tuple(key for _, keys, _ in heard for key in keys), heard[0][0], 0, 0),)
    exact, known = surnames.exact, surnames.codes
    whole = (exact.starts, exact.keys, exact.parts, known.held, known.starts)
    far = np.full(len(surnames.exact.parts), 1 << 30, np.uint32)
    backwards = np.ascontiguousarray(surnames.codes.starts[::-1])
    for broken in (
        (*whole[:2], far, *whole[3:]),
        (*whole[:4], backwards),
        (*whole[:3], whole[3][:3], whole[4]),
        (*whole[:2], whole[2][:-1], *whole[3:]),
        (whole[0] + np.uint32(len(exact.keys)), *whole[1:]),
        (whole[0][:-1], *whole[1:]),
    ):
        with pytest.raises(ValueError, match="damaged"):
            meter.nearest(*broken, asked, 20, 4, False)
