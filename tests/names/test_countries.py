"""A country is read in one way, wherever it is given."""

from __future__ import annotations

import pytest

import namenorm
from namenorm import Registry
from namenorm.errors import InputError
from namenorm.names.countries import LONGEST, country_code
from tests.support.spec_table import spec

CASES = spec("countries")


@pytest.mark.parametrize("case", [c for c in CASES if c["code"]], ids=lambda c: c["given"])
def test_a_country_is_read(case: dict[str, str]) -> None:
    assert country_code(case["given"]) == case["code"], case["why"]


@pytest.mark.parametrize("case", [c for c in CASES if not c["code"]], ids=lambda c: c["given"])
def test_what_names_no_country_is_refused(case: dict[str, str]) -> None:
    with pytest.raises(InputError, match="give two or three letters of ISO 3166") as told:
        country_code(case["given"])
    assert told.value.argument == "country"


def test_nothing_names_no_country() -> None:
    assert country_code("") == country_code(" ") == ""


def test_a_long_text_is_not_looked_up() -> None:
    with pytest.raises(InputError, match="is not known"):
        country_code("Belarus" + " " * LONGEST + "Belarus")


@pytest.mark.parametrize("country", ["BY", "BLR", "Belarus", "Беларусь"])
def test_it_is_evidence_for_a_bearer(country: str) -> None:
    parts = namenorm.resolve("Tsikhanouskaya", country=country).matches[0].explanation.parts
    assert ("country", "same country") in [(part.role, part.relation) for part in parts]


def test_a_query_with_no_country_is_refused() -> None:
    with pytest.raises(InputError, match="'Narnia' is not known"):
        namenorm.resolve("Tsikhanouskaya", country="Narnia")


def test_a_record_may_name_its_country() -> None:
    names = [{"text": "Ян Чачот", "lang": "be"}]
    registry = Registry.from_records([{"id": "1", "names": names, "country": "Belarus"}])
    assert registry.identities[0].country == "BY"
