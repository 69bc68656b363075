"""What is left as it is in any text."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.markup import masked, verbatim

PIECES = ("a", "Б", "@", "#", ".", "by", "/", "http://", " ", "(", ":", "www.", "\u00a0")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "гл. https://be.wikipedia.org/wiki/Мінск_(горад), і",
            ["https://be.wikipedia.org/wiki/Мінск_(горад)"],
        ),
        ("(http://мінск.бел/Лукашэнка)", ["http://мінск.бел/Лукашэнка"]),
        (
            "www.president.gov.by/be, t.me/nexta_live",
            ["www.president.gov.by/be", "t.me/nexta_live"],
        ),
        ("git+ssh://host.by/Minsk", ["git+ssh://host.by/Minsk"]),
        ("Belta.by і мінск.бел", ["Belta.by", "мінск.бел"]),
        ("svaboda@rferl.org.", ["svaboda@rferl.org"]),
        ("mailto:minsk@x.by", ["mailto:minsk@x.by"]),
        ("#Łukašenka’s, #СвятланаЦіханоўская2020", ["#Łukašenka", "#СвятланаЦіханоўская2020"]),
        ("#Лука\u0301шэнка", ["#Лука\u0301шэнка"]),
        ("@Tsihanouskaya: @minsk@mastodon.social.", ["@Tsihanouskaya", "@minsk@mastodon.social"]),
        # and what is none of it
        ("у г.Мінск і т.д. А.Лукашэнка", []),
        ("He left Minsk.In 2020", []),
        ("Лукашэнка.Не", []),
        ("Радыё.Свабода", []),
        ("C# @ # 5", []),
        ("а" * 600 + " Мінск", []),
        ("http://a.by/" + "ф" * 2000 + " Мінск", ["http://a.by/" + "ф" * 2000]),
    ],
)
def test_verbatim(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in verbatim(text)] == found


def test_long_words_reach_the_detector_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time is not bounded by the length of a word, so the length is."""
    lengths: list[int] = []

    class Detector:
        def find(self, text: str) -> list[object]:
            lengths.append(len(text))
            return []

    # `namenorm.markup.verbatim` is the function: the module is asked for by its name.
    module = importlib.import_module("namenorm.markup.verbatim")
    monkeypatch.setattr(module, "_detector", Detector)
    verbatim("а " + "b.by/" * 1000 + " б")
    assert sum(lengths) == 5004 and max(lengths) <= 500


@given(st.lists(st.sampled_from(list(PIECES))).map("".join))
def test_stretches_are_in_order_and_apart(text: str) -> None:
    at = 0
    for start, end in verbatim(text):
        assert at <= start < end <= len(text)
        at = end
    assert len(masked(text)) == len(text)
