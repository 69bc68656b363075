"""Several registries asked together: who speaks for an id, who is silenced, what is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from namenorm import Registry, Resolver
from namenorm.errors import BrokenRegistry, InputError, UnknownIdentity
from namenorm.registry import Identity, NameForm
from namenorm.registry.build import write
from tests.support.small_tables import small_tables


def person(id: str, *names: str) -> Identity:
    return Identity(id, "person", tuple(NameForm(name, "be") for name in names))


HOUSE = [person("cichanouskaja-sviatlana", "Святлана Гжэгжулка"), person("house", "Ян Гжэгжулка")]
BIG = [
    person("big-1", "Ян Гжэгжулка"),
    person("big-2", "Гэлена Пшчолкоўская"),
    person("house", "Ян Выпадковы"),
]


def layers(*more: Registry) -> Registry:
    return Registry.layered([Registry.from_identities(HOUSE), *more])


def test_the_first_speaks_for_an_id_of_several() -> None:
    both = layers(Registry.shipped(), Registry.from_identities(BIG))
    assert both.get("cichanouskaja-sviatlana").names[0].text == "Святлана Гжэгжулка"
    assert both.get("house").names[0].text == "Ян Гжэгжулка"
    assert both.get("big-2") and "minsk" in both
    assert len(both) == len(Registry.shipped()) + 2 + 3 - 2
    ids = [identity.id for identity in both.identities]
    assert len(ids) == len(set(ids)) == len(both)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Гэлена Пшчолкоўская", "big-2"),
        ("Helena Pszczołkowska", "big-2"),
        ("Святлана Гжэгжулка", "cichanouskaja-sviatlana"),
        ("Менск", "minsk"),
        ("Łukašenka Alaksandar", "lukashenka-alaksandar"),
    ],
)
def test_each_finds_its_own(query: str, found: str) -> None:
    resolver = Resolver(layers(Registry.shipped(), Registry.from_identities(BIG)))
    match = resolver.resolve(query).matches[0]
    assert match.identity.id == found
    assert match.identity.bears(match.name.text) and match.explanation.parts


@pytest.mark.parametrize("query", ["Святлана Ціханоўская", "Ян Выпадковы"])
def test_a_name_that_another_list_took_away_finds_nobody(query: str) -> None:
    resolver = Resolver(layers(Registry.shipped(), Registry.from_identities(BIG)))
    assert resolver.resolve(query).decision == "none"


def test_namesakes_in_two_lists_are_ambiguous() -> None:
    resolver = Resolver(layers(Registry.from_identities(BIG)))
    answer = resolver.resolve("Ян Гжэгжулка")
    assert answer.decision == "ambiguous"
    assert {match.identity.id for match in answer.matches[:2]} == {"house", "big-1"}


def test_layers_answer_as_one_list() -> None:
    """The same identities in one list or in three: the same answers."""
    shipped = list(Registry.shipped().identities)
    thirds = [Registry.from_identities(shipped[n::3]) for n in range(3)]
    one, three = Resolver(Registry.shipped()), Resolver(Registry.layered(thirds))
    for query in (
        "Tsikhanouskaya",
        "Святлана Тихановская",
        "Менск",
        "Ковальчук",
        "Ales Bialacki",
        "Лукашенка",
        "Еўрапейскі саюз",
        "Sviatlana Tsikhanouskja",
    ):
        ours, theirs = one.resolve(query), three.resolve(query)
        assert ours.decision == theirs.decision, query
        assert ours.matches
        for left, right in zip(ours.matches[:1], theirs.matches[:1], strict=True):
            assert left.identity == right.identity
            assert left.score == pytest.approx(right.score, abs=1e-6)


def test_a_list_silences_those_behind_it(tmp_path: Path) -> None:
    write(tmp_path / "house.nnx", HOUSE, {}, silenced=["minsk", "no-such-id"])
    both = Registry.of_files([tmp_path / "house.nnx", Path("shipped")])
    assert "minsk" not in both and "cichanouskaja-sviatlana" in both
    with pytest.raises(UnknownIdentity):
        both.get("minsk")
    found = Resolver(both).resolve("Менск").matches
    assert "minsk" not in [match.identity.id for match in found]
    assert "minsk" in [m.identity.id for m in Resolver(Registry.shipped()).resolve("Менск").matches]


def test_a_list_does_not_silence_its_own(tmp_path: Path) -> None:
    write(tmp_path / "house.nnx", HOUSE, {}, silenced=["house"])
    assert "house" in Registry.of_files([tmp_path / "house.nnx", Path("shipped")])


def test_no_registry_is_an_error() -> None:
    with pytest.raises(InputError, match="give one or more"):
        Registry.layered([])


def test_a_file_that_other_rules_compiled_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "x.nnx", HOUSE, {})
    tables = small_tables(tmp_path / "tables")
    costs = tables / "compare" / "costs.toml"
    costs.write_text(costs.read_text("utf-8").replace("[3, 3, 1]", "[3, 2, 1]"), "utf-8")
    with pytest.raises(BrokenRegistry, match="compiled by other rules"):
        Registry.open(tmp_path / "x.nnx", tables=tables)
