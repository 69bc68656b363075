"""Every sample of every table, one test each."""

from __future__ import annotations

import pytest

import namenorm
from namenorm.checking import check
from namenorm.respelling.samples import samples
from namenorm.sounds import phonetics
from namenorm.sounds import table as sounds
from namenorm.tables import locate
from namenorm.text.scripts import has_cyrillic
from namenorm.translit.schemes import Scheme


def name(value: str | tuple[str, ...]) -> str:
    """The id of a test: the scheme, or the text of a sample."""
    return value if isinstance(value, str) else value[0]


SAMPLES = [(s.id, sample) for s in namenorm.schemes() for sample in s.samples]


@pytest.mark.parametrize(("scheme", "sample"), SAMPLES, ids=name)
def test_sample(scheme: str, sample: tuple[str, ...]) -> None:
    assert namenorm.transliterate(sample[0], scheme) == sample[1]


@pytest.mark.parametrize(
    ("scheme", "sample"),
    [(s.id, sample) for s in namenorm.schemes() if s.reversible for sample in s.samples],
    ids=name,
)
def test_reversible_sample_comes_back(scheme: str, sample: tuple[str, ...]) -> None:
    back = namenorm.transliterate(sample[1], scheme, reverse=True)
    assert not has_cyrillic(sample[1]) and namenorm.transliterate(back, scheme) == sample[1]


@pytest.mark.parametrize("scheme", namenorm.schemes(), ids=lambda s: s.id)
def test_each_rule_fires_in_a_sample(scheme: Scheme) -> None:
    fired = {n for sample in scheme.samples for n in scheme.writer.fired(sample[0])}
    assert [rule for n, rule in enumerate(scheme.rules) if n not in fired] == []


@pytest.mark.parametrize("pair", sounds.shipped().samples, ids=lambda p: "-".join(p))
def test_sounds_agree(pair: tuple[str, str]) -> None:
    assert phonetics.shipped().agree(*pair)


def test_the_shipped_tables_have_no_findings() -> None:
    assert [str(finding) for finding in check()] == []


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Cichanoŭskaja", "Ціханоўская"),
        ("Marjina Horka", "Мар’іна Горка"),
        ("Pieńjaź", "Пеньязь"),
        ("Vakulčyk", "Вакульчык"),
        ("Hienadźjevič", "Генадзьевіч"),
        ("ŠČERBA", "ШЧЭРБА"),
    ],
)
def test_lacinka_is_read_back(latin: str, cyrillic: str) -> None:
    assert namenorm.transliterate(latin, "lacinka", reverse=True) == cyrillic


@pytest.mark.parametrize(
    "table", [path.stem for path in locate.files(locate.shipped(), "respell/*.toml")]
)
def test_respelling_samples(table: str) -> None:
    found = list(samples(locate.shipped(), table))
    assert found
    assert [(before, given) for before, _, given in found] == [
        (b, wanted) for b, wanted, _ in found
    ]
