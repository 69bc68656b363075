"""What is a mention, where it begins and ends, and who is meant."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from namenorm import Annotator, Registry, Resolver, annotate
from namenorm.errors import BadText, InputError


def found(text: str) -> list[tuple[str, str | None]]:
    return [(m.text, m.identity.id if m.identity else None) for m in annotate(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Łukašenka’s aide", [("Łukašenka", "lukashenka-alaksandar")]),
        (
            "Adamkus' book; Valdas Adamkus’ book",
            [(name, "adamkus-valdas") for name in ("Adamkus", "Valdas Adamkus")],
        ),
        ("talks in Minsk-based firms", [("Minsk", "minsk")]),
        ("the Minsk agreements", [("Minsk", "minsk")]),
        ("The Lukashenko regime", [("Lukashenko", "lukashenka-alaksandar")]),
        ("Ursula von der Leyen", [("Ursula von der Leyen", "leyen-ursula-von-der")]),
        ("the U.S. and the EU", [("U.S.", "united-states"), ("EU", "eu")]),
        ("told RFE/RL", [("RFE/RL", "rferl")]),
        ("Лукашэнкам і Мінскам", [("Лукашэнкам", "lukashenka-alaksandar"), ("Мінскам", "minsk")]),
        (
            "Ministry of Energy of Belarus",
            [("Ministry of Energy of Belarus", "ministerstva-enierhietyki")],
        ),
        ("May will be warm. He left in May. Will it rain?", []),
        ("Вера памірае апошняй. Слава героям.", []),
        ("write to lukashenko@example.org or @putin, #Minsk, https://minsk.by/putin", []),
        ("Mark my words: the Belarusian and the Polish side", []),
        ("Will Lukashenko’s envoys return?", [("Lukashenko", "lukashenka-alaksandar")]),
        (
            "DONALD TUSK SAID WARSAW WOULD WAIT",
            [("DONALD TUSK", "tusk-donald"), ("WARSAW", "warsaw")],
        ),
        ("Human rights are no place. Важным было слова.", []),
        ("чули «Слава Україні»", [("Україні", "ukraine")]),
        ("Паэтка Вальжына Морт чытала", [("Вальжына Морт", "mort-valzyna")]),
        ("Суддзя Вера Галавач маўчала", [("Вера Галавач", None)]),
        (
            "told Kevin Murphy and Grace Holloway",
            [("Kevin Murphy", None), ("Grace Holloway", None)],
        ),
        ("Mówi się, że nie widziano A. Kowalskiej-Brandt", [("A. Kowalskiej-Brandt", None)]),
        ("допросили Е. В. Кондрашука", [("Е. В. Кондрашука", None)]),
        ("Mówi się, że nie pytano o to Magdę Linettę", [("Magdę Linettę", None)]),
        ("ледокол «Ленин» и Владимир Ленин", [("Владимир Ленин", "lenin-uladzimir")]),
        ("кажуць у Крамлі", [("Крамлі", "kreml-moscow")]),
        ("the U.S. Senate", [("U.S.", "united-states")]),
        ("pisał o Aleksandrze Łukaszence", [("Aleksandrze Łukaszence", "lukashenka-alaksandar")]),
        ("Раней «Весна» молчала", [("Весна", "viasna")]),
        ("Міністерство оборони України мовчить", [("України", "ukraine")]),
        ("Ukraine’s Ministry of Defence denied it", [("Ukraine", "ukraine")]),
        (
            "the Ministry of Defence of Belarus denied it",
            [("Ministry of Defence of Belarus", "ministerstva-abarony")],
        ),
    ],
)
def test_mentions(text: str, mentions: list[tuple[str, str]]) -> None:
    assert found(text) == mentions


def test_a_short_mention_is_the_one_who_was_named_in_full() -> None:
    text = "Franak Viačorka spoke. Viačorka’s father, Vincuk Viačorka, was silent."
    assert found(text)[1] == ("Viačorka", "viacorka-franak")
    mentions = annotate("Piotr Zawadzki came. Zawadzki left.")
    assert [m.identity for m in mentions] == [None, None]
    assert [m.first for m in mentions] == [None, 0]
    assert "Пётр Завадзкі" in [one.text for one in mentions[0].proposals()]
    assert annotate("Minsk")[0].proposals() == []


def test_gender_tells_a_couple_apart() -> None:
    text = "Святлана Ціханоўская і Сяргей Ціханоўскі. З Ціханоўскай, без Ціханоўскага."
    assert [id for _, id in found(text)] == [
        "cichanouskaja-sviatlana",
        "cichanouski-siarhiej",
        "cichanouskaja-sviatlana",
        "cichanouski-siarhiej",
    ]


def test_a_registry_of_ones_own() -> None:
    registry = Registry.from_records(
        [{"id": "p1", "type": "person", "names": [{"text": "Зося Верабейка", "lang": "be"}]}]
    )
    annotator = Annotator(Resolver(registry))
    (mention,) = annotator.annotate("An interview with Zosia Vierabiejka.")
    assert mention.identity and mention.identity.id == "p1"
    assert mention.to_dict()["text"] == "Zosia Vierabiejka"


def test_bad_input_is_told() -> None:
    with pytest.raises(BadText, match="text"):
        annotate("\ud800")
    with pytest.raises(InputError, match="lang"):
        annotate("Minsk", lang="no such")


WORDS = ["Minsk", "Аня", "А.", "Лукашэнка", "-’.", "\n", "«(", "von", "de", "U.S."]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400) | st.lists(st.sampled_from(WORDS)).map(" ".join))
@example("Minsk. Аляксандр Лукашэнка")
def test_offsets_always_slice_to_the_mention(text: str) -> None:
    end = 0
    for mention in annotate(text):
        assert mention.start >= end and text[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize(
    ("piece", "each"),
    [
        *((piece, 0) for piece in ["(", "A", "A ", "Ł.", "a@", "von ", "’s", "-", "A-", "\n"]),
        ("Minsk ", 1),
        ("Аляксандр ", 4),  # so many words are read as one name
    ],
)
def test_hostile_text_has_an_answer(piece: str, each: int) -> None:
    """One mention in so many pieces, or none at all."""
    count = 50_000 // len(piece)
    text = piece * count
    mentions = annotate(text)
    assert len(mentions) == (count // each if each else 0)
    assert all(text[one.start : one.end] == one.text for one in mentions)
