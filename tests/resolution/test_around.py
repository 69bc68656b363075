"""What stands around a name: every word is accounted for, in the weight and in the explanation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import namenorm
from namenorm.registry import Registry
from namenorm.resolution import Resolver
from namenorm.resolution.query import Query
from tests.support.spec_table import spec

REGISTRY = Registry.shipped()
RESOLVER = Resolver(REGISTRY)
LISTED = sorted(
    name.text
    for identity in REGISTRY.identities
    # Somebody listed by one word alone (Гедимин) may have a given name that is not listed.
    if identity.type != "person" or all(" " in name.text for name in identity.names)
    for name in identity.names
)
SURROUNDED = [case["query"] for case in spec("places")]
NOTHING = ["Абракадабра", "Шмурдяк", "Xyzzyq", "Квазіквак"]
"""Words that no table has; in small letters they would be a note about somebody."""
PLACES = ["{name} {word}", "{word} {name}", "{name}, {word}", "{name} ({word})", "{word}: {name}"]


def _score(query: str, id: str) -> float:
    found = RESOLVER.resolve(query, limit=50).matches
    return next((match.score for match in found if match.identity.id == id), 0.0)


@settings(max_examples=60)
@given(st.sampled_from(LISTED), st.sampled_from(NOTHING), st.sampled_from(PLACES))
def test_a_word_that_nothing_explains_never_raises_a_score(
    name: str, word: str, place: str
) -> None:
    query = place.format(name=name, word=word)
    assert RESOLVER.resolve(query).decision != "match"
    for match in RESOLVER.resolve(name, limit=1).matches:
        assert _score(query, match.identity.id) <= match.score


@pytest.mark.parametrize("name", ["Пинск", "Белсат", "Светлана Тихановская", "Лукашенко", "Нёман"])
@pytest.mark.parametrize("place", PLACES)
def test_nor_does_a_name_with_such_a_word_name_anybody(name: str, place: str) -> None:
    assert RESOLVER.resolve(place.format(name=name, word="Абракадабра")).decision == "none"


@pytest.mark.parametrize("text", SURROUNDED)
def test_the_explanation_has_all_that_weighs(text: str) -> None:
    query = Query(text, REGISTRY.analyst)
    ways = RESOLVER._ways.read(query)
    for head in RESOLVER._ways.heads(query, ways) if ways else ():
        assert head.around is not None
        found = RESOLVER._search(head).found
        rows = np.arange(min(len(found.identities), 8))
        weights = RESOLVER._around.weights(found, rows, head.around)
        for row, weight in zip(rows.tolist(), weights.tolist(), strict=True):
            told = RESOLVER._around.explained(found, row, head.around)
            assert math.isclose(sum(part.weight for part in told), weight, abs_tol=1e-9)


TOLD = [  # (query, what its explanation says of what stands around the name)
    ("Пинск, Брестская область", "Брестская область is where it lies"),
    ("Пинск, Гродненская область", "Гродненская область is not where it lies"),
    ("г.п. Мир", "urban-settlement is its kind"),
    ("гостиница Минск", "hotel is another kind"),
    ("Светлана Тихановская, Минск", "Минск is a place beside a person"),
    ("Вильнюс (Вильно)", "Вильно is its name, too"),
    ("raion Lida", "District is told in another word"),
]


@pytest.mark.parametrize(("query", "said"), TOLD)
def test_what_stands_around_is_told(query: str, said: str) -> None:
    assert said in namenorm.resolve(query).matches[0].explanation.sentence


PEOPLE = [  # (query, id or "" for none)
    ("Светлана Тихановская, Минск", "cichanouskaja-sviatlana"),
    ("Минск, Светлана Тихановская", "cichanouskaja-sviatlana"),
    ("Мария Колесникова (Минск)", "kalesnikava-maryja"),
    ("Светлана Тихановская, Брестская область", "cichanouskaja-sviatlana"),
    ("Lukashenko, Alexander", "lukashenka-alaksandar"),
    ("Лукашенко (Беларусь)", "lukashenka-alaksandar"),
    ("Lukashenko / Lukashenka", "lukashenka-alaksandar"),
    ("Максім Танк (Яўген Скурко)", "tank-maksim"),
    ("Светлана Тихановская (Александр Лукашенко)", ""),
    ("Лукашенко / Тихановская", ""),
    ("улица Светланы Тихановской", ""),
    ("Купала, улица", ""),
]


@pytest.mark.parametrize(("query", "id"), PEOPLE)
def test_people_with_places_and_other_names(query: str, id: str) -> None:
    found = namenorm.resolve(query)
    assert (found.matches[0].identity.id if found.decision == "match" else "") == id


HILLS = [  # a surname that is the word of a kind, as an only namesake has it
    *("Дмитрий Гора", "дмитрий гора", "Дмитрия Горы", "Дмитрий Юрьевич ГОРА", "ГОРА Д. Ю."),
    *("Dzmitry HARA", "HARA, Dzmitry Iurevich", "Дзмітрыя Гару"),
]


@pytest.mark.parametrize("query", HILLS)
def test_a_word_of_a_kind_may_be_a_surname(query: str) -> None:
    records = [{"id": "a", "names": [{"text": "Дмитрий Юрьевич Гора", "lang": "ru"}]}]
    resolver = Resolver(Registry.from_records(records))
    assert resolver.resolve(query).decision == "match"
    assert resolver.resolve(f"улица {query}").decision == "none"


def test_a_registry_of_ones_own_has_containers() -> None:
    def place(id: str, name: str, kind: str, within: str = "") -> dict[str, object]:
        names = [{"text": name, "lang": "ru"}]
        return {"id": id, "type": "place", "names": names, "kind": kind, "within": within}

    resolver = Resolver(
        Registry.from_records(
            [
                place("n", "Северный район", "district"),
                place("s", "Южный район", "district"),
                *(place(f"b{at}", "Берёзовка", "village", "ns"[at % 2]) for at in range(2)),
            ]
        )
    )
    assert resolver.resolve("д. Берёзовка, Южный район").matches[0].identity.id == "b1"
    assert resolver.resolve("д. Берёзовка, Северный район").matches[0].identity.id == "b0"
    assert resolver.resolve("р. Берёзовка, Северный район").decision == "none"
