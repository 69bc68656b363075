"""What each kind of evidence says, as a table of facts."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from namenorm.comparison import analyzer, background, features, scorer
from namenorm.comparison.features import CONTEXT, LETTERS, PARTIAL, ROW, SWAPPED, Context, Letters
from namenorm.comparison.forenames import RELATIONS, Forenames, Shares, columns_of
from namenorm.comparison.score import compare
from namenorm.names.model import Part, Role
from namenorm.registry import Registry
from namenorm.registry.model import PROMINENCE
from namenorm.resolution import Resolver
from namenorm.sounds.phonetics import SAME
from namenorm.tables import locate

SCORER = scorer.load(locate.shipped())
WEIGHTS = SCORER.weights
NOBODY, MAN, WOMAN = range(3)


def _keys(group, values) -> list[str]:  # type: ignore[no-untyped-def]
    """The weights that a candidate alone gets, and that they sum to its total."""
    found = [feature.key for feature in group if np.any(feature.amount(values))]
    assert features.total(group, SCORER, values)[0] == pytest.approx(
        sum(WEIGHTS[key] for key in found)
    )
    return found


@pytest.mark.parametrize(
    ("gender", "swapped", "flags", "leaning", "keys"),
    [
        (MAN, False, MAN, False, []),
        (MAN, False, WOMAN, False, ["gender"]),
        (MAN, False, WOMAN, True, ["gender"]),  # what is sure is not said twice
        (MAN, False, NOBODY, False, []),
        (MAN, False, NOBODY, True, ["gender_leans"]),
        (NOBODY, False, WOMAN, True, ["gender_leans"]),
        (MAN, True, MAN, False, ["swapped"]),
        (MAN, True, MAN | SWAPPED, False, []),
        (MAN, False, MAN | PARTIAL, False, ["swapped"]),
        (MAN, False, WOMAN | SWAPPED | PARTIAL, False, ["swapped", "gender", "swapped"]),
    ],
)
def test_rows(gender: int, swapped: bool, flags: int, leaning: bool, keys: list[str]) -> None:
    row = features.Rows(gender, swapped, np.array([flags], np.uint8), np.array([leaning]))
    assert _keys(ROW, row) == keys
    table = features.by_flags(SCORER, gender, swapped, False)
    at = flags + features.FLAGS * leaning
    assert table[at] == pytest.approx(sum(WEIGHTS[key] for key in keys))


def test_an_ending_restored_from_a_case_is_sure_of_the_gender() -> None:
    row = features.Rows(MAN, False, np.array([NOBODY], np.uint8), np.array([True]), inflected=True)
    assert _keys(ROW, row) == ["gender"]


@pytest.mark.parametrize(
    ("year", "born", "country", "theirs", "last_resort", "keys"),
    [
        (0, 1990, 0, 2, False, []),
        (1990, 1990, 0, 0, False, ["born_same"]),
        (1990, 1991, 0, 0, False, ["born"]),
        (1990, 0, 0, 0, False, []),  # nobody knows when they were born
        (0, 0, 2, 2, False, ["country_same"]),
        (0, 0, 2, 3, False, ["country"]),
        (0, 0, -1, 3, False, ["country"]),  # a country that nobody of the registry has
        (0, 0, 2, 0, False, []),
        (0, 0, 0, 0, True, ["last_resort"]),
    ],
)
def test_context(
    year: int, born: int, country: int, theirs: int, last_resort: bool, keys: list[str]
) -> None:
    known = Context(year, np.array([born]), country, np.array([theirs]), last_resort)
    assert _keys(CONTEXT, known) == keys


@pytest.mark.parametrize(
    ("marks", "keys"),
    [
        (set(), []),
        ({"written", "given_name"}, ["letters"]),
        ({"case"}, ["letters_case"]),
        ({"given_name"}, ["given_name"]),
        ({"generation"}, ["generation"]),
        ({"others", "given_name"}, ["given_name", "letters_other"]),
    ],
)
def test_letters(marks: set[str], keys: list[str]) -> None:
    names = ("written", "case", "others", "given_name", "generation")
    assert _keys(LETTERS, Letters(*(np.array([name in marks]) for name in names))) == keys


@pytest.mark.parametrize(
    ("query", "name", "relation"),
    [
        ("Святлана", "Svetlana", "same name"),
        ("Саша", "Аляксандр", "short form"),
        ("Іван", "Пётр", "another name"),
        ("Цмокаслаў", "Cmokasłaŭ", "same sounds"),
        ("Цмокаслаў", "Гурбендзь", "another name"),
    ],
)
def test_given_names(query: str, name: str, relation: str) -> None:
    parts = [analyzer.shipped().part(Part(text, Role.GIVEN)) for text in (query, name)]
    names = analyzer.shipped().parser.given
    known = Forenames(
        columns_of(parts[1:]), SCORER, names, Shares(background.shipped(), Counter(), 0)
    )
    zero = np.zeros(1, np.int32)
    values, relations = known.compared(parts[0], Role.GIVEN, zero)
    assert RELATIONS[relations[0]] == relation
    assert known.values(parts[0], Role.GIVEN, zero).tolist() == values.tolist()
    assert (values[0] > 0) == (relation != "another name")


def test_a_distance_costs_more_in_a_short_name_and_nothing_within_the_same_sounds() -> None:
    distances = np.arange(SCORER.farthest + 1, dtype=np.int32)
    short, long = (SCORER.costs(distances, 6 * sounds, 6) for sounds in (3, 12))
    assert not short[: SAME + 1].any() and not long[: SAME + 1].any()
    assert (short[SAME + 1 :] > long[SAME + 1 :]).all()
    assert (np.diff(short[SAME:]) > 0).all()
    middling = SCORER.costs(distances, 48, 6)
    assert middling[SAME + 1] == pytest.approx(0.72)


def test_a_typo_costs_more_in_a_short_name() -> None:
    usual = SCORER.usual
    steps = [
        float(np.diff(SCORER.costs(np.array([usual, usual + 1], np.int32), 6 * sounds, 6))[0])
        for sounds in (3, 4, 6, 8, 12)
    ]
    assert steps == sorted(steps, reverse=True)
    assert steps[1] == pytest.approx(steps[3] * 2**0.5 + SCORER.distance["typo"])


def test_a_short_surname_has_more_neighbours_and_as_many_of_the_same_sounds() -> None:
    compared = SCORER.farthest + 1
    short, middling, long = (
        background.shipped().surname(analyzer.shipped().part(Part(text, Role.SURNAME)))[:compared]
        for text in ("Жэм", "Гурбан", "Жардзецкі")
    )
    assert short[0] == middling[0] == long[0] == background.shipped().rare_surname
    assert (short[SAME + 1 :] > middling[SAME + 1 :]).all()
    assert (middling[SAME + 1 :] > long[SAME + 1 :]).all()
    assert (np.diff(long[SAME:]) > 0).all() and short.max() <= 1


def test_longer_parts_than_any_name_cost_as_the_longest() -> None:
    distance, sixths = np.array([9], np.int32), np.array([65_535], np.uint16)
    assert SCORER.costs(distance, 6, sixths)[0] == SCORER.cost[9, -1] > 0


def test_brothers_share_a_patronymic_and_it_says_nothing() -> None:
    parts = compare("Іван Пятровіч Галубок", "Тарас Пятровіч Галубок").explanation.parts
    assert [(p.role, p.weight < 0, p.weight == 0) for p in parts] == [
        ("surname", False, False),
        ("given", True, False),
        ("patronymic", False, True),
    ]


def test_nobody_is_quite_unknown() -> None:
    assert SCORER.prominent(0.0) == 0
    assert SCORER.prominent(PROMINENCE) == 0 < SCORER.prominent(1.0)
    made = {"id": "t", "type": "place", "names": [{"text": "Гурбендзь", "lang": "be"}]}
    registry = Registry.from_records([made | {"prominence": 0.0}])
    assert Resolver(registry).resolve("Гурбендзь").decision == "match"


def test_the_prominence_of_a_stranger_stands_in_the_table() -> None:
    assert SCORER.prior["stranger"] == PROMINENCE
