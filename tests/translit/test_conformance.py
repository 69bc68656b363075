"""Published spellings, scheme by scheme; the table of results goes to `build/conformance.tsv`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

import namenorm
from tests.support.paths import ROOT
from tests.support.spec_table import spec

CASES = spec("transliterate")
BUILD = ROOT / "build"


@pytest.fixture(scope="module")
def results() -> Iterator[Counter[tuple[str, bool]]]:
    """Counts of (scheme, right or not), written down when the module is done."""
    counts: Counter[tuple[str, bool]] = Counter()
    yield counts
    lines = ["scheme\tsource\tpublished examples\tright"]
    for scheme in namenorm.schemes():
        right, wrong = counts[scheme.id, True], counts[scheme.id, False]
        lines.append(f"{scheme.id}\t{scheme.source}\t{right + wrong}\t{right}")
    BUILD.mkdir(exist_ok=True)
    (BUILD / "conformance.tsv").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['scheme']}-{case['text']}")
def test_published(case: dict[str, str], results: Counter[tuple[str, bool]]) -> None:
    written = namenorm.transliterate(case["text"], case["scheme"])
    results[case["scheme"], written == case["expected"]] += 1
    assert written == case["expected"]
