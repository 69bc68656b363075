"""Marks inside words, and x for х: facts of `spec/marks.tsv`, through every verb."""

from __future__ import annotations

import re
import unicodedata

import pytest

import namenorm
from namenorm import Registry
from namenorm.keying import part_keys
from namenorm.text.marks import bare
from tests.support.spec_table import spec

_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
CASES = [
    {**case, "query": _ESCAPE.sub(lambda found: chr(int(found[1], 16)), case["query"])}
    for case in spec("marks")
]
IDENTITIES = {identity.id: identity for identity in Registry.shipped().identities}
WRITTEN = [case for case in CASES if case["kind"] != "x"]


def ids(case: dict[str, str]) -> str:
    return f"{case['kind']}-{case['query']!a}"


def forms(text: str) -> dict[str, str]:
    """The same text, stored in other ways."""
    letter = r"[^\W\d_ʹʺˮ]"
    broken = re.sub(f"(?<={letter})(?={letter})", "\u00ad", unicodedata.normalize("NFC", text))
    return {
        "NFC": unicodedata.normalize("NFC", text),
        "NFD": unicodedata.normalize("NFD", text),
        "soft hyphens": broken,
        "joiners": broken.replace("\u00ad", "\u200d"),
    }


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_name_is_resolved(case: dict[str, str]) -> None:
    answer = namenorm.resolve(case["query"])
    assert answer.matches[0].identity.id == case["id"], answer.matches[0].explanation.sentence
    assert answer.decision == case["decision"]


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_name_shares_a_key_with_each_part(case: dict[str, str]) -> None:
    identity = IDENTITIES[case["id"]]
    name = next(n.text for n in identity.names if n.lang == "be" and n.kind == "main")
    for keys in part_keys(name):
        assert not set(keys).isdisjoint(namenorm.keys(case["query"])), name


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_how_a_name_is_stored_makes_no_difference(case: dict[str, str]) -> None:
    query = case["query"]
    answer = namenorm.resolve(query)
    for way, form in forms(query).items():
        other = namenorm.resolve(form)
        assert other.decision == answer.decision, way
        assert [m.score for m in other.matches] == [m.score for m in answer.matches], way
        assert namenorm.keys(form) == namenorm.keys(query), way
        assert namenorm.compare(form, query).score == namenorm.compare(query, query).score, way
        words = list(namenorm.keys_text(query))
        again = list(namenorm.keys_text(form))
        assert [word.keys for word in again] == [word.keys for word in words], way
        for word, written in zip(again, words, strict=True):
            assert bare(form[word.start : word.end]) == bare(query[written.start : written.end])


@pytest.mark.parametrize("case", WRITTEN, ids=ids)
def test_a_mention_keeps_its_marks(case: dict[str, str]) -> None:
    plain = f"Учора {bare(case['query'])} , сёння."
    expected = [(m.identity and m.identity.id, m.text) for m in namenorm.annotate(plain, lang="be")]
    for way, form in {"": case["query"], **forms(case["query"])}.items():
        text = f"Учора {form} , сёння."
        found = namenorm.annotate(text, lang="be")
        said = [(m.identity and m.identity.id, bare(m.text)) for m in found]
        assert said == expected, way
        for mention in found:
            assert text[mention.start : mention.end] == mention.text, way
            after = text[mention.end]
            assert not unicodedata.combining(after) and after != "\u00ad", way


@pytest.mark.parametrize(
    ("text", "restyled"),
    [
        ("Учора Tsikhanouskaya\u0361a.", "Учора Tsikhanouskaya\u0361a."),
        ("Yesterday T\u0361sikhanouskai\u0361a.", "Yesterday Tsikhanouskaya."),
        ("Yesterday Ali\u0361aksandr Lukashėnka spoke.", "Yesterday Alexander Lukashenko spoke."),
        ("Yesterday Łukas\u030cenka\u0301 spoke.", "Yesterday Lukashenko spoke."),
        ("Yesterday Łuka\u00adšen\u00adka spoke.", "Yesterday Lukashenko spoke."),
        ("Yesterday Luka\u00adshen\u00adko spoke.", "Yesterday Luka\u00adshen\u00adko spoke."),
        ("In Mahil\u00adi\u0361oŭ\u0301.", "In Mogilev."),
    ],
)
def test_a_style_leaves_no_mark_behind(text: str, restyled: str) -> None:
    found = namenorm.restyle(text, "en-press", lang="en").text
    assert found == restyled


@pytest.mark.parametrize(
    ("scheme", "latin", "cyrillic"),
    [
        ("be-alalc", "Ali\u0361aksandr Lukashėnka", "Аляксандр Лукашэнка"),
        ("be-bgnpcgn-1979", "Az·hur", "Азгур"),
        ("ru-alalc", "Sinit\u0361syn", "Синицын"),
        ("be-scholarly", "Cixanoŭskaja", "Ціханоўская"),
    ],
)
def test_reading_back_sees_the_marks(scheme: str, latin: str, cyrillic: str) -> None:
    assert namenorm.transliterate(latin, scheme, reverse=True) == cyrillic
    assert namenorm.transliterate(cyrillic, scheme) == latin
    halves = re.sub("\u0361(.)", "\ufe20\\1\ufe21", latin)
    assert namenorm.transliterate(halves, scheme, reverse=True) == cyrillic
    for form in (latin, halves, unicodedata.normalize("NFD", latin)):
        parts = namenorm.origin(form).parts
        assert [part.text for part in parts] == form.split()
        assert (scheme, cyrillic.split()[-1]) in [(s.scheme, s.spelling) for s in parts[-1].sources]
