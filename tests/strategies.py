"""What hypothesis draws: names in the scripts of the house, and any text."""

from __future__ import annotations

from hypothesis import strategies as st

BELARUSIAN = "абвгдежзійклмнопрстуўфхцчшыьэюяё"
words = st.text(BELARUSIAN, min_size=1, max_size=15)
names = st.lists(words.map(str.title), min_size=1, max_size=3).map(" ".join)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
