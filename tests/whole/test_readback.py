"""What our schemes write is read back: a sample of people and places in each scheme.

`python -m benchmarks.readback` asks for all of them; a sample has 150 identities a scheme, each
asked in two schemes and more. A scheme that writes two sounds alike (Spanish j is х, French j is ж)
loses a few names by what it is.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from benchmarks import readback
from namenorm.translit.schemes import schemes

EACH = 150
AMBIGUOUS = {"press-be-es", "press-ru-es"}
"""Write х as j, which in most other schemes is й or ж."""


@cache
def sample() -> tuple[readback.Spelling, ...]:
    return tuple(readback.spellings(EACH))


def test_each_scheme_and_each_identity_is_asked() -> None:
    assert {spelling.scheme.id for spelling in sample()} == {scheme.id for scheme in schemes()}
    asked = Counter(spelling.identity.id for spelling in sample())
    assert min(asked.values()) >= 2
    assert len(asked) == len({spelling.identity.id for spelling in readback.spellings()})


def test_what_a_scheme_writes_resolves_to_what_it_was_written_from() -> None:
    lost: dict[str, list[str]] = {}
    for spelling in sample():
        if readback.outcome(spelling) == "lost":
            lost.setdefault(spelling.scheme.id, []).append(spelling.latin)
    assert {of: names for of, names in lost.items() if len(names) > most(of, 0.014)} == {}
    assert sum(map(len, lost.values())) <= 0.003 * len(sample()), lost


def test_what_a_scheme_writes_shares_a_key_with_each_part() -> None:
    lost: dict[str, list[str]] = {}
    for spelling in sample():
        if readback.keyless(spelling):
            lost.setdefault(spelling.scheme.id, []).append(spelling.latin)
    assert {of: names for of, names in lost.items() if len(names) > most(of, 0.041)} == {}
    assert sum(map(len, lost.values())) <= 0.012 * len(sample()), lost


def most(scheme: str, share: float) -> float:
    """The names of a sample that a scheme may lose."""
    return EACH * share * (3 if scheme in AMBIGUOUS else 1)
