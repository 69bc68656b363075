"""A class name has one meaning: who reads it anywhere in namenorm knows which class it is."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Final

import pytest

import namenorm

PACKAGE: Final = Path(namenorm.__file__).parent
WIRE: Final = {"answers.py", "faces/api/schemas/answers.py"}
"""What the service sends: as a type, and as a schema where a type cannot say it."""
WIRE_FORMS: Final = {
    "Card",
    "CardForm",
    "Change",
    "Comparison",
    "Explanation",
    "Finding",
    "Flaw",
    "Identity",
    "Left",
    "Match",
    "Mention",
    "Origin",
    "OriginPart",
    "PartEvidence",
    "Passport",
    "Resolution",
    "Respelling",
    "Restyled",
    "Scheme",
}
"""Values of the engine whose JSON is described under their own name."""
SHARED: Final = {
    "BatchOptions": "the options of a batch, as the client sends and as the service reads them",
    "Query": "a name with what is known beside it: as the engine parses it, as the client sends it",
}
"""Other names with two definitions that mean one thing."""


def definitions() -> dict[str, list[str]]:
    """Where each class of the package is defined."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in re.findall(r"^class (\w+)", path.read_text("utf-8"), re.MULTILINE):
            found[name].append(path.relative_to(PACKAGE).as_posix())
    return found


def test_no_class_name_has_two_meanings() -> None:
    twice = {
        name: places
        for name, places in definitions().items()
        if len(places) > 1 and set(places) != WIRE
    }
    unlisted = twice.keys() - WIRE_FORMS - SHARED.keys()
    assert not {name: twice[name] for name in unlisted}, "rename these to what they are"


@pytest.mark.parametrize("name", sorted(WIRE_FORMS))
def test_a_wire_form_has_one_value_of_the_engine(name: str) -> None:
    places = set(definitions()[name])
    assert places & WIRE
    assert len(places - WIRE) <= 1, f"{name} is more than one value: {sorted(places - WIRE)}"


@pytest.mark.parametrize("name", sorted(SHARED))
def test_what_is_listed_is_defined_twice(name: str) -> None:
    assert len(definitions()[name]) == 2, f"{name} has one definition; take it off the list"
