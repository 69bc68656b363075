"""What hypothesis draws: names in the scripts of the house, and any text."""

from __future__ import annotations

import re

from hypothesis import strategies as st

BELARUSIAN = "абвгдежзійклмнопрстуўфхцчшыьэюяё"
words = st.text(BELARUSIAN, min_size=1, max_size=15)
names = st.lists(words.map(str.title), min_size=1, max_size=3).map(" ".join)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)

"""Letters of many rules, capitals, look-alikes, marks, apostrophes and what has no rule."""
mixed_text = st.text(
    "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяАБВГДЕЁЗІЛНСЦЮЯ’'ʼ\u0301\u0306aoixI -.ѣꙗ🙂1", max_size=60
)


def _syllable(onset: str, vowels: str, codas: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda first, second, last: first + second + last,
        st.sampled_from(onset),
        st.sampled_from(vowels),
        st.sampled_from(codas),
    )


_CODAS = ("", "", "й", "ў", "н", "р", "к", "т", "с", "нь", "зь", "ць")
_soft = _syllable("бвгзклмнпсфхц", "аоуэіеёюя", _CODAS)
_hard = _syllable("джртчш", "аоуыэ", _CODAS)
_apart = st.builds("{}ʼ{}".format, st.sampled_from("бвмпфр"), st.sampled_from("еёюя"))
_clusters = ["сві", "слі", "змі", "сці", "нні", "зні", "дзі", "цві"]

belarusian_words = (
    st.lists(_soft | _hard | _apart | st.sampled_from(_clusters), min_size=1, max_size=4)
    .map("".join)
    .filter(lambda word: not re.search("[йўь][ʼьў]|ь[бвзлмнпсфцдʼ]|ьі|[йў]і", word))
)
"""Words that the official orthography could write: no soft sign where assimilation says it."""
