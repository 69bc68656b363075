"""Two names: how likely they are one person's, and in what order of likelihood."""

from __future__ import annotations

import pytest

import namenorm
from namenorm.errors import BadText, EmptyName, InputError, NameTooLong
from tests.support.spec_table import spec

SAME = [  # two spellings of one person's name
    ("Святлана Ціханоўская", "Svetlana Tikhanovskaya"),
    ("Святлана Ціханоўская", "Cichanouska Swiatłana"),
    ("Аляксандр Лукашэнка", "Alexandre Loukachenko"),
    ("Ян Чачот", "Jan Czeczot"),
    ("Пётр Жук", "Piotr Żuk"),
    ("Зміцер Гжэгжулка", "Дмитрий Гжегжулко"),
]
NEARER = [  # the first is likelier to be the second than the third, and why
    ("Ян Чачот", "Jan Czaczot", "Jan Czuczot", "a sound apart"),
    ("Ян Чачот", "Jan Czeczot", "Piotr Czeczot", "another given name"),
    ("Пётр Жук", "Piotr Żuk", "Piotr Kot", "another surname"),
    ("Пётр Жук", "Piotr Żuk", "P. Żuk", "an initial tells less than a name"),
    ("Зміцер Гжэгжулка", "Дмитрий Гжегжулко", "Дмитрий Ковалёв", "a rare surname tells more"),
    ("Святлана Ціханоўская", "Svetlana Tikhanovskaya", "Sergei Tikhanovsky", "her husband"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_likely_one(one: str, other: str) -> None:
    assert namenorm.compare(one, other).score > 0.5


@pytest.mark.parametrize(("name", "near", "far", "why"), NEARER)
def test_what_is_nearer_scores_above(name: str, near: str, far: str, why: str) -> None:
    assert namenorm.compare(name, near).score > namenorm.compare(name, far).score, why


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_evidence_sums_to_its_weight(one: str, other: str) -> None:
    told = namenorm.compare(one, other).to_dict()["explanation"]
    weights = [part["weight"] for part in told["parts"]]
    assert len(weights) >= 2
    assert sum(weights) == pytest.approx(namenorm.compare(one, other).explanation.weight, abs=0.02)


PARTS = spec("compared_parts")


@pytest.mark.parametrize("case", PARTS, ids=lambda c: f"{c['role']}-{c['one']}-{c['other']}")
def test_two_parts_of_a_role(case: dict[str, str]) -> None:
    both = [(case["one"], case["other"]), (case["other"], case["one"])]
    scores = [namenorm.compare(*names, role=case["role"]).score for names in both]
    assert scores[0] == pytest.approx(scores[1])
    low, high = {"same": (0.9, 1), "unsure": (0.3, 0.9), "other": (0, 0.1)}[case["answer"]]
    assert low <= scores[0] <= high, case["why"]


def test_a_part_has_a_role_of_the_list() -> None:
    with pytest.raises(InputError, match="role 'word' is none of given, patronymic, surname"):
        namenorm.compare("Ольга", "Вольга", role="word")


@pytest.mark.parametrize(
    ("name", "error"),
    [("", EmptyName), ("—", EmptyName), ("Ян " * 101, NameTooLong), ("Ян\ud800", BadText)],
)
def test_what_is_no_name_is_told_by_its_argument(name: str, error: type[InputError]) -> None:
    for names, argument in (((name, "Ян"), "a"), (("Ян", name), "b")):
        with pytest.raises(error) as caught:
            namenorm.compare(*names)
        assert caught.value.argument == argument
