"""What hypothesis draws: names in the scripts of the house, and any text."""

from __future__ import annotations

from hypothesis import strategies as st

BELARUSIAN = "абвгдежзійклмнопрстуўфхцчшыьэюяё"
words = st.text(BELARUSIAN, min_size=1, max_size=15)
names = st.lists(words.map(str.title), min_size=1, max_size=3).map(" ".join)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)

"""Letters of many rules, capitals, look-alikes, marks, apostrophes and what has no rule."""
mixed_text = st.text(
    "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяАБВГДЕЁЗІЛНСЦЮЯ’'ʼ\u0301\u0306aoixI -.ѣꙗ🙂1", max_size=60
)
