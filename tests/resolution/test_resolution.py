"""Names in the news to identities of the shipped registry, and to nobody."""

from __future__ import annotations

import unicodedata

import pytest

import namenorm
from namenorm import Registry, Resolver
from namenorm.errors import BadText, EmptyName, InputError, NameTooLong
from tests.support.spec_table import spec


@pytest.mark.parametrize("case", spec("resolve"), ids=lambda c: c["query"])
def test_resolves_to_its_identity(case: dict[str, str]) -> None:
    answer = namenorm.resolve(case["query"])
    assert answer.matches[0].identity.id == case["id"], answer.matches[0].explanation.sentence
    assert answer.decision == "match", [(m.identity.id, m.score) for m in answer.matches]


@pytest.mark.parametrize("case", spec("resolve"), ids=lambda c: c["query"])
def test_decomposed_unicode_is_the_same_name(case: dict[str, str]) -> None:
    decomposed = namenorm.resolve(unicodedata.normalize("NFD", case["query"]))
    assert decomposed.matches[0].identity.id == case["id"]


@pytest.mark.parametrize(
    "query",
    [
        "Міхась",  # a given name alone
        "Святлана",
        "Alexander",
        "Пётр Сідарэнка",  # nobody listed
        "Svetlana Lukashenko",  # a surname of the registry with another given name
        "Viktar Tsikhanouski",
        "Alexandra Lukashenko",  # not the man Alexander
        "Xqzw Vbnm",
        "习近",  # a script that no table covers goes to the last resort
        "გიორგი",
    ],
)
def test_finds_nobody(query: str) -> None:
    assert namenorm.resolve(query).decision == "none"


def test_two_of_one_name_are_ambiguous_until_something_tells_them_apart() -> None:
    two = [
        {"id": "a", "names": [{"text": "Іван Кавалёў", "lang": "be"}], "born": 1960},
        {"id": "b", "names": [{"text": "Иван Ковалёв", "lang": "ru"}], "born": 1990},
    ]
    resolver = Resolver(Registry.from_records(two))
    answer = resolver.resolve("Ivan Kavaliou")
    assert answer.decision == "ambiguous"
    assert answer.deciding is not None
    assert resolver.resolve("Ivan Kavaliou", birth_year=1990).matches[0].identity.id == "b"
    assert resolver.resolve("Ivan Kavaliou", birth_year=1990).decision == "match"


@pytest.mark.parametrize(
    ("query", "best"),
    [("Tsikhanouskaya S.", "w"), ("S. Tsikhanouski", "m"), ("Сергей Тихановский", "m")],
)
def test_husband_and_wife_are_told_apart(query: str, best: str) -> None:
    couple = [
        {"id": "w", "names": [{"text": "Ціханоўская Святлана Георгіеўна", "lang": "be"}]},
        {"id": "m", "names": [{"text": "Ціханоўскі Сяргей Леанідавіч", "lang": "be"}]},
    ]
    assert Resolver(Registry.from_records(couple)).resolve(query).matches[0].identity.id == best


@pytest.mark.parametrize(
    ("brothers", "query"),
    [
        (["Віталь Аляксеевіч Алексін", "Іван Пятровіч Крот"], "Dzmitry Aliakseevich Aleksin"),
        (["Іван Пятровіч Крот", "Ганна Якаўлеўна Ліс"], "Іван Сямёнавіч Крот"),
    ],
)
def test_another_given_name_or_patronymic_is_another_person(
    brothers: list[str], query: str
) -> None:
    records = [{"id": n, "names": [{"text": n, "lang": "be"}]} for n in brothers]
    assert Resolver(Registry.from_records(records)).resolve(query).decision != "match"


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("", EmptyName),
        ("  \t ", EmptyName),
        ("?!… — 17", EmptyName),
        ("a" * 10_000, NameTooLong),
        ("Іван\ud800", BadText),
        (None, BadText),
    ],
)
def test_bad_names_are_refused_by_name(query: str, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        namenorm.resolve(query)
    assert str(caught.value).startswith("q ")


def test_bad_options_are_refused() -> None:
    with pytest.raises(InputError, match="type 'dog'"):
        namenorm.resolve("Minsk", type="dog")
    with pytest.raises(InputError, match="country 'Narnia'"):
        namenorm.resolve("Minsk", country="Narnia")
    with pytest.raises(InputError, match="limit"):
        namenorm.resolve("Minsk", limit=0)
    with pytest.raises(InputError, match="birth_year"):
        namenorm.resolve("Minsk", birth_year="last year")


def test_type_narrows() -> None:
    assert namenorm.resolve("Минск", type="place").matches[0].identity.id == "minsk"
    types = {one.identity.type for one in namenorm.resolve("Крупскі").matches}
    assert types == {"person", "place"}
    for type in types:
        found = namenorm.resolve("Крупскі", type=type).matches
        assert {one.identity.type for one in found} == {type}


def test_many_keep_their_order() -> None:
    resolver = Resolver(Registry.shipped())
    names = ["Minsk", "Łukašenka", "Цапкала Вераніка"]
    assert [r.query for r in resolver.resolve_many(names)] == names


def test_an_answer_says_why_and_by_what_it_was_made() -> None:
    answer = namenorm.resolve("Sviatlana Tsikhanouskaya").to_dict()
    assert answer["version"]["tables"] and answer["version"]["algorithm"]
    sentence = answer["matches"][0]["explanation"]["sentence"]
    assert "Tsikhanouskaya = " in sentence and "Sviatlana = " in sentence
    forms = answer["matches"][0]["identity"]["forms"]
    assert forms["be"] == "Святлана Ціханоўская"
    assert forms["be-Latn"] == "Śviatłana Cichanoŭskaja"
    assert forms["en"] == "Sviatlana Tsikhanouskaya"


@pytest.mark.parametrize(
    ("query", "decision", "best"),
    [
        ("EU", "match", "eu"),  # acronyms letter by letter: not EAEU
        ("KGB", "match", "kdb"),
        ("von der Leyen", "match", "leyen-ursula-von-der"),
        ("Navalnaya", "match", "navalnaja-julija"),  # the wife, by the ending
        ("Ales Beljazki", "match", "bialacki-ales"),  # German z for ц
        ("Lukashenka Dmitri", "match", "lukashenka-dzmitryj"),
        ("Tsepkalo", "ambiguous", "capkala-valeryj"),
        ("ААТ «Беларуськалій»", "match", "bielaruskalij"),
    ],
)
def test_near_names_are_told_apart(query: str, decision: str, best: str) -> None:
    answer = namenorm.resolve(query)
    assert (answer.decision, answer.matches[0].identity.id) == (decision, best)


@pytest.mark.parametrize("query", ["c-" * 149 + "c", "Іван " * 60, "h " * 150, "ch" * 150])
def test_hostile_names_are_answered(query: str) -> None:
    assert namenorm.resolve(query).decision == "none"
