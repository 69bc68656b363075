"""What the service answers has the fields that the types say."""

from __future__ import annotations

import json
from typing import Any, get_type_hints

import pytest

import namenorm
from namenorm import answers

VALUES = [
    (answers.Explanation, namenorm.compare("Łukašenka", "Lukashenko").explanation),
    (answers.PartEvidence, namenorm.compare("Łukašenka", "Lukashenko").explanation.parts[0]),
    (answers.Identity, namenorm.resolve("Минск").matches[0].identity),
    (answers.Respelling, namenorm.respell("Тихановская", "ru", "be", limit=1)[0]),
]


@pytest.mark.parametrize(("shape", "value"), VALUES)
def test_a_value_of_the_engine_has_the_fields_of_its_answer(shape: Any, value: Any) -> None:
    fields = set(value.to_dict())
    assert shape.__required_keys__ <= fields <= set(get_type_hints(shape))
    assert json.loads(json.dumps(value.to_dict())) == value.to_dict()
